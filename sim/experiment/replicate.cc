#include "sim/experiment/replicate.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "sim/audit/audit.h"
#include "sim/experiment/workshop.h"
#include "sim/measure/statistics.h"
#include "sim/run.h"

namespace meridian {
namespace {

constexpr std::size_t messages_max = 10;

/// Adds up how far all replications have come and tells it now and then.
class Progress {
public:
    Progress(const Replicating& how, int count) : tell_(how.progress), count_(count) {}

    void advance(double share_of_one) {
        if (!tell_) {
            return;
        }
        const std::lock_guard lock{mutex_};
        done_ += share_of_one / static_cast<double>(count_);
        if (done_ >= told_ + 1.0 / steps) {
            told_ = std::min(done_, 1.0);
            tell_(told_);
        }
    }
    void complete() {
        if (tell_) {
            tell_(1.0);
        }
    }

private:
    static constexpr double steps = 400;

    std::function<void(double)> tell_;
    int count_;
    std::mutex mutex_;
    double done_ = 0;
    double told_ = 0;
};

/// Tells how much of the horizon a journal has passed.
class Pace : public Observer {
public:
    Pace(Progress& progress, Interval horizon) : progress_(&progress), horizon_(horizon) {}

    void observe(const Batch& batch) override {
        if (!batch.entries.empty()) {
            reach(batch.entries.back().at);
        }
    }
    void finish(Instant end) override { reach(end); }

private:
    void reach(Instant at) {
        const double length =
            static_cast<double>(std::max<std::int64_t>(horizon_.length().count(), 1));
        const double share = static_cast<double>((at - horizon_.begin).count()) / length;
        if (share >= reached_ + 0.01 || share >= 1) {
            progress_->advance(share - reached_);
            reached_ = share;
        }
    }

    Progress* progress_;
    Interval horizon_;
    double reached_ = 0;
};

/// Every promise that was broken, after the statistics have seen it.
class BreachList : public Observer {
public:
    BreachList(const Statistics& statistics, std::vector<Breach>& list)
        : statistics_(&statistics), list_(&list) {}

    void observe(const Batch&) override {
        for (const ClockAccount& account : statistics_->accounts()) {
            const auto& by = account.all_counted() > Span{} ? account.counted : account.charged;
            const auto most = std::ranges::max_element(by) - by.begin();
            list_->push_back({account.ticket, account.sla, static_cast<Cause>(most)});
        }
    }
    void finish(Instant) override {}

private:
    const Statistics* statistics_;
    std::vector<Breach>* list_;
};

Tally run_one(const Plan& plan, int number, const Replicating& how, Progress& progress) {
    const Scenario& scenario = *plan.scenario;
    const OnShift on_shift(scenario);
    Statistics statistics(scenario, on_shift);
    Pace pace(progress, scenario->run.horizon);
    std::optional<Audit> audit;
    std::vector<Observer*> observers{&statistics, &pace};
    if (how.audit) {
        observers.push_back(&audit.emplace(scenario));
        audit->demand(statistics.accounts());
    }
    std::vector<Breach> breaches;
    BreachList list(statistics, breaches);
    if (how.keep_breaches) {
        observers.push_back(&list);
    }
    if (number == 0) {
        observers.insert(observers.end(), how.watching_first.begin(), how.watching_first.end());
    }
    Replication replication{.number = static_cast<std::uint64_t>(number), .cancelled = [&how] {
                                return how.cancelled != nullptr && *how.cancelled;
                            }};
    if (how.open_logs) {
        replication.logs = how.open_logs();
    }
    simulate(plan, std::move(replication), observers);
    Tally tally = statistics.take();
    tally.breaches = std::move(breaches);
    if (audit) {
        tally.violations = audit->count();
        for (const Violation& violation : audit->violations()) {
            if (tally.messages.size() < messages_max) {
                tally.messages.push_back(to_text(violation));
            }
        }
    }
    return tally;
}

}  // namespace

std::vector<Tally> replicate(const Plan& plan, int first, int count, const Replicating& how) {
    if (count <= 0) {
        return {};
    }
    Progress progress(how, count);
    Workshop<Tally> workshop(
        count, how, [&](int number) { return run_one(plan, first + number, how, progress); });
    std::vector<Tally> tallies = workshop.run();
    if (static_cast<int>(tallies.size()) == count) {
        progress.complete();
    }
    return tallies;
}

}  // namespace meridian
