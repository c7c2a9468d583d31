#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tools/report/screen_sections.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

std::string title(const char* name, std::string_view note, const Screen& screen) {
    std::string text = toned(name, Tone::strong, screen.look);
    if (!note.empty()) {
        text += "  " + toned(std::string(note), Tone::faint, screen.look);
    }
    return text;
}

/// Title, the table's own heading, its rows.
Section of_table(std::string heading, const TextTable& table, const Screen& screen) {
    Section section;
    section.rows = table.lines(screen.look, screen.width);
    section.head = {std::move(heading), section.rows.front()};
    section.rows.erase(section.rows.begin());
    return section;
}

Tone tone_of(Goal verdict) {
    switch (verdict) {
        case Goal::held:
            return Tone::good;
        case Goal::missed:
            return Tone::bad;
        case Goal::unclear:
            return Tone::doubtful;
    }
    return Tone::plain;
}

std::string worst(const TargetRow& target, Dimension dimension) {
    for (const ComplianceRow& row : target.worst) {
        if (row.dimension == dimension) {
            return fmt::format("{} {}", row.name, percent(row.compliance.value));
        }
    }
    return "";
}

std::string time_text(double ms) {
    return std::isfinite(ms) ? span_text(Span{std::llround(ms)}) : "-";
}

/// What breaks comes first; within one verdict the order is the scenario's.
std::vector<const TargetRow*> worst_first(const std::vector<TargetRow>& targets) {
    std::vector<const TargetRow*> rows;
    for (const Goal verdict : {Goal::missed, Goal::unclear, Goal::held}) {
        for (const TargetRow& target : targets) {
            if (target.verdict == verdict) {
                rows.push_back(&target);
            }
        }
    }
    return rows;
}

std::string hole_text(const Summary& summary) {
    if (summary.holes.empty()) {
        return "";
    }
    const HoleRow& hole = summary.holes.front();
    const std::string where =
        hole.language.empty() ? hole.tier : fmt::format("{} ({})", hole.tier, hole.language);
    return fmt::format(": {}, {} h a week", where, one_decimal(hole.hours_per_week));
}

const PeopleRow* people(const std::vector<PeopleRow>& rows, const std::string& name) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const PeopleRow& row) { return row.name == name; });
    return found == rows.end() ? nullptr : &*found;
}

std::string goal_text(const Needs& needs, const std::string& tier) {
    for (const TierNeeds& row : needs.tiers) {
        if (row.tier == tier) {
            return fmt::format("{:.0f} % in {}", row.goal_share * 100, span_text(row.goal_within));
        }
    }
    return "";
}

/// One row: what is needed by the formula, what the plan rosters, how busy the simulated people
/// were.
std::vector<Cell> staffing_row(const NeedRow& need, const std::string& name,
                               const PeopleRow* simulated) {
    const bool is_short = need.hours_short > 0;
    return {{name},
            {simulated == nullptr ? "" : grouped(simulated->agents)},
            {grouped(need.load)},
            {grouped(need.needed)},
            {grouped(need.rostered)},
            {grouped(need.hours_short), is_short ? Tone::bad : Tone::plain},
            {grouped(need.agents_short), is_short ? Tone::bad : Tone::plain},
            {simulated == nullptr ? "" : percent(simulated->occupancy.value)},
            {one_decimal(need.fte_needed)},
            {one_decimal(need.fte_rostered)}};
}

bool anybody(const NeedRow& need) { return need.load > 0 || need.needed > 0 || need.rostered > 0; }

/// Desks, a row for each tier and region, those that miss most hours first. With a single tier a
/// region's people are the desk's.
void add_desks(TextTable& table, const Summary& summary) {
    std::vector<const NeedRow*> desks;
    for (const NeedRow& need : summary.needs.by_team_region) {
        if (anybody(need)) {
            desks.push_back(&need);
        }
    }
    std::stable_sort(desks.begin(), desks.end(), [](const NeedRow* left, const NeedRow* right) {
        return left->agents_short > right->agents_short;
    });
    if (!desks.empty()) {
        table.row({{"by desk", Tone::faint}});
    }
    const bool one_tier = summary.needs.by_tier.size() == 1;
    for (const NeedRow* desk : desks) {
        const bool whole_region = one_tier || desk->tier.empty();
        const std::string name = whole_region ? desk->slice : desk->tier + " " + desk->slice;
        table.row(staffing_row(
            *desk, name, whole_region ? people(summary.people_by_region, desk->slice) : nullptr));
    }
}

std::string value_text(const RecordedRow& row, double value) {
    if (!std::isfinite(value)) {
        return "-";
    }
    if (row.unit == "ms") {
        return wall_span_text(Span{std::llround(value)});
    }
    if (row.unit == "share") {
        return percent(value);
    }
    return row.unit == "tickets" ? grouped(value) : fmt::format("{:.2f}", value);
}

std::string half_width_text(const RecordedRow& row, const Look& look) {
    const double half = row.simulated.half_width;
    if (!std::isfinite(half)) {
        return "";
    }
    const std::string size = row.unit == "share" ? points(half) : value_text(row, half);
    return fmt::format("{} {}", look.plus_minus(), size);
}

}  // namespace

std::string share_text(const Estimate& share, const Look& look) {
    if (!std::isfinite(share.half_width)) {
        return percent(share.value);
    }
    return fmt::format("{} {} {}", percent(share.value), look.plus_minus(),
                       points(share.half_width));
}

Section targets_section(const Summary& summary, const Screen& screen) {
    if (summary.targets.empty()) {
        return {};
    }
    TextTable table({{"target", Align::left, 28},
                     {"kept", Align::right},
                     {"goal", Align::right},
                     {"verdict"},
                     {"late by", Align::right},
                     {"worst region", Align::left, 24},
                     {"language", Align::left, 24},
                     {"hour of week", Align::left, 24},
                     {"promise", Align::left, 30, true}});
    for (const TargetRow* target : worst_first(summary.targets)) {
        table.row({{target->name},
                   {share_text(target->compliance, screen.look)},
                   {fmt::format("{:.6g} %", target->goal * 100)},
                   {verdict_text(target->verdict), tone_of(target->verdict)},
                   {time_text(target->lateness.mean.value)},
                   {worst(*target, Dimension::region)},
                   {worst(*target, Dimension::language)},
                   {worst(*target, Dimension::hour_of_week)},
                   {target->promise, Tone::faint}});
    }
    Section section = of_table(
        title("SLA TARGETS",
              "promises kept of those that fell due; broken ones were late by, on average", screen),
        table, screen);
    section.rest_in = "targets.csv";
    section.rows_kept = 8;
    return section;
}

Section causes_section(const Summary& summary, const Screen& screen) {
    constexpr int bar_width = 25;
    TextTable table({{"", Align::right}, {"", Align::left, bar_width}, {"", Align::left, 90}});
    bool told = false;  // the worst hole stands beside the first of its causes
    for (const CauseRow& cause : summary.causes) {
        if (cause.permille == 0) {
            continue;
        }
        const int length = (cause.permille * bar_width + 999) / 1000;
        std::string bar;
        for (int i = 0; i < length; ++i) {
            bar += screen.look.ascii ? "#" : "█";
        }
        const bool tells = !told && is_hole(cause.cause);
        told = told || tells;
        table.row({{tenths_text(cause.permille)},
                   {bar},
                   {cause_text(cause.cause) + (tells ? hole_text(summary) : "")}});
    }
    if (table.rows() == 0) {
        return {};
    }
    Section section = of_table("", table, screen);
    section.head = {title("WHY PROMISES WERE BROKEN",
                          "where the time of the broken ones went, from start to settlement",
                          screen)};
    section.rest_in = "causes.csv";
    section.rows_kept = cause_count;
    section.rows_min = cause_count;  // the shares are a whole
    return section;
}

Section staffing_section(const Summary& summary, const Screen& screen) {
    TextTable table({{"tier", Align::left, 30},
                     {"agents", Align::right},
                     {"offered", Align::right},
                     {"needed", Align::right},
                     {"rostered", Align::right},
                     {"short", Align::right},
                     {"missing", Align::right},
                     {"busy", Align::right},
                     {"FTE needed", Align::right},
                     {"rostered", Align::right},
                     {"goal", Align::left, 20, true}});
    for (const NeedRow& need : summary.needs.by_tier) {
        auto row = staffing_row(need, need.tier, people(summary.people_by_tier, need.tier));
        row.push_back({goal_text(summary.needs, need.tier), Tone::faint});
        table.row(std::move(row));
    }
    add_desks(table, summary);
    if (table.rows() == 0) {
        return {};
    }
    Section section = of_table(title("STAFFING",
                                     "agent-hours a week; short: hours of the week with too few, "
                                     "and agent-hours missing in them",
                                     screen),
                               table, screen);
    section.rest_in = "staffing.csv";
    section.rows_kept = std::max<std::size_t>(section.rows_min, summary.needs.by_tier.size());
    return section;
}

Section recorded_section(const Summary& summary, const Screen& screen) {
    if (summary.recorded.empty()) {
        return {};
    }
    TextTable table(
        {{"", Align::left, 56}, {"recorded", Align::right}, {"simulated", Align::right}, {""}});
    for (const RecordedRow& row : summary.recorded) {
        table.row({{row.name},
                   {value_text(row, row.recorded)},
                   {value_text(row, row.simulated.value)},
                   {half_width_text(row, screen.look)}});
    }
    Section section = of_table(title("THE LOG BESIDE THE SIMULATION",
                                     "the same tickets, as they went and as simulated", screen),
                               table, screen);
    section.rest_in = "recorded.csv";
    section.rows_kept = 12;
    return section;
}

}  // namespace meridian
