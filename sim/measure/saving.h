#pragma once

#include <vector>

#include "model/account.h"

namespace meridian {

/// The smallest sets of causes without whose time the promise would have been kept: sets that take
/// away at least as much counted time as it was late, and of which no part would do. Fewest causes
/// first, then those that took most. Time that the clock did not count saves nothing; of more than
/// fifteen causes the largest fifteen are looked at.
[[nodiscard]] std::vector<std::vector<Cause>> saving_sets(const ClockAccount& account);

}  // namespace meridian
