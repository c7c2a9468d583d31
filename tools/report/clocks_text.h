#pragma once

#include <string>
#include <vector>

#include "model/check/regimes.h"
#include "model/scenario.h"

namespace meridian {

/// What the changes of the clocks make of the coverage of each tier with people, as a table a tier:
/// "from 2026-03-08 nobody 1 h a day, from 22:00 on". Times of day are UTC.
[[nodiscard]] std::string clocks_text(const Scenario& scenario);

/// The same for two versions of the clocks, and by tier what the first has more or less of hours in
/// which nobody is on shift.
[[nodiscard]] std::string clocks_text(const Scenario& scenario, const Scenario& as_they_are);

}  // namespace meridian
