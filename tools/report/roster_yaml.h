#pragma once

#include <string>

#include "sim/measure/roster_sheet.h"

namespace meridian {

/// The roster as a document of the scenario language: it includes the scenario and replaces the
/// `shifts` and `agents` of the teams whose roster changes, so it runs as it is, and may be
/// included by others. `scenario_path` is how the document reaches the scenario.
[[nodiscard]] std::string roster_yaml(const Draft& scenario, const RosterSheet& sheet,
                                      const std::string& scenario_path);

}  // namespace meridian
