#pragma once

#include <array>
#include <cstdint>

#include "model/ticket.h"

namespace meridian {

/// What tickets may have in common. The numbers are bits of Similar::by.
enum class Trait : std::uint8_t { category, region, language, segment, channel, stream };
inline constexpr std::size_t trait_count = 6;

/// When tickets that come are many alike: something has broken, perhaps.
struct Similar {
    std::uint32_t tickets = 2;  // so many, 2 to 10,000, the one that has just come among them …
    Span within{};              // … came less than so long ago, round the clock
    std::uint8_t by = 1;        // bit i: Trait i; they have all of these in common

    [[nodiscard]] bool asks(Trait trait) const {
        return ((by >> static_cast<unsigned>(trait)) & 1U) != 0;
    }
};

/// What is the same of all tickets that are alike, and of no others; what is not asked for is zero.
[[nodiscard]] std::array<std::uint32_t, trait_count> likeness(const Similar& similar,
                                                              const Attributes& ticket);

}  // namespace meridian
