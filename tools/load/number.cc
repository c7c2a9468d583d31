#include "tools/load/number.h"

#include <fmt/format.h>

#include <charconv>
#include <system_error>

#include "tools/load/scan.h"

namespace meridian {

namespace {

template <class Range>
Problem out_of_range(std::string_view text, const Range& range) {
    return {0, text.size(), fmt::format("{} is out of range", quoted(trimmed(text))),
            fmt::format("write {} to {}", range.least, range.most)};
}

}  // namespace

Parsed<double> parse_number(std::string_view text, NumberRange range) {
    Cursor cursor(text);
    cursor.take_blanks();
    const auto number = scan_number(cursor, Exponent::allowed);
    if (!number) {
        return number.problem();
    }
    cursor.take_blanks();
    if (!cursor.done()) {
        return cursor.problem_here(fmt::format("{} is no number", quoted(trimmed(text))));
    }
    const auto value = to_double(*number);
    if (!value || *value < range.least || *value > range.most) {
        return out_of_range(text, range);
    }
    return *value;
}

Parsed<std::int64_t> parse_whole(std::string_view text, WholeRange range) {
    Cursor cursor(text);
    cursor.take_blanks();
    const std::size_t from = cursor.at();
    cursor.take('-');
    const bool any = !cursor.take_digits().empty();
    const std::string_view digits = cursor.since(from);
    cursor.take_blanks();
    if (!any || !cursor.done()) {
        return Problem{
            0, text.size(), fmt::format("{} is no whole number", quoted(trimmed(text))), {}};
    }
    std::int64_t value = 0;
    const auto error = std::from_chars(digits.data(), digits.data() + digits.size(), value).ec;
    if (error != std::errc() || value < range.least || value > range.most) {
        return out_of_range(text, range);
    }
    return value;
}

}  // namespace meridian
