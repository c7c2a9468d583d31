#include "tools/report/utf8.h"

#include <algorithm>
#include <array>

namespace meridian {
namespace {

struct Lead {
    std::size_t bytes;
    char32_t bits;
    char32_t least;  // smaller ones are overlong
};

Lead lead(unsigned char byte) {
    if (byte < 0x80) {
        return {1, byte, 0};
    }
    if (byte >= 0xC2 && byte < 0xE0) {
        return {2, byte & 0x1FU, 0x80};
    }
    if (byte >= 0xE0 && byte < 0xF0) {
        return {3, byte & 0x0FU, 0x800};
    }
    if (byte >= 0xF0 && byte < 0xF5) {
        return {4, byte & 0x07U, 0x10000};
    }
    return {0, 0, 0};
}

struct Range {
    char32_t first;
    char32_t last;
};

template <std::size_t n>
bool within(const std::array<Range, n>& ranges, char32_t code) {
    return std::any_of(ranges.begin(), ranges.end(), [code](const Range& range) {
        return range.first <= code && code <= range.last;
    });
}

/// The blocks that matter for names of people, places and queues; not the whole of UAX #11.
std::size_t columns_of(char32_t code) {
    constexpr std::array<Range, 5> combining{Range{0x300, 0x36F}, Range{0x1AB0, 0x1AFF},
                                             Range{0x200B, 0x200D}, Range{0x20D0, 0x20FF},
                                             Range{0xFE00, 0xFE0F}};
    constexpr std::array<Range, 8> wide{
        Range{0x1100, 0x115F}, Range{0x2E80, 0xA4CF},   Range{0xAC00, 0xD7A3},
        Range{0xF900, 0xFAFF}, Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},
        Range{0xFFE0, 0xFFE6}, Range{0x1F300, 0x1FAFF},
    };
    if (within(combining, code)) {
        return 0;
    }
    return within(wide, code) || (code >= 0x20000 && code <= 0x3FFFD) ? 2 : 1;
}

}  // namespace

Glyph glyph_at(std::string_view text, std::size_t at) {
    const Lead start = lead(static_cast<unsigned char>(text[at]));
    if (start.bytes == 0 || at + start.bytes > text.size()) {
        return {.code = 0xFFFD, .bytes = 1, .broken = true};
    }
    char32_t code = start.bits;
    for (std::size_t i = 1; i < start.bytes; ++i) {
        const auto next = static_cast<unsigned char>(text[at + i]);
        if ((next & 0xC0U) != 0x80U) {
            return {.code = 0xFFFD, .bytes = 1, .broken = true};
        }
        code = (code << 6U) | (next & 0x3FU);
    }
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < start.least || surrogate || code > 0x10FFFF) {
        return {.code = 0xFFFD, .bytes = 1, .broken = true};
    }
    return {.code = code, .bytes = start.bytes, .broken = false};
}

std::size_t columns(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Glyph glyph = glyph_at(text, at);
        width += columns_of(glyph.code);
        at += glyph.bytes;
    }
    return width;
}

std::string clipped(std::string_view text, std::size_t width, std::string_view ellipsis) {
    if (columns(text) <= width) {
        return std::string(text);
    }
    const std::size_t dots = columns(ellipsis);
    if (width <= dots) {
        return std::string(ellipsis.substr(0, width));
    }
    std::size_t used = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const Glyph glyph = glyph_at(text, at);
        if (used + columns_of(glyph.code) + dots > width) {
            break;
        }
        used += columns_of(glyph.code);
        at += glyph.bytes;
    }
    return std::string(text.substr(0, at)).append(ellipsis);
}

std::string ascii_only(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Glyph glyph = glyph_at(text, at);
        if (glyph.code < 0x80) {
            plain += static_cast<char>(glyph.code);
        } else {
            plain.append(columns_of(glyph.code), '?');
        }
        at += glyph.bytes;
    }
    return plain;
}

}  // namespace meridian
