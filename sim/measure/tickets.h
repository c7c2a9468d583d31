#pragma once

#include <vector>

#include "model/journal.h"
#include "sim/measure/experts.h"
#include "sim/measure/slice.h"
#include "sim/measure/tally.h"
#include "sim/measure/window.h"

namespace meridian {

/// The team of every agent, by AgentId.
[[nodiscard]] std::vector<TeamId> teams_of_agents(const Organisation& organisation);

/// Folds the lives of tickets: how many, how long they waited, through whose hands they went.
class TicketFold {
public:
    explicit TicketFold(const Scenario& scenario);

    void observe(const Entry& entry, const Batch& batch);
    /// Precondition: the journal is complete. Call once.
    [[nodiscard]] TicketTally tally(Instant end);

private:
    struct Ticket {
        Attributes attributes;
        Instant opened, first_queued, queued;
        TierId first_tier, queue_tier, last_tier;
        AgentId agent;
        TeamId team, team_before;
        bool counted = false, self_service = false, reached = false, answered = false;
        bool waiting = false, escalated = false, moved_up = false, at_customer = false;
        Instant away_since;  // at the customer or resolved for the time being
        Span away{};
        bool asked = false, judged = false, first_contact = false;
        bool back_soon = false;  // the customer comes back with another ticket
        bool handed_off = false, region_changed = false, reopened = false;
        bool escalated_first = false;
        std::uint32_t bounces = 0;     // back to the team before the last
        AgentId held_by, held_before;  // of work that no shift's end has passed on
        bool bounced_agent = false;
    };
    enum class Outcome : std::uint8_t { resolved, abandoned, blocked, open };

    void open(const Entry& entry, const Batch& batch);
    void queue(Ticket& ticket, const Entry& entry);
    void wait_ends(Ticket& ticket, const Entry& entry);
    void start(Ticket& ticket, const Entry& entry);
    void answer(Ticket& ticket, const Entry& entry);
    void link(Ticket& ticket, const Entry& entry);
    static void reach(Ticket& ticket, const Entry& entry);
    void pass(Ticket& ticket, TeamId team);
    void revisit(Ticket& ticket, TeamId team);
    void revisit(Ticket& ticket, AgentId agent);
    void escalate(Ticket& ticket, const Entry& entry);
    void ask(Ticket& ticket, const Entry& entry);
    void rest(Ticket& ticket, const Entry& entry);
    void reopen(Ticket& ticket, const Entry& entry);
    void turn_away(const Ticket& ticket, const Entry& entry);
    void announce(Ticket& ticket, const Entry& entry);
    void assign(const Ticket& ticket, AgentId agent);
    void judge_first_contact(Ticket& ticket, const Entry& entry) const;
    void count_contact(const Ticket& ticket, Outcome outcome);
    [[nodiscard]] Span business_time(const Ticket& ticket, Instant resolved) const;
    void stop_waiting(Ticket& ticket, Instant at);
    void leave(Ticket& ticket, const Entry& entry, Outcome outcome);
    void leave_queue(Ticket& ticket, const Entry& entry, Outcome outcome);
    void settle(const Ticket& ticket, const Entry& entry, Outcome outcome);
    void count_cells(const Ticket& ticket, const Entry& entry, Outcome outcome);
    void count_shift_end(const Entry& entry);

    const Scenario* scenario_;
    Interval window_;
    Slices slices_;
    WeekClock clock_;
    std::vector<TeamId> teams_;
    Experts experts_;
    std::vector<Ticket> tickets_;  // by slot
    TicketTally tally_;
    Histogram first_wait_, wait_, first_response_, resolution_, unresolved_;
    std::vector<Histogram> tier_wait_;
    Level open_, customer_;
    std::vector<Level> queue_;
};

}  // namespace meridian
