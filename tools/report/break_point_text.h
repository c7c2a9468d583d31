#pragma once

#include <string>

#include "sim/measure/break_point.h"
#include "tools/report/text_table.h"

namespace meridian {

/// Up to where a bound holds, for people: the answer, how sure it is, and what was looked at.
[[nodiscard]] std::string break_point_text(const BreakPoint& result, const Look& look);

/// One row a value that was looked at.
[[nodiscard]] std::string break_point_csv(const BreakPoint& result);

/// For programs, schema `meridian-break-point/1`.
[[nodiscard]] std::string break_point_json(const BreakPoint& result);

}  // namespace meridian
