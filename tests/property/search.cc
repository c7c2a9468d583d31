#include "tests/property/search.h"

#include <gtest/gtest.h>

#include "tests/asked.h"
#include "tests/property/random_sketch.h"

namespace meridian::testing {
namespace {

FeatureSet smallest_wrong(std::uint64_t seed, FeatureSet set, const Finding& about) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t i = 0; i < features; ++i) {
            const FeatureSet less = set & ~(FeatureSet{1} << i);
            if (less != set && !about(seed, less).empty()) {
                set = less;
                smaller = true;
            }
        }
    }
    return set;
}

}  // namespace

void expect_nothing_wrong(std::uint64_t scenarios, const Finding& about,
                          const FeatureSet& without) {
    const std::uint64_t first = asked("MERIDIAN_PROPERTY_SEED", 0);
    int failures = 0;
    for (std::uint64_t seed = first; seed < first + scenarios && failures < 5; ++seed) {
        const FeatureSet set = features_of(seed) & ~without;
        if (about(seed, set).empty()) {
            continue;
        }
        ++failures;
        const FeatureSet small = smallest_wrong(seed, set, about);
        ADD_FAILURE() << "seed " << seed << " with " << to_text(small) << ":\n"
                      << about(seed, small);
    }
}

void expect_no_complaint(std::uint64_t scenarios, const Complaint& about,
                         const FeatureSet& without) {
    const auto sealed = [&](std::uint64_t seed, FeatureSet set) {
        return about(random_sketch(seed, set).seal());
    };
    expect_nothing_wrong(scenarios, sealed, without);
}

std::uint64_t wrong_ones(std::uint64_t scenarios, const Finding& about) {
    std::uint64_t wrong = 0;
    for (std::uint64_t seed = 0; seed < scenarios; ++seed) {
        wrong += about(seed, features_of(seed)).empty() ? 0 : 1;
    }
    return wrong;
}

}  // namespace meridian::testing
