#pragma once

#include <array>
#include <string>
#include <string_view>

#include "model/calendar/week.h"

namespace meridian {

/// "Mon-Fri", "Mon,Wed-Fri", "Mon-Sun": reads back as the same set. Empty for no day.
[[nodiscard]] std::string weekdays_text(DayMask days);

inline constexpr std::array<std::string_view, 7> short_weekdays{"Mon", "Tue", "Wed", "Thu",
                                                                "Fri", "Sat", "Sun"};

/// "Mon" for 0, to "Sun" for 6; empty for any other.
[[nodiscard]] std::string_view weekday_name(int weekday);

}  // namespace meridian
