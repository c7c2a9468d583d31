#pragma once

#include <string>
#include <vector>

#include "model/scenario.h"

namespace meridian {

/// Something of a scenario that is not defined for agents who have several tickets in hand.
struct Conflict {
    std::string where;  // path in the language; rows of a list by their number, from 1
    std::string what;
    std::string hint;
};

/// Whether agents have several tickets of some channel in hand.
[[nodiscard]] bool has_concurrency(const Draft& draft);

/// Whether tickets of such a channel may come to the tier: from where they enter along `next`, and
/// where rules lead. Some of the tiers that are named never get one; none that gets one is left
/// out.
[[nodiscard]] std::vector<bool> tiers_with_concurrency(const Draft& draft);

/// All that is, in the order of the tables: interrupting, agents kept free, work that must fit into
/// the shift, least slack, weighted waits and asking others on such tiers; notes and talks about
/// such tickets as a shift ends. Precondition: the ids of the draft are in range or do not exist.
[[nodiscard]] std::vector<Conflict> conflicts_with_concurrency(const Draft& draft);

}  // namespace meridian
