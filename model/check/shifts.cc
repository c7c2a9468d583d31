#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/check/find.h"

namespace meridian::check {
namespace {

using std::chrono::days;

std::string share_text(double share) { return fmt::format("{:.1f} %", 100 * share); }

/// A change of some team's clocks within the horizon.
struct Change {
    Instant at;
    std::string zone;
    friend auto operator<=>(const Change&, const Change&) = default;
};

std::vector<Change> changes_for(const Draft& draft, const Cell& cell) {
    std::set<Change> changes;
    for (const CrewId crew : cell.crews) {
        const Team& team = draft.organisation.teams[draft.organisation.crews[crew].team];
        const Zone& zone = draft.organisation.zones[draft.organisation.regions[team.region].zone];
        for (const Transition& transition : zone.transitions) {
            if (draft.run.horizon.begin < transition.at && transition.at < draft.run.horizon.end) {
                changes.insert({transition.at, zone.name});
            }
        }
    }
    return {changes.begin(), changes.end()};
}

/// How much of a set lies in the week that begins there.
Span in_week(std::span<const Interval> set, Instant from) {
    const Interval week[] = {{from, from + days{7}}};
    return total_length(intersect(set, week));
}

/// The last change before a hole that was none a week earlier; empty: another reason.
std::string opened_by(const std::vector<Change>& changes, std::span<const Interval> uncovered,
                      const Interval& hole) {
    const Interval before[] = {{hole.begin - days{7}, hole.end - days{7}}};
    const auto last = std::find_if(changes.rbegin(), changes.rend(), [&](const Change& change) {
        return change.at <= hole.begin && hole.begin < change.at + days{7};
    });
    const bool was_covered = total_length(intersect(uncovered, before)) < hole.length();
    return last != changes.rend() && was_covered
               ? fmt::format("opened by the change of {}'s clocks at {}", last->zone,
                             minute_text(last->at))
               : "";
}

/// Whether some promise to tickets of the cell counts time in the intervals.
bool a_promise_counts(const Draft& draft, const Cell& cell, std::span<const Interval> intervals) {
    for (const SlaTarget& target : draft.policy.sla) {
        for (const Kind& kind : cell.kinds) {
            if (!possible(draft, target.when, kind, cell.tier)) {
                continue;
            }
            const CalendarId calendar =
                calendar_of(target.clock, draft.organisation, kind.region, {});
            if (!calendar.exists() ||
                !intersect(intervals, draft.organisation.calendars[calendar].open.intervals())
                     .empty()) {
                return true;
            }
        }
    }
    return false;
}

void find_holes(const Ground& ground, const Cell& cell, Findings& found) {
    const Draft& draft = ground.draft;
    if (cell.uncovered.empty() || cell.crews.empty()) {
        return;  // nobody at all is L02 or L09
    }
    const Span all = total_length(cell.uncovered);
    Finding finding{
        .code = "L06",
        .level = a_promise_counts(draft, cell, cell.uncovered) ? Level::warning : Level::note,
        .at = "tiers." + draft.organisation.tiers[cell.tier].name,
        .says = fmt::format("nobody is on shift for {} in {} of {}", name_of(ground, cell),
                            hours_text(all), hours_text(draft.run.horizon.length()))};
    finding.evidence.push_back(intervals_text(cell.uncovered));
    const double demand = share_of_arrivals(ground.rates, cell.kinds, cell.uncovered);
    finding.evidence.push_back(share_text(demand) + " of these tickets come in such an hour");
    const std::string reason =
        opened_by(changes_for(draft, cell), cell.uncovered, cell.uncovered.front());
    if (!reason.empty()) {
        finding.evidence.push_back("the first one is " + reason);
    }
    found.push_back(std::move(finding));
}

void find_single(const Ground& ground, const Cell& cell, Findings& found) {
    const Draft& draft = ground.draft;
    const auto one = subtract(uncovered(cell.on_shift, draft.run.horizon, 2), cell.uncovered);
    if (one.empty()) {
        return;
    }
    found.push_back({.code = "L07",
                     .level = Level::note,
                     .at = "tiers." + draft.organisation.tiers[cell.tier].name,
                     .says = fmt::format("one person alone is on shift for {} in {}",
                                         name_of(ground, cell), hours_text(total_length(one))),
                     .evidence = {intervals_text(one)},
                     .way_out = {}});
}

/// Weeks around each change of the clocks, without the days beside it: how much more is bare, or
/// hangs on one person. Hours that only move along with their zone are as long as before.
void find_changes(const Ground& ground, const Cell& cell, Findings& found) {
    const Draft& draft = ground.draft;
    const auto alone = subtract(uncovered(cell.on_shift, draft.run.horizon, 2), cell.uncovered);
    Finding finding{.code = "L20",
                    .level = Level::note,
                    .at = "tiers." + draft.organisation.tiers[cell.tier].name,
                    .says = "changes of the clocks take cover from " + name_of(ground, cell)};
    for (const Change& change : changes_for(draft, cell)) {
        const Instant before = change.at - days{8}, after = change.at + days{1};
        if (before < draft.run.horizon.begin || after + days{7} > draft.run.horizon.end) {
            continue;
        }
        const auto tell = [&](std::span<const Interval> bare, const char* what) {
            const Span more = in_week(bare, after) - in_week(bare, before);
            if (more > Span{0}) {
                finding.evidence.push_back(fmt::format("{} ({}): {} a week more with {}",
                                                       minute_text(change.at), change.zone,
                                                       length_text(more), what));
            }
        };
        tell(cell.uncovered, "nobody");
        tell(alone, "one person alone");
    }
    if (!finding.evidence.empty()) {
        found.push_back(std::move(finding));
    }
}

/// Where a rule's action leads: who works there, and what it is called.
struct Destination {
    std::string name;
    std::vector<CrewId> crews;
};

std::optional<Destination> destination_of(const Draft& draft, const Action& action) {
    const Organisation& house = draft.organisation;
    Destination to;
    const auto take = [&](auto&& fits) {
        for (std::uint32_t i = 0; i < house.crews.size(); ++i) {
            const Team& team = house.teams[house.crews[CrewId{i}].team];
            if (fits(house.crews[CrewId{i}].team, team)) {
                to.crews.push_back({i});
            }
        }
    };
    const auto tier = [&](TierId wanted) {
        to.name = house.tiers[wanted].name;
        take([&](TeamId, const Team& team) { return team.tier == wanted; });
    };
    if (const auto* escalate = std::get_if<Escalate>(&action);
        escalate != nullptr && escalate->to == Escalate::To::tier &&
        !house.tiers[escalate->tier].self_service) {
        tier(escalate->tier);
    } else if (const auto* back = std::get_if<ReturnTo>(&action);
               back != nullptr && back->tier.exists()) {
        tier(back->tier);
    } else if (const auto* involve = std::get_if<Involve>(&action)) {
        tier(involve->tier);
    } else if (const auto* transfer = std::get_if<Transfer>(&action)) {
        to.name = transfer->team.exists() ? house.teams[transfer->team].name
                                          : house.regions[transfer->region].name;
        take([&](TeamId id, const Team& team) {
            return transfer->team.exists() ? id == transfer->team : team.region == transfer->region;
        });
    } else {
        return std::nullopt;
    }
    return to;
}

void find_empty_destinations(const Ground& ground, Findings& found) {
    const Draft& draft = ground.draft;
    for (const Rule& rule : draft.policy.escalation.rules) {
        std::set<std::string> told;
        for (const Action& action : actions_of(draft.policy.escalation, rule)) {
            const auto to = destination_of(draft, action);
            if (!to || !told.insert(to->name).second) {
                continue;
            }
            std::vector<Interval> present;
            for (const CrewId crew : to->crews) {
                const auto& shifts = draft.organisation.crews[crew].shifts;
                present.insert(present.end(), shifts.begin(), shifts.end());
            }
            std::vector<Interval> when{draft.run.horizon};
            if (rule.when.during.exists()) {
                when = intersect(when,
                                 draft.organisation.calendars[rule.when.during].open.intervals());
            }
            const auto missing = subtract(when, normalised(std::move(present)));
            if (!missing.empty()) {
                found.push_back(
                    {.code = "L05",
                     .level = Level::note,
                     .at = "escalation." + rule.name,
                     .says = fmt::format("rule '{}' leads to {}, where nobody is for "
                                         "{} of {}",
                                         rule.name, to->name, hours_text(total_length(missing)),
                                         hours_text(draft.run.horizon.length())),
                     .evidence = {intervals_text(missing)},
                     .way_out = {}});
            }
        }
    }
}

void find_idle_crews(const Ground& ground, Findings& found) {
    const Draft& draft = ground.draft;
    for (const Crew& crew : draft.organisation.crews) {
        const Interval horizon[] = {draft.run.horizon};
        if (intersect(crew.shifts, horizon).empty()) {
            found.push_back(
                {.code = "L24",
                 .level = Level::warning,
                 .at = "teams." + draft.organisation.teams[crew.team].name,
                 .says = fmt::format("{} of team '{}' are on no shift within the run", crew.agents,
                                     draft.organisation.teams[crew.team].name),
                 .evidence = {},
                 .way_out = {}});
        }
    }
}

}  // namespace

void find_in_shifts(const Ground& ground, Findings& found) {
    find_empty_destinations(ground, found);
    for (const Cell& cell : ground.cells) {
        find_holes(ground, cell, found);
        find_single(ground, cell, found);
        find_changes(ground, cell, found);
    }
    find_idle_crews(ground, found);
}

}  // namespace meridian::check
