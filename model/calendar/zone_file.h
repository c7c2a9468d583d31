#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "model/calendar/zone.h"

namespace meridian {

/// The zone that a compiled file of a tz database holds, for `range`: a file of another release, or
/// one that somebody has made with zic. `bytes` is all of it (TZif, version 2 or later). It must
/// hold every change of the range, which end 2037 in a "fat" file; one that leaves them to the rule
/// at its end ("slim") is refused. The zone's own range is four days wider at both ends, as with
/// load_zone(), where the file reaches as far. On failure why not, as one clause.
/// Format: RFC 8536.
[[nodiscard]] std::variant<Zone, std::string> zone_of_file(std::string_view bytes, std::string name,
                                                           Interval range);

/// The same clocks until `from`, and UTC + `offset` ever after: what if a country stopped changing
/// them?
[[nodiscard]] Zone held_from(Zone zone, Instant from, Span offset);

}  // namespace meridian
