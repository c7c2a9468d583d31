#include "tools/cli/sweep_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "tools/cli/options.h"

namespace meridian {
namespace {

/// As given on the command line.
struct GivenRange {
    std::vector<std::string> vary, metrics;
    std::string latin, hires, until;
};

/// What is wrong with an argument, with a caret below it.
std::string complaint(const std::string& option, const std::string& argument,
                      const Problem& problem) {
    return fmt::format("{}: {}\n  {}\n  {}{}\n  hint: {}", option, problem.what, one_line(argument),
                       std::string(problem.offset, ' '),
                       std::string(std::max<std::size_t>(problem.length, 1), '^'), problem.hint);
}

std::optional<std::string> take_variations(const GivenRange& given, SweepOptions& options) {
    for (const std::string& text : given.vary) {
        auto variation = parse_variation(text, options.latin.has_value());
        if (!variation.ok()) {
            return complaint("--vary", text, variation.problem());
        }
        options.vary.push_back(*variation);
    }
    return std::nullopt;
}

std::optional<std::string> take_metrics(const GivenRange& given, SweepOptions& options) {
    for (const std::string& text : given.metrics) {
        auto number = parse_number_text(text);
        if (!number.ok()) {
            return complaint("--metric", text, number.problem());
        }
        options.metrics.push_back({text, *number});
    }
    return std::nullopt;
}

/// Precondition: the variations are taken.
std::optional<std::string> take_bound(const GivenRange& given, SweepOptions& options) {
    if (given.until.empty()) {
        return std::nullopt;
    }
    auto bound = parse_bound(given.until);
    if (!bound.ok()) {
        return complaint("--until", given.until, bound.problem());
    }
    options.until = AskedBound{given.until, *bound};
    if (options.vary.size() != 1 || options.vary.front().values.size() < 2 || options.latin) {
        return "--until looks along the values of one --vary: a range, or at least two in order";
    }
    return options.metrics.empty()
               ? std::nullopt
               : std::optional<std::string>("--until says which number: leave --metric out");
}

void declare(CLI::App& app, SweepOptions& options, GivenRange& given, Numbers& numbers) {
    app.add_option("SCENARIO", options.scenario, "");
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        return app.add_option(name, to, what)->type_name(type);
    };
    value("--vary", "PATH=VALUES", given.vary, "1..5, 20min..60min:10min or a,b,c; repeatable.")
        ->allow_extra_args(false);
    value("--metric", "NUMBER", given.metrics, "breaches, 'kept{target: NAME}' ...; repeatable.")
        ->allow_extra_args(false);
    value("--latin", "N", given.latin, "N points of a Latin hypercube instead of the whole grid.");
    value("--until", "BOUND", given.until,
          "'kept{target: NAME} >= 95 %': up to which of the values does that hold?");
    app.add_flag("--what-if", options.what_if,
                 "Which single hire, shift move or change of a rule saves most broken promises?");
    value("--hires", "N", given.hires, "What-if: what do N further hires buy? Default 3.");
    value("--out", "DIR", options.out,
          "Write the results there; else results/NAME-sweep or -what-if.");
    value("--replications", "N", numbers.replications, "So many independent runs of each point.");
    value("--seed", "N", numbers.seed, "The same seed gives the same customers.");
    value("--threads", "N", numbers.threads, "Use so many cores; the results do not depend on it.");
    declare_files(app, options.load);
    app.add_flag("--json", options.json, "For programs: print sweep.json.");
    app.add_flag("--quiet", options.quiet, "No progress, no table.");
    app.add_flag("--ascii", options.ascii, "No characters beyond ASCII.");
}

}  // namespace

std::variant<SweepOptions, Usage> parse_sweep(const Arguments& arguments) {
    SweepOptions options;
    GivenRange given;
    Numbers numbers;
    CLI::App app("Varies values of a scenario: what each does, with the same customers.", "sweep");
    declare(app, options, given, numbers);
    if (auto usage =
            follow(app, arguments, " SCENARIO (--vary PATH=VALUES... | --what-if) [OPTION...]")) {
        return *std::move(usage);
    }
    if (options.scenario.empty()) {
        return wrong(app, "which scenario?");
    }
    if (auto why = take_numbers(numbers, options.load, options.threads)) {
        return wrong(app, *why);
    }
    if (!given.latin.empty()) {
        options.latin = whole<std::size_t>(given.latin, 2, variation_values_max);
        if (!options.latin) {
            return wrong(app, fmt::format("--latin takes a whole number from 2 to {}, not '{}'",
                                          variation_values_max, given.latin));
        }
    }
    for (const auto take : {take_variations, take_metrics, take_bound}) {
        if (auto why = take(given, options)) {
            return wrong(app, *why);
        }
    }
    if (!given.hires.empty()) {
        const auto hires = whole<std::uint32_t>(given.hires, 0, 1000);
        if (!hires) {
            return wrong(app, fmt::format("--hires takes a whole number from 0 to 1000, not '{}'",
                                          given.hires));
        }
        options.hires = *hires;
    }
    if (options.vary.empty() != options.what_if) {
        return wrong(app,
                     options.what_if
                         ? "--what-if finds by itself what to change: leave --vary out"
                         : "what is to be varied? --vary teams.NAME.agents=1..5, or --what-if");
    }
    if (!options.what_if && !given.hires.empty()) {
        return wrong(app, "--hires belongs to --what-if");
    }
    if (options.what_if && options.latin) {
        return wrong(app, "--latin belongs to --vary");
    }
    if (auto why = complaint_about_settings(options.load)) {
        return wrong(app, *why);
    }
    return options;
}

}  // namespace meridian
