#pragma once

#include <string>

#include "sim/measure/roster_sheet.h"

namespace meridian {

/// A line a team and shift: who has it now, who shall, and what it costs a week.
[[nodiscard]] std::string roster_csv(const Draft& scenario, const RosterSheet& sheet);

/// A line a pool, period and hour of the UTC week: load, agents needed, agents on duty.
[[nodiscard]] std::string requirement_csv(const RosterSheet& sheet);

}  // namespace meridian
