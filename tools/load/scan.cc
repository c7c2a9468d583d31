#include "tools/load/scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <system_error>

namespace meridian {

namespace {

constexpr std::size_t quoted_bytes_max = 40;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Whether a lead byte may be followed by this second one: no overlong forms, no surrogates,
/// nothing above U+10FFFF (RFC 3629).
bool second_fits(unsigned lead, unsigned second) {
    switch (lead) {
        case 0xE0:
            return second >= 0xA0;
        case 0xED:
            return second <= 0x9F;
        case 0xF0:
            return second >= 0x90;
        case 0xF4:
            return second <= 0x8F;
        default:
            return true;
    }
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return small(x) == small(y); });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::size_t character_length(std::string_view text, std::size_t at) {
    if (at >= text.size()) {
        return 0;
    }
    const unsigned lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return 0;
    }
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (text.size() - at < length || !second_fits(lead, static_cast<unsigned char>(text[at + 1]))) {
        return 0;
    }
    const std::string_view tail = text.substr(at + 1, length - 1);
    return std::all_of(tail.begin(), tail.end(), is_continuation) ? length : 0;
}

std::string quoted(std::string_view text) {
    std::string out = "'";
    std::size_t at = 0;
    while (at < text.size() && at < quoted_bytes_max) {
        const std::size_t length = character_length(text, at);
        const bool printable = length > 1 || (length == 1 && text[at] >= ' ' && text[at] != 0x7F);
        out += printable ? text.substr(at, length) : std::string_view("?");
        at += std::max<std::size_t>(length, 1);
    }
    out += at < text.size() ? "…'" : "'";
    return out;
}

bool Cursor::take(char c) {
    if (done() || text_[at_] != c) {
        return false;
    }
    ++at_;
    return true;
}

void Cursor::take_blanks() {
    while (!done() && is_blank(text_[at_])) {
        ++at_;
    }
}

std::string_view Cursor::take_digits() {
    const std::size_t from = at_;
    while (!done() && is_digit(text_[at_])) {
        ++at_;
    }
    return since(from);
}

std::string_view Cursor::take_letters() {
    const std::size_t from = at_;
    while (!done() && is_letter(text_[at_])) {
        ++at_;
    }
    return since(from);
}

std::optional<int> Cursor::take_number_of(std::size_t digits) {
    const std::size_t from = at_;
    if (take_digits().size() != digits) {
        at_ = from;
        return std::nullopt;
    }
    int value = 0;
    for (const char c : since(from)) {
        value = value * 10 + (c - '0');
    }
    return value;
}

Problem Cursor::problem(std::size_t from, std::string what, std::string hint) const {
    return {from, at_ - from, std::move(what), std::move(hint)};
}

Problem Cursor::problem_here(std::string what, std::string hint) const {
    return {at_, next_word().size(), std::move(what), std::move(hint)};
}

std::string_view Cursor::next_word() const {
    const std::string_view left = rest();
    return left.substr(0, left.find_first_of(" \t"));
}

namespace {

/// 1,000 or 1_000 or 1'000 or 1.000.000.
bool is_separator(char c) { return c == ',' || c == '_' || c == '\'' || c == '.'; }

std::optional<Problem> take_exponent(Cursor& cursor) {
    const std::size_t from = cursor.at();
    if (!cursor.take('e') && !cursor.take('E')) {
        return std::nullopt;
    }
    if (!cursor.take('-')) {
        cursor.take('+');
    }
    if (cursor.take_digits().empty()) {
        return cursor.problem(from, "the exponent has no digits", "write 1e-3, or 0.001");
    }
    return std::nullopt;
}

Problem no_number(const Cursor& cursor) {
    if (cursor.peek() == '.') {
        return cursor.problem_here("a digit is missing before the point", "write 0.5");
    }
    if (cursor.peek() == '+') {
        return cursor.problem_here("a number is written without a plus sign", "drop the +");
    }
    if (cursor.next_word().empty()) {
        return cursor.problem_here("a number is missing here");
    }
    return cursor.problem_here(fmt::format("{} is no number", quoted(cursor.next_word())));
}

}  // namespace

Parsed<WrittenNumber> scan_number(Cursor& cursor, Exponent exponent) {
    WrittenNumber number;
    number.offset = cursor.at();
    number.negative = cursor.take('-');
    number.whole = cursor.take_digits();
    if (number.whole.empty()) {
        return no_number(cursor);
    }
    if (cursor.take('.')) {
        number.fraction = cursor.take_digits();
        if (number.fraction.empty()) {
            return cursor.problem(number.offset, "a digit is missing after the point",
                                  fmt::format("write {0} or {0}.0", quoted(number.whole)));
        }
    }
    if (is_separator(cursor.peek())) {
        return cursor.problem_here("a number has no separators but the decimal point",
                                   "write 1.5 for one and a half, 1000 for a thousand");
    }
    if (exponent == Exponent::allowed) {
        if (auto problem = take_exponent(cursor)) {
            return *std::move(problem);
        }
    }
    number.text = cursor.since(number.offset);
    return number;
}

std::optional<double> to_double(const WrittenNumber& number, int power) {
    std::string text(number.text);
    if (power != 0) {
        text += 'e';
        text += std::to_string(power);
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value == 0 ? 0.0 : value;  // no negative zero
}

}  // namespace meridian
