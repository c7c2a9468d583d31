#pragma once

#include "model/calendar/zone.h"
#include "sim/measure/summary.h"
#include "tools/report/first_screen.h"

namespace meridian {

/// A summary written by hand: three targets (met, broken, not proven), three tiers, two regions.
[[nodiscard]] Summary sample_summary();

/// A plain ASCII-free screen of 120 by 50 on Oslo's clock.
[[nodiscard]] Screen sample_screen();

/// Oslo in the first half of 2026: one hour ahead of UTC, two from 29 March on.
[[nodiscard]] Zone oslo();

}  // namespace meridian
