#pragma once

#include <string_view>
#include <variant>

#include "model/calendar/local.h"
#include "model/time.h"
#include "tools/load/parsed.h"

namespace meridian {

/// "2026-03-02". A day that does not exist is named: "there is no 30 February 2026".
Parsed<Date> parse_date(std::string_view text);

/// "08:00" to "24:00", two digits each.
Parsed<LocalMinutes> parse_clock_time(std::string_view text);

/// "2026-03-02T08:00", a reading of some wall clock. A space may stand for the T; seconds and up to
/// three more digits may follow ("08:00:30.250"). From 00:00 to 23:59:59.999: no 24:00, no leap
/// second.
Parsed<WallTime> parse_wall_time(std::string_view text);

/// The same with "Z" or an offset at the end: "2026-03-02T08:00Z", "…+01:00", "…-0930". Offsets
/// reach 18 hours.
Parsed<Instant> parse_instant(std::string_view text);

/// A day, a reading of the local clock, or an instant, by what is written.
using When = std::variant<Date, WallTime, Instant>;
Parsed<When> parse_when(std::string_view text);

}  // namespace meridian
