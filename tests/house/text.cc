#include "tests/house/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace meridian::house {
namespace {

constexpr std::size_t most_lines_of_a_file = 400;
constexpr std::size_t most_lines_of_a_function = 60;

template <class Visit>
void for_each_line(const File& file, const Visit& visit) {
    std::size_t number = 0;
    for (const std::string_view line : lines_of(file.text)) {
        visit(++number, line);
    }
}

std::string at(const File& file, std::size_t line) {
    return fmt::format("{}:{}: ", file.path, line);
}

std::string_view trimmed(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    return line;
}

bool is_comment(std::string_view line) { return trimmed(line).starts_with("//"); }

/// Code is laid out by clang-format: a function outside a class begins in the first column.
bool opens_function(std::string_view line) {
    const bool outermost = !line.empty() && line.front() != ' ' && line.ends_with('{');
    return outermost && !line.starts_with("namespace") && !line.starts_with("struct") &&
           !line.starts_with("class") && !line.starts_with("enum");
}

/// Whether `folder` stands in the line as the beginning of an absolute path, and not in the middle
/// of an address.
bool begins_a_path(std::string_view line, std::string_view folder) {
    for (std::size_t at = line.find(folder); at != line.npos; at = line.find(folder, at + 1)) {
        if (at == 0 || std::string_view(" \t\"'`=(<,:").find(line[at - 1]) != line.npos) {
            return true;
        }
    }
    return false;
}

bool holds_machine_path(std::string_view line) {
    static constexpr std::array<std::string_view, 6> folders{"home", "root", "Users",
                                                             "mnt",  "srv",  "workspace"};
    return std::any_of(folders.begin(), folders.end(), [&](std::string_view folder) {
        return begins_a_path(line, fmt::format("/{}/", folder));
    });
}

}  // namespace

std::vector<std::string> uncompilable(const File& source) {
    // Without their std::, or this file would break its own rule.
    static constexpr std::array<std::string_view, 4> names{"views", "ranges::views",
                                                           "source_location", "format"};
    std::vector<std::string> found;
    for_each_line(source, [&](std::size_t number, std::string_view line) {
        for (const std::string_view name : names) {
            const std::string full = fmt::format("std::{}", name);
            if (!is_comment(line) && line.find(full) != line.npos) {
                found.push_back(at(source, number) + "clang 14 has no " + full);
            }
        }
    });
    return found;
}

std::vector<std::string> unguarded(const File& source) {
    if (!source.path.ends_with(".h")) {
        return {};
    }
    for (const std::string_view line : lines_of(source.text)) {
        if (trimmed(line).empty() || is_comment(line)) {
            continue;
        }
        if (line == "#pragma once") {
            return {};
        }
        break;
    }
    return {source.path + ": a header begins with #pragma once"};
}

std::vector<std::string> machine_paths(const File& file) {
    std::vector<std::string> found;
    for_each_line(file, [&](std::size_t number, std::string_view line) {
        if (holds_machine_path(line)) {
            found.push_back(at(file, number) + "a path that only one machine has");
        }
    });
    return found;
}

std::vector<std::string> oversized(const File& source) {
    std::vector<std::string> found;
    std::size_t begin = 0;
    std::size_t count = 0;
    for_each_line(source, [&](std::size_t number, std::string_view line) {
        count = number;
        if (begin == 0 && opens_function(line)) {
            begin = number;
        } else if (begin != 0 && line == "}") {
            if (number - begin > most_lines_of_a_function) {
                found.push_back(at(source, begin) +
                                fmt::format("a function of {} lines", number - begin + 1));
            }
            begin = 0;
        }
    });
    if (count > most_lines_of_a_file) {
        found.push_back(fmt::format("{}: a file of {} lines", source.path, count));
    }
    return found;
}

}  // namespace meridian::house
