#pragma once

#include <string_view>

#include "sim/measure/summary.h"

namespace meridian {

// The words of files, which programs read: they change only with the schema's version.

[[nodiscard]] std::string_view cause_name(Cause cause);
[[nodiscard]] std::string_view verdict_name(Goal verdict);

}  // namespace meridian
