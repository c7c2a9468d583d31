#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/policy/escalation.h"
#include "model/policy/handover.h"
#include "model/policy/lifecycle.h"
#include "model/policy/routing.h"
#include "model/workload.h"
#include "sim/measure/histogram.h"
#include "sim/measure/hours.h"
#include "sim/measure/passage_tally.h"
#include "sim/measure/summary.h"

namespace meridian {

// What one replication has to say: integers, and a few quantiles. Small enough to keep one for
// every replication. Durations are in ms. "Counted" tickets are those opened in [warm-up's end,
// horizon), backlog excluded; states (queues, people, load) are taken over the same stretch of
// time.

inline constexpr std::array<double, 6> tally_levels{0.25, 0.50, 0.75, 0.90, 0.95, 0.99};

/// A histogram, kept short.
struct Spread {
    std::int64_t count = 0;
    std::int64_t sum = 0;
    std::int64_t most = 0;
    std::array<double, tally_levels.size()> quantiles{};  ///< NaN when empty
};
[[nodiscard]] Spread spread_of(const Histogram& histogram);

/// Parts of the service level at one allowed wait.
struct ServiceCount {
    std::int64_t answered_within = 0;
    std::int64_t abandoned_within = 0;
    std::int64_t offered = 0;  ///< without those that had waited less when the horizon came
};

struct TierTally {
    std::int64_t visits = 0;
    std::int64_t resolved = 0;
    std::int64_t escalated = 0;
    Spread wait;
    std::vector<ServiceCount> service;  ///< by RunPlan::service_levels
    std::int64_t queue_time = 0;        ///< sum of the time tickets waited in the window
};

/// Of one slice in one replication. There may be ten thousand agents and as many days, so the
/// counts are short: two thousand million tickets a slice.
struct TicketCell {
    std::int32_t offered = 0, resolved = 0, escalated = 0, abandoned = 0, blocked = 0, open = 0;
    std::int64_t resolution_sum = 0;
    friend bool operator==(const TicketCell&, const TicketCell&) = default;
};

/// A ticket passes from one agent to another. The first matching one counts.
enum class Handoff : std::uint8_t {
    up,         ///< to another tier, by an escalation
    down,       ///< to another tier otherwise
    region,     ///< to another region, same tier
    lateral,    ///< to another team of the same region and tier
    colleague,  ///< within the team
};

/// Escalations and what they were; see EscalationFold.
struct EscalationTally {
    std::int64_t events = 0;
    std::array<std::int64_t, 3> by_kind{};  ///< by EscalationKind
    std::int64_t tier_changes = 0;
    std::int64_t department_changes = 0;  ///< whoever begins next is of another department
    std::int64_t authority_gains = 0;     ///< … and may do what the one before may not
};

struct TicketTally {
    TicketCell all;
    std::int64_t earlier = 0;  ///< warm-up and backlog: they load the system, no more
    std::int64_t self_service = 0, deflected = 0;
    std::int64_t contained = 0;  ///< deflected, or the customer was back within the time
    std::int64_t chasers = 0, withdrawn = 0, retried = 0;
    std::int64_t mistriaged = 0;     ///< tickets whose priority was set wrong
    std::int64_t put_right = 0;      ///< of these, seen by an agent
    std::int64_t put_right_sum = 0;  ///< their time from opening until then
    std::int64_t reached = 0;        ///< came to a tier with agents
    std::int64_t answered = 0;       ///< an agent began to work on it
    std::int64_t first_level = 0;    ///< resolved by agents without any escalation
    std::int64_t moves = 0;          ///< upward, from tiers with agents
    std::array<std::int64_t, 3> moves_by_kind{};
    std::int64_t moves_by_rule = 0;
    std::array<std::int64_t, 5> handoffs{};
    std::int64_t handed_off = 0;  ///< tickets
    std::int64_t region_changes = 0;
    std::int64_t region_changed = 0;    ///< tickets
    std::int64_t ping_pong = 0;         ///< tickets
    std::int64_t bounces = 0;           ///< times they came back to the team before the last
    std::int64_t ping_pong_agents = 0;  ///< tickets that came back to an agent like that
    std::int64_t returns = 0;           ///< times sent back down
    std::int64_t transfers = 0;         ///< times passed aside by rules
    std::int64_t steps = 0, gaps = 0;   ///< of chains: done; that found nobody on shift
    std::int64_t escalated_first = 0;   ///< tickets that moved up from where agents first got them
    std::array<std::int64_t, switch_reasons> switches{};  ///< of channels, by SwitchReason
    std::int64_t demands = 0;             ///< tickets whose customer demanded a manager
    std::int64_t conflicts = 0;           ///< tickets whose customer quarrelled
    std::int64_t reopened = 0;            ///< tickets
    std::int64_t resolved_once = 0;       ///< tickets resolved, be it not for good
    std::int64_t reopenings = 0;          ///< times
    std::int64_t interruptions = 0;       ///< of work, for something more urgent
    std::int64_t first_contact = 0;       ///< resolved at the first contact
    std::int64_t contacts_gross = 0;      ///< old enough to tell, hung up or turned away excluded
    std::int64_t contacts_net = 0;        ///< of these, what the first tier can resolve at all
    std::int64_t assignments = 0;         ///< to an agent who did not have it last
    std::int64_t wrong_assignments = 0;   ///< to one who lacks skill or authority
    std::int64_t waited = 0;              ///< first waits that ended with work and were no zero
    std::int64_t requester_wait_sum = 0;  ///< of resolved tickets: time they were with us
    std::int64_t escalated_resolved = 0, escalated_sum = 0;  ///< their time to resolution
    std::int64_t business_sum = 0;  ///< of resolved tickets: customers' business hours
    std::int64_t old_end = 0;       ///< of those open at the horizon, older than a week
    std::int64_t touch = 0;         ///< of work that stopped in the window, re-reading included
    std::array<std::int64_t, 6> at_shift_end{};  ///< by AtShiftEnd, in the window
    std::int64_t notes = 0, re_reads = 0;        ///< time, in the window
    std::int64_t calls = 0, rework = 0;          ///< likewise
    Spread first_wait, wait, first_response, resolution;
    std::int64_t wait_sum = 0, waits = 0;  ///< first waits, those that ended by hanging up included
    std::array<double, tally_levels.size()> survival{};  ///< Kaplan-Meier quantiles of resolution
    std::vector<ServiceCount> service;
    std::int64_t backlog_area = 0, customer_area = 0;  ///< ticket-ms open, waiting for customers
    std::int64_t backlog_begin = 0, backlog_end = 0;   ///< open at the window's edges
    std::vector<TicketCell> cells;                     ///< by Slices
    std::vector<TierTally> tiers;
    WeekOfTime opened_by_hour{};  ///< tickets
};

/// What customers were told, and whether in time; see CommunicationFold.
struct CommunicationTally {
    struct Count {
        std::int64_t all = 0, in_time = 0;
    };
    std::array<Count, 3> messages{};  ///< by Message
    std::int64_t time = 0;            ///< of agents
};

struct ClockCell {
    std::int32_t met = 0, breached = 0;
    friend bool operator==(const ClockCell&, const ClockCell&) = default;
};

struct TargetTally {
    ClockCell all;
    std::int64_t undetermined = 0, cancelled = 0;
    std::int64_t met_early = 0;  ///< met, with a deadline beyond the horizon: not in the cohort
    std::int64_t narrow = 0;     ///< of those met: with at most a fifth of the target left
    double penalty = 0;          ///< of those breached
    Spread lateness;
    std::vector<ClockCell> cells;  ///< by Slices
};

struct RuleTally {
    std::int64_t fired = 0, tickets = 0, saved = 0;
};

/// Where time of broken promises went, cut along everything at once. Names that do not exist
/// have a number beyond all tables.
struct BreachCell {
    Cause cause = Cause::unexplained;
    std::uint8_t tier = 0;       ///< where the ticket was then
    std::uint16_t language = 0;  ///< the ticket's …
    std::uint16_t region = 0;    ///< … its customer's …
    Priority priority = 0;       ///< … as its clock was settled
    std::uint8_t hour = 0;       ///< of the week, in the report's zone, then
    std::uint16_t target = 0;    ///< whose clock it is

    /// Orders as the members do. 1,023 languages, 4,095 regions, 2,047 targets at most, less than
    /// which a scenario has.
    [[nodiscard]] std::uint64_t key() const {
        return std::uint64_t{static_cast<std::uint8_t>(cause)} << 56U | std::uint64_t{tier} << 48U |
               (language & 0x3ffULL) << 38U | (region & 0xfffULL) << 26U |
               (priority & 0x7fULL) << 19U | std::uint64_t{hour} << 11U | (target & 0x7ffULL);
    }
    [[nodiscard]] static BreachCell of(std::uint64_t key) {
        return {.cause = static_cast<Cause>(key >> 56U),
                .tier = static_cast<std::uint8_t>(key >> 48U),
                .language = static_cast<std::uint16_t>(key >> 38U & 0x3ffU),
                .region = static_cast<std::uint16_t>(key >> 26U & 0xfffU),
                .priority = static_cast<Priority>(key >> 19U & 0x7fU),
                .hour = static_cast<std::uint8_t>(key >> 11U),
                .target = static_cast<std::uint16_t>(key & 0x7ffU)};
    }
};

/// Tickets that joined a queue, in the window: from outside, moved there or reopened.
struct DemandCount {
    std::int64_t asked = 0;
    std::int64_t covered = 0;  ///< somebody who may serve them was on shift then
};

struct ClockTally {
    std::vector<TargetTally> targets;  ///< by SlaId
    std::array<std::int64_t, cause_count> cause{};
    std::array<WeekOfTime, cause_count> cause_by_hour{};
    std::vector<std::int64_t>
        hole;  ///< time charged to coverage holes, tier * (languages + 1) + language
    std::vector<std::pair<std::uint64_t, std::int64_t>> cells;  ///< by BreachCell::key, in order
    std::vector<DemandCount> demand;                            ///< by place in `hole`
    WeekOfTime breached_by_hour{};  ///< clocks, by hour of their deadline
    std::int64_t tickets_breached = 0;
    std::int64_t tickets_judged = 0;  ///< with a clock in the cohort, met or breached
    std::vector<RuleTally> rules;     ///< by RuleId
    std::vector<RuleTally> handover;  ///< by HandoverRuleId
    std::vector<Need> needs;          ///< met in the run, sorted
};

struct PeopleTally {
    std::int64_t on_duty = 0;  ///< without breaks
    std::int64_t busy = 0, overtime = 0, absent = 0;
    std::int64_t paid = 0;   ///< on duty, paid breaks, overtime and missed shifts
    std::int64_t shift = 0;  ///< present between begin and end of shifts, breaks included
    std::int64_t night = 0, weekend = 0;  ///< of paid, present, in hours with a premium
    std::int64_t worked_out = 0;          ///< times somebody had the solution
    std::int64_t given_up = 0;            ///< times somebody gave up …
    std::int64_t avoidable = 0;           ///< … although it could have been resolved
    std::int64_t needless = 0;            ///< questions to customers that nobody needed to ask
    std::int64_t held = 0;  ///< of busy, as often as there was something in hand: tickets, tasks,
                            ///< notes; zero where nobody has several

    PeopleTally& operator+=(const PeopleTally& more);
    friend bool operator==(const PeopleTally&, const PeopleTally&) = default;
};

/// Offered work: touch time placed where it was asked for, as if nobody ever waited.
struct LoadTally {
    std::vector<WeekOfTime> by_hour;      ///< by tier, report's zone
    std::vector<WeekOfTime> by_hour_utc;  ///< by tier
    std::vector<WeekOfTime> language;     ///< tier * (languages + 1) + language, report's zone
    std::vector<WeekOfTime> customer;     ///< tier * (regions + 1) + customer's region, likewise
    std::vector<std::int64_t> touch;      ///< by tier: sum of touch time
    std::vector<std::int64_t> touches;    ///< by tier: stretches of work
};

/// Work on the way to a solution that is not work on it, in the window.
struct DetourTally {
    std::int64_t consultations = 0;       ///< answered
    std::int64_t consulting = 0;          ///< time of those who asked, from question to answer
    std::int64_t answering = 0;           ///< time of those who were asked
    std::int64_t begun = 0;               ///< tickets, when first begun
    std::int64_t translated = 0;          ///< tickets, when first begun through the tool
    std::int64_t uses = 0;                ///< stretches of work through it
    std::int64_t slower = 0;              ///< time that they took beyond the work itself
    std::int64_t mistranslated = 0;       ///< times
    std::int64_t redone = 0;              ///< work done again for it, at speed 1
    std::int64_t assigned = 0;            ///< times that somebody began or went on with a ticket
    std::int64_t masked = 0;              ///< of these, on masked data
    std::int64_t visits = 0;              ///< to a tier's agents, when first begun there
    std::int64_t misrouted = 0;           ///< of these, first begun by the wrong one
    std::int64_t wrong_touch = 0;         ///< time of the wrong ones
    std::int64_t correction = 0;          ///< time from the wrong one's begin to the right one's
    std::int64_t waiting_customer = 0;    ///< time
    std::int64_t waiting_needlessly = 0;  ///< of that, of those who need not have been asked
};

/// What was written down, and what came of it, in the window; see KnowledgeFold.
struct KnowledgeTally {
    std::int64_t articles = 0;   ///< written
    std::int64_t writing = 0;    ///< time of agents
    std::int64_t looked_up = 0;  ///< times that work ended with an article at hand
    std::int64_t solved = 0;     ///< … without which it could not have been resolved there
};

/// Incidents, in the window; see IncidentFold.
struct IncidentTally {
    std::int64_t surge = 0;      ///< tickets that came about them
    std::int64_t mended = 0;     ///< causes
    std::int64_t mending = 0;    ///< time from the breaks until then
    std::int64_t avoided = 0;    ///< customers who did not come because of it
    std::int64_t declared = 0;   ///< problems
    std::int64_t declaring = 0;  ///< time from the breaks until then
    std::int64_t linked = 0;     ///< times that a ticket began to wait for a repair
};

/// Stages of tickets' lives that were done in the window; see StageFold.
struct StageTally {
    struct One {
        std::int64_t times = 0;
        std::int64_t touch = 0;    ///< time of agents
        std::int64_t elapsed = 0;  ///< from when it was due, the wait for an agent included
    };
    std::array<One, life_stages> stages;  ///< by LifeStage
};

/// What went to somebody outside, in the window; see VendorFold.
struct VendorTally {
    struct One {
        std::int64_t sent = 0;
        std::int64_t back = 0, solved = 0;  ///< came back; of these, solved
        std::int64_t called_back = 0;       ///< moved on by a rule before
        std::int64_t elapsed = 0;           ///< of what came back: round the clock
    };
    std::vector<One> of;    ///< by VendorId
    std::int64_t area = 0;  ///< ticket-ms with any of them
};

/// Who was paged, in the window; see OnCallFold.
struct OnCallTally {
    struct One {
        std::int64_t pages = 0;
        std::int64_t at_night = 0;  ///< pages that wake somebody from 22:00 to 06:00
        std::int64_t unmanned = 0;  ///< pages while nobody was on call, or all were busy
        std::int64_t answered = 0;  ///< acknowledged
        std::int64_t worked = 0;    ///< ms, of those whose work is over
        std::int64_t done = 0, solved = 0;
    };
    std::vector<One> of;           ///< by OnCallId
    std::int64_t awaited = 0;      ///< tickets about which somebody was paged, and begun with
    std::int64_t until_begun = 0;  ///< ms, from the first page of each
    std::int64_t never_begun = 0;  ///< ended, or open at the horizon, before anybody began
};

/// A promise that was broken, and what it waited for longest while it counted.
struct Breach {
    TicketNumber ticket;
    SlaId sla;
    Cause cause = Cause::unexplained;
};

struct Tally {
    TicketTally tickets;
    EscalationTally escalations;
    CommunicationTally communication;
    ClockTally clocks;
    std::vector<PeopleTally> people;     ///< by TeamId
    std::vector<PeopleTally> agents;     ///< by AgentId; those of a team add up to it
    std::vector<PassageTally> passages;  ///< from * regions + to; empty: one region only
    LoadTally load;
    DetourTally detours;
    KnowledgeTally knowledge;
    IncidentTally incidents;
    StageTally stages;
    VendorTally vendors;
    OnCallTally on_call;
    std::vector<Breach> breaches;  ///< in order of settlement; empty unless asked for
    std::uint64_t entries = 0;
    std::string fingerprint;
    std::uint64_t violations = 0;  ///< filled by whoever audits
    std::vector<std::string> messages;
};

}  // namespace meridian
