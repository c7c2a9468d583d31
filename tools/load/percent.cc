#include "tools/load/percent.h"

#include <fmt/format.h>

#include <string>

#include "tools/load/scan.h"

namespace meridian {

namespace {

std::string hint_for_bare(const WrittenNumber& number) {
    if (number.text.size() > 12) {
        return "write a percent sign after it";
    }
    const auto hundredfold = to_double(number, 2);
    if (number.whole == "0" && hundredfold && *hundredfold > 0) {
        return fmt::format("write {}% or {}%", *hundredfold, number.text);
    }
    return fmt::format("write {}%", number.text);
}

}  // namespace

Parsed<double> parse_percent(std::string_view text, NumberRange percent) {
    Cursor cursor(text);
    cursor.take_blanks();
    const auto number = scan_number(cursor);
    if (!number) {
        return number.problem();
    }
    cursor.take_blanks();
    if (cursor.done()) {
        return Problem{0, text.size(), "a share without a percent sign", hint_for_bare(*number)};
    }
    if (!cursor.take('%')) {
        return cursor.problem_here("a percent sign is missing here", hint_for_bare(*number));
    }
    cursor.take_blanks();
    if (!cursor.done()) {
        return cursor.problem_here(
            fmt::format("nothing belongs behind the percent sign, but there is {}",
                        quoted(cursor.next_word())));
    }
    const auto value = to_double(*number);
    const auto share = to_double(*number, -2);
    if (!value || !share || *value < percent.least || *value > percent.most) {
        return Problem{0, text.size(), fmt::format("{} is out of range", quoted(trimmed(text))),
                       fmt::format("write {}% to {}%", percent.least, percent.most)};
    }
    return *share;
}

}  // namespace meridian
