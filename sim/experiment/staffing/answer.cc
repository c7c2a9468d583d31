#include "sim/experiment/staffing/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <cmath>
#include <map>

#include "model/calendar/weekday.h"
#include "sim/experiment/interval.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = 24 * 60 * minute_ms;

std::string languages_text(const Organisation& house, const Crew& crew) {
    if (crew.languages.empty()) {
        return "all";
    }
    std::string text;
    for (std::uint32_t l = 0; l < house.languages.size(); ++l) {
        if (crew.languages[l]) {
            text += (text.empty() ? "" : " ") + house.languages[LanguageId{l}].name;
        }
    }
    return text;
}

/// Agent-hours a week: the mean over periods as long as each of them is.
double hours_of(const Offered& offered, const std::vector<WeekOfAgents>& table) {
    double sum = 0, length = 0;
    for (std::size_t q = 0; q < table.size(); ++q) {
        const auto span = static_cast<double>(offered.periods[q].span.length().count());
        for (const double agents : table[q]) {
            sum += agents * span;
        }
        length += span;
    }
    return length > 0 ? sum / length : 0;
}

StaffingFigures figures_of(const std::vector<Post>& posts, const std::vector<int>& heads) {
    StaffingFigures sum;
    for (std::size_t p = 0; p < posts.size(); ++p) {
        sum.agents += heads[p];
        sum.fte += heads[p] * posts[p].fte;
        sum.cost += heads[p] * posts[p].cost;
    }
    return sum;
}

void add_shifts(StaffingAnswer& answer, const AnswerParts& parts) {
    const Draft& s = *parts.scenario;
    for (std::size_t p = 0; p < parts.posts.size(); ++p) {
        const Post& post = parts.posts[p];
        const Crew& crew = s.organisation.crews[post.crew];
        const Team& team = s.organisation.teams[post.team];
        answer.shifts.push_back({.team = team.name,
                                 .crew = crew.name,
                                 .region = s.organisation.regions[team.region].name,
                                 .tier = s.organisation.tiers[team.tier].name,
                                 .languages = languages_text(s.organisation, crew),
                                 .shift = shift_text(s, crew),
                                 .now = parts.now[p],
                                 .needed = parts.heads[p],
                                 .hours_each = post.on_duty,
                                 .fte_each = post.fte,
                                 .cost_each = post.cost});
    }
}

void add_pools(StaffingAnswer& answer, const AnswerParts& parts) {
    const Organisation& house = parts.scenario->organisation;
    for (std::size_t p = 0; p < parts.offered.pools.size(); ++p) {
        const Pool& pool = parts.offered.pools[p];
        std::string teams;
        for (const TeamId team : pool.teams) {
            teams += (teams.empty() ? "" : " ") + house.teams[team].name;
        }
        answer.pools.push_back({.pool = pool.name,
                                .tier = house.tiers[pool.tier].name,
                                .teams = teams,
                                .offered = hours_of(parts.offered, parts.alone.offered[p]),
                                .alone = hours_of(parts.offered, parts.alone.needed[p]),
                                .shared = hours_of(parts.offered, parts.shared.needed[p]),
                                .stationary = hours_of(parts.offered, parts.alone.stationary[p])});
    }
}

}  // namespace

double lower_end(const Estimate& estimate, double confidence) {
    const double error = standard_error(estimate, confidence);
    if (!std::isfinite(error) || estimate.n < 2) {
        return estimate.value;
    }
    return estimate.value - student_t(estimate.n - 1, 0.90) * error;
}

std::string shift_text(const Draft& s, const Crew& crew) {
    const Zone& zone =
        s.organisation.zones[s.organisation.regions[s.organisation.teams[crew.team].region].zone];
    struct Times {
        int count = 0;
        std::bitset<7> days;
    };
    std::map<std::pair<std::int64_t, std::int64_t>, Times> seen;
    for (const Interval& shift : crew.shifts) {
        const std::int64_t begin =
            (shift.begin.time_since_epoch() + zone.spell_at(shift.begin).offset).count();
        const std::int64_t end =
            (shift.end.time_since_epoch() + zone.spell_at(shift.end).offset).count();
        const auto within = [](std::int64_t t) { return ((t % day_ms) + day_ms) % day_ms; };
        Times& times = seen[{within(begin), within(end)}];
        ++times.count;
        times.days.set(static_cast<std::size_t>(hour_of_week(WallTime{begin})) / 24);
    }
    if (seen.empty()) {
        return "no shift";
    }
    const auto most =
        std::ranges::max_element(seen, {}, [](const auto& one) { return one.second.count; });
    const auto clock = [](std::int64_t ms) {
        return fmt::format("{:02}:{:02}", ms / minute_ms / 60, ms / minute_ms % 60);
    };
    int others = 0;
    for (const auto& [times, count] : seen) {
        others += times != most->first ? count.count : 0;
    }
    return fmt::format("{} {}-{}{}",
                       weekdays_text(static_cast<DayMask>(most->second.days.to_ulong())),
                       clock(most->first.first), clock(most->first.second),
                       others > most->second.count / 4 ? " and others" : "");
}

StaffingAnswer answer_of(const AnswerParts& parts) {
    const Draft& s = *parts.scenario;
    StaffingAnswer answer;
    answer.scenario = s.name;
    answer.scenario_fingerprint = s.fingerprint;
    answer.tz_version = s.tz_version;
    answer.cost_unit = has_costs(s) ? s.organisation.currency : "hours";
    answer.seed = s.run.seed;
    add_shifts(answer, parts);
    add_pools(answer, parts);
    for (const Reason& reason : parts.certificate.reasons) {
        answer.reasons.push_back({reason.what, reason.least, reason.share});
    }
    for (const Obstacle& obstacle : parts.certificate.obstacles) {
        answer.obstacles.push_back({obstacle.who, obstacle.what, obstacle.target, obstacle.at_best,
                                    obstacle.asked, obstacle.tickets_a_week});
    }
    answer.now = figures_of(parts.posts, parts.now);
    answer.answer = figures_of(parts.posts, parts.heads);
    answer.bound = {parts.certificate.agents, parts.certificate.fte, parts.certificate.cost};
    return answer;
}

}  // namespace meridian
