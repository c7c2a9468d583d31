#pragma once

#include <set>

#include "sim/experiment/bound.h"
#include "tools/load/suite.h"
#include "tools/report/outcome_text.h"

namespace meridian {

/// What tests of numbers share.
struct Judging {
    double alpha = 0.01;   ///< of all together
    int numbers = 1;       ///< so many verdicts it is shared by
    unsigned threads = 1;  ///< of each test
};

/// So many verdicts on numbers the test gives.
[[nodiscard]] int numbers_in(const PolicyTest& test);

/// What is wrong with the numbers that it names.
[[nodiscard]] std::vector<Diagnostic> flaws_of(const Suite& suite, const PolicyTest& test);

/// "scenarios/a.yaml", "scenarios/a.yaml with policy/b.yaml": variants that share their rules.
[[nodiscard]] std::string rulebook_of(const SuiteVariant& variant);

/// Runs one test of the suite. A pure function of its arguments: the same outcome from any thread.
/// Precondition: no flaws.
[[nodiscard]] Outcome run_test(const Suite& suite, const PolicyTest& test, const Judging& judging);

/// What a test of numbers, or any other, has found: its verdict and why.
struct Said {
    Outcome::Verdict verdict = Outcome::Verdict::pass;
    std::vector<std::string> lines;
    std::set<std::string> fired = {};  ///< rules that have done anything, as in Judged
};
[[nodiscard]] Said said_of(const Judged& judged, std::vector<std::string> lines);
[[nodiscard]] Said run_numbers(const SuiteVariant& variant, const BoundTest& test,
                               const Judging& judging);
[[nodiscard]] Said run_numbers(const Suite& suite, const std::string& name,
                               const SuiteVariant& variant, const ComparisonTest& test,
                               const Judging& judging);

/// Against the baseline of the test with this name: one look, with as many replications as it has.
[[nodiscard]] Said said_of_baseline(const Suite& suite, const std::string& name,
                                    const SuiteVariant& variant, const ComparisonTest& test,
                                    double alpha, unsigned threads);

/// Whether the test asks for a baseline; and a fresh one of it.
[[nodiscard]] bool wants_baseline(const PolicyTest& test);
[[nodiscard]] Baseline::Test fresh_baseline(const Suite& suite, const PolicyTest& test,
                                            unsigned threads);

}  // namespace meridian
