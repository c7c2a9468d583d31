#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <string>

#include "sim/audit/audit.h"
#include "sim/run.h"
#include "tests/property/random_sketch.h"

namespace meridian::testing {
namespace {

/// What the audit has to say about the scenario of a seed with some of its features.
std::string complaints_about(std::uint64_t seed, FeatureSet set) {
    const Scenario scenario = random_sketch(seed, set).seal();
    Audit audit(scenario, 10);
    const Plan plan(scenario);
    const std::array<Observer*, 1> observers{&audit};
    simulate(plan, Replication{}, observers);
    std::string text;
    for (const Violation& violation : audit.violations()) {
        text += to_text(violation) + "\n";
    }
    return text;
}

/// Leaves out one feature after another as long as something is still wrong.
FeatureSet smallest_that_fails(std::uint64_t seed, FeatureSet set) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t i = 0; i < features; ++i) {
            const FeatureSet less = set & ~(FeatureSet{1} << i);
            if (less != set && !complaints_about(seed, less).empty()) {
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

/// 300 scenarios from seed 0 on; MERIDIAN_PROPERTY_RUNS and MERIDIAN_PROPERTY_SEED ask for others.
TEST(RandomScenario, LeavesAJournalThatTheAuditAccepts) {
    const std::uint64_t first = number_from("MERIDIAN_PROPERTY_SEED", 0);
    const std::uint64_t runs = number_from("MERIDIAN_PROPERTY_RUNS", 300);
    int failures = 0;
    for (std::uint64_t seed = first; seed < first + runs && failures < 5; ++seed) {
        const FeatureSet set = features_of(seed);
        if (complaints_about(seed, set).empty()) {
            continue;
        }
        ++failures;
        const FeatureSet small = smallest_that_fails(seed, set);
        ADD_FAILURE() << "seed " << seed << " with " << to_text(small) << ":\n"
                      << complaints_about(seed, small);
    }
}

}  // namespace
}  // namespace meridian::testing
