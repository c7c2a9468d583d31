#pragma once

#include <cstdint>
#include <cstdlib>

namespace meridian::testing {

/// The number in an environment variable, by which somebody asks a test for more than usual.
inline std::uint64_t asked(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace meridian::testing
