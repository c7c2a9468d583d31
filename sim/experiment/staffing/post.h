#pragma once

#include <string>
#include <vector>

#include "model/scenario.h"
#include "sim/experiment/staffing/requirement.h"

namespace meridian {

/// One agent more on the shifts of a crew: the unit in which staffing is hired and released. All
/// figures are a week's, on average over the counted part of the horizon.
struct Post {
    CrewId crew;
    TeamId team;
    TierId tier;
    std::string name;     ///< the crew's
    double on_duty = 0;   ///< hours: shifts less breaks, meetings, expected absence
    double overtime = 0;  ///< hours that may be worked beyond the shifts' ends at most
    double paid = 0;      ///< hours
    double fte = 0;       ///< paid hours / contract hours
    double cost = 0;      ///< with premiums; hours where nothing costs anything
    std::vector<WeekOfAgents> present;  ///< by period: share of the hour of the week on duty
};

/// One for each crew, in order.
[[nodiscard]] std::vector<Post> posts_of(const Draft& scenario);

/// Whether any team has a cost; if none has, Post::cost is paid hours.
[[nodiscard]] bool has_costs(const Draft& scenario);

/// The scenario with so many agents in each crew, the first of them as before; crews that nobody is
/// in are left out. Named agents keep their names; those who come are named after the crew.
[[nodiscard]] Scenario with_heads(const Scenario& scenario, const std::vector<int>& heads);

/// Of the scenario as it stands.
[[nodiscard]] std::vector<int> heads_of(const Draft& scenario);

}  // namespace meridian
