#include "model/policy/routing.h"

#include <algorithm>

#include "model/calendar/coverage.h"

namespace meridian {
namespace {

/// Proficiency in one row; a crew that lists none masters all, a need that names none is met by
/// all.
template <class Entity>
std::optional<Proficiency> in(const std::vector<std::optional<Proficiency>>& listed,
                              Id<Entity> wanted) {
    if (listed.empty() || !wanted.exists()) {
        return Proficiency{};
    }
    return listed[wanted.index];
}

bool allowed(const Crew& crew, const Category& category) {
    return std::ranges::all_of(category.authority, [&](AuthorityId wanted) {
        return std::ranges::find(crew.authority, wanted) != crew.authority.end();
    });
}

}  // namespace

bool masters(const Crew& crew, const Category& category) {
    return in(crew.skills, category.skill) && allowed(crew, category);
}

std::optional<Fit> fit(const Organisation& organisation, const Table<Category>& categories,
                       const Crew& crew, const Need& need) {
    const Team& team = organisation.teams[crew.team];
    const bool home = team.region == need.region;
    const bool serves = team.serves.empty() || !need.region.exists() ||
                        std::ranges::find(team.serves, need.region) != team.serves.end();
    const bool resident =
        !need.residency.exists() || organisation.regions[team.region].residency == need.residency;
    const bool bound = (!need.team.exists() || need.team == crew.team) &&
                       (!need.desk.exists() || need.desk == team.region);
    if (team.tier != need.tier || !bound || !serves || !resident ||
        (need.reach == Stage::Reach::home && !home)) {
        return std::nullopt;
    }
    const Category& category = categories[need.category];
    const auto language = in(crew.languages, need.language);
    const auto skill = in(crew.skills, category.skill);
    if (!language || !skill || !allowed(crew, category)) {
        return std::nullopt;
    }
    return Fit{.speed = language->speed * skill->speed,
               .solves = language->solves * skill->solves,
               .home = home};
}

std::vector<Interval> covered(const Organisation& organisation, const Table<Category>& categories,
                              const Need& need, Interval range) {
    std::vector<Interval> shifts;
    for (const Crew& crew : organisation.crews) {
        if (crew.agents > 0 && fit(organisation, categories, crew, need)) {
            shifts.insert(shifts.end(), crew.shifts.begin(), crew.shifts.end());
        }
    }
    const std::vector<Interval> whole{range};
    return intersect(normalised(std::move(shifts)), whole);
}

}  // namespace meridian
