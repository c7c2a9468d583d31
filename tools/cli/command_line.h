#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/measure/summary.h"
#include "tools/load/loader.h"

namespace meridian {

/// `meridian run`.
struct RunOptions {
    std::vector<std::string> scenarios;
    LoadOptions load;      ///< --data, --policy, --set, --seed, --replications
    std::string out;       ///< empty: results/NAME
    unsigned threads = 0;  ///< 0: one for each core
    bool tickets = false;  ///< write tickets.csv.gz
    bool journal = false;  ///< write journal.jsonl.gz
    bool audit = false;    ///< re-derive the invariants from the journal of every replication
    bool quiet = false;    ///< no summary, no progress
    bool ascii = false;
    std::optional<std::string> define;  ///< print a metric's definition instead; "": all of them
};

/// `meridian check`.
struct CheckOptions {
    enum class Format : std::uint8_t { text, json, sarif };
    std::vector<std::string> scenarios;
    LoadOptions load;  ///< --data, --policy, --set
    Format format = Format::text;
    bool notes = false;          ///< print notes, too
    bool deny_warnings = false;  ///< a warning fails like an error
    std::string graph;           ///< file for the escalation graph; empty: none
    std::string map;             ///< file for the best-case map; empty: none
    bool clocks = false;         ///< print regimes of coverage of LoadOptions::year instead
    bool list = false;           ///< print the catalogue instead
};

/// `meridian compare`.
struct CompareOptions {
    std::vector<std::string> scenarios;
    LoadOptions load;                       ///< --data, --policy, --set, --seed, --replications
    std::vector<std::string> with;          ///< of the first scenario again: path=value
    std::string with_policy;                ///< likewise, with this policy
    std::map<std::string, double> margins;  ///< by name of a row, in its unit
    std::vector<Dimension> by;              ///< compare along these, too
    std::string precision_of;               ///< a row's name; empty: as many replications as asked
    double precision = 0;                   ///< the half-width of its difference, in its unit
    int replications_max = 200;
    unsigned threads = 0;  ///< 0: one for each core
    bool all = false, json = false, ascii = false, quiet = false;
};

/// `meridian test`.
struct TestOptions {
    std::vector<std::string> paths;  ///< files, and folders of `*.test.yaml` at any depth
    LoadOptions load;                ///< --data
    std::string only;                ///< a regular expression found in the test's name
    std::vector<std::string> tags;   ///< any of them; none: all tests
    std::string junit;               ///< file to write; empty: none
    double alpha = 0.01;             ///< chance that a suite fails of which everything holds
    int numbers = 0;                 ///< as in a run of so many verdicts on numbers; 0: those here
    unsigned threads = 0;            ///< 0: one for each core
    bool coverage = false, mutate = false;  ///< say which rules, or small changes, no test sees
    std::optional<double> threshold;        ///< at least that share of them
    bool update = false;                    ///< write baselines instead of testing
    bool verbose = false, strict = false, annotations = false, ascii = false;
};

/// `meridian schema`.
struct SchemaOptions {
    bool json = false;
    bool tests = false;  ///< of test files instead of scenarios
};

/// `meridian verify`.
struct VerifyOptions {
    std::string dir = "tests/theory";
    std::string only;  ///< a regular expression that the name of a case must match
    bool full = false;
    std::optional<std::uint64_t> seed;
    unsigned threads = 0;   ///< 0: one for each core
    std::string json, csv;  ///< files to write; empty: none
};

/// `meridian explain`.
struct ExplainOptions {
    std::string scenario;
    std::string ticket;  ///< STREAM/NUMBER; empty: all that was broken
    LoadOptions load;    ///< --data, --policy, --set, --seed
    std::uint64_t replication = 0;
    bool json = false, ascii = false;
    std::string perfetto, graph;  ///< files to write; empty: none
};

/// `meridian trace`.
struct TraceOptions {
    std::string scenario;
    std::string at;      ///< an instant
    std::string ticket;  ///< "category=network, priority=P1"
    std::string stream;  ///< empty: the first one
    LoadOptions load;    ///< --data, --policy, --set, --seed
    bool json = false, ascii = false;
};

/// Why the arguments cannot be followed, or that only help was asked for.
struct Usage {
    std::string text;
    bool asked_for = false;  ///< --help: belongs to standard output, and is no error
};

using Arguments = std::vector<std::string>;

/// The arguments after the verb. A number must be one from its first to its last character: no
/// sign, no wrapping round.
[[nodiscard]] std::variant<RunOptions, Usage> parse_run(const Arguments& arguments);
[[nodiscard]] std::variant<CheckOptions, Usage> parse_check(const Arguments& arguments);
[[nodiscard]] std::variant<CompareOptions, Usage> parse_compare(const Arguments& arguments);
[[nodiscard]] std::variant<TestOptions, Usage> parse_test(const Arguments& arguments);
[[nodiscard]] std::variant<SchemaOptions, Usage> parse_schema(const Arguments& arguments);
[[nodiscard]] std::variant<VerifyOptions, Usage> parse_verify(const Arguments& arguments);
[[nodiscard]] std::variant<ExplainOptions, Usage> parse_explain(const Arguments& arguments);
[[nodiscard]] std::variant<TraceOptions, Usage> parse_trace(const Arguments& arguments);
/// For verbs without options of their own: nothing, or why not.
[[nodiscard]] std::optional<Usage> parse_nothing(const std::string& verb,
                                                 const std::string& purpose,
                                                 const Arguments& arguments);

}  // namespace meridian
