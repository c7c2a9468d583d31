#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::check {

/// How bad it is. An error: some promise or ticket is lost whatever happens. A warning: it is lost
/// at times, or something has no effect. A note: worth knowing, and may be meant.
enum class Level : std::uint8_t { note, warning, error };

/// One thing that is proved about a scenario without simulating it.
struct Finding {
    std::string_view code;  // of the catalogue: L01 …
    Level level = Level::warning;
    std::string at;                     // path in the language: sla.first-response
    std::string says;                   // one clause, no full stop
    std::vector<std::string> evidence;  // the interval, the path, the pair of rules; a line each
    std::string way_out;                // empty: that of the catalogue
};

}  // namespace meridian::check
