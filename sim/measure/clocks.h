#pragma once

#include <optional>
#include <set>
#include <vector>

#include "model/journal.h"
#include "sim/measure/on_shift.h"
#include "sim/measure/slice.h"
#include "sim/measure/tally.h"
#include "sim/measure/timeline.h"
#include "sim/measure/window.h"

namespace meridian {

/// Folds SLA clocks and rules: which promises were broken, by how much, and where the time went.
///
/// The cohort is by deadline: a clock counts if its deadline lies in the window, whether it was met
/// or not and whenever its ticket came. A clock that has been breached keeps its deadline, whatever
/// happens to the ticket later. One that stops while paused has no running deadline: the last one
/// known, but not before the stop, stands for it.
///
/// Of every breached clock in the cohort the wall time from its start (not before the run's begin)
/// to its stop or the horizon is charged to causes.
class ClockFold {
public:
    ClockFold(const Scenario& scenario, const OnShift& on_shift);

    void observe(const Entry& entry, const Batch& batch);
    [[nodiscard]] ClockTally tally();

private:
    struct Running {
        std::uint16_t sla = 0;
        Instant began;
        std::optional<Instant> deadline = {};
        bool paused = false;
    };
    struct FiredRule {
        std::uint16_t rule = none_rule;
        Instant last;
        bool moves_later = false;  // the work in hand is finished before the rule moves the ticket
    };
    struct Ticket {
        Attributes attributes;
        AgentId agent;  // who worked on it last
        Timeline timeline;
        std::vector<Running> running;
        std::vector<FiredRule> fired;
        bool breached = false;
        bool counted_breached = false;
    };

    void open(const Entry& entry, const Batch& batch);
    void clock(Ticket& ticket, const Entry& entry);
    static void move(Running& clock, const Entry& entry);
    void settle(Ticket& ticket, const Running& clock, const Entry& entry);
    void count(Ticket& ticket, const Entry& entry, Instant deadline, bool breached);
    void charge(const Ticket& ticket, const Running& clock, Instant until);
    void charge_wait(const Ticket& ticket, const Need& need, Interval wait);
    void add(Cause cause, Interval part);
    void fire(Ticket& ticket, const Entry& entry);
    void close_rules(Ticket& ticket);

    const Scenario* scenario_;
    const OnShift* on_shift_;
    Interval window_;
    Slices slices_;
    WeekClock week_;
    std::vector<Ticket> tickets_;  // by slot
    std::vector<Histogram> lateness_;
    std::set<Need> needs_;
    std::size_t needs_seen_ = 0;
    ClockTally tally_;
};

}  // namespace meridian
