#include "tools/cli/staff_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "tools/cli/options.h"

namespace meridian {
namespace {

struct GivenToStaff {
    std::string scope = "total", trials, verify;
};

std::optional<std::string> take_given(const GivenToStaff& given, StaffOptions& options) {
    if (given.scope != "total" && given.scope != "slice") {
        return fmt::format("--scope takes total or slice, not '{}'", given.scope);
    }
    options.every_slice = given.scope == "slice";
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
    value("--scope", "WHOM", given.scope,
          "total: promises hold over all tickets; slice: in every region and language, too.");
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
