#pragma once

#include <cstdint>
#include <vector>

namespace meridian {

/// So many points in the unit cube of so many dimensions: cut along any one dimension into as many
/// slices as there are points, each slice has exactly one, anywhere in it. A function of the seed
/// only; no number of it is drawn anywhere else.
/// Source: M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21 (1979).
[[nodiscard]] std::vector<std::vector<double>> latin_hypercube(std::size_t points,
                                                               std::size_t dimensions,
                                                               std::uint64_t seed);

}  // namespace meridian
