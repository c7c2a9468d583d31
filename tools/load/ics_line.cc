#include "tools/load/ics_line.h"

#include <algorithm>

#include "tools/load/scan.h"

namespace meridian {

namespace {

constexpr std::size_t text_bytes_max = 200;

std::string capitals(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return out;
}

/// Splits at the first colon outside double quotes, and the part before it at its first semicolon.
void take_line_apart(std::string_view content, IcsLine& line) {
    bool inside_quotes = false;
    std::size_t colon = 0;
    while (colon < content.size() && (inside_quotes || content[colon] != ':')) {
        inside_quotes ^= content[colon] == '"';
        ++colon;
    }
    if (colon == content.size()) {
        return;
    }
    const std::string_view before = content.substr(0, colon);
    const std::size_t semicolon = std::min(before.find(';'), before.size());
    line.name = capitals(before.substr(0, semicolon));
    line.parameters = capitals(before.substr(semicolon));
    line.value = content.substr(colon + 1);
}

}  // namespace

bool IcsLine::has(std::string_view parameter) const {
    for (std::size_t at = parameters.find(parameter); at != std::string::npos;
         at = parameters.find(parameter, at + 1)) {
        const std::size_t end = at + parameter.size();
        if (at > 0 && parameters[at - 1] == ';' &&
            (end == parameters.size() || parameters[end] == ';')) {
            return true;
        }
    }
    return false;
}

IcsLines::IcsLines(std::string_view text) : text_(text) {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") {
        at_ = 3;
    }
}

std::string_view IcsLines::take_line() {
    const std::size_t begin = at_;
    const std::size_t newline = text_.find('\n', begin);
    at_ = newline == std::string_view::npos ? text_.size() : newline + 1;
    std::string_view line = text_.substr(begin, std::min(newline, text_.size()) - begin);
    if (!line.empty() && line.back() == '\r') {
        line.remove_suffix(1);
    }
    return line;
}

std::optional<IcsLine> IcsLines::next() {
    IcsLine line;
    std::string content;
    while (content.empty()) {
        if (at_ == text_.size()) {
            return std::nullopt;
        }
        line.offset = at_;
        content = take_line();
    }
    line.length = content.size();
    while (at_ < text_.size() && is_blank(text_[at_])) {
        content += take_line().substr(1);
    }
    take_line_apart(content, line);
    return line;
}

std::string ics_text(std::string_view value) {
    std::string out;
    std::size_t at = 0;
    while (at < value.size() && out.size() < text_bytes_max) {
        if (value[at] == '\\' && at + 1 < value.size()) {
            ++at;
            if (value[at] == 'n' || value[at] == 'N') {
                out += ' ';
                ++at;
                continue;
            }
        }
        const std::size_t length = character_length(value, at);
        const bool control = length == 1 && (value[at] < ' ' || value[at] == 0x7F);
        if (length == 0 || out.size() + length > text_bytes_max) {
            break;
        }
        out += control ? std::string_view(" ") : value.substr(at, length);
        at += length;
    }
    return std::string(trimmed(out));
}

}  // namespace meridian
