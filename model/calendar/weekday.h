#pragma once

#include <string>
#include <string_view>

#include "model/calendar/week.h"

namespace meridian {

/// "Mon-Fri", "Mon,Wed-Fri", "Mon-Sun": reads back as the same set. Empty for no day.
[[nodiscard]] std::string weekdays_text(DayMask days);

/// "Mon" for 0, to "Sun" for 6.
[[nodiscard]] std::string_view weekday_name(int weekday);

}  // namespace meridian
