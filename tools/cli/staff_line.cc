#include "tools/cli/staff_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "tools/cli/options.h"

namespace meridian {
namespace {

struct GivenToStaff {
    std::vector<std::string> scope;
    std::string trials, verify;
};

std::optional<std::string> take_given(const GivenToStaff& given, StaffOptions& options) {
    for (const std::string& word : given.scope) {
        options.scope.every_week = options.scope.every_week || word == "every_week";
        options.scope.every_interval = options.scope.every_interval || word == "every_interval";
        options.scope.every_slice = options.scope.every_slice || word == "every_slice";
        if (word != "on_average" && word != "every_week" && word != "every_interval" &&
            word != "every_slice") {
            return fmt::format(
                "--scope takes on_average, every_week, every_interval and every_slice, not '{}'",
                word);
        }
    }
    const auto number = [](const char* option, const std::string& text, int least,
                           int& to) -> std::optional<std::string> {
        if (text.empty()) {
            return std::nullopt;
        }
        const auto value = whole<int>(text, least, 100'000);
        if (!value) {
            return fmt::format("{} takes a whole number from {} to 100000, not '{}'", option, least,
                               text);
        }
        to = *value;
        return std::nullopt;
    };
    if (auto why = number("--trials", given.trials, 3, options.trials)) {
        return why;
    }
    return number("--verify", given.verify, 2, options.verify);
}

}  // namespace

std::variant<StaffOptions, Usage> parse_staff(const Arguments& arguments) {
    StaffOptions options;
    GivenToStaff given;
    Numbers numbers;
    CLI::App app("Finds the cheapest staffing that keeps the promises, and proves a bound.",
                 "staff");
    app.add_option("SCENARIO", options.scenario, "");
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        return app.add_option(name, to, what)->type_name(type);
    };
    value("--scope", "WHERE", given.scope,
          "Promises hold on_average; every_week; every_interval (hour of the week); every_slice "
          "(region and language). Several with commas; what the scenario says holds as well.")
        ->delimiter(',');
    value("--trials", "N", given.trials, "Simulate so many staffings at most; default 150.");
    value("--replications", "N", numbers.replications, "Of each; default 2.");
    value("--verify", "N", given.verify, "Replications of the verification; default 20.");
    value("--out", "DIR", options.out, "Write the results there instead of results/NAME-staff.");
    value("--seed", "N", numbers.seed, "The same seed gives the same customers.");
    value("--threads", "N", numbers.threads, "Use so many cores; the results do not depend on it.");
    declare_files(app, options.load);
    app.add_flag("--json", options.json, "For programs: print staffing.json.");
    app.add_flag("--quiet", options.quiet, "No progress, no table.");
    app.add_flag("--ascii", options.ascii, "No characters beyond ASCII.");
    if (auto usage = follow(app, arguments, " SCENARIO [OPTION...]")) {
        return *std::move(usage);
    }
    if (options.scenario.empty()) {
        return wrong(app, "which scenario?");
    }
    if (auto why = take_numbers(numbers, options.load, options.threads)) {
        return wrong(app, *why);
    }
    if (auto why = take_given(given, options)) {
        return wrong(app, *why);
    }
    if (auto why = complaint_about_settings(options.load)) {
        return wrong(app, *why);
    }
    return options;
}

}  // namespace meridian
