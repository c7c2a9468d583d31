#include "tools/load/volume.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "tools/load/nearest.h"
#include "tools/load/scan.h"

namespace meridian {

namespace {

constexpr double per_hour_max = 1e7;
constexpr double trend_max = 10;

struct Period {
    std::string_view name;
    double hours;
};

constexpr std::array periods{
    Period{"hour", 1},      Period{"day", 24},    Period{"week", 168},
    Period{"month", 730.5}, Period{"year", 8766},
};

/// Takes "per" or "/"; says what is wrong otherwise.
std::optional<Problem> take_per(Cursor& cursor, const char* example) {
    cursor.take_blanks();
    if (cursor.take('/')) {
        cursor.take_blanks();
        return std::nullopt;
    }
    const std::size_t from = cursor.at();
    if (cursor.done()) {
        return cursor.problem(0, "it does not say per what", fmt::format("write {}", example));
    }
    if (cursor.take_letters() != "per") {
        return cursor.problem(from, "'per' is missing here", fmt::format("write {}", example));
    }
    cursor.take_blanks();
    return std::nullopt;
}

Parsed<Period> scan_period(Cursor& cursor) {
    const std::size_t from = cursor.at();
    const std::string_view word = cursor.take_letters();
    const auto* period = std::find_if(periods.begin(), periods.end(),
                                      [&](const Period& p) { return p.name == word; });
    if (period == periods.end()) {
        std::array<std::string_view, periods.size()> names{};
        std::transform(periods.begin(), periods.end(), names.begin(),
                       [](const Period& p) { return p.name; });
        const auto near = nearest(word, names);
        return cursor.problem(from,
                              word.empty() ? "it does not say per what"
                                           : fmt::format("no period is called {}", quoted(word)),
                              near ? fmt::format("did you mean '{}'?", *near)
                                   : "the periods are hour, day, week, month and year");
    }
    cursor.take_blanks();
    if (!cursor.done()) {
        return cursor.problem_here(
            fmt::format("nothing belongs here, but there is {}", quoted(cursor.next_word())));
    }
    return *period;
}

}  // namespace

Parsed<double> parse_volume(std::string_view text) {
    Cursor cursor(text);
    cursor.take_blanks();
    const auto number = scan_number(cursor);
    if (!number) {
        return number.problem();
    }
    if (auto problem = take_per(cursor, "9000 per month")) {
        return *std::move(problem);
    }
    const auto period = scan_period(cursor);
    if (!period) {
        return period.problem();
    }
    const auto count = to_double(*number);
    if (!count || *count < 0 || *count / period->hours > per_hour_max) {
        return Problem{0, text.size(), fmt::format("{} is out of range", quoted(trimmed(text))),
                       "write a number from 0 to ten million an hour"};
    }
    return *count / period->hours;
}

Parsed<double> parse_trend(std::string_view text) {
    constexpr const char* example = "5% per year";
    Cursor cursor(text);
    cursor.take_blanks();
    const auto number = scan_number(cursor);
    if (!number) {
        return number.problem();
    }
    cursor.take_blanks();
    if (!cursor.take('%')) {
        return Problem{0, text.size(), "a trend without a percent sign",
                       fmt::format("write {}", example)};
    }
    if (auto problem = take_per(cursor, example)) {
        return *std::move(problem);
    }
    const std::size_t from = cursor.at();
    const auto period = scan_period(cursor);
    if (!period) {
        return period.problem();
    }
    if (period->name != "year") {
        return cursor.problem(from, "a trend is told per year", fmt::format("write {}", example));
    }
    const auto share = to_double(*number, -2);
    if (!share || *share <= -1 || *share > trend_max) {
        return Problem{0, text.size(), fmt::format("{} is out of range", quoted(trimmed(text))),
                       "write more than -100% and at most 1000% per year"};
    }
    return *share;
}

}  // namespace meridian
