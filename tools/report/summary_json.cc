#include "tools/report/summary_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "model/calendar/zone.h"
#include "sim/measure/metric.h"
#include "sim/measure/slice.h"
#include "tools/report/csv.h"
#include "tools/report/file_words.h"
#include "tools/report/json_text.h"
#include "tools/report/version.h"

namespace meridian {
namespace {

Json json(double value) {
    const double rounded = rounded_number(value);
    if (!std::isfinite(rounded)) {
        return nullptr;
    }
    // 12, not 12.0: a count of tickets should look like one.
    if (rounded == std::round(rounded) && std::fabs(rounded) < 1e15) {
        return static_cast<std::int64_t>(rounded);
    }
    return rounded;
}

Json json(const Estimate& estimate) {
    return {{"value", json(estimate.value)},
            {"half_width", json(estimate.half_width)},
            {"replications", estimate.n}};
}

/// Milliseconds in, seconds out.
Json seconds(const Estimate& time) {
    return json(Estimate{time.value / 1000, time.half_width / 1000, time.n});
}
Json seconds(Span span) { return json(static_cast<double>(span.count()) / 1000); }

Json json(const Figure& row) {
    const Metric* metric = find_metric(row.metric);
    const bool time = metric != nullptr && metric->unit == "time";
    Json figure = time ? seconds(row.estimate) : json(row.estimate);
    figure["unit"] = time ? "s" : metric == nullptr ? "" : metric->unit;
    return figure;
}

Json json(const Durations& times) {
    return {{"count", json(times.count)},  {"mean_s", seconds(times.mean)},
            {"p50_s", seconds(times.p50)}, {"p90_s", seconds(times.p90)},
            {"p95_s", seconds(times.p95)}, {"p99_s", seconds(times.p99)},
            {"max_s", seconds(times.max)}};
}

Json json(const std::array<double, 168>& hours) {
    Json list = Json::array();
    for (const double value : hours) {
        list.push_back(json(value));
    }
    return list;
}

template <class Row, class Make>
Json list_of(const std::vector<Row>& rows, Make make) {
    Json list = Json::array();
    for (const Row& row : rows) {
        list.push_back(make(row));
    }
    return list;
}

Json json(const ServiceLevelRow& row) {
    return {{"within_s", seconds(row.within)},
            {"share", json(row.share)},
            {"hung_up", json(row.hung_up)},
            {"answered_or_hung_up", json(row.answered_or_hung_up)},
            {"of_offered", json(row.of_offered)}};
}

Json json(const ComplianceRow& row) {
    return {{"dimension", dimension_name(row.dimension)},
            {"name", row.name},
            {"compliance", json(row.compliance)},
            {"kept", json(row.met)},
            {"broken", json(row.breached)},
            {"enough", row.enough}};
}

Json json(const TargetRow& row) {
    const auto slice = [](const ComplianceRow& part) { return json(part); };
    return {{"name", row.name},
            {"promise", row.promise},
            {"goal", json(row.goal)},
            {"verdict", verdict_name(row.verdict)},
            {"compliance", json(row.compliance)},
            {"kept", json(row.met)},
            {"broken", json(row.breached)},
            {"kept_early", json(row.met_early)},
            {"undetermined", json(row.undetermined)},
            {"cancelled", json(row.cancelled)},
            {"at_risk", json(row.at_risk)},
            {"saved", json(row.saved)},
            {"lateness", json(row.lateness)},
            {"breach_time_s", seconds(row.breach_time)},
            {"penalty", json(row.penalty)},
            {"worst", list_of(row.worst, slice)},
            {"slices", list_of(row.slices, slice)}};
}

Json json(const CauseRow& row) {
    return {{"cause", cause_name(row.cause)},
            {"time_s", seconds(row.time)},
            {"permille", row.permille}};
}

Json json(const HoleRow& row) {
    return {{"tier", row.tier},
            {"language", row.language},
            {"hours_per_week", json(row.hours_per_week)},
            {"longest_s", seconds(row.longest)},
            {"first", row.first ? Json(utc_text(*row.first)) : Json(nullptr)},
            {"breach_time_s", json(row.breach_time / 1000)},
            {"demand_covered", json(row.demand_covered)},
            {"uncovered", json(row.uncovered)}};
}

Json json(const TicketRow& row) {
    return {{"dimension", dimension_name(row.dimension)},
            {"name", row.name},
            {"offered", json(row.offered)},
            {"resolved", json(row.resolved)},
            {"escalated", json(row.escalated)},
            {"abandoned", json(row.abandoned)},
            {"blocked", json(row.blocked)},
            {"open", json(row.open)},
            {"escalation_rate", json(row.escalation_rate)},
            {"resolution_mean_s", seconds(row.resolution_mean)}};
}

Json json(const RuleRow& row) {
    return {{"name", row.name},
            {"kind", row.kind},
            {"fired", json(row.fired)},
            {"tickets", json(row.tickets)},
            {"met_after", json(row.met_after)}};
}

Json json(const PeopleRow& row) {
    return {{"name", row.name},
            {"agents", json(row.agents)},
            {"on_duty_s", seconds(row.on_duty)},
            {"busy_s", seconds(row.busy)},
            {"overtime_s", seconds(row.overtime)},
            {"absent_s", seconds(row.absent)},
            {"occupancy", json(row.occupancy)},
            {"utilisation", json(row.utilisation)},
            {"cost", json(row.cost)},
            {"given_up", json(row.given_up)},
            {"avoidable", json(row.avoidable)},
            {"avoidable_rate", json(row.avoidable_rate)},
            {"needless_questions", json(row.needless)}};
}

Json json(const TierRow& row) {
    return {{"name", row.name},
            {"visits", json(row.visits)},
            {"resolved", json(row.resolved)},
            {"escalated", json(row.escalated)},
            {"wait", json(row.wait)},
            {"queue", json(row.queue)},
            {"service_levels", list_of(row.service_levels,
                                       [](const ServiceLevelRow& level) { return json(level); })}};
}

Json json(const NeedRow& row) {
    return {{"tier", row.tier},
            {"slice", row.slice},
            {"load", json(row.load)},
            {"needed", json(row.needed)},
            {"rostered", json(row.rostered)},
            {"hours_short", json(row.hours_short)},
            {"agents_short", json(row.agents_short)},
            {"occupancy", json(row.occupancy)},
            {"fte_needed", json(row.fte_needed)},
            {"fte_rostered", json(row.fte_rostered)}};
}

Json json(const TierNeeds& tier) {
    Json load = Json::array();
    Json needed = Json::array();
    Json rostered = Json::array();
    for (const NeedHour& hour : tier.by_hour) {
        load.push_back(json(hour.load));
        needed.push_back(hour.needed);
        rostered.push_back(json(hour.rostered));
    }
    return {{"tier", tier.tier},
            {"goal_share", json(tier.goal_share)},
            {"goal_within_s", seconds(tier.goal_within)},
            {"goal_source", tier.goal_source},
            {"handle_s", seconds(tier.handle)},
            {"seat_fte", json(tier.seats_fte)},
            {"by_hour", {{"load", load}, {"needed", needed}, {"rostered", rostered}}}};
}

Json json(const Needs& needs) {
    const auto need = [](const NeedRow& row) { return json(row); };
    return {{"shrinkage", json(needs.shrinkage)},
            {"contract_hours", json(needs.contract_hours)},
            {"tiers", list_of(needs.tiers, [](const TierNeeds& tier) { return json(tier); })},
            {"by_tier", list_of(needs.by_tier, need)},
            {"by_language", list_of(needs.by_language, need)},
            {"by_customer_region", list_of(needs.by_customer_region, need)},
            {"by_desk_region", list_of(needs.by_team_region, need)}};
}

Json json(const RecordedRow& row) {
    const bool time = row.unit == "ms";
    return {{"name", row.name},
            {"unit", time ? "s" : row.unit},
            {"recorded", json(time ? row.recorded / 1000 : row.recorded)},
            {"simulated", time ? seconds(row.simulated) : json(row.simulated)}};
}

/// What identifies a run: equal in the summary and in the provenance.
Json run_json(const Summary& summary) {
    return {{"fingerprint", summary.run_fingerprint},
            {"seed", summary.seed},
            {"replications", summary.replications},
            {"confidence", json(summary.confidence)},
            {"from", utc_text(summary.horizon.begin)},
            {"until", utc_text(summary.horizon.end)},
            {"counted_from", utc_text(summary.counted_from)},
            {"warm_up", summary.warm_up_note},
            {"starts_empty", summary.starts_empty},
            {"report_zone", summary.report_zone},
            {"tz_version", summary.tz_version}};
}

Json scenario_json(const Summary& summary) {
    return {{"name", summary.scenario}, {"fingerprint", summary.scenario_fingerprint}};
}

void add_times(Json& document, const Summary& summary) {
    document["times"] = {{"first_wait", json(summary.first_wait)},
                         {"wait", json(summary.wait)},
                         {"first_response", json(summary.first_response)},
                         {"resolution", json(summary.resolution)}};
    document["survival"] = list_of(summary.survival, [](const SurvivalRow& row) -> Json {
        return {{"level", json(row.level)},
                {"plain_s", seconds(row.plain)},
                {"kaplan_meier_s", seconds(row.kaplan_meier)}};
    });
    document["service_levels"] =
        list_of(summary.service_levels, [](const ServiceLevelRow& row) { return json(row); });
}

void add_people(Json& document, const Summary& summary) {
    const auto people = [](const PeopleRow& row) { return json(row); };
    document["tiers"] = list_of(summary.tiers, [](const TierRow& row) { return json(row); });
    document["people"] = {{"by_tier", list_of(summary.people_by_tier, people)},
                          {"by_region", list_of(summary.people_by_region, people)},
                          {"by_team", list_of(summary.people_by_team, people)},
                          {"by_agent", list_of(summary.people_by_agent, people)}};
    document["needs"] = json(summary.needs);
}

}  // namespace

std::string summary_json(const Summary& summary) {
    Json document{
        {"schema", "meridian-summary/1"},
        {"scenario", scenario_json(summary)},
        {"run", run_json(summary)},
        {"precision", {{"reached", summary.precision_reached}, {"note", summary.precision_note}}},
        {"warnings", summary.warnings},
        {"audit",
         {{"violations", summary.audit_violations},
          {"messages", summary.audit_messages},
          {"journal_entries", summary.journal_entries}}}};
    Json& figures = document["figures"] = Json::object();
    for (const Figure& row : summary.figures) {
        figures[row.metric] = json(row);
    }
    add_times(document, summary);
    document["tickets"] = list_of(summary.tickets, [](const TicketRow& row) { return json(row); });
    document["targets"] = list_of(summary.targets, [](const TargetRow& row) { return json(row); });
    document["causes"] = list_of(summary.causes, [](const CauseRow& row) { return json(row); });
    document["passages"] = list_of(summary.passages, [](const PassageRow& row) {
        return Json{{"from", row.from},
                    {"to", row.to},
                    {"passages", json(row.passages)},
                    {"tickets", json(row.tickets)},
                    {"calendar_efficiency", json(row.calendar_efficiency)},
                    {"handoff_efficiency", json(row.handoff_efficiency)}};
    });
    document["holes"] = list_of(summary.holes, [](const HoleRow& row) { return json(row); });
    document["rules"] = list_of(summary.rules, [](const RuleRow& row) { return json(row); });
    add_people(document, summary);
    document["by_hour_of_week"] = {{"opened", json(summary.opened_by_hour)},
                                   {"broken", json(summary.breached_by_hour)}};
    document["recorded"] =
        list_of(summary.recorded, [](const RecordedRow& row) { return json(row); });
    return json_text(document);
}

std::string provenance_json(const Summary& summary, const Provenance& provenance) {
    return json_text({{"schema", "meridian-provenance/1"},
                      {"meridian", version()},
                      {"compiler", compiler()},
                      {"scenario", scenario_json(summary)},
                      {"files", provenance.files},
                      {"arguments", provenance.arguments},
                      {"run", run_json(summary)},
                      {"audit_violations", summary.audit_violations}});
}

}  // namespace meridian
