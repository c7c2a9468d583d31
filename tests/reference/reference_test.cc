#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "tests/property/random_sketch.h"
#include "tests/reference/comparison.h"

namespace meridian::testing {
namespace {

/// Where engine and reference simulator part on the scenario of a seed with some of its features.
std::string difference_on(std::uint64_t seed, FeatureSet set) {
    const Scenario scenario = random_sketch(seed, set).seal();
    return reference::first_difference(scenario, reference::engine_journal_of(scenario, 0, {}),
                                       reference::journal_of(scenario, 0, {}));
}

/// Leaves out one feature after another as long as the two still differ.
FeatureSet smallest_that_differs(std::uint64_t seed, FeatureSet set) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t i = 0; i < features; ++i) {
            const FeatureSet less = set & ~(FeatureSet{1} << i);
            if (less != set && !difference_on(seed, less).empty()) {
                set = less;
                smaller = true;
            }
        }
    }
    return set;
}

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// 60 scenarios from seed 0 on; MERIDIAN_REFERENCE_RUNS and MERIDIAN_PROPERTY_SEED ask for others.
TEST(ReferenceSimulator, TellsTheSameLifeOfEveryTicketAndAgentAsTheEngine) {
    const std::uint64_t first = number_from("MERIDIAN_PROPERTY_SEED", 0);
    const std::uint64_t runs = number_from("MERIDIAN_REFERENCE_RUNS", 60);
    int failures = 0;
    for (std::uint64_t seed = first; seed < first + runs && failures < 5; ++seed) {
        const FeatureSet set = features_of(seed);
        if (difference_on(seed, set).empty()) {
            continue;
        }
        ++failures;
        const FeatureSet small = smallest_that_differs(seed, set);
        ADD_FAILURE() << "seed " << seed << " with " << to_text(small) << ":\n"
                      << difference_on(seed, small);
    }
}

}  // namespace
}  // namespace meridian::testing
