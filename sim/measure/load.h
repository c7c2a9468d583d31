#pragma once

#include <memory>
#include <vector>

#include "model/journal.h"
#include "sim/measure/goal.h"
#include "sim/measure/tally.h"
#include "sim/measure/window.h"

namespace meridian {

/// Folds the work that was asked for: every stretch of touch time, placed as if nobody had waited,
/// from the moment at which it was asked for (the ticket joined the queue, or its work simply went
/// on). This is the offered load of the infinite-server queue, Mt/G/oo, measured tier by tier.
/// What comes while the goal's clock stands still (a tier without a promise: while nobody of the
/// tier is rostered) is asked for when it goes on. A ticket still waiting at the horizon counts
/// with the mean handling time of its category; notes and tasks count too.
class LoadFold {
public:
    explicit LoadFold(const Scenario& scenario);
    LoadFold(const LoadFold&) = delete;  // its clocks look into it
    LoadFold& operator=(const LoadFold&) = delete;

    void observe(const Entry& entry, const Batch& batch);
    [[nodiscard]] LoadTally tally() { return std::move(tally_); }

private:
    struct Ticket {
        Attributes attributes;
        Instant asked;
        bool asking = false, waiting = false;
    };

    void add(TierId tier, const Attributes& ticket, Instant asked, Span touch);
    [[nodiscard]] Instant opening(TierId tier, RegionId customer, Instant asked) const;
    [[nodiscard]] TierId tier_of(const Entry& entry) const;
    void wait_beyond(const Ticket& ticket, const Entry& entry);

    const Scenario* scenario_;
    Interval window_;
    WeekClock clock_;
    Zone utc_;
    WeekClock utc_clock_;
    std::vector<StaffingGoal> goals_;
    std::vector<Calendar> rostered_;  // by tier
    std::vector<TeamId> teams_;
    std::vector<Ticket> tickets_;  // by slot; tasks have slots of their own
    LoadTally tally_;
};

}  // namespace meridian
