#pragma once

#include "tools/load/number.h"

namespace meridian {

/// How much longer a ticket may take beside others, in percent.
inline constexpr NumberRange slowdown_range{.least = 0, .most = 10'000};

}  // namespace meridian
