#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "sim/measure/comparison.h"
#include "sim/measure/tally.h"

namespace meridian {

// What compare() and sweeps know of the difference between two variants; sources: compare.h.

inline constexpr std::size_t jackknife_groups = 40;

/// Calls `look` with the tallies without each group of replications in turn: as many groups as
/// replications, at most `jackknife_groups`; none with fewer than two. Tallies are large: those
/// left out are swapped to the end, and back.
template <class Look>
void without_each_group(std::span<Tally> tallies, Look look) {
    const std::size_t n = tallies.size();
    const std::size_t groups = n > 1 ? std::min(n, jackknife_groups) : 0;
    for (std::size_t g = 0; g < groups; ++g) {
        const std::size_t first = g * n / groups;
        const auto length = static_cast<std::ptrdiff_t>((g + 1) * n / groups - first);
        const auto group = tallies.begin() + static_cast<std::ptrdiff_t>(first);
        std::rotate(group, group + length, tallies.end());
        look(std::span<const Tally>(tallies.first(n - static_cast<std::size_t>(length))));
        std::rotate(group, tallies.end() - length, tallies.end());
    }
}

/// The interval of a number from what it is without each group.
[[nodiscard]] Estimate jackknife(double whole, std::span<const double> without, double confidence);

/// Fills `p` and `reduction` from the estimates.
void weigh(Difference& row, double confidence);

/// Fills `p_holm`, of all these rows together, and the verdicts.
void give_verdicts(std::span<Difference* const> rows, double confidence);

/// Holm's adjusted p-values, in the order of `p`.
[[nodiscard]] std::vector<double> holm(std::span<const double> p);

}  // namespace meridian
