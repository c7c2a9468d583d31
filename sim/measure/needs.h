#pragma once

#include "model/scenario.h"
#include "sim/measure/summary.h"
#include "sim/measure/tally.h"

namespace meridian {

/// Staffing needs from the work that was offered in all replications together.
///
/// For each tier and hour of the week: the load (mean number of agents at work if nobody ever
/// waited), the least number of agents c for which Erlang C lets the goal's share start within the
/// goal's wait, P(W <= w) = 1 - C(c, a) exp(-(c - a) w / h) >= share, with a the load and h the
/// mean touch time; against the mean number rostered. This is the modified-offered-load method
/// (MOL) of O. B. Jennings, A. Mandelbaum, W. A. Massey and W. Whitt, Management Science 42 (1996).
/// It takes the agents of a tier as one pool; where languages or skills divide them it asks too
/// few, and the simulation's waits tell. Languages and customers' regions stand as if each had a
/// pool of its own, against all who may serve it: together they ask more than the tier. An hour is
/// short when rostered is more than half an agent below needed.
///
/// FTE = hours on duty / (1 - shrinkage) / contract hours, where shrinkage is everything paid that
/// is not on duty: breaks, meetings, absence, and the scenario's own planned share.
[[nodiscard]] Needs staffing_needs(const Draft& scenario, const LoadTally& load, int replications);

/// For each tier and language with tickets: when nobody is on shift. `hole` is the breach time by
/// tier and language (ClockTally::hole) over all replications, and so is `demand`. Only rows with
/// uncovered time.
[[nodiscard]] std::vector<HoleRow> coverage_holes(const Draft& scenario,
                                                  const std::vector<Need>& needs,
                                                  const std::vector<std::int64_t>& hole,
                                                  const std::vector<DemandCount>& demand,
                                                  int replications);

}  // namespace meridian
