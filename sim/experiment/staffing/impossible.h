#pragma once

#include "sim/experiment/staffing/bench.h"
#include "sim/measure/staffing.h"

namespace meridian {

/// Says what stands in the way of the promises that no number of people on these shifts keeps, by
/// the best case of their tickets in a company without other tickets (model/check/best_case.h): how
/// many of them come when it is too late whoever is hired, and whose shift they wait for longest.
/// Where the best case is in time, it is not the shifts; then that is said. Weeks and hours of the
/// week are counted, and the worst is named.
void add_obstacles(StaffingAnswer& answer, const Scenario& scenario,
                   const std::vector<Standard>& standards);

}  // namespace meridian
