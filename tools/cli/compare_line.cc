#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <iterator>

#include "sim/measure/metric.h"
#include "sim/measure/slice.h"
#include "tools/cli/command_line.h"
#include "tools/cli/options.h"
#include "tools/load/duration.h"
#include "tools/load/nearest.h"

namespace meridian {
namespace {

/// "1%", "5min" or "12.5": a share, a time in ms, or a plain number.
std::optional<double> amount_of(const std::string& text) {
    if (const auto time = parse_duration(text); time.ok()) {
        return static_cast<double>(time->value.count());
    }
    const bool share = text.ends_with('%');
    const std::string_view digits = std::string_view(text).substr(0, text.size() - (share ? 1 : 0));
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || digits.empty() ||
        !(value >= 0)) {
        return std::nullopt;
    }
    return share ? value / 100 : value;
}

/// A metric's key from its key or name; "kept TARGET" is left as it is.
std::optional<std::string> row_of(const std::string& name) {
    if (name.starts_with("kept ")) {
        return name;
    }
    const Metric* metric = find_metric(name);
    return metric == nullptr ? std::nullopt : std::optional(std::string(metric->key));
}

struct Given {
    std::string row;
    double amount = 0;
};

/// "priority, region, …"
std::string dimensions() {
    std::vector<std::string_view> names;
    std::ranges::transform(asked_by, std::back_inserter(names), dimension_name);
    return fmt::format("{}", fmt::join(names, ", "));
}

/// "NUMBER=AMOUNT", or what is wrong with it.
std::variant<Given, std::string> given_of(const std::string& option, const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        return fmt::format("{} takes NUMBER=AMOUNT, not '{}'", option, text);
    }
    const auto row = row_of(text.substr(0, equals));
    if (!row) {
        return fmt::format(
            "{}: no number is called '{}'; meridian run --define lists them, and "
            "\"kept TARGET\" is the share kept of a target",
            option, text.substr(0, equals));
    }
    const auto amount = amount_of(text.substr(equals + 1));
    if (!amount) {
        return fmt::format("{} takes an amount such as 1%, 5min or 12.5, not '{}'", option,
                           text.substr(equals + 1));
    }
    return Given{.row = *row, .amount = *amount};
}

}  // namespace

std::variant<CompareOptions, Usage> parse_compare(const Arguments& arguments) {
    CompareOptions options;
    Numbers numbers;
    std::vector<std::string> margins, by;
    std::string precision, most;
    CLI::App app("Holds scenarios against each other: the same customers for all.", "compare");
    app.add_option("SCENARIO", options.scenarios, "");
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        return app.add_option(name, to, what)->type_name(type);
    };
    value("--with", "PATH=VALUE", options.with, "Compare with the first one, this value changed.")
        ->allow_extra_args(false);
    value("--with-policy", "FILE", options.with_policy, "Compare with the first one, this policy.");
    value("--margin", "NUMBER=AMOUNT", margins, "Less than that is no difference that matters.")
        ->allow_extra_args(false);
    value("--by", "DIMENSION", by, "Slice by slice, too: region, language, priority, tier ...")
        ->delimiter(',')
        ->allow_extra_args(false);
    value("--precision", "NUMBER=AMOUNT", precision, "Go on until its difference is as exact.");
    value("--replications-max", "N", most, "Stop there in any case; default 200.");
    value("--replications", "N", numbers.replications, "So many independent runs of each.");
    value("--seed", "N", numbers.seed, "The same seed gives the same customers.");
    value("--threads", "N", numbers.threads, "Use so many cores; the results do not depend on it.");
    declare_files(app, options.load);
    app.add_flag("--all", options.all, "Show every number, also those of which nothing is known.");
    app.add_flag("--json", options.json, "For programs.");
    app.add_flag("--quiet", options.quiet, "No progress.");
    app.add_flag("--ascii", options.ascii, "No characters beyond ASCII.");
    if (auto usage = follow(app, arguments, " SCENARIO... [OPTION...]")) {
        return *std::move(usage);
    }
    if (auto complaint = take_numbers(numbers, options.load, options.threads)) {
        return wrong(app, *complaint);
    }
    for (const std::string& text : margins) {
        auto margin = given_of("--margin", text);
        if (const auto* complaint = std::get_if<std::string>(&margin)) {
            return wrong(app, *complaint);
        }
        options.margins[std::get<Given>(margin).row] = std::get<Given>(margin).amount;
    }
    for (const std::string& word : by) {
        const auto dimension = dimension_called(word);
        if (!dimension) {
            return wrong(app, fmt::format("--by takes one of {}, not '{}'", dimensions(), word));
        }
        if (std::ranges::find(options.by, *dimension) == options.by.end()) {
            options.by.push_back(*dimension);
        }
    }
    if (!precision.empty()) {
        auto asked = given_of("--precision", precision);
        if (const auto* complaint = std::get_if<std::string>(&asked)) {
            return wrong(app, *complaint);
        }
        options.precision_of = std::get<Given>(asked).row;
        options.precision = std::get<Given>(asked).amount;
    }
    if (!most.empty()) {
        const auto cap = whole<int>(most, 2, 100'000);
        if (!cap) {
            return wrong(app, fmt::format("--replications-max takes a whole number from 2 to "
                                          "100000, not '{}'",
                                          most));
        }
        options.replications_max = *cap;
    }
    const std::size_t sides =
        options.scenarios.size() + (options.with.empty() && options.with_policy.empty() ? 0 : 1);
    if (options.scenarios.empty() || sides < 2) {
        return wrong(app,
                     "compare what with what? Two scenarios, or one and --with or "
                     "--with-policy");
    }
    for (const auto* settings : {&options.load.set, &options.with}) {
        LoadOptions load;
        load.set = *settings;
        if (auto complaint = complaint_about_settings(load)) {
            return wrong(app, *complaint);
        }
    }
    return options;
}

}  // namespace meridian
