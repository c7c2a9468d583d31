#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tools/load/parsed.h"

// What the parsers of small texts share. Letters, digits and blanks are ASCII; no locale.

namespace meridian {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
[[nodiscard]] constexpr char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] constexpr bool is_letter(char c) { return small(c) >= 'a' && small(c) <= 'z'; }

/// Equal but for capitals.
[[nodiscard]] bool same_word(std::string_view a, std::string_view b);

/// Without blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Bytes of the UTF-8 character that begins at `at`, 1 to 4; 0 when there is none.
[[nodiscard]] std::size_t character_length(std::string_view text, std::size_t at);

/// For a message: in single quotes, cut after 40 bytes, what cannot be printed as '?'.
[[nodiscard]] std::string quoted(std::string_view text);

/// A text being read from left to right.
class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) {}

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] bool done() const { return at_ == text_.size(); }
    /// The next byte; 0 at the end.
    [[nodiscard]] char peek() const { return done() ? '\0' : text_[at_]; }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    [[nodiscard]] std::string_view since(std::size_t from) const {
        return text_.substr(from, at_ - from);
    }

    bool take(char c);
    void take_blanks();
    /// As many as there are, perhaps none.
    std::string_view take_digits();
    std::string_view take_letters();
    /// Exactly so many digits, with no further one behind; otherwise takes nothing. At most 9.
    std::optional<int> take_number_of(std::size_t digits);

    /// About what was read since `from`.
    [[nodiscard]] Problem problem(std::size_t from, std::string what, std::string hint = {}) const;
    /// About what comes next: up to the next blank.
    [[nodiscard]] Problem problem_here(std::string what, std::string hint = {}) const;
    /// The same, up to the next blank.
    [[nodiscard]] std::string_view next_word() const;

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

/// A decimal number in parts; all of them belong to the text that was scanned.
struct WrittenNumber {
    std::size_t offset = 0;
    std::string_view text;
    bool negative = false;
    std::string_view whole;
    std::string_view fraction;
};

enum class Exponent : std::uint8_t { refused, allowed };

Parsed<WrittenNumber> scan_number(Cursor& cursor, Exponent exponent = Exponent::refused);

/// The double nearest to the number times 10^`power`; nothing when it is too large or too small.
[[nodiscard]] std::optional<double> to_double(const WrittenNumber& number, int power = 0);

}  // namespace meridian
