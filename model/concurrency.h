#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/time.h"

namespace meridian {

/// How many tickets of a channel one agent may have in hand at once, and how much longer each takes
/// then. Work is counted in microseconds of an agent who has nothing else in hand: with `n` in hand
/// each has a microsecond of it in factor(n) microseconds. Where each further ticket adds 100 %,
/// that is processor sharing with equal weights: L. Kleinrock, Journal of the ACM 14 (1967).
struct Concurrency {
    static constexpr std::uint32_t at_most = 64;
    static constexpr std::int64_t whole = 10'000;  // the factor of one alone

    std::uint32_t most = 1;            // 1 to at_most; 1: one at a time
    std::vector<std::int64_t> factor;  // by how many are in hand, from one on, in ten-thousandths:
                                       // `whole` first, none less than the one before it; `most` of
                                       // them, or none where that is 1

    [[nodiscard]] bool is_used() const { return most > 1; }
    [[nodiscard]] std::int64_t factor_of(std::size_t in_hand) const {
        return in_hand <= 1 ? whole : factor[in_hand - 1];
    }
    /// The work done on each of so many in this time, rounded down.
    /// Precondition: less than 29 years.
    [[nodiscard]] std::int64_t done(std::size_t in_hand, Span elapsed) const {
        return elapsed.count() * (1000 * whole) / factor_of(in_hand);
    }
    /// The shortest time in which so much is done on each.
    [[nodiscard]] Span time_for(std::size_t in_hand, std::int64_t work) const;

    /// The least agents' time that a ticket takes, in shares of what it takes alone: with as many
    /// in hand as makes most of an hour. At most 1.
    [[nodiscard]] double least_time() const;
};

}  // namespace meridian
