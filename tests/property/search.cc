#include "tests/property/search.h"

#include <gtest/gtest.h>

#include "tests/asked.h"
#include "tests/property/random_sketch.h"

namespace meridian::testing {
namespace {

std::string complaint(std::uint64_t seed, FeatureSet set, const Complaint& about) {
    return about(random_sketch(seed, set).seal());
}

FeatureSet smallest_wrong(std::uint64_t seed, FeatureSet set, const Complaint& about) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t i = 0; i < features; ++i) {
            const FeatureSet less = set & ~(FeatureSet{1} << i);
            if (less != set && !complaint(seed, less, about).empty()) {
                set = less;
                smaller = true;
            }
        }
    }
    return set;
}

}  // namespace

void expect_no_complaint(std::uint64_t scenarios, const Complaint& about) {
    const std::uint64_t first = asked("MERIDIAN_PROPERTY_SEED", 0);
    int failures = 0;
    for (std::uint64_t seed = first; seed < first + scenarios && failures < 5; ++seed) {
        const FeatureSet set = features_of(seed);
        if (complaint(seed, set, about).empty()) {
            continue;
        }
        ++failures;
        const FeatureSet small = smallest_wrong(seed, set, about);
        ADD_FAILURE() << "seed " << seed << " with " << to_text(small) << ":\n"
                      << complaint(seed, small, about);
    }
}

}  // namespace meridian::testing
