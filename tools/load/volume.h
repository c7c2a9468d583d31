#pragma once

#include <string_view>

#include "tools/load/parsed.h"

namespace meridian {

/// "9000 per month", "2.5 per hour", "9000/month" as events an hour. A day is 24 hours, a week 168,
/// a year 365.25 days, a month a twelfth of a year (730.5 hours). From 0 to ten million an hour.
Parsed<double> parse_volume(std::string_view text);

/// "5% per year" as 0.05: so much more a year later. From above -100 % to 1000 %.
Parsed<double> parse_trend(std::string_view text);

}  // namespace meridian
