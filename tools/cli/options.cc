#include "tools/cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <limits>

#include "tools/load/nearest.h"

namespace meridian {
namespace {

/// "--seed N" and "What it does." in two columns; the option groups' own order.
std::string help_text(const CLI::App& app, const std::string& positionals) {
    std::string text =
        fmt::format("meridian {}{}\n{}\n\n", app.get_name(), positionals, app.get_description());
    std::size_t width = 0;
    const auto title = [](const CLI::Option* option) {
        std::string words = option->get_name(false, true);
        const auto comma = words.find(',');
        if (comma != std::string::npos) {
            words = words.substr(0, comma) + ", " + words.substr(comma + 1);
        }
        return words + (option->get_type_name().empty() ? "" : " " + option->get_type_name());
    };
    const auto options = app.get_options([](const CLI::Option* o) { return !o->get_positional(); });
    for (const CLI::Option* option : options) {
        width = std::max(width, title(option).size());
    }
    for (const CLI::Option* option : options) {
        text += fmt::format("  {:<{}}  {}\n", title(option), width, option->get_description());
    }
    return text;
}

std::string unknown_option(const CLI::App& app, std::string argument) {
    argument = argument.substr(0, argument.find('='));
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) {
            names.push_back("--" + name);
        }
    }
    const auto meant = nearest(argument, names);
    return fmt::format("there is no option '{}'{}", argument,
                       meant ? fmt::format("; did you mean '{}'?", *meant) : "");
}

}  // namespace

Usage wrong(const CLI::App& app, const std::string& message) {
    return {.text = fmt::format("meridian {0}: {1}\nmeridian {0} --help shows what it takes.\n",
                                app.get_name(), message)};
}

std::optional<Usage> follow(CLI::App& app, const Arguments& arguments,
                            const std::string& positionals) {
    app.set_help_flag("-h,--help", "This text.");
    app.allow_extras();
    try {
        Arguments reversed(arguments.rbegin(), arguments.rend());
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        return Usage{.text = help_text(app, positionals), .asked_for = true};
    } catch (const CLI::ParseError& error) {
        return wrong(app, error.what());
    }
    const auto extras = app.remaining();
    const auto option = std::find_if(extras.begin(), extras.end(), [](const std::string& extra) {
        return extra.size() > 1 && extra.front() == '-';
    });
    if (option != extras.end()) {
        return wrong(app, unknown_option(app, *option));
    }
    if (!extras.empty()) {
        return wrong(app, fmt::format("nothing is known about '{}'", extras.front()));
    }
    return std::nullopt;
}

std::optional<std::string> take_numbers(const Numbers& given, LoadOptions& load,
                                        unsigned& threads_asked) {
    constexpr auto seed_max = std::numeric_limits<std::uint64_t>::max();
    constexpr int replications_max = 100'000;
    constexpr unsigned threads_max = 1024;
    const auto complaint = [](const char* option, auto least, auto most, const std::string& text) {
        return fmt::format("{} takes a whole number from {} to {}, not '{}'", option, least, most,
                           text);
    };
    if (given.seed) {
        load.seed = whole<std::uint64_t>(*given.seed, 0, seed_max);
        if (!load.seed) {
            return complaint("--seed", 0, seed_max, *given.seed);
        }
    }
    if (given.replications) {
        load.replications = whole<int>(*given.replications, 1, replications_max);
        if (!load.replications) {
            return complaint("--replications", 1, replications_max, *given.replications);
        }
    }
    if (given.threads) {
        const auto threads = whole<unsigned>(*given.threads, 1, threads_max);
        if (!threads) {
            return complaint("--threads", 1, threads_max, *given.threads);
        }
        threads_asked = *threads;
    }
    return std::nullopt;
}

void declare_files(CLI::App& app, LoadOptions& load) {
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        return app.add_option(name, to, what)->type_name(type);
    };
    value("--data", "DIR", load.data_dir,
          "Where the ticket logs lie, or else beside the scenario.");
    value("--policy", "FILE", load.policy_file, "Replaces the scenario's policy.");
    value("--set", "PATH=VALUE", load.set, "Overrides any value; may be repeated.")
        ->allow_extra_args(false);
}

std::optional<std::string> complaint_about_settings(const LoadOptions& load) {
    for (const std::string& setting : load.set) {
        if (setting.find('=') == std::string::npos || setting.front() == '=') {
            return fmt::format("--set takes path=value, not '{}'", setting);
        }
    }
    return std::nullopt;
}

}  // namespace meridian
