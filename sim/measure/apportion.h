#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace meridian {

/// Whole parts of `total` in proportion to the weights, which add up to exactly `total`: the method
/// of largest remainders (Hamilton); equal remainders go to the earlier one. Weights are not
/// negative, and total times their sum stays below 2^127. All zero if the weights are.
[[nodiscard]] std::vector<int> apportion(std::span<const std::int64_t> weights, int total);

}  // namespace meridian
