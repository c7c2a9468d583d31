#include "tests/report/sample.h"

namespace meridian {
namespace {

using namespace std::chrono_literals;

constexpr double minutes = 60'000;
constexpr double hours = 60 * minutes;

Instant utc(std::chrono::year_month_day day) { return std::chrono::sys_days{day}; }

Estimate mean(double value, double half_width) { return {value, half_width, 30}; }

Durations times(double p50, double p90, double p99) {
    return {.count = mean(18'000, 12),
            .mean = mean(p50 * 1.5, p50 / 50),
            .p50 = mean(p50, p50 / 50),
            .p90 = mean(p90, p90 / 50),
            .p95 = mean((p90 + p99) / 2, p90 / 50),
            .p99 = mean(p99, p99 / 50),
            .max = mean(p99 * 3, p99)};
}

ComplianceRow slice(Dimension dimension, const char* name, double share) {
    return {.dimension = dimension,
            .index = 0,
            .name = name,
            .compliance = mean(share, 0.01),
            .met = mean(1000 * share, 3),
            .breached = mean(1000 * (1 - share), 3),
            .enough = true};
}

TargetRow target(const char* name, const char* promise, Estimate compliance, Goal verdict) {
    TargetRow row;
    row.name = name;
    row.promise = promise;
    row.goal = 0.95;
    row.verdict = verdict;
    row.compliance = compliance;
    row.met = mean(10'000 * compliance.value, 9);
    row.breached = mean(10'000 * (1 - compliance.value), 9);
    row.met_early = mean(5, 1);
    row.undetermined = mean(14, 2);
    row.cancelled = mean(3, 1);
    row.at_risk = mean(900, 20);
    row.saved = mean(0.4, 0.02);
    row.lateness = times(0.5 * hours, 2 * hours, 9 * hours);
    row.breach_time = mean(300 * hours, 12 * hours);
    row.worst = {slice(Dimension::region, "sydney", compliance.value - 0.12),
                 slice(Dimension::language, "nb", compliance.value - 0.05),
                 slice(Dimension::hour_of_week, "Fri 22:00", compliance.value - 0.31)};
    row.slices = row.worst;
    return row;
}

void add_targets(Summary& summary) {
    summary.targets = {
        target("first-response", "P1 15min", mean(0.9712, 0.0031), Goal::held),
        target("resolution", "P1 4h, P2 8h, P3 24h", mean(0.8841, 0.0044), Goal::missed),
        target("specialist-takes-it", "P1 1h", mean(0.9530, 0.0102), Goal::unclear)};
}

void add_causes(Summary& summary) {
    const auto cause = [](Cause which, const char* name, int permille) {
        return CauseRow{.cause = which,
                        .name = name,
                        .time = mean(permille * hours, 3 * hours),
                        .permille = permille,
                        .by_hour = {}};
    };
    summary.causes = {cause(Cause::nobody_on_shift, "nobody on shift", 423),
                      cause(Cause::all_busy, "all busy", 301),
                      cause(Cause::worked_on, "worked on", 148),
                      cause(Cause::customer, "waiting for the customer", 85),
                      cause(Cause::note, "hand-over notes", 38),
                      cause(Cause::owner_off, "owner off shift", 5),
                      cause(Cause::self_service, "self-service", 0),
                      cause(Cause::unexplained, "unexplained", 0)};
    HoleRow hole;
    hole.tier = "specialist";
    hole.demand_covered = 0.9;
    hole.language = "nb";
    hole.hours_per_week = 56;
    hole.longest = 62h;
    hole.first = utc(std::chrono::year{2026} / 3 / 6) + 15h;
    hole.breach_time = 200 * hours;
    for (std::size_t hour = 112; hour < 168; ++hour) {
        hole.uncovered[hour] = 1;
    }
    summary.holes = {hole};
}

NeedRow need(const char* tier, const char* region, double load) {
    return {.tier = tier,
            .slice = region,
            .load = load,
            .needed = load * 1.25,
            .rostered = load * 1.4,
            .hours_short = 12,
            .agents_short = 31,
            .occupancy = 1 / 1.4,
            .fte_needed = load * 1.25 / 33,
            .fte_rostered = load * 1.4 / 33};
}

PeopleRow people(const char* name, double agents, double occupancy) {
    return {.name = name,
            .agents = agents,
            .on_duty = mean(agents * 400 * hours, 3 * hours),
            .busy = mean(agents * 400 * occupancy * hours, 3 * hours),
            .overtime = mean(5 * hours, hours),
            .absent = mean(20 * hours, hours),
            .occupancy = mean(occupancy, 0.003),
            .utilisation = mean(occupancy * 0.8, 0.003),
            .cost = {}};
}

/// Office hours are busy, nights are not, and the roster does not follow the evenings.
TierNeeds needs_of(const char* tier, double scale) {
    TierNeeds needs;
    needs.tier = tier;
    needs.goal_share = 0.8;
    needs.goal_within = 15min;
    needs.handle = 20min;
    needs.seats_fte = 5.1;
    for (std::size_t hour = 0; hour < 168; ++hour) {
        const std::size_t of_day = hour % 24;
        const bool weekend = hour >= 120;
        const double load = scale * (weekend ? 0.4 : 1) * (of_day < 7 || of_day > 20 ? 0.3 : 1.2);
        needs.by_hour[hour] = {.load = load,
                               .needed = static_cast<int>(load * 1.25 + 1),
                               .rostered = of_day < 6 || of_day > 17 ? scale * 0.4 : scale * 1.6};
        needs.by_hour_utc[(hour + 167) % 168] = needs.by_hour[hour];
    }
    return needs;
}

void add_people(Summary& summary) {
    summary.people_by_tier = {people("frontline", 46, 0.78), people("specialist", 14, 0.914)};
    summary.people_by_region = {people("oslo", 34, 0.81), people("sydney", 26, 0.83)};
    summary.needs.shrinkage = 0.18;
    summary.needs.tiers = {needs_of("frontline", 14), needs_of("specialist", 5)};
    summary.needs.by_tier = {need("frontline", "", 820), need("specialist", "", 260)};
    summary.needs.by_team_region = {need("", "oslo", 700), need("", "sydney", 380)};
}

}  // namespace

Zone oslo() {
    const Interval half_year{utc(std::chrono::year{2026} / 1 / 1),
                             utc(std::chrono::year{2026} / 7 / 1)};
    Zone zone = Zone::fixed("Europe/Oslo", 1h, half_year);
    zone.transitions = {{.at = utc(std::chrono::year{2026} / 3 / 29) + 1h, .offset = 2h}};
    return zone;
}

Screen sample_screen() {
    Screen screen;
    screen.zone = oslo();
    screen.results_place = "results/nordwind/";
    return screen;
}

Summary sample_summary() {
    Summary summary;
    summary.scenario = "Nordwind, telecom support that follows the sun";
    summary.scenario_fingerprint = "3f9a1c2b55d04e1788aa";
    summary.run_fingerprint = "77aa0102030405060708";
    summary.tz_version = "2025b";
    summary.report_zone = "Europe/Oslo";
    summary.currency = "EUR";
    summary.seed = 41;
    summary.horizon = {utc(std::chrono::year{2026} / 3 / 2) - 1h,
                       utc(std::chrono::year{2026} / 5 / 25) - 2h};
    summary.counted_from = utc(std::chrono::year{2026} / 3 / 9) - 1h;
    summary.replications = 30;
    summary.warnings = {
        "14 clocks of 'resolution' were still running at the end and are not counted"};
    summary.journal_entries = 4'321'000;
    summary.figures = {{"offered", mean(54'120, 210)},
                       {"resolved", mean(53'502, 214)},
                       {"abandoned", mean(206, 9)},
                       {"open", mean(412, 31)},
                       {"sla_compliance", mean(0.9121, 0.0031)},
                       {"resolution", mean(168 * minutes, 3 * minutes)},
                       {"escalation_rate", mean(0.3121, 0.0012)}};
    summary.first_response = times(4 * minutes, 38 * minutes, 5 * hours);
    summary.resolution = times(112 * minutes, 31 * hours, 131 * hours);
    for (std::size_t hour = 0; hour < 168; ++hour) {
        summary.opened_by_hour[hour] = hour % 24 < 7 ? 20 : 150;
        summary.breached_by_hour[hour] = hour % 24 < 7 ? 4 : 9;
    }
    summary.tickets = {{.dimension = Dimension::region,
                        .index = 0,
                        .name = "sydney",
                        .offered = mean(9'000, 30),
                        .resolved = mean(8'900, 30),
                        .escalated = mean(2'700, 20),
                        .abandoned = mean(40, 2),
                        .blocked = mean(0, 0),
                        .open = mean(60, 3),
                        .escalation_rate = mean(0.3, 0.002),
                        .resolution_mean = mean(2 * hours, minutes)}};
    add_targets(summary);
    add_causes(summary);
    add_people(summary);
    summary.rules = {{.name = "rescue",
                      .kind = "escalation",
                      .fired = mean(812, 7),
                      .tickets = mean(812, 7),
                      .met_after = mean(0.61, 0.02)}};
    return summary;
}

}  // namespace meridian
