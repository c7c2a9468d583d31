#pragma once

#include "tests/property/random_sketch.h"

namespace meridian::testing {

/// Lays on top of a random sketch what the sketch has no words for, through its draft: one function
/// a feature. The easy place for a new word of the language.
void refine(ScenarioSketch& sketch, std::uint64_t seed, FeatureSet set);

}  // namespace meridian::testing
