#include "sim/experiment/staffing/hiring.h"

#include <algorithm>

namespace meridian {
namespace {

struct TeamHeads {
    int people = 0, hired = 0, released = 0;
};

std::vector<TeamHeads> by_team(const Draft& s, const std::vector<int>& now,
                               const std::vector<int>& heads) {
    std::vector<TeamHeads> teams(s.organisation.teams.size());
    for (std::uint32_t i = 0; i < heads.size(); ++i) {
        TeamHeads& team = teams[s.organisation.crews[CrewId{i}].team.index];
        const int change = heads[i] - now[i];
        team.people += heads[i];
        team.hired += std::max(change, 0);
        team.released += std::max(-change, 0);
    }
    return teams;
}

}  // namespace

bool is_allowed(const Draft& s, const std::vector<int>& now, const std::vector<int>& heads) {
    const std::vector<TeamHeads> teams = by_team(s, now, heads);
    std::int64_t changes = 0;
    for (std::size_t t = 0; t < teams.size(); ++t) {
        changes += std::max(teams[t].hired, teams[t].released);
        if (t < s.staffing.teams.size()) {
            const TeamStaffing& limits = s.staffing.teams[t];
            const auto people = static_cast<std::uint32_t>(teams[t].people);
            if (people < limits.at_least || (limits.at_most && people > *limits.at_most)) {
                return false;
            }
        }
    }
    return !s.staffing.change_at_most || changes <= std::int64_t{*s.staffing.change_at_most};
}

std::vector<int> nearest_allowed(const Draft& s, std::vector<int> heads) {
    for (std::uint32_t i = 0; i < heads.size(); ++i) {
        const TeamId team = s.organisation.crews[CrewId{i}].team;
        if (team.index >= s.staffing.teams.size()) {
            continue;
        }
        const TeamStaffing& limits = s.staffing.teams[team.index];
        const int people = by_team(s, heads, heads)[team.index].people;
        const int least = static_cast<int>(limits.at_least);
        if (people < least) {
            heads[i] += least - people;
        } else if (limits.at_most && people > static_cast<int>(*limits.at_most)) {
            heads[i] -= std::min(heads[i], people - static_cast<int>(*limits.at_most));
        }
    }
    return heads;
}

}  // namespace meridian
