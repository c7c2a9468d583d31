#include "tools/report/tables.h"

#include <fmt/format.h>

#include "model/calendar/zone.h"
#include "sim/measure/metric.h"
#include "sim/measure/pareto.h"
#include "sim/measure/slice.h"
#include "tools/report/csv.h"
#include "tools/report/file_words.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

void add(CsvText& table, const Estimate& estimate) {
    table.field(estimate.value).field(estimate.half_width);
}

void add_seconds(CsvText& table, const Estimate& time) {
    table.seconds(time.value).seconds(time.half_width);
}

std::string targets_csv(const Summary& summary) {
    CsvText table;
    table.header(
        "target,promise,goal,verdict,kept_share,kept_share_hw,kept,kept_hw,broken,broken_hw,"
        "kept_early,kept_early_hw,undetermined,undetermined_hw,cancelled,cancelled_hw,at_risk,at_"
        "risk_hw,"
        "saved_share,saved_share_hw,late_mean_s,"
        "late_mean_s_hw,"
        "late_p50_s,late_p95_s,late_max_s,breach_time_s,breach_time_s_hw,penalty,penalty_hw");
    for (const TargetRow& row : summary.targets) {
        table.field(row.name).field(row.promise).field(row.goal).field(verdict_name(row.verdict));
        for (const Estimate* estimate :
             {&row.compliance, &row.met, &row.breached, &row.met_early, &row.undetermined,
              &row.cancelled, &row.at_risk, &row.saved}) {
            add(table, *estimate);
        }
        add_seconds(table, row.lateness.mean);
        table.seconds(row.lateness.p50.value)
            .seconds(row.lateness.p95.value)
            .seconds(row.lateness.max.value);
        add_seconds(table, row.breach_time);
        add(table, row.penalty);
        table.end_row();
    }
    return table.text();
}

std::string slices_csv(const Summary& summary) {
    CsvText table;
    table.header(
        "target,dimension,slice,kept_share,kept_share_hw,kept,kept_hw,broken,broken_hw,enough");
    for (const TargetRow& target : summary.targets) {
        for (const ComplianceRow& row : target.slices) {
            table.field(target.name).field(dimension_name(row.dimension)).field(row.name);
            add(table, row.compliance);
            add(table, row.met);
            add(table, row.breached);
            table.field(row.enough ? "yes" : "no");
            table.end_row();
        }
    }
    return table.text();
}

std::string ticket_slices_csv(const Summary& summary) {
    CsvText table;
    table.header(
        "dimension,slice,offered,offered_hw,resolved,resolved_hw,escalated,escalated_hw,"
        "abandoned,abandoned_hw,blocked,blocked_hw,open,open_hw,escalation_rate,escalation_rate_hw,"
        "resolution_mean_s,resolution_mean_s_hw");
    for (const TicketRow& row : summary.tickets) {
        table.field(dimension_name(row.dimension)).field(row.name);
        for (const Estimate* estimate :
             {&row.offered, &row.resolved, &row.escalated, &row.abandoned, &row.blocked, &row.open,
              &row.escalation_rate}) {
            add(table, *estimate);
        }
        add_seconds(table, row.resolution_mean);
        table.end_row();
    }
    return table.text();
}

std::string causes_csv(const Summary& summary) {
    CsvText table;
    table.header("cause,share_permille,time_s,time_s_hw,meaning");
    for (const CauseRow& row : summary.causes) {
        table.field(cause_name(row.cause)).field(static_cast<double>(row.permille));
        add_seconds(table, row.time);
        table.field(row.name);
        table.end_row();
    }
    return table.text();
}

std::string breach_causes_csv(const Summary& summary) {
    CsvText table;
    table.header("cause,tier,language,region,priority,hour_of_week,day_and_hour,time_s");
    for (const BreachCauseRow& row : summary.breach_causes) {
        table.field(cause_name(row.cause)).field(row.tier).field(row.language);
        table.field(row.region).field(row.priority).field(static_cast<double>(row.hour));
        table.field(hour_of_week_text(row.hour)).field(row.time / 1000);
        table.end_row();
    }
    return table.text();
}

std::string pareto_csv(const Summary& summary) {
    CsvText table;
    table.header("by,name,amount,unit,share,cumulative_share");
    for (const ParetoRow& row : pareto(summary)) {
        table.field(row.by).field(row.name).field(row.amount).field(row.unit);
        table.field(row.share).field(row.cumulative);
        table.end_row();
    }
    return table.text();
}

std::string holes_csv(const Summary& summary) {
    CsvText table;
    table.header(
        "tier,language,hours_per_week,longest_s,first_utc,breach_time_s,demand_covered_share");
    for (const HoleRow& row : summary.holes) {
        table.field(row.tier)
            .field(row.language)
            .field(row.hours_per_week)
            .field(exact_seconds(row.longest.count()))
            .field(row.first ? utc_text(*row.first) : "")
            .seconds(row.breach_time)
            .field(row.demand_covered);
        table.end_row();
    }
    return table.text();
}

std::string staffing_csv(const Summary& summary) {
    CsvText table;
    table.header(
        "by,tier,slice,load_h_per_week,needed_h_per_week,rostered_h_per_week,hours_short,"
        "agent_hours_short,occupancy_planned,fte_needed,fte_rostered");
    const auto rows = [&](const char* by, const std::vector<NeedRow>& needs) {
        for (const NeedRow& row : needs) {
            table.field(by).field(row.tier).field(row.slice);
            for (const double value :
                 {row.load, row.needed, row.rostered, row.hours_short, row.agents_short,
                  row.occupancy, row.fte_needed, row.fte_rostered}) {
                table.field(value);
            }
            table.end_row();
        }
    };
    rows("tier", summary.needs.by_tier);
    rows("language", summary.needs.by_language);
    rows("customer_region", summary.needs.by_customer_region);
    rows("desk_region", summary.needs.by_team_region);
    return table.text();
}

std::string people_csv(const Summary& summary) {
    CsvText table;
    table.header(
        "by,name,agents,on_duty_s,on_duty_s_hw,busy_s,busy_s_hw,overtime_s,overtime_s_hw,"
        "absent_s,absent_s_hw,occupancy,occupancy_hw,utilisation,utilisation_hw,cost,cost_hw,"
        "given_up,given_up_hw,avoidable,avoidable_hw,avoidable_rate,avoidable_rate_hw,"
        "needless_questions,needless_questions_hw");
    const auto rows = [&](const char* by, const std::vector<PeopleRow>& people) {
        for (const PeopleRow& row : people) {
            table.field(by).field(row.name).field(row.agents);
            for (const Estimate* time : {&row.on_duty, &row.busy, &row.overtime, &row.absent}) {
                add_seconds(table, *time);
            }
            for (const Estimate* estimate :
                 {&row.occupancy, &row.utilisation, &row.cost, &row.given_up, &row.avoidable,
                  &row.avoidable_rate, &row.needless}) {
                add(table, *estimate);
            }
            table.end_row();
        }
    };
    rows("tier", summary.people_by_tier);
    rows("region", summary.people_by_region);
    rows("team", summary.people_by_team);
    rows("agent", summary.people_by_agent);
    return table.text();
}

std::string passages_csv(const Summary& summary) {
    CsvText table;
    table.header(
        "from,to,passages,passages_hw,tickets,tickets_hw,calendar_efficiency,"
        "calendar_efficiency_hw,handoff_efficiency,handoff_efficiency_hw");
    for (const PassageRow& row : summary.passages) {
        table.field(row.from).field(row.to);
        for (const Estimate* estimate :
             {&row.passages, &row.tickets, &row.calendar_efficiency, &row.handoff_efficiency}) {
            add(table, *estimate);
        }
        table.end_row();
    }
    return table.text();
}

/// Two clocks: the report's zone, and UTC for whoever joins it with something else.
std::string hours_csv(const Summary& summary) {
    CsvText table;
    table.header("zone,hour_of_week,day_and_hour,tier,load,needed,rostered,opened,broken");
    const auto when = [&](const std::string& zone, std::size_t hour) -> CsvText& {
        return table.field(zone)
            .field(static_cast<double>(hour))
            .field(hour_of_week_text(static_cast<int>(hour)));
    };
    for (std::size_t hour = 0; hour < summary.opened_by_hour.size(); ++hour) {
        when(summary.report_zone, hour).field("").field("").field("").field("");
        table.field(summary.opened_by_hour[hour]).field(summary.breached_by_hour[hour]);
        table.end_row();
    }
    const auto tier_rows = [&](const std::string& zone, const TierNeeds& tier,
                               const std::array<NeedHour, 168>& hours) {
        for (std::size_t hour = 0; hour < hours.size(); ++hour) {
            when(zone, hour).field(tier.tier).field(hours[hour].load);
            table.field(static_cast<double>(hours[hour].needed)).field(hours[hour].rostered);
            table.field("").field("");
            table.end_row();
        }
    };
    for (const TierNeeds& tier : summary.needs.tiers) {
        tier_rows(summary.report_zone, tier, tier.by_hour);
        if (summary.report_zone != "UTC") {
            tier_rows("UTC", tier, tier.by_hour_utc);
        }
    }
    return table.text();
}

std::string rules_csv(const Summary& summary) {
    CsvText table;
    table.header(
        "rule,kind,fired,fired_hw,tickets,tickets_hw,nothing_broken_share,nothing_broken_share_hw");
    for (const RuleRow& row : summary.rules) {
        table.field(row.name).field(row.kind);
        add(table, row.fired);
        add(table, row.tickets);
        add(table, row.met_after);
        table.end_row();
    }
    return table.text();
}

std::string recorded_csv(const Summary& summary) {
    CsvText table;
    table.header("measure,unit,recorded,simulated,simulated_hw");
    for (const RecordedRow& row : summary.recorded) {
        const bool time = row.unit == "ms";
        table.field(row.name).field(time ? "s" : row.unit);
        table.field(time ? row.recorded / 1000 : row.recorded);
        if (time) {
            add_seconds(table, row.simulated);
        } else {
            add(table, row.simulated);
        }
        table.end_row();
    }
    return table.text();
}

std::string metrics_csv(const Summary& summary) {
    CsvText table;
    table.header("metric,name,unit,value,value_hw,replications,formula,edges,source");
    for (const Figure& row : summary.figures) {
        const Metric* metric = find_metric(row.metric);
        const bool time = metric != nullptr && metric->unit == "time";
        table.field(row.metric).field(metric == nullptr ? "" : metric->name);
        table.field(time ? "s" : metric == nullptr ? "" : metric->unit);
        if (time) {
            add_seconds(table, row.estimate);
        } else {
            add(table, row.estimate);
        }
        table.field(static_cast<double>(row.estimate.n));
        table.field(metric == nullptr ? "" : metric->formula);
        table.field(metric == nullptr ? "" : metric->edges);
        table.field(metric == nullptr ? "" : metric->source);
        table.end_row();
    }
    return table.text();
}

}  // namespace

std::vector<NamedText> csv_tables(const Summary& summary) {
    return {
        {"metrics.csv", metrics_csv(summary)}, {"targets.csv", targets_csv(summary)},
        {"slices.csv", slices_csv(summary)},   {"ticket_slices.csv", ticket_slices_csv(summary)},
        {"causes.csv", causes_csv(summary)},   {"breach_causes.csv", breach_causes_csv(summary)},
        {"holes.csv", holes_csv(summary)},     {"staffing.csv", staffing_csv(summary)},
        {"people.csv", people_csv(summary)},   {"passages.csv", passages_csv(summary)},
        {"hours.csv", hours_csv(summary)},     {"rules.csv", rules_csv(summary)},
        {"pareto.csv", pareto_csv(summary)},   {"recorded.csv", recorded_csv(summary)}};
}

}  // namespace meridian
