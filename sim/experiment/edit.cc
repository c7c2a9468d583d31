#include "sim/experiment/edit.h"

#include <fmt/format.h>

#include <algorithm>

namespace meridian {
namespace {

using namespace std::chrono_literals;

bool round_the_clock(const Crew& crew) { return crew.shifts.size() <= 1; }

/// What time of a ticket more people, or people at other hours, could have ended.
bool is_lack_of_people(Cause cause) {
    return is_wait(cause) || cause == Cause::owner_busy || cause == Cause::owner_off;
}

bool speaks(const Crew& crew, std::uint16_t language) {
    return crew.languages.empty() || language >= crew.languages.size() ||
           crew.languages[language].has_value();
}

template <class Touches>
bool any_breach_time(std::span<const Tally> tallies, Touches touches) {
    return std::ranges::any_of(tallies, [&](const Tally& tally) {
        return std::ranges::any_of(tally.clocks.cells, [&](const auto& cell) {
            return cell.second > 0 && touches(BreachCell::of(cell.first));
        });
    });
}

bool has_fired(const std::vector<RuleTally> ClockTally::*rules, std::uint32_t row,
               std::span<const Tally> tallies) {
    return std::ranges::any_of(tallies, [&](const Tally& tally) {
        const auto& all = tally.clocks.*rules;
        return row < all.size() && all[row].fired > 0;
    });
}

bool touches_a_cause(const Mutation& rule, std::span<const Tally> tallies) {
    using enum Mutation::Kind;
    switch (rule.kind) {
        case sooner:
            return any_breach_time(tallies, [](const BreachCell& cell) {
                return is_lack_of_people(cell.cause) || cell.cause == Cause::worked_in_vain;
            });
        case later:
        case dropped:
            return has_fired(&ClockTally::rules, rule.row, tallies);
        case swapped:
            return has_fired(&ClockTally::rules, rule.row, tallies) ||
                   has_fired(&ClockTally::rules, rule.row + 1, tallies);
        case handover_dropped:
            return has_fired(&ClockTally::handover, rule.row, tallies);
        case handover_swapped:
            return has_fired(&ClockTally::handover, rule.row, tallies) ||
                   has_fired(&ClockTally::handover, rule.row + 1, tallies);
        case shifted:
            return true;
    }
    return true;
}

/// What would begin before the run does begins with it.
void move_hours(std::vector<Interval>& hours, Span by, Instant begin) {
    for (Interval& interval : hours) {
        interval.begin = std::max(interval.begin + by, begin);
        interval.end += by;
    }
    std::erase_if(hours, [](const Interval& i) { return i.end <= i.begin; });
}

std::optional<Scenario> sealed(Draft draft) {
    auto answer = seal(std::move(draft));
    auto* good = std::get_if<Scenario>(&answer);
    return good == nullptr ? std::nullopt : std::optional<Scenario>(std::move(*good));
}

}  // namespace

WhatIfRow::Kind kind_of(const Edit& edit) {
    return edit.kind == Edit::Kind::hire   ? WhatIfRow::Kind::hire
           : edit.kind == Edit::Kind::rule ? WhatIfRow::Kind::rule
                                           : WhatIfRow::Kind::shift;
}

std::vector<Edit> edits_of(const Draft& scenario) {
    std::vector<Edit> edits;
    const Table<Crew>& crews = scenario.organisation.crews;
    for (std::uint32_t i = 0; i < crews.size(); ++i) {
        const Crew& crew = crews[CrewId{i}];
        edits.push_back({.kind = Edit::Kind::hire,
                         .crew = CrewId{i},
                         .says = fmt::format("one more of {}: {} -> {}", crew.name, crew.agents,
                                             crew.agents + 1)});
        if (!round_the_clock(crew)) {
            edits.push_back({.kind = Edit::Kind::earlier,
                             .crew = CrewId{i},
                             .says = fmt::format("shifts of {} an hour earlier", crew.name)});
            edits.push_back({.kind = Edit::Kind::later,
                             .crew = CrewId{i},
                             .says = fmt::format("shifts of {} an hour later", crew.name)});
        }
    }
    for (const Mutation& mutation : mutations_of(scenario)) {
        if (mutation.kind != Mutation::Kind::shifted) {  // of each crew, above
            edits.push_back({.kind = Edit::Kind::rule, .rule = mutation, .says = mutation.says});
        }
    }
    return edits;
}

bool touches_a_cause(const Edit& edit, const Draft& scenario, std::span<const Tally> tallies) {
    if (edit.kind == Edit::Kind::rule) {
        return touches_a_cause(edit.rule, tallies);
    }
    const Crew& crew = scenario.organisation.crews[edit.crew];
    const TierId tier = scenario.organisation.teams[crew.team].tier;
    return any_breach_time(tallies, [&](const BreachCell& cell) {
        return cell.tier == tier.index && is_lack_of_people(cell.cause) &&
               speaks(crew, cell.language);
    });
}

std::optional<Scenario> with_hires(const Scenario& scenario, CrewId crew, std::uint32_t hires) {
    Draft draft = *scenario;
    Table<Crew>& crews = draft.organisation.crews;
    Crew& grown = crews[crew];
    for (std::uint32_t i = 0; i < hires && !grown.members.empty(); ++i) {
        grown.members.push_back(fmt::format("{} (hired {})", grown.members.front(), i + 1));
    }
    grown.agents += hires;
    for (std::uint32_t i = crew.index + 1; i < crews.size(); ++i) {
        crews[CrewId{i}].first_agent.index += hires;
    }
    return sealed(std::move(draft));
}

std::optional<Scenario> edited(const Scenario& scenario, const Edit& edit) {
    if (edit.kind == Edit::Kind::hire) {
        return with_hires(scenario, edit.crew, 1);
    }
    if (edit.kind == Edit::Kind::rule) {
        return mutated(scenario, edit.rule);
    }
    Draft draft = *scenario;
    Crew& crew = draft.organisation.crews[edit.crew];
    const Span by = edit.kind == Edit::Kind::earlier ? Span{-1h} : Span{1h};
    move_hours(crew.shifts, by, draft.run.horizon.begin);
    move_hours(crew.meetings, by, draft.run.horizon.begin);
    return sealed(std::move(draft));
}

}  // namespace meridian
