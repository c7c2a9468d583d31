#include "tools/load/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace meridian {
namespace {

std::string_view word(Severity severity) {
    switch (severity) {
        case Severity::warning:
            return "warning";
        case Severity::note:
            return "note";
        case Severity::error:
            break;
    }
    return "error";
}

std::string spaces(int count) {
    return std::string(static_cast<std::size_t>(std::max(count, 0)), ' ');
}

}  // namespace

std::string one_line(std::string text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 || byte == 0x7F) {
            text[i] = '?';
        } else if (byte == 0xC2 && i + 1 < text.size() &&
                   static_cast<unsigned char>(text[i + 1]) < 0xA0) {
            text.replace(i, 2, "?");  // U+0080 to U+009F: controls, too
        }
    }
    return text;
}

std::string render(const Diagnostic& d) {
    std::string text = fmt::format("{}[{}]: {}\n", word(d.severity), d.code, d.message);
    const std::string number = d.line > 0 ? std::to_string(d.line) : "";
    const std::string margin = spaces(std::max(static_cast<int>(number.size()), 1));
    if (d.line > 0) {
        text += fmt::format("{}--> {}:{}:{}\n", margin, d.file, d.line, d.column);
        text += fmt::format("{} |\n{} | {}\n", margin, number, d.source_line);
        text +=
            fmt::format("{} | {}{}\n", margin, spaces(d.caret_column - 1),
                        std::string(static_cast<std::size_t>(std::max(d.caret_length, 1)), '^'));
    } else if (!d.file.empty()) {
        text += fmt::format("{}--> {}\n", margin, d.file);
    }
    for (const std::string& line : d.evidence) {
        text += fmt::format("{} = {}\n", margin, line);
    }
    if (!d.hint.empty()) {
        text += fmt::format("{} = hint: {}\n", margin, d.hint);
    }
    return text;
}

std::string render(const std::vector<Diagnostic>& diagnostics, std::size_t at_most) {
    std::string text;
    const std::size_t shown = std::min(at_most, diagnostics.size());
    for (std::size_t i = 0; i < shown; ++i) {
        text += (i > 0 ? "\n" : "") + render(diagnostics[i]);
    }
    if (shown < diagnostics.size()) {
        text += fmt::format("\n... and {} more\n", diagnostics.size() - shown);
    }
    return text;
}

}  // namespace meridian
