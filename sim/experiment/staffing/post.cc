#include "sim/experiment/staffing/post.h"

#include <algorithm>
#include <stdexcept>

#include "sim/measure/roster.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

constexpr double ms_an_hour = 3'600'000;

/// Enough of them that breaks are staggered as in a crew, wherever there is nobody yet.
constexpr std::uint32_t a_dozen = 12;

double hours(Span span) { return static_cast<double>(span.count()) / ms_an_hour; }

/// The longest that somebody may go on after the end of a shift, in hours.
double overtime_of(const Draft& s, const Crew& crew) {
    if (crew.overtime_max) {
        return hours(*crew.overtime_max);
    }
    const TierId tier = s.organisation.teams[crew.team].tier;
    const std::size_t tiers = s.organisation.tiers.size();
    double most = 0;
    for (std::size_t c = 0; c < s.workload.categories.size(); ++c) {
        const WorkStep& step = s.workload.work[c * tiers + tier.index];
        most = std::max(most, step.known ? hours(quantile(step.handle, 0.999)) : 0.0);
    }
    return most;
}

struct Shifts {
    double paid = 0, night = 0, weekend = 0;  // hours
    double count = 0;
};

Shifts shifts_of(const Draft& s, const Crew& crew, Interval window) {
    const auto& cost = s.organisation.teams[crew.team].cost;
    Shifts all;
    for (const Interval& shift : crew.shifts) {
        const Interval part = clip(window, shift.begin, shift.end);
        if (part.length() <= Span{}) {
            continue;
        }
        ++all.count;
        if (cost) {
            all.night += hours(cost->night.hours.open_time(part.begin, part.end));
            all.weekend += hours(cost->weekend.hours.open_time(part.begin, part.end));
        }
    }
    return all;
}

Draft seen_in(const Draft& scenario, Interval span) {
    Draft draft = scenario;
    draft.run.horizon = span;
    draft.run.warm_up = Span{};
    for (Crew& crew : draft.organisation.crews) {
        crew.agents = std::max(crew.agents, a_dozen);
    }
    return draft;
}

Post post_of(const Draft& s, CrewId id, const CrewRoster& roster, std::uint32_t agents,
             double weeks) {
    const Crew& crew = s.organisation.crews[id];
    const Team& team = s.organisation.teams[crew.team];
    const double share = 1 / (static_cast<double>(agents) * weeks);
    const Shifts shifts = shifts_of(s, crew, window_of(s));
    Post post{.crew = id, .team = crew.team, .tier = team.tier, .name = crew.name};
    post.on_duty = roster.duty_time / ms_an_hour * share;
    post.overtime = shifts.count * (1 - crew.absence) * overtime_of(s, crew) / weeks;
    post.paid = roster.paid_time / ms_an_hour * share;
    post.fte = post.paid / team.contract_hours_per_week;
    const double premiums = team.cost
                                ? (1 - crew.absence) * (team.cost->night.share * shifts.night +
                                                        team.cost->weekend.share * shifts.weekend)
                                : 0;
    const double an_hour = team.cost ? team.cost->per_hour : has_costs(s) ? 0.0 : 1.0;
    post.cost = an_hour * (post.paid + premiums / weeks);
    return post;
}

}  // namespace

bool has_costs(const Draft& scenario) {
    return std::ranges::any_of(scenario.organisation.teams,
                               [](const Team& team) { return team.cost.has_value(); });
}

std::vector<Post> posts_of(const Draft& scenario) {
    const Interval window = window_of(scenario);
    const double weeks = hours(window.length()) / 168;
    const Draft whole = seen_in(scenario, window);
    const std::vector<CrewRoster> all = rosters(whole);
    std::vector<Post> posts;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        posts.push_back(
            post_of(scenario, {i}, all[i], whole.organisation.crews[CrewId{i}].agents, weeks));
    }
    for (const Period& period : periods_of(scenario)) {
        const Draft part = seen_in(scenario, period.span);
        const Zone utc = Zone::fixed("UTC", Span{}, scenario.run.horizon);
        const WeekOfTime exposure = WeekClock(utc).exposure(period.span);
        const std::vector<CrewRoster> here = rosters(part);
        for (std::uint32_t i = 0; i < here.size(); ++i) {
            WeekOfAgents present{};
            for (std::size_t h = 0; h < hours_in_week; ++h) {
                const double agents = part.organisation.crews[CrewId{i}].agents;
                present[h] = exposure[h] > 0 ? here[i].on_duty_utc[h] / agents /
                                                   static_cast<double>(exposure[h])
                                             : 0;
            }
            posts[i].present.push_back(present);
        }
    }
    return posts;
}

Scenario with_heads(const Scenario& scenario, const std::vector<int>& heads) {
    Draft draft = *scenario;
    draft.organisation.crews = {};
    draft.staffing.present.clear();
    std::uint32_t first = 0;
    for (std::uint32_t i = 0; i < heads.size(); ++i) {
        if (heads[i] <= 0) {
            continue;
        }
        Crew crew = scenario->organisation.crews[CrewId{i}];
        const bool named = !crew.members.empty();
        crew.agents = static_cast<std::uint32_t>(heads[i]);
        crew.first_agent = AgentId{first};
        first += crew.agents;
        if (named) {
            while (crew.members.size() < crew.agents) {
                crew.members.push_back(crew.name + " " + std::to_string(crew.members.size() + 1));
            }
            crew.members.resize(crew.agents);
        }
        draft.organisation.crews.add(std::move(crew));
        if (i < scenario->staffing.present.size()) {
            draft.staffing.present.push_back(scenario->staffing.present[i]);
        }
    }
    auto sealed = seal(std::move(draft));
    if (const auto* flaws = std::get_if<std::vector<Flaw>>(&sealed)) {
        throw std::logic_error("other heads make no scenario: " + flaws->front().what);
    }
    return std::get<Scenario>(std::move(sealed));
}

std::vector<int> heads_of(const Draft& scenario) {
    std::vector<int> heads;
    for (const Crew& crew : scenario.organisation.crews) {
        heads.push_back(static_cast<int>(crew.agents));
    }
    return heads;
}

}  // namespace meridian
