#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "model/scenario.h"

namespace meridian::testing {

/// What is wrong with a scenario's run; nothing if nothing is.
using Complaint = std::function<std::string(const Scenario&)>;

/// Looks at so many random scenarios, from seed 0 or MERIDIAN_PROPERTY_SEED on. Each of the first
/// five that something is wrong with is a failure of the test that calls, made smaller first:
/// features are left out one after another as long as something is still wrong.
void expect_no_complaint(std::uint64_t scenarios, const Complaint& about);

}  // namespace meridian::testing
