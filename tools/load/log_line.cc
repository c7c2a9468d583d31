#include "tools/load/log_line.h"

#include <zlib.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "tools/load/scan.h"

namespace meridian {
namespace {

constexpr std::size_t quoted_bytes = 80;

/// The first bytes of the line, counted from 1; lines end in LF.
std::string beginning_of_line(const std::string& log, std::uint64_t line) {
    gzFile file = gzopen(log.c_str(), "rb");
    std::string found;
    if (file == nullptr) {
        return found;
    }
    std::vector<char> piece(std::size_t{1} << 16U);
    std::uint64_t at = 1;
    int got = 0;
    while (at <= line && found.size() <= quoted_bytes &&
           (got = gzread(file, piece.data(), static_cast<unsigned>(piece.size()))) > 0) {
        for (const char c : std::string_view(piece.data(), static_cast<std::size_t>(got))) {
            if (c == '\n') {
                ++at;
            } else if (at == line && found.size() <= quoted_bytes) {
                found += c;
            }
        }
    }
    gzclose_r(file);
    return found;
}

/// Bytes that are no UTF-8 as '?', cut between characters; how many characters that is.
int cut(std::string& text) {
    int characters = 0;
    std::size_t at = 0;
    while (at < text.size() && at < quoted_bytes) {
        const std::size_t length = character_length(text, at);
        if (length == 0) {
            text[at] = '?';
        }
        at += std::max<std::size_t>(length, 1);
        ++characters;
    }
    if (at < text.size()) {
        text.replace(at, std::string::npos, "...");
    }
    return characters;
}

}  // namespace

void quote_log_line(Diagnostic& diagnostic, const std::string& log, std::uint64_t line) {
    std::string text = beginning_of_line(log, line);
    if (!text.empty() && text.back() == '\r') {
        text.pop_back();
    }
    diagnostic.column = 1;
    diagnostic.caret_column = 1;
    text = one_line(std::move(text));
    diagnostic.caret_length = std::max(cut(text), 1);
    diagnostic.source_line = std::move(text);
}

}  // namespace meridian
