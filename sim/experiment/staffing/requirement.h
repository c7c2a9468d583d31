#pragma once

#include <array>
#include <string>
#include <vector>

#include "model/calendar/local.h"
#include "model/scenario.h"

namespace meridian {

/// A stretch of the horizon in which no zone of the scenario changes its offset: within it, local
/// weekly shifts keep their place in the UTC week. Stretches shorter than a week are part of their
/// neighbour.
struct Period {
    Interval span;
};

/// Tickets that the same teams may serve: one pool of work. Tickets of one tier are in the same
/// pool when the same crews may serve them, whatever language, skill, region or residency decides
/// it.
struct Pool {
    TierId tier;
    std::vector<CrewId> crews;  ///< who may serve it, sorted
    std::vector<TeamId> teams;  ///< theirs, sorted
    std::string name;           ///< in the planner's words: "specialists, de"
};

/// By hour of the UTC week, 0 is Monday 00:00 to 01:00.
using WeekOfAgents = std::array<double, hours_in_week>;

/// Agents needed on duty, by pool, period and hour of the UTC week. On duty means shifts less
/// breaks, meetings and absence.
struct Requirement {
    std::vector<Period> periods;
    std::vector<Pool> pools;
    std::vector<std::vector<WeekOfAgents>> needed;   ///< [pool][period][hour], agents, >= 0
    std::vector<std::vector<WeekOfAgents>> offered;  ///< the load behind it, in Erlangs
};

/// The periods of the counted part of the horizon; at least one.
[[nodiscard]] std::vector<Period> periods_of(const Draft& scenario);

}  // namespace meridian
