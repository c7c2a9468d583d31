#pragma once

#include <filesystem>

#include "sim/measure/roster_sheet.h"

namespace meridian {

/// The roster as a workbook: who works what, what that costs, and each hour against what is needed.
/// Equal rosters, equal bytes. Written whole or not at all; every failure throws DiskError.
void write_roster_xlsx(const std::filesystem::path& path, const Draft& scenario,
                       const RosterSheet& sheet);

}  // namespace meridian
