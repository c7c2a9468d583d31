#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
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

struct Offered;  // offered.h

/// By hour of the UTC week, 0 is Monday 00:00 to 01:00.
using WeekOfAgents = std::array<double, hours_in_week>;

/// Agents needed on duty, by pool, period and hour of the UTC week. On duty means shifts less
/// breaks, meetings and absence.
struct Requirement {
    std::vector<Period> periods;
    std::vector<Pool> pools;
    std::vector<std::vector<WeekOfAgents>> needed;      ///< [pool][period][hour], agents, >= 0
    std::vector<std::vector<WeekOfAgents>> offered;     ///< the load behind it, in Erlangs
    std::vector<std::vector<WeekOfAgents>> stationary;  ///< what the formula asks hour by hour, as
                                                        ///< if each lasted for ever
};

/// Who is there for a pool's tickets when all of its agents are busy.
enum class Pooling : std::uint8_t {
    alone,   ///< nobody: each pool is a queue of its own
    shared,  ///< whoever is spare: pools of a tier that share crews, directly or by others, are
             ///< sized as one queue, and what that needs beyond its load is shared by load. The
             ///< least that could do; simulation tells where it does not.
};

/// The periods of the counted part of the horizon; at least one.
[[nodiscard]] std::vector<Period> periods_of(const Draft& scenario);

/// The share of tickets that must be begun within a wait, by promise.
struct Promised {
    double goal = 0.8;
    std::vector<std::pair<double, double>> parts;  ///< share of tickets, wait in mean touch times
};

/// The smallest number of agents with which every promise is kept on the whole, first come first
/// served: Erlang C, or Erlang A with that mean patience (in mean touch times). 0 without load.
[[nodiscard]] int agents_needed(double load, const std::vector<Promised>& promises,
                                std::optional<double> patience);

/// By the modified offered load: the formula of a stationary queue, at each hour's infinite-server
/// load instead of its arrival rate times the mean touch, which is wrong where work lasts hours
/// (O. B. Jennings, A. Mandelbaum, W. A. Massey and W. Whitt, Management Science 42 (1996)). The
/// promises are those about when work begins, on the tickets of the pool as created; without any,
/// 80 % within an hour. Erlang A where the customers of all of the pool's first contacts hang up
/// some day. Promises about resolution are left to the simulation.
[[nodiscard]] Requirement required_agents(const Draft& scenario, const Offered& offered,
                                          Pooling pooling);

}  // namespace meridian
