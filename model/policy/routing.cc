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

}  // namespace

bool has_authority(const Crew& crew, const Category& category) {
    return std::ranges::all_of(category.authority, [&](AuthorityId wanted) {
        return std::ranges::find(crew.authority, wanted) != crew.authority.end();
    });
}

bool may_ask(const Category& category, TierId tier) {
    return std::ranges::find(category.asks_on, tier) != category.asks_on.end();
}

bool masters(const Crew& crew, const Category& category) {
    return in(crew.skills, category.skill) && has_authority(crew, category);
}

Lacks lacks(const Organisation& organisation, const Table<Category>& categories, const Crew& crew,
            const Need& need) {
    const Team& team = organisation.teams[crew.team];
    const Category& category = categories[need.category];
    const bool serves = team.serves.empty() || !need.region.exists() ||
                        std::ranges::find(team.serves, need.region) != team.serves.end();
    const bool bound = (!need.team.exists() || need.team == crew.team) &&
                       (!need.desk.exists() || need.desk == team.region);
    const bool near = need.reach != Stage::Reach::home || team.region == need.region;
    const bool resident =
        !need.residency.exists() || organisation.regions[team.region].residency == need.residency;
    return {.reach = team.tier != need.tier || !serves || !bound || !near,
            .language = !in(crew.languages, need.language) &&
                        !(organisation.translation && team.translates && category.translatable),
            .skill = !in(crew.skills, category.skill),
            .authority = !may_ask(category, need.tier) && !has_authority(crew, category),
            .residency = !resident};
}

std::optional<Fit> fit(const Organisation& organisation, const Table<Category>& categories,
                       const Crew& crew, const Need& need) {
    // A need of nothing is met by nobody, and has no category to look at.
    if (organisation.teams[crew.team].tier != need.tier ||
        lacks(organisation, categories, crew, need).any()) {
        return std::nullopt;
    }
    const auto language = in(crew.languages, need.language);
    const auto skill = in(crew.skills, categories[need.category].skill);
    const bool home = organisation.teams[crew.team].region == need.region;
    if (!language) {
        return Fit{.speed = skill->speed / organisation.translation->time,
                   .solves = skill->solves,
                   .home = home,
                   .translated = true};
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
