#pragma once

#include <functional>

#include "sim/experiment/bound.h"
#include "sim/experiment/sweep.h"
#include "sim/measure/break_point.h"

namespace meridian {

/// Looks for the neighbouring values between which the bound ceases to hold, by bisection with the
/// same customers at every value. The bound's number is the only one of `customers`.
///
/// Both ends are looked at first. Where they agree, three values between them are, too: agreement
/// everywhere is what was seen, not a proof. Else bisection finds the neighbours by the estimates,
/// and twice more the nearest values whose whole interval is on either side. That is right for a
/// number that goes one way; where consecutive values that were looked at go the other way by more
/// than chance (paired differences, Holm), the answer is `not_monotone`.
/// Precondition: at least two points, in order.
[[nodiscard]] BreakPoint break_point(SameCustomers& customers,
                                     const std::vector<SweepVariant>& points, const Bound& bound,
                                     const std::function<void(double)>& progress = {});

}  // namespace meridian
