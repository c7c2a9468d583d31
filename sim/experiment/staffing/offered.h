#pragma once

#include <vector>

#include "sim/experiment/replicate.h"
#include "sim/experiment/staffing/requirement.h"
#include "sim/measure/hours.h"

namespace meridian {

/// What was asked of one pool in the counted part of some replications; times in ms, hours of UTC.
struct PoolWork {
    std::vector<WeekOfTime> placed;  ///< by period: when it would be done if nobody ever waited
    std::vector<WeekOfTime> asked;   ///< by period: all of it in the hour in which it was asked for
    std::int64_t touch = 0;
    std::int64_t touches = 0;  ///< stretches of work
    std::int64_t first = 0;    ///< of these: on tickets on which nobody had worked
    std::int64_t patient = 0;  ///< of these: whose customers hang up some day …
    double patience = 0;       ///< … and the sum of the means of the times that they wait
    std::vector<std::int64_t> promised;  ///< target * priorities + priority: stretches whose begin
                                         ///< the target promises, priorities as created

    PoolWork& operator+=(const PoolWork& more);
};

/// The load on every pool: what the infinite-server queue of each would hold, measured in
/// simulations of the scenario as it stands, so that what escalations and handovers bring to a tier
/// is there when it would come.
struct Offered {
    std::vector<Period> periods;
    std::vector<Pool> pools;
    std::vector<PoolWork> work;        ///< by pool
    std::vector<WeekOfTime> exposure;  ///< by period: how long each hour of the week lasted in all
    int replications = 0;

    /// Mean agents at work in that hour if nobody waited: the infinite-server load.
    [[nodiscard]] double load(const PoolWork& work, std::size_t period, std::size_t hour) const;
    /// Arrival rate of that hour times the mean touch: what a stationary formula takes for it.
    [[nodiscard]] double stationary(const PoolWork& work, std::size_t period,
                                    std::size_t hour) const;
};

/// The pools of the scenario without simulating; teams without agents are counted as those who may
/// serve. By tier, then in the order of the streams.
[[nodiscard]] std::vector<Pool> pools_of(const Scenario& scenario);

/// Runs replications 0 .. count - 1. The same for any number of threads. Tasks that none of the
/// pools covers are one more pool of their tier.
[[nodiscard]] Offered offered_work(const Scenario& scenario, int count, const Replicating& how);

}  // namespace meridian
