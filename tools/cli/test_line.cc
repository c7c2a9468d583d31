#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "tools/cli/command_line.h"
#include "tools/cli/options.h"
#include "tools/load/percent.h"

namespace meridian {

std::variant<TestOptions, Usage> parse_test(const Arguments& arguments) {
    TestOptions options;
    std::optional<std::string> threads, numbers, alpha, threshold;
    CLI::App app("Holds scenarios against what is expected of them: files *.test.yaml.", "test");
    app.add_option("PATH", options.paths, "");
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        return app.add_option(name, to, what)->type_name(type);
    };
    value("--run", "REGEX", options.only, "Only tests whose name has this in it.");
    value("--tags", "TAG,...", options.tags, "Only tests with one of these tags.")
        ->delimiter(',')
        ->allow_extra_args(false);
    value("--false-alarm", "SHARE", alpha,
          "Chance that tests of numbers that hold fail; default 1%.");
    value("--numbers", "N", numbers, "Judge as in a run of so many expectations of numbers.");
    app.add_flag("-v,--verbose", options.verbose, "Show what passed, too.");
    app.add_flag("--update", options.update, "Write what tests compare with: FILE.test.lock.");
    app.add_flag("--coverage", options.coverage, "Print which rules did nothing in these tests.");
    app.add_flag("--mutate", options.mutate,
                 "Change rules and shifts a little, and print what no test notices.");
    value("--threshold", "SHARE", threshold, "Fail if fewer rules, or changes, are noticed.");
    app.add_flag("--strict", options.strict, "Fail on what stays undecided or is skipped, too.");
    value("--junit", "FILE", options.junit, "Write the outcome there as JUnit XML.");
    app.add_flag("--annotations", options.annotations,
                 "Print lines that GitHub shows in a change.");
    value("--data", "DIR", options.load.data_dir,
          "Ticket logs lie there, or else beside the scenario.");
    value("--threads", "N", threads, "Use so many cores; the outcome does not depend on it.");
    app.add_flag("--ascii", options.ascii, "No characters beyond ASCII.");
    if (auto usage = follow(app, arguments, " PATH... [OPTION...]")) {
        return *std::move(usage);
    }
    if (options.paths.empty()) {
        return wrong(app, "which tests? Files, or folders with *.test.yaml in them");
    }
    if (numbers) {
        const auto count = whole<int>(*numbers, 1, 100'000);
        if (!count) {
            return wrong(app, fmt::format("--numbers takes a whole number from 1 to 100000, not "
                                          "'{}'",
                                          *numbers));
        }
        options.numbers = *count;
    }
    if (threshold) {
        const auto share = parse_percent(*threshold);
        if (!share.ok()) {
            return wrong(
                app, fmt::format("--threshold takes a share such as 80%, not '{}'", *threshold));
        }
        options.threshold = *share;
    }
    if (alpha) {
        const auto share = parse_percent(*alpha);
        if (!share.ok() || !(*share > 0) || !(*share <= 0.5)) {
            return wrong(app,
                         fmt::format("--false-alarm takes a share up to 50%, not '{}'", *alpha));
        }
        options.alpha = *share;
    }
    Numbers given;
    given.threads = threads;
    if (auto complaint = take_numbers(given, options.load, options.threads)) {
        return wrong(app, *complaint);
    }
    return options;
}

}  // namespace meridian
