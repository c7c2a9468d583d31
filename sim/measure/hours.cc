#include "sim/measure/hours.h"

#include <fmt/format.h>

#include "model/calendar/weekday.h"

namespace meridian {

std::string hour_name(int hour) {
    return fmt::format("{} {:02}:00", weekday_name(hour / 24), hour % 24);
}

}  // namespace meridian
