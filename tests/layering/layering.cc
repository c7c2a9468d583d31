#include "tests/layering/layering.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>

namespace meridian::layering {
namespace {

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](std::string_view prefix) { return text.starts_with(prefix); });
}

/// A part and the parts that it may include besides itself. A part inside another stands before it,
/// so that the first row that fits is the part of a path.
struct Part {
    std::string_view folder;
    std::vector<std::string_view> sees;
};

const std::vector<Part>& parts() {
    static const std::vector<Part> rows{
        {"model", {}},
        {"sim/audit", {"model"}},
        {"sim/measure", {"model"}},
        {"sim/experiment", {"model", "sim", "sim/audit", "sim/measure"}},
        {"sim", {"model"}},
        {"tools/load", {"model"}},
        {"tools/report", {"model", "sim/measure"}},
        {"tools/cli",
         {"model", "sim", "sim/audit", "sim/measure", "sim/experiment", "tools/load",
          "tools/report"}},
    };
    return rows;
}

enum class Where { anywhere, source_files };

/// A library header (or a folder of them) and the folders that may include it.
struct Library {
    std::string_view header;
    std::vector<std::string_view> folders;  ///< none: nobody may
    Where where;
    std::string_view reason;
};

const std::vector<Library>& libraries() {
    static const std::vector<std::string_view> outside{"tools/"};
    static const std::vector<std::string_view> threaded{"sim/experiment/", "tools/"};
    static const std::string_view slow = "its headers cost seconds";
    static const std::string_view files = "files and printing are for tools/";
    static const std::string_view threads = "one run is one thread";
    static const std::string_view own_draws = "its results differ between libraries";
    static const std::string_view clang = "clang 14 cannot compile it";
    static const std::vector<Library> rows{
        {"coin/", {"sim/experiment/staffing/"}, Where::source_files, "one file knows the solver"},
        {"yaml-cpp/", {"tools/load/"}, Where::source_files, slow},
        {"CLI/", {"tools/cli/"}, Where::source_files, slow},
        {"nlohmann/json_fwd.hpp", outside, Where::anywhere, "JSON is for tools/"},
        {"nlohmann/", outside, Where::source_files, slow},
        {"boost/", {"model/", "sim/experiment/"}, Where::source_files, slow},
        {"date/tz.h", {"model/calendar/"}, Where::source_files, slow},
        {"date/", {"model/calendar/"}, Where::anywhere, "wall clock lives in model/calendar"},
        {"xlsxwriter.h", {"tools/report/"}, Where::source_files, files},
        {"zlib.h", outside, Where::source_files, files},
        {"iostream", outside, Where::anywhere, files},
        // The time zone database is a file, and its version is a fact of the calendar.
        {"fstream", {"tools/", "model/calendar/"}, Where::source_files, files},
        {"filesystem", outside, Where::anywhere, files},
        {"cstdio", outside, Where::anywhere, files},
        {"thread", threaded, Where::anywhere, threads},
        {"mutex", threaded, Where::anywhere, threads},
        {"atomic", threaded, Where::anywhere, threads},
        {"future", threaded, Where::anywhere, threads},
        {"random", {}, Where::anywhere, own_draws},
        {"ranges", {}, Where::anywhere, clang},
        {"format", {}, Where::anywhere, clang},
        {"source_location", {}, Where::anywhere, clang},
    };
    return rows;
}

/// A row that ends in a slash covers its folder; any other covers one header.
bool covers(std::string_view header, std::string_view target) {
    return header.ends_with('/') ? target.starts_with(header) : target == header;
}

bool is_test(std::string_view file) { return file.starts_with("tests/"); }

std::string at(const Include& include) {
    return fmt::format("{}:{}: ", include.file, include.line);
}

std::optional<std::string> part_breach(const Include& include) {
    const std::string_view to = part_of(include.target);
    if (is_test(include.file)) {
        return std::nullopt;
    }
    if (to.empty()) {
        return fmt::format("{}\"{}\" is no path from the root to a part of the project",
                           at(include), include.target);
    }
    const std::string_view from = part_of(include.file);
    const auto part = std::find_if(parts().begin(), parts().end(),
                                   [&](const Part& row) { return row.folder == from; });
    if (part == parts().end()) {
        return fmt::format("{}the file lies in no part of the project", at(include));
    }
    const bool seen = std::find(part->sees.begin(), part->sees.end(), to) != part->sees.end();
    if (from == to || seen) {
        return std::nullopt;
    }
    return fmt::format("{}{} may not include {} (\"{}\")", at(include), from, to, include.target);
}

std::optional<std::string> library_breach(const Include& include) {
    const auto library =
        std::find_if(libraries().begin(), libraries().end(),
                     [&](const Library& row) { return covers(row.header, include.target); });
    if (library == libraries().end() || (is_test(include.file) && !library->folders.empty())) {
        return std::nullopt;
    }
    if (!starts_with_any(include.file, library->folders)) {
        return fmt::format("{}<{}> may not be included here: {}", at(include), include.target,
                           library->reason);
    }
    if (library->where == Where::source_files && include.file.ends_with(".h")) {
        return fmt::format("{}<{}> belongs in a .cc file: {}", at(include), include.target,
                           library->reason);
    }
    return std::nullopt;
}

void skip_blanks(std::string_view& line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
}

/// What the line includes, with its delimiters; empty when it is no #include.
std::string_view included(std::string_view line) {
    for (const std::string_view word : {"#", "include"}) {
        skip_blanks(line);
        if (!line.starts_with(word)) {
            return {};
        }
        line.remove_prefix(word.size());
    }
    skip_blanks(line);
    const std::size_t end =
        line.empty() ? line.npos : line.find(line.front() == '<' ? '>' : '"', 1);
    return end == line.npos ? std::string_view{} : line.substr(0, end + 1);
}

}  // namespace

std::vector<Include> includes_of(std::string_view file, std::string_view text) {
    std::vector<Include> found;
    for (int line = 1; !text.empty(); ++line) {
        const std::size_t end = text.find('\n');
        const std::string_view target = included(text.substr(0, end));
        if (!target.empty()) {
            found.push_back({.file = std::string(file),
                             .line = line,
                             .target = std::string(target.substr(1, target.size() - 2)),
                             .quoted = target.front() == '"'});
        }
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return found;
}

std::string_view part_of(std::string_view path) {
    for (const Part& part : parts()) {
        if (path.starts_with(part.folder) && path.substr(part.folder.size()).starts_with('/')) {
            return part.folder;
        }
    }
    return {};
}

std::optional<std::string> breach(const Include& include) {
    return include.quoted ? part_breach(include) : library_breach(include);
}

}  // namespace meridian::layering
