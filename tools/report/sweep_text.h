#pragma once

#include <string>

#include "sim/measure/sweep.h"
#include "tools/report/text_table.h"

namespace meridian {

/// A sweep for people: one row a point, each number with its interval and its paired difference to
/// the scenario as it stands.
[[nodiscard]] std::string sweep_text(const Sweep& sweep, const Look& look);

/// One row a point and number.
[[nodiscard]] std::string sweep_csv(const Sweep& sweep);

/// For programs, schema `meridian-sweep/1`.
[[nodiscard]] std::string sweep_json(const Sweep& sweep);

}  // namespace meridian
