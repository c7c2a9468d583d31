#pragma once

#include <string>
#include <vector>

#include "tools/cli/policy_test.h"

namespace meridian {

/// A test of a suite.
struct Chosen {
    const Suite* suite;
    const PolicyTest* test;
};

/// One small change of a scenario, and whether any test has noticed it.
struct Mutant {
    std::string scenario;  ///< its file, with the policy's if it is another
    std::string says;
    bool noticed = false;
};

/// All mutants of the scenarios that these tests are about, held against the tests. A mutant that a
/// loader would refuse is none. Precondition: all tests pass without.
[[nodiscard]] std::vector<Mutant> mutants_of(const std::vector<Chosen>& chosen,
                                             const Judging& judging, unsigned threads);

}  // namespace meridian
