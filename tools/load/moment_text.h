#pragma once

#include <string_view>

#include "model/scenario.h"
#include "tools/load/parsed.h"

namespace meridian {

/// "2026-03-02 09:20 Europe/Oslo", on the clocks that the scenario's run goes by, or an instant
/// such as "2026-03-02T08:20Z". It must lie within the run. A reading that a clock shows twice is
/// the first one; one that it jumps over is refused.
[[nodiscard]] Parsed<Instant> parse_moment(std::string_view text, const Draft& scenario);

}  // namespace meridian
