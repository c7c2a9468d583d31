#pragma once

#include <string>
#include <vector>

#include "model/scenario.h"

namespace meridian {

/// How soon work on a tier shall begin, for staffing by formula.
struct StaffingGoal {
    double share = 0.8;      ///< so many
    Span within{3'600'000};  ///< wait at most so long
    SlaId target;            ///< the promise it follows from; does not exist: the default above
    Priority priority = 0;   ///< whose promise it is
};

/// For every tier the tightest promise about starting: a target that stops at the first response,
/// for tiers on which tickets meet their first agent, or as an agent of the tier (or of any)
/// starts. Without one 80 % shall start within an hour of the tier's own opening hours.
[[nodiscard]] std::vector<StaffingGoal> staffing_goals(const Draft& scenario);

/// Whether the target promises when work on the tier begins, as above; `first`: tickets meet their
/// first agent there.
[[nodiscard]] bool promises_a_start(const SlaTarget& target, TierId tier, bool first);

/// The tiers on which tickets meet their first agent: entries of streams, beyond self-service.
[[nodiscard]] std::vector<bool> first_tiers(const Draft& scenario);

}  // namespace meridian
