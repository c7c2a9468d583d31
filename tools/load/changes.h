#pragma once

#include <string>
#include <vector>

#include "tools/load/tree.h"

namespace meridian {

/// What a planner would say of the way from one document to another, a line each, in the order of
/// the new one: "rule eight-hours: after.open 8h -> 6h", "team berlin-german: agents 4 -> 5", "rule
/// rescue: taken out", "rule vip: now before outage-now". Lists of named rows are compared by
/// name. Layout, comments, the order of keys, names and descriptions are no change.
[[nodiscard]] std::vector<std::string> changes_between(const Node& before, const Node& after);

}  // namespace meridian
