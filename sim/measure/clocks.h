#pragma once

#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "model/account.h"
#include "model/journal.h"
#include "sim/measure/ledger.h"
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
/// to its stop or the horizon is charged to causes (ledger.h).
class ClockFold {
public:
    ClockFold(const Scenario& scenario, const OnShift& on_shift);

    void observe(const Entry& entry, const Batch& batch);
    [[nodiscard]] ClockTally tally();

    /// The breached clocks that were settled since the last forget_accounts(), in order, inside
    /// the cohort or not.
    [[nodiscard]] const std::vector<ClockAccount>& accounts() const { return accounts_; }
    void forget_accounts() { accounts_.clear(); }
    /// What the latest of them was charged, part by part.
    [[nodiscard]] const std::vector<Charge>& charges() const { return charges_; }
    /// Whether the latest clock that was settled belongs to the cohort.
    [[nodiscard]] bool last_counted() const { return last_counted_; }
    /// Of the ticket in the slot.
    [[nodiscard]] const Attributes& attributes(std::uint32_t slot) const {
        return tickets_[slot].attributes;
    }
    /// What the ticket in the slot was doing, round the clock. Precondition: opened before `part`.
    [[nodiscard]] std::vector<Charge> life(std::uint32_t slot, Interval part,
                                           std::span<const Need> needs);

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
        TicketNumber number;
        Instant opened;
        AgentId agent;  // who worked on it last
        TeamId holder;  // of that agent
        Timeline timeline;
        std::vector<Running> running;
        std::vector<Counting> counting;
        std::vector<FiredRule> fired;
        bool open = false;
        bool breached = false;
        bool counted_breached = false;
        bool judged = false;
    };

    void open(const Entry& entry, const Batch& batch);
    void see_agent(const Entry& entry);
    void ask(const Ticket& ticket, const Entry& entry, const Batch& batch);
    void see_life(Ticket& ticket, const Entry& entry, const Batch& batch);
    [[nodiscard]] bool is_kept(const Ticket& ticket, const Entry& entry) const;
    void clock(Ticket& ticket, const Entry& entry, const Batch& batch);
    static void move(Running& clock, const Entry& entry);
    void count_on(Ticket& ticket, const Entry& entry);
    void settle(Ticket& ticket, const Running& clock, const Entry& entry, const Batch& batch);
    void count(Ticket& ticket, const Entry& entry, Instant deadline, bool breached);
    [[nodiscard]] bool is_narrow(const Entry& entry) const;
    void charge(const Ticket& ticket, const Running& clock, const Entry& entry, const Batch& batch);
    void add(const Ticket& ticket, const Entry& entry, const Charge& charge);
    void fire(Ticket& ticket, const Entry& entry);
    void close_rules(Ticket& ticket);

    const Scenario* scenario_;
    const OnShift* on_shift_;
    std::vector<const Calendar*> serving_;  // by need, once it was asked for
    Ledger ledger_;
    std::size_t remembered_max_ = 4096;  // of presence, until the next look at what to forget
    std::vector<TeamId> team_of_;        // by agent
    Interval window_;
    Slices slices_;
    WeekClock week_;
    std::vector<Ticket> tickets_;  // by slot
    std::vector<Histogram> lateness_;
    std::set<Need> needs_;
    std::size_t needs_seen_ = 0;
    std::unordered_map<std::uint64_t, std::int64_t> cells_;  // see BreachCell::key
    std::vector<ClockAccount> accounts_;
    std::vector<Charge> charges_;
    bool last_counted_ = false;
    ClockTally tally_;
};

}  // namespace meridian
