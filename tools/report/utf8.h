#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace meridian {

/// One character of a UTF-8 text.
struct Glyph {
    char32_t code = 0;
    std::size_t bytes = 1;  ///< at least 1, so that a loop always moves on
    bool broken = false;    ///< not UTF-8 here: one byte, to be skipped
};

/// The character that begins at byte `at`. Precondition: at < text.size().
[[nodiscard]] Glyph glyph_at(std::string_view text, std::size_t at);

/// Columns a terminal needs: 2 for East Asian wide characters and emoji, 0 for combining marks,
/// else 1.
[[nodiscard]] std::size_t columns(std::string_view text);

/// The longest beginning that fits, with `ellipsis` at its end when something was left out.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t width,
                                  std::string_view ellipsis);

/// '?' for every character that is not ASCII; as wide as before.
[[nodiscard]] std::string ascii_only(std::string_view text);

}  // namespace meridian
