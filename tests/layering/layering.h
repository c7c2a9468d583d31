#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::layering {

/// An `#include` as a file of the project states it.
struct Include {
    std::string file;    ///< the file that includes, from the root: `sim/engine.cc`
    int line = 0;        ///< from 1
    std::string target;  ///< what stands between the quotes or the angle brackets
    bool quoted = false;
};

/// The includes of a file, in their order. Reads lines, not C++: one inside a comment counts too.
[[nodiscard]] std::vector<Include> includes_of(std::string_view file, std::string_view text);

/// The part of the project that a path belongs to: `sim/audit/clocks.h` is of `sim/audit`, not of
/// `sim`. Empty when it belongs to none (tests, libraries).
[[nodiscard]] std::string_view part_of(std::string_view path);

/// Why the include breaks the rules of the house, in one sentence with file and line; nothing when
/// it does not. The rules are the two tables in layering.cc.
[[nodiscard]] std::optional<std::string> breach(const Include& include);

}  // namespace meridian::layering
