#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "tools/cli/command_line.h"
#include "tools/cli/options.h"

namespace meridian {

std::variant<TestOptions, Usage> parse_test(const Arguments& arguments) {
    TestOptions options;
    std::optional<std::string> threads;
    CLI::App app("Holds scenarios against what is expected of them: files *.test.yaml.", "test");
    app.add_option("PATH", options.paths, "");
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        return app.add_option(name, to, what)->type_name(type);
    };
    value("--run", "REGEX", options.only, "Only tests whose name has this in it.");
    value("--tags", "TAG,...", options.tags, "Only tests with one of these tags.")
        ->delimiter(',')
        ->allow_extra_args(false);
    app.add_flag("-v,--verbose", options.verbose, "Show what passed, too.");
    app.add_flag("--strict", options.strict, "Fail on what stays undecided, too.");
    value("--junit", "FILE", options.junit, "Write the outcome there as JUnit XML.");
    app.add_flag("--annotations", options.annotations,
                 "Print lines that GitHub shows in a change.");
    value("--data", "DIR", options.load.data_dir, "Ticket logs lie there.");
    value("--threads", "N", threads, "Use so many cores; the outcome does not depend on it.");
    app.add_flag("--ascii", options.ascii, "No characters beyond ASCII.");
    if (auto usage = follow(app, arguments, " PATH... [OPTION...]")) {
        return *std::move(usage);
    }
    if (options.paths.empty()) {
        return wrong(app, "which tests? Files, or folders with *.test.yaml in them");
    }
    Numbers numbers;
    numbers.threads = threads;
    if (auto complaint = take_numbers(numbers, options.load, options.threads)) {
        return wrong(app, *complaint);
    }
    return options;
}

}  // namespace meridian
