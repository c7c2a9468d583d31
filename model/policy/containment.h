#pragma once

#include <vector>

#include "model/policy/predicate.h"

namespace meridian {

/// How much of some tickets a self-service tier contains, instead of the work step's `resolves`.
struct Containment {
    TierId tier;
    Predicate when;
    double share = 0;
};

/// The share that holds for the ticket as its self-service ends: that of the first row of its tier
/// that matches, else what the work step says.
[[nodiscard]] double contained_share(const std::vector<Containment>& rows, const WorkStep& step,
                                     const Attributes& ticket, const Situation& situation,
                                     const Table<NamedCalendar>& calendars);

}  // namespace meridian
