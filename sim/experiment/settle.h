#pragma once

#include <string>
#include <vector>

#include "sim/experiment/replicate.h"
#include "sim/measure/warm_up.h"

namespace meridian {

/// How much of a run's beginning shall not be counted, and why.
struct Settling {
    Span warm_up{};
    std::string note;     ///< what was found, for whoever reads the report
    std::string warning;  ///< empty unless nothing was found; with a way out
};

/// Runs the scenario's first replications, ten at most, sees only how many tickets are open, and
/// looks for the weeks after which their average over the replications has settled (MSER-5, see
/// warm_up.h). Where it never does, one week is left out, and the warning says so. The same for any
/// number of threads.
[[nodiscard]] Settling settle(const Plan& plan, int replications, const Replicating& how);

/// What the series of such pilot runs say: each the areas of OpenByFifth, all of one length.
[[nodiscard]] Settling settling_of(const std::vector<std::vector<std::int64_t>>& pilots);

/// The scenario with this warm-up.
[[nodiscard]] Scenario with_warm_up(const Scenario& scenario, Span warm_up);

}  // namespace meridian
