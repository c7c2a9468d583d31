#pragma once

#include <vector>

#include "model/organisation.h"

namespace meridian {

/// The tiers of one closed way up, in order, if there is one: frontline, specialist, frontline.
/// Empty: the tiers form a DAG, as they must. Precondition: every `next` is in range.
[[nodiscard]] std::vector<TierId> loop_of(const Table<Tier>& tiers);

}  // namespace meridian
