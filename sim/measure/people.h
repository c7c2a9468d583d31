#pragma once

#include <vector>

#include "model/journal.h"
#include "sim/measure/tally.h"
#include "sim/measure/window.h"

namespace meridian {

/// Folds what agents do with their time, within the window. Busy is whoever works on a ticket, a
/// note or a task, overtime included: once, however many are in hand. Paid are the time on duty
/// with overtime, missed shifts, and of breaks those that the crew is paid for (by kind: the first
/// break of that kind decides).
class PeopleFold {
public:
    explicit PeopleFold(const Scenario& scenario);

    void observe(const Entry& entry);
    /// By AgentId. Precondition: the journal is complete.
    [[nodiscard]] std::vector<PeopleTally> tally(Instant end);

private:
    struct Agent {
        TeamId team;
        CrewId crew;
        Instant on_since, busy_since, break_since;
        std::uint32_t in_hand = 0;  // tickets and tasks
        bool on_duty = false, on_break = false;
        std::int64_t break_kind = 0;
        PeopleTally sum;
    };

    void count_outcome(PeopleTally& sum, const Entry& entry) const;
    void begin_work(Agent& agent, Instant at);
    void end_work(Agent& agent, Instant at);
    void hold(PeopleTally& sum, Instant from, Instant until) const;
    void end_break(Agent& agent, Instant at);
    void go(Agent& agent, Instant at);
    void count_premiums(Agent& agent, Instant from, Instant until, int sign) const;
    [[nodiscard]] bool is_paid(const Agent& agent) const;
    [[nodiscard]] std::int64_t within(Instant from, Instant until) const;

    const Scenario* scenario_;
    Interval window_;
    bool several_;  // may be in hand
    std::vector<Agent> agents_;
};

/// What teams did, from what their agents did; by TeamId.
[[nodiscard]] std::vector<PeopleTally> by_team(const Organisation& organisation,
                                               const std::vector<PeopleTally>& agents);

}  // namespace meridian
