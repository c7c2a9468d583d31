#pragma once

#include "sim/experiment/staffing/roster.h"
#include "sim/measure/roster_sheet.h"

namespace meridian {

/// So many units of each tour, for reports. Tours that nobody has and nobody had are left out.
[[nodiscard]] RosterSheet sheet_of(const Tours& tours, const Requirement& requirement,
                                   const std::vector<int>& heads);

}  // namespace meridian
