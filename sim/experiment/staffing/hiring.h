#pragma once

#include <vector>

#include "model/scenario.h"

namespace meridian {

/// Whether so many heads by crew, where there are so many now, are within the limits of `staffing`:
/// people of each team, and how many are hired, released or moved to another shift of their team
/// (which is one change).
[[nodiscard]] bool is_allowed(const Draft& scenario, const std::vector<int>& now,
                              const std::vector<int>& heads);

/// The heads with as few changed as it takes for the limits on people of a team; the first crews of
/// a team give and take.
[[nodiscard]] std::vector<int> nearest_allowed(const Draft& scenario, std::vector<int> heads);

}  // namespace meridian
