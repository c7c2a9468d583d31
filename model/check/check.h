#pragma once

#include <vector>

#include "model/check/finding.h"
#include "model/scenario.h"

namespace meridian::check {

/// Everything that can be proved about the scenario without simulating it, in the order of the
/// catalogue, and of declaration within a check. Pure.
[[nodiscard]] std::vector<Finding> check(const Scenario& scenario);

}  // namespace meridian::check
