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

/// Whether the team may see the data as they are.
bool sees(const Organisation& organisation, const Team& team, ResidencyId residency) {
    return !residency.exists() || organisation.regions[team.region].residency == residency;
}

bool sees_masked(const Team& team, ResidencyId residency) {
    return team.masked && std::ranges::find(team.masked->of, residency) != team.masked->of.end();
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
        sees(organisation, team, need.residency) || sees_masked(team, need.residency);
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
    const Team& team = organisation.teams[crew.team];
    const auto language = in(crew.languages, need.language);
    const auto skill = in(crew.skills, categories[need.category].skill);
    Fit how{.speed = skill->speed,
            .solves = skill->solves,
            .home = team.region == need.region,
            .translated = !language,
            .masked = !sees(organisation, team, need.residency)};
    if (language) {
        how.speed = language->speed * skill->speed;
        how.solves = language->solves * skill->solves;
    } else {
        how.speed /= organisation.translation->time;
    }
    if (how.masked) {
        how.speed /= team.masked->time;
    }
    return how;
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
