#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/calendar/week.h"
#include "tools/load/parsed.h"

namespace meridian {

/// "Mon", "Sat,Sun", "Mon-Fri", "Fri-Mon" (over the weekend), "Mon-Wed, Fri", "daily". Short or
/// full English names in any case. A day named twice is refused.
Parsed<DayMask> parse_weekdays(std::string_view text);

/// 0 Monday to 6 Sunday.
Parsed<int> parse_weekday(std::string_view text);

/// 0 January to 11 December; "Jan" or "January", in any case.
Parsed<int> parse_month(std::string_view text);

/// Whole hours of a day, half-open. When `to` is not after `from` it is on the next day.
struct HourRange {
    int from = 0;  ///< 0 to 23
    int to = 24;   ///< 1 to 24 (0 is read as 24); never equal to `from`

    friend bool operator==(const HourRange&, const HourRange&) = default;
};

/// "08-16", "22-06", "00-24", "08:00-16:00": whole hours only.
Parsed<HourRange> parse_hours(std::string_view text);

}  // namespace meridian
