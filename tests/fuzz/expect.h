#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace meridian::fuzz {

/// What must hold whatever the input is. Ends the process if it does not, which the fuzzer takes
/// for a crash; the text says what was expected.
template <class... Facts>
void expect(bool holds, fmt::format_string<Facts...> what, Facts&&... facts) {
    if (!holds) {
        fmt::print(stderr, "does not hold: {}\n", fmt::format(what, std::forward<Facts>(facts)...));
        std::fflush(stderr);
        std::abort();
    }
}

}  // namespace meridian::fuzz
