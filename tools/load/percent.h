#pragma once

#include <string_view>

#include "tools/load/number.h"
#include "tools/load/parsed.h"

namespace meridian {

/// "35%", "0.5%", "35 %" as a fraction: 0.35. The range is in percent, bounds inside. A bare number
/// is refused: 0.35 may be a third or a three-hundredth.
Parsed<double> parse_percent(std::string_view text,
                             NumberRange percent = {.least = 0, .most = 100});

}  // namespace meridian
