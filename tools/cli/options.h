#pragma once

#include <charconv>
#include <optional>
#include <string>

#include "tools/cli/command_line.h"

namespace CLI {
class App;
}

namespace meridian {

// What the options of all verbs have in common.

/// A complaint with the way to the help text.
[[nodiscard]] Usage wrong(const CLI::App& app, const std::string& message);

/// Parses; nothing when all went well.
[[nodiscard]] std::optional<Usage> follow(CLI::App& app, const Arguments& arguments,
                                          const std::string& positionals);

/// A whole number of digits only.
template <class Number>
std::optional<Number> whole(const std::string& text, Number least, Number most) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    if (!digits || error != std::errc{} || end != text.data() + text.size() || value < least ||
        value > most) {
        return std::nullopt;
    }
    return value;
}

/// Numbers are taken as text, since CLI11 reads -1 as 18446744073709551615.
struct Numbers {
    std::optional<std::string> seed;
    std::optional<std::string> replications;
    std::optional<std::string> threads;
};

/// What is wrong with one of them; else they are taken.
[[nodiscard]] std::optional<std::string> take_numbers(const Numbers& given, LoadOptions& load,
                                                      unsigned& threads_asked);

/// --data, --policy and --set: what is read instead of, or beside, the scenario's own.
void declare_files(CLI::App& app, LoadOptions& load);

/// What is wrong with a --set.
[[nodiscard]] std::optional<std::string> complaint_about_settings(const LoadOptions& load);

}  // namespace meridian
