#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tools/report/text_table.h"

namespace meridian {

/// What became of one policy test.
struct Outcome {
    enum class Verdict : unsigned char { pass, fail, inconclusive, skipped };

    std::string file;
    int line = 0;
    std::string name;
    Verdict verdict = Verdict::pass;
    std::vector<std::string> says;  ///< what was expected and what was got, a line each
    std::string again;              ///< the command that shows it again
    std::string rulebook;           ///< the scenario, and the policy if it has another
    std::set<std::string> fired;    ///< its rules that did anything in this test
};

[[nodiscard]] std::size_t count(const std::vector<Outcome>& outcomes, Outcome::Verdict verdict);

/// "12 tests: 11 passed, 1 failed", after what did not pass; with `all`, every test with what it
/// says.
[[nodiscard]] std::string outcomes_text(const std::vector<Outcome>& outcomes, bool all,
                                        const Look& look);

/// JUnit XML as CI servers read it: a testsuite for each file; inconclusive tests are skipped ones,
/// too.
[[nodiscard]] std::string outcomes_junit(const std::vector<Outcome>& outcomes);

/// One workflow command of GitHub a test that did not pass: an error, a warning, or a notice of a
/// skipped one.
[[nodiscard]] std::string outcomes_annotations(const std::vector<Outcome>& outcomes);

/// The rules of one scenario, and those that no test has seen at work.
struct Coverage {
    std::string rulebook;
    std::size_t rules = 0;
    std::vector<std::string> never;
};

/// Of all of them; without any rule: 1.
[[nodiscard]] double share_covered(const std::vector<Coverage>& all);

[[nodiscard]] std::string coverage_text(const std::vector<Coverage>& all);

/// The word as a shell takes it, in quotes where it needs them.
[[nodiscard]] std::string shell_word(std::string_view word);

}  // namespace meridian
