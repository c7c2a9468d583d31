#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "model/cause.h"
#include "model/time.h"

namespace meridian {

// What a report prints about an experiment, as plain values: names instead of ids, nothing left to
// compute. Durations are milliseconds as double; rounding happens at print. A count is the mean of
// a replication's counts. A figure that does not exist (nothing was measured) is NaN: print "-".

/// A number estimated from replications, with its confidence interval value +- half_width.
struct Estimate {
    double value = std::numeric_limits<double>::quiet_NaN();
    double half_width = std::numeric_limits<double>::quiet_NaN();  ///< NaN with n < 2
    int n = 0;  ///< replications in which it was defined
};

/// A headline number under its key in the catalogue (metric.h), which has name, unit and formula.
struct Figure {
    std::string metric;
    Estimate estimate;
};

/// How long something took, over all counted cases.
struct Durations {
    Estimate count;
    Estimate mean;
    Estimate p50, p90, p95, p99;
    Estimate max;
};

/// A row of "share that waited at most `within`"; `share` is SL1 of the catalogue.
struct ServiceLevelRow {
    Span within{};
    Estimate share;
    Estimate hung_up;              ///< share of those offered that hung up within the same wait
    Estimate answered_or_hung_up;  ///< SL2: both within the same wait / offered
    Estimate of_offered;           ///< SL3: answered within / offered
};

/// Along what a number is cut into slices. The slices of one dimension add up to the total, but for
/// `tag`: a ticket may carry several or none.
enum class Dimension : std::uint8_t {
    priority,
    region,  ///< the customer's
    language,
    segment,
    channel,
    category,
    stream,
    tier,          ///< where the ticket was when the clock was settled
    hour_of_week,  ///< of the deadline, in the report's zone; 0: Monday 00:00 to 01:00
    tag,
    agent,  ///< who worked on it last before it was settled; none: nobody had
    day,    ///< on the report's clocks: of the deadline; of a ticket, of its opening
};

/// Compliance of one target in one slice.
struct ComplianceRow {
    Dimension dimension = Dimension::priority;
    std::uint32_t index = 0;  ///< row in its table, or hour of week; none_index: no such attribute
    std::string name;         ///< "P1", "Oslo", "Mon 22:00"
    Estimate compliance;
    Estimate met, breached;
    bool enough = false;  ///< at least `slice_clocks_min` clocks over all replications
};

/// Tickets of one slice, by the time they were opened.
struct TicketRow {
    Dimension dimension = Dimension::priority;  ///< priority and tier: as opened, first human tier
    std::uint32_t index = 0;
    std::string name;
    Estimate offered, resolved, escalated, abandoned, blocked, open;
    Estimate escalation_rate;
    Estimate resolution_mean;
};

/// Whether compliance reaches the goal, as far as the replications tell.
enum class Goal : std::uint8_t {
    held,     ///< the whole interval is at or above the goal
    missed,   ///< the whole interval is below
    unclear,  ///< the goal lies inside the interval, or there is no interval
};

/// One SLA target. The cohort is by deadline: clocks whose deadline lies between the end of the
/// warm-up and the horizon, and which therefore are met or breached whatever comes later.
struct TargetRow {
    std::string name;
    std::string promise;  ///< "P1 15min, P2 1h", short
    double goal = 0;
    Goal verdict = Goal::unclear;
    Estimate compliance;
    Estimate met, breached;
    Estimate met_early;  ///< met, with a deadline beyond the horizon; not in the above
    Estimate
        undetermined;      ///< still running at the horizon with a later deadline; not in the above
    Estimate cancelled;    ///< ticket withdrawn, or the target ceased to apply
    Estimate at_risk;      ///< clocks that used four fifths of their target, or all of it
    Estimate saved;        ///< share of these that were met all the same
    Durations lateness;    ///< of breached clocks, in the clock's own hours, up to stop or horizon
    Estimate breach_time;  ///< sum of lateness
    Estimate penalty;      ///< what the breached clocks cost; NaN where nothing is said of it
    std::vector<ComplianceRow> slices;  ///< all dimensions that the scenario has, in order
    std::vector<ComplianceRow> worst;   ///< of each dimension the worst slice with enough clocks
};

/// Where the wall time between the start and the settling of breached clocks went.
struct CauseRow {
    Cause cause = Cause::unexplained;
    std::string name;
    Estimate time;     ///< per replication
    int permille = 0;  ///< share of all; the rows add up to exactly 1000 (largest remainder)
    std::array<double, 168> by_hour{};  ///< time by hour of week in the report's zone
};

/// The same, cut along everything at once.
struct BreachCauseRow {
    Cause cause = Cause::unexplained;
    std::string tier, language, region, priority;  ///< empty: no such attribute
    int hour = 0;                                  ///< of the week, in the report's zone
    double time = 0;                               ///< per replication
};

/// A stretch of hours of the week in which some tickets found nobody on shift.
struct HoleRow {
    std::string tier, language;
    double hours_per_week = 0;  ///< without anybody on shift for this tier and language
    Span longest{};
    std::optional<Instant> first;  ///< first hole in the horizon
    double breach_time = 0;        ///< of breached clocks, charged to such holes, per replication
    double demand_covered = std::numeric_limits<double>::quiet_NaN();  ///< see the catalogue
    std::array<double, 168>
        uncovered{};  ///< share of that hour of the week without coverage, 0 to 1
};

/// One escalation or handover rule.
struct RuleRow {
    std::string name;
    std::string kind;    ///< "escalation", "handover"
    Estimate fired;      ///< times
    Estimate tickets;    ///< on so many tickets; NaN for handover rules
    Estimate met_after;  ///< share of these tickets none of whose clocks was breached; NaN if none
};

/// People of one tier, region, team, one of them, or everybody.
struct PeopleRow {
    std::string name;
    double agents = 0;  ///< employed
    Estimate on_duty;   ///< time on duty, without breaks, overtime included
    Estimate busy;      ///< of it at work on tickets, notes and tasks, overtime included
    Estimate overtime;
    Estimate absent;          ///< missed shifts
    Estimate occupancy;       ///< busy / (busy + available and idle)
    Estimate utilisation;     ///< busy / paid
    Estimate cost;            ///< with premiums, see labour_cost; NaN if no team of it has a cost
    Estimate given_up;        ///< times somebody could not resolve a ticket, or would not …
    Estimate avoidable;       ///< … although it could have been resolved
    Estimate avoidable_rate;  ///< share of what could be resolved that is given up
    Estimate needless;        ///< questions to customers that nobody needed to ask
};

/// Tickets whose work passed from one region to another. A ticket counts once for each pair that it
/// passed between, with its whole life from first joining an agents' queue.
struct PassageRow {
    std::string from, to;
    Estimate passages;             ///< times
    Estimate tickets;              ///< that did so
    Estimate calendar_efficiency;  ///< share of their lives in which somebody who may serve them is
                                   ///< on shift by the plan
    Estimate handoff_efficiency;   ///< (touch - re-reading - work done again) /
                                   ///< (touch + notes + calls)
};

/// Tickets at one tier.
struct TierRow {
    std::string name;
    Estimate visits;  ///< times a ticket reached it
    Estimate resolved;
    Estimate escalated;  ///< upward moves away from it
    Durations wait;      ///< every wait in its queue that ended with work
    std::vector<ServiceLevelRow> service_levels;
    Estimate queue;  ///< time average of waiting tickets
};

/// Agents needed against agents rostered. Hours are agent-hours a week.
struct NeedRow {
    std::string tier;
    std::string slice;    ///< language or region; empty: the whole tier
    double load = 0;      ///< offered work
    double needed = 0;    ///< on duty; of a language or customers' region: if it had its own pool
    double rostered = 0;  ///< on duty by the plan, breaks and expected absence deducted; for a
                          ///< language or customers' region: of those who may serve it
    double hours_short = 0;   ///< hours of the week in which fewer are rostered than needed
    double agents_short = 0;  ///< agent-hours a week missing in these
    double occupancy = 0;     ///< load / rostered
    double fte_needed = 0;    ///< needed, grossed up by shrinkage, over contract hours
    double fte_rostered = 0;
};

/// One hour of the week of one tier.
struct NeedHour {
    double load = 0;  ///< mean agents at work if nobody ever waited
    int needed = 0;   ///< smallest number that meets the service goal (Erlang C)
    double rostered = 0;
};

struct TierNeeds {
    std::string tier;
    double goal_share = 0.8;              ///< so many shall start
    Span goal_within{};                   ///< within this wait
    std::string goal_source;              ///< the target it was taken from; empty: default
    Span handle{};                        ///< mean touch time of a stretch of work
    std::array<NeedHour, 168> by_hour{};  ///< report's zone
    std::array<NeedHour, 168> by_hour_utc{};
    double seats_fte =
        0;  ///< FTE to keep one seat filled round the clock: 168 h, grossed up / contract
};

struct Needs {
    std::vector<TierNeeds> tiers;
    std::vector<NeedRow> by_tier;
    std::vector<NeedRow> by_language;
    std::vector<NeedRow> by_customer_region;
    std::vector<NeedRow> by_team_region;
    double shrinkage = 0;  ///< share of paid time, used in the gross-up 1 / (1 - shrinkage)
    double contract_hours = 40;
};

/// A quantile of time to resolution that counts unfinished tickets, beside the one that drops them.
struct SurvivalRow {
    double level = 0;       ///< 0.5, 0.9 ...
    Estimate plain;         ///< of resolved tickets only: too low when many are unfinished
    Estimate kaplan_meier;  ///< NaN when more than 1 - level are unfinished
};

/// A number of the replayed log beside the same number of the simulation. Shares are 0 to 1.
struct RecordedRow {
    std::string name;
    std::string unit;  ///< "tickets", "share", "ms", "per ticket"
    double recorded = std::numeric_limits<double>::quiet_NaN();
    Estimate simulated;
};

/// Everything.
struct Summary {
    std::string scenario;
    std::string scenario_fingerprint;  ///< of the composed text
    std::string run_fingerprint;       ///< of all journals, replication by replication
    std::string tz_version;
    std::string report_zone;
    std::string currency;
    std::uint64_t seed = 0;
    Interval horizon{};
    Instant counted_from;       ///< end of the warm-up
    std::string warm_up_note;   ///< how it was found; empty when the scenario says it
    bool starts_empty = false;  ///< no warm-up and no backlog
    int replications = 0;
    double confidence = 0.95;
    bool cancelled = false;         ///< somebody stopped it; what had been finished is here
    bool precision_reached = true;  ///< false: stopped at the cap, or cancelled
    std::string precision_note;     ///< empty without a precision goal
    std::vector<std::string> warnings;
    std::uint64_t audit_violations = 0;
    std::vector<std::string> audit_messages;  ///< the first few
    std::uint64_t journal_entries = 0;        ///< over all replications

    std::vector<Figure> figures;  ///< headline numbers in the catalogue's order
    Durations first_wait, wait, first_response, resolution;
    std::vector<TicketRow> tickets;  ///< all dimensions, in order; hour_of_week is that of opening
    std::vector<SurvivalRow> survival;            ///< of time to resolution
    std::vector<ServiceLevelRow> service_levels;  ///< of the first wait
    std::vector<TierRow> tiers;
    std::vector<PeopleRow> people_by_tier, people_by_region, people_by_team, people_by_agent;
    std::vector<PassageRow> passages;  ///< pairs of regions between which any ticket passed
    std::vector<TargetRow> targets;
    std::vector<CauseRow> causes;  ///< all causes, most time first; empty when nothing was breached
    std::vector<BreachCauseRow> breach_causes;
    std::vector<HoleRow> holes;  ///< only those with uncovered time, most breach time first
    std::vector<RuleRow> rules;
    std::array<double, 168> opened_by_hour{};    ///< tickets per replication and hour of week
    std::array<double, 168> breached_by_hour{};  ///< breached clocks, by hour of the deadline
    Needs needs;
    std::vector<RecordedRow> recorded;  ///< empty unless a log is replayed
};

/// Slices with fewer clocks, over all replications, are never called the worst.
inline constexpr std::int64_t slice_clocks_min = 30;

/// The headline number with this key; a NaN estimate if there is none.
[[nodiscard]] Estimate figure(const Summary& summary, const std::string& metric);

}  // namespace meridian
