#include "sim/measure/explanation.h"

#include <algorithm>

namespace meridian {

Explanation::Explanation(const Scenario& scenario, const OnShift& on_shift,
                         std::optional<TicketNumber> about)
    : scenario_(&scenario), about_(about), clocks_(scenario, on_shift) {}

void Explanation::observe(const Batch& batch) {
    clocks_.forget_accounts();
    needs_.assign(batch.needs.begin(), batch.needs.end());
    for (const Entry& entry : batch.entries) {
        const std::size_t before = clocks_.accounts().size();
        clocks_.observe(entry, batch);
        if (about_ && entry.ticket == *about_ && !is_about_agent(entry.fact)) {
            tell(entry, batch);
        }
        if (clocks_.accounts().size() == before) {
            continue;
        }
        broken_.push_back({.account = clocks_.accounts().back(),
                           .attributes = clocks_.attributes(entry.slot),
                           .priority = entry.priority,
                           .counted = clocks_.last_counted()});
        if (about_ && entry.ticket == *about_) {
            story_->broken.push_back({broken_.back(), clocks_.charges()});
        }
    }
}

void Explanation::tell(const Entry& entry, const Batch& batch) {
    if (entry.fact == Fact::opened) {
        story_ = Story{.number = entry.ticket,
                       .attributes = batch.opened[static_cast<std::size_t>(entry.value)]};
        slot_ = entry.slot;
    }
    if (!story_ || is_about_task(entry.fact)) {
        return;
    }
    story_->facts.push_back(entry);
    const bool ends = entry.fact == Fact::resolved || entry.fact == Fact::abandoned ||
                      entry.fact == Fact::blocked || entry.fact == Fact::withdrawn ||
                      entry.fact == Fact::left_open;
    if (ends && entry.slot == slot_) {
        const Instant begin = std::max(story_->facts.front().at, (*scenario_)->run.horizon.begin);
        story_->life = clocks_.life(slot_, {begin, entry.at}, batch.needs);
    }
}

}  // namespace meridian
