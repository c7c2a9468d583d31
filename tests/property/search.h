#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "model/scenario.h"
#include "tests/property/random_sketch.h"

namespace meridian::testing {

/// What is wrong with a scenario's run; nothing if nothing is.
using Complaint = std::function<std::string(const Scenario&)>;

/// The same, of whatever a test makes of the random scenario of a seed with these features.
using Finding = std::function<std::string(std::uint64_t seed, FeatureSet set)>;

/// Looks at so many random scenarios, from seed 0 or MERIDIAN_PROPERTY_SEED on. Each of the first
/// five that something is wrong with is a failure of the test that calls, made smaller first:
/// features are left out one after another as long as something is still wrong.
/// Features in `without` are never drawn.
void expect_no_complaint(std::uint64_t scenarios, const Complaint& about,
                         const FeatureSet& without = {});
void expect_nothing_wrong(std::uint64_t scenarios, const Finding& about,
                          const FeatureSet& without = {});

/// In how many of these scenarios something is wrong: whether a test can fail at all.
[[nodiscard]] std::uint64_t wrong_ones(std::uint64_t scenarios, const Finding& about);

}  // namespace meridian::testing
