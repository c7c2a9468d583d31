#include "sim/measure/hours.h"

#include <fmt/format.h>

namespace meridian {

std::string hour_name(int hour) {
    constexpr std::array days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return fmt::format("{} {:02}:00", days[static_cast<std::size_t>(hour / 24)], hour % 24);
}

}  // namespace meridian
