#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "model/journal.h"
#include "sim/measure/goal.h"
#include "sim/measure/parts.h"
#include "sim/measure/tally.h"
#include "sim/measure/window.h"

namespace meridian {

/// A stretch of work where it was asked for.
struct PlacedWork {
    const Need& need;          ///< of whom it was asked; a task's own
    const Attributes& ticket;  ///< of a task: nothing
    Instant asked;             ///< when it could begin at the earliest, see LoadFold
    Span touch{};
    bool answered = false;  ///< an agent had begun to work on the ticket before
    bool hung_up = false;   ///< never done: its customer did not wait so long, and the time is
                            ///< the mean of such tickets
};

/// Folds the work that was asked for: every stretch of touch time, placed as if nobody had waited,
/// from the moment at which it was asked for (the ticket joined the queue, or its work simply went
/// on). This is the offered load of the infinite-server queue, Mt/G/oo, measured tier by tier.
/// What comes while the goal's clock stands still (a tier without a promise: while nobody of the
/// tier is rostered) is asked for when it goes on. A ticket still waiting at the horizon counts
/// with the mean handling time of its category; notes and tasks count too. Of several that an agent
/// has in hand together each counts with its part of the agent's time, see Parts.
class LoadFold {
public:
    /// Tells `placed`, if there is one, of every stretch within the horizon, counted or not.
    explicit LoadFold(const Scenario& scenario, std::function<void(const PlacedWork&)> placed = {});
    LoadFold(const LoadFold&) = delete;  // its clocks look into it
    LoadFold& operator=(const LoadFold&) = delete;

    void observe(const Entry& entry, const Batch& batch);
    [[nodiscard]] LoadTally tally() { return std::move(tally_); }

private:
    struct Ticket {
        Attributes attributes;
        Instant asked;
        std::uint32_t need = 0;
        std::int64_t part = 0;  // see Parts
        bool asking = false, waiting = false, answered = false, answered_now = false;
    };

    void add(TierId tier, const Attributes& ticket, Instant asked, Span touch);
    void tell(const Ticket& ticket, const Batch& batch, TierId tier, Instant asked, Span touch,
              bool hung_up = false) const;
    void hang_up(const Ticket& ticket, const Entry& entry, const Batch& batch) const;
    [[nodiscard]] Instant opening(TierId tier, RegionId customer, Instant asked) const;
    [[nodiscard]] Span touch_of(const Ticket& ticket, const Entry& stopped);
    [[nodiscard]] TierId tier_of(const Entry& entry) const;
    void wait_beyond(const Ticket& ticket, const Entry& entry, const Batch& batch);

    const Scenario* scenario_;
    std::function<void(const PlacedWork&)> placed_;
    Interval window_;
    WeekClock clock_;
    Zone utc_;
    WeekClock utc_clock_;
    std::vector<StaffingGoal> goals_;
    std::vector<Calendar> rostered_;  // by tier
    std::vector<TeamId> teams_;
    std::vector<Ticket> tickets_;  // by slot; tasks have slots of their own
    Parts parts_;
    LoadTally tally_;
};

}  // namespace meridian
