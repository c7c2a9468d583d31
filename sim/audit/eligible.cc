#include <algorithm>

#include "sim/audit/desks.h"

namespace meridian::audit {
namespace {

template <class Entity>
bool lists(const std::vector<Id<Entity>>& list, Id<Entity> wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

/// A crew that lists nothing masters all; who needs nothing is content with anybody.
bool masters(const std::vector<std::optional<Proficiency>>& listed, std::uint32_t wanted) {
    if (wanted == nobody || listed.empty()) {
        return true;
    }
    return wanted < listed.size() && listed[wanted].has_value();
}

}  // namespace

bool lacks_language(const Crew& crew, const Page& page) {
    return !masters(crew.languages, page.attributes.language.index);
}

bool may_translate(const Draft& draft, const Crew& crew, const Page& page) {
    return draft.organisation.translation && draft.organisation.teams[crew.team].translates &&
           page.attributes.category.exists() &&
           draft.workload.categories[page.attributes.category].translatable;
}

bool lacks_clearance(const Draft& draft, const Crew& crew, const Page& page) {
    const Organisation& house = draft.organisation;
    return page.attributes.residency.exists() &&
           house.regions[house.teams[crew.team].region].residency != page.attributes.residency;
}

bool may_mask(const Draft& draft, const Crew& crew, const Page& page) {
    const std::optional<Masking>& masked = draft.organisation.teams[crew.team].masked;
    return masked && lists(masked->of, page.attributes.residency);
}

/// Step by step as the engine does: of three factors, which two come first is seen in the last
/// digit, and a millisecond hangs on that.
double speed_of(const Draft& draft, const Crew& crew, const Page& page, Instant now) {
    const auto in = [](const std::vector<std::optional<Proficiency>>& listed,
                       std::uint32_t wanted) {
        return wanted < listed.size() && listed[wanted] ? listed[wanted]->speed : 1.0;
    };
    const SkillId skill = page.attributes.category.exists()
                              ? draft.workload.categories[page.attributes.category].skill
                              : SkillId{};
    const auto& tool = draft.organisation.translation;
    const bool translates = tool && lacks_language(crew, page);
    double speed = in(crew.skills, skill.index);
    if (translates) {
        speed /= tool->time;
    } else if (!lacks_language(crew, page)) {
        speed = in(crew.languages, page.attributes.language.index) * speed;
    }
    if (lacks_clearance(draft, crew, page) && may_mask(draft, crew, page)) {
        speed /= draft.organisation.teams[crew.team].masked->time;
    }
    if (translates && page.task) {
        speed *= tool->time;  // colleagues share a language
    }
    double learnt = 1;
    for (const Learning& step : crew.learning) {
        learnt = step.from <= now ? step.speed : learnt;
    }
    return speed * learnt;
}

std::string_view hindrance(const Draft& draft, const Crew& crew, const Page& page,
                           Stage::Reach reach) {
    const Organisation& house = draft.organisation;
    const Team& team = house.teams[crew.team];
    const Attributes& ticket = page.attributes;
    if (team.tier.index != page.tier) {
        return "is on another tier";
    }
    if (!team.serves.empty() && ticket.region.exists() && !lists(team.serves, ticket.region)) {
        return "does not serve the customer's region";
    }
    if (reach == Stage::Reach::home && team.region != ticket.region) {
        return "is not in the customer's region";
    }
    if (page.team.exists() && page.team != crew.team) {
        return "is not of the team it was given to";
    }
    if (page.desk.exists() && page.desk != team.region) {
        return "is not in the region it was given to";
    }
    if (lacks_clearance(draft, crew, page) && !may_mask(draft, crew, page)) {
        return "works where its data must not be";
    }
    if (lacks_language(crew, page) && !may_translate(draft, crew, page)) {
        return "does not speak its language";
    }
    if (!ticket.category.exists()) {
        return {};  // never opened, which is told elsewhere
    }
    const Category& category = draft.workload.categories[ticket.category];
    if (!masters(crew.skills, category.skill.index)) {
        return "lacks the skill";
    }
    const std::size_t tiers = house.tiers.size();
    if (draft.workload.work[ticket.category.index * tiers + page.tier].consults) {
        return {};  // and asks: see Consultations
    }
    for (const AuthorityId authority : category.authority) {
        if (!lists(crew.authority, authority)) {
            return "lacks the authority";
        }
    }
    return {};
}

}  // namespace meridian::audit
