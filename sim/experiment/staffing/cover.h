#pragma once

#include <vector>

#include "sim/experiment/staffing/post.h"
#include "sim/experiment/staffing/requirement.h"

namespace meridian {

/// Heads that cover the requirement as far as the posts' shifts reach: for each pool, with all
/// pools that only the same people serve, and for each tier, in every hour of every period. Adds
/// one head after the other where it covers most of what is missing for its cost, within the
/// limits; a start for the search, not a proof.
[[nodiscard]] std::vector<int> greedy_cover(const Requirement& requirement,
                                            const std::vector<Post>& posts,
                                            const std::vector<int>& least,
                                            const std::vector<int>& most);

}  // namespace meridian
