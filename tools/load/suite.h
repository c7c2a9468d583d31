#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/arrival.h"
#include "tools/load/baseline.h"
#include "tools/load/bound_text.h"
#include "tools/load/loader.h"

namespace meridian {

/// What a ticket is expected to be: by key, the words of which one must hold (of `fired`, `kept`
/// and `broken`: all). The keys are those of Whereabouts.
struct Wanted {
    std::string key;
    std::vector<std::string> words;
};

/// About one ticket at one instant.
struct TicketTest {
    std::optional<TicketNumber> number;  ///< of the whole run; else `arrival` comes alone
    StreamId stream{0};
    Arrival arrival;
    std::optional<Instant> at;  ///< nothing: when the run ends
    std::string at_text;        ///< as written
    std::vector<Wanted> expect;
    std::vector<Wanted> never;
};

/// About what can be said without simulating.
struct CheckTest {
    struct Wanted {
        std::string check;  ///< L07
        std::string at;     ///< and what lies within it; empty: wherever
    };
    std::vector<Wanted> findings;
    std::vector<std::string> no_findings;
};

/// About a scenario that is refused.
struct RefusalTest {
    std::vector<std::string> codes;  ///< in order, each once
};

/// A number as a test writes it, with the place at which to say what is wrong with it.
struct NamedNumber {
    std::string text;
    NumberText number;
    AmountText amount;
    Diagnostic place;
};

/// How long numbers are looked at.
struct Looks {
    std::optional<int> first;
    int most = 200;
};

/// About numbers over many replications.
struct BoundTest {
    struct Wanted {
        NamedNumber number;
        bool at_most = true;
    };
    std::vector<Wanted> bounds;
    Looks looks;
};

/// About numbers beside those of another scenario that meets the same customers.
struct ComparisonTest {
    bool better = false;                 ///< else no worse
    std::optional<std::size_t> against;  ///< of Suite::variants; nothing: the baseline
    std::vector<NamedNumber> rows;       ///< with their margins
    Looks looks;
};

/// About a scenario whose logs are not here: nothing was read of it.
struct SkippedTest {};

struct PolicyTest {
    std::string name;
    int line = 0;  ///< of its name
    std::vector<std::string> tags;
    std::size_t variant = 0;  ///< of Suite::variants
    std::variant<TicketTest, CheckTest, RefusalTest, BoundTest, ComparisonTest, SkippedTest> about;
};

/// The scenario as some of a suite's tests want it.
struct SuiteVariant {
    std::string path;
    LoadOptions options;
    std::variant<Loaded, std::vector<Diagnostic>> scenario;  ///< of skipped tests: no diagnostics
};

/// A file of tests.
struct Suite {
    std::string path;
    std::vector<SuiteVariant> variants;
    std::vector<PolicyTest> tests;  ///< in the order of the file
    Baseline baseline;              ///< of the lock file, if there is one
};

/// Reads a file of tests and the scenarios that it is about. All errors of the file come at once,
/// those of a scenario too unless a test expects them. `base` is what the command line adds. Where
/// the file says `needs_data` and `base` names no folder of logs, its scenarios are not read and
/// all tests are skipped.
[[nodiscard]] std::variant<Suite, std::vector<Diagnostic>> load_suite(const std::string& path,
                                                                      const LoadOptions& base = {});

}  // namespace meridian
