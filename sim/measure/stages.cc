#include "sim/measure/stages.h"

namespace meridian {

StageFold::StageFold(const Scenario& scenario)
    : window_(window_of(*scenario)), used_(scenario->policy.lifecycle.is_used()) {}

void StageFold::follow(const Entry& entry) {
    switch (entry.fact) {
        case Fact::staged:
            staged_now_ = true;
            next_[entry.cause] = Span{entry.value};
            return;
        case Fact::task_queued:
            if (entry.slot >= tasks_.size()) {
                tasks_.resize(std::size_t{entry.slot} + 1);
            }
            tasks_[entry.slot] = {staged_now_, next_, entry.at, entry.at};
            staged_now_ = false;
            next_ = no_work();
            return;
        case Fact::task_started:
            tasks_[entry.slot].started = entry.at;
            return;
        case Fact::task_done:
            if (tasks_[entry.slot].is_one && window_.contains(entry.at)) {
                count(tasks_[entry.slot], entry);
            }
            return;
        default:
            return;
    }
}

/// The wait is the first stage's; of several done in one go each has its share of the touch time,
/// exactly: what rounding leaves over is the last one's.
void StageFold::count(const Task& task, const Entry& done) {
    Span all{};
    for (const Span work : task.work) {
        all += std::max(work, Span{});
    }
    const Span touch{done.value};
    Span before{};
    Span told{};
    Span wait = task.started - task.opened;
    for (std::size_t i = 0; i < life_stages; ++i) {
        if (task.work[i] < Span{}) {
            continue;
        }
        before += task.work[i];
        const double share =
            all > Span{} ? static_cast<double>(before.count()) / static_cast<double>(all.count())
                         : 1;
        const Span until{
            static_cast<std::int64_t>(static_cast<double>(touch.count()) * share + 0.5)};
        StageTally::One& one = tally_.stages[i];
        ++one.times;
        one.touch += (until - told).count();
        one.elapsed += (until - told + wait).count();
        told = until;
        wait = {};
    }
}

}  // namespace meridian
