#include "tools/load/week_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/calendar/weekday.h"
#include "tools/load/nearest.h"
#include "tools/load/scan.h"

namespace meridian {

namespace {

constexpr std::array<std::string_view, 7> full_weekdays{
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 12> full_months{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// The names of one kind of thing, short and full, in the same order.
struct Names {
    std::span<const std::string_view> brief;
    std::span<const std::string_view> full;
    const char* what;
    const char* hint;
};

constexpr Names weekday_names{short_weekdays, full_weekdays, "day of the week",
                              "the days are Mon, Tue, Wed, Thu, Fri, Sat, Sun; or daily"};
constexpr Names month_names{months, full_months, "month",
                            "the months are Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, "
                            "Nov, Dec"};

/// Another abbreviation (Thurs, Sept), or a slip of the finger.
std::optional<std::string> nearest_name(std::string_view word, const Names& names) {
    std::optional<std::string> beginning;
    for (std::size_t i = 0; i < names.full.size(); ++i) {
        if (same_word(word, names.full[i].substr(0, word.size()))) {
            if (beginning) {
                return std::nullopt;  // J may be three months
            }
            beginning = names.brief[i];
        }
    }
    if (beginning) {
        return beginning;
    }
    auto near = nearest(word, names.brief);
    return near ? near : nearest(word, names.full);
}

Parsed<int> scan_name(Cursor& cursor, const Names& names) {
    const std::size_t from = cursor.at();
    const std::string_view word = cursor.take_letters();
    for (std::size_t i = 0; i < names.brief.size(); ++i) {
        if (same_word(word, names.brief[i]) || same_word(word, names.full[i])) {
            return static_cast<int>(i);
        }
    }
    if (word.empty()) {
        return cursor.problem_here(fmt::format("a {} is missing here", names.what), names.hint);
    }
    const auto near = nearest_name(word, names);
    return cursor.problem(from, fmt::format("no {} is called {}", names.what, quoted(word)),
                          near ? fmt::format("did you mean '{}'?", *near) : names.hint);
}

Parsed<int> parse_name(std::string_view text, const Names& names) {
    Cursor cursor(text);
    cursor.take_blanks();
    const auto name = scan_name(cursor, names);
    if (!name) {
        return name.problem();
    }
    cursor.take_blanks();
    if (!cursor.done()) {
        return cursor.problem_here(fmt::format("one {} belongs here", names.what));
    }
    return *name;
}

/// "Mon" or "Fri-Mon".
Parsed<DayMask> scan_days(Cursor& cursor) {
    cursor.take_blanks();
    const std::size_t begin = cursor.at();
    const auto first = scan_name(cursor, weekday_names);
    if (!first) {
        return first.problem();
    }
    cursor.take_blanks();
    if (!cursor.take('-')) {
        return only_day(*first);
    }
    cursor.take_blanks();
    const auto last = scan_name(cursor, weekday_names);
    if (!last) {
        return last.problem();
    }
    if (*first == *last) {
        return cursor.problem(
            begin, "one day or seven: both could be meant",
            fmt::format("write {}, or daily", short_weekdays[static_cast<std::size_t>(*first)]));
    }
    unsigned mask = 0;
    for (int day = *first; day != *last; day = (day + 1) % 7) {
        mask |= only_day(day);
    }
    return static_cast<DayMask>(mask | only_day(*last));
}

std::string first_day_of(unsigned mask) {
    for (int day = 0; day < 7; ++day) {
        if ((mask & only_day(day)) != 0) {
            return std::string(weekday_name(day));
        }
    }
    return {};
}

}  // namespace

Parsed<DayMask> parse_weekdays(std::string_view text) {
    if (same_word(trimmed(text), "daily")) {
        return every_day;
    }
    Cursor cursor(text);
    unsigned mask = 0;
    while (true) {
        cursor.take_blanks();
        const std::size_t from = cursor.at();
        const auto days = scan_days(cursor);
        if (!days) {
            return days.problem();
        }
        if ((mask & *days) != 0) {
            return cursor.problem(from,
                                  fmt::format("{} is named twice", first_day_of(mask & *days)),
                                  "name every day once");
        }
        mask |= *days;
        cursor.take_blanks();
        if (cursor.done()) {
            return static_cast<DayMask>(mask);
        }
        if (!cursor.take(',')) {
            return cursor.problem_here("a comma or a dash is missing here",
                                       "write Mon-Fri or Mon,Wed");
        }
    }
}

Parsed<int> parse_weekday(std::string_view text) { return parse_name(text, weekday_names); }

Parsed<int> parse_month(std::string_view text) { return parse_name(text, month_names); }

namespace {

constexpr const char* hours_hint = "write two whole hours: 08-16";

/// "8", "08" or "08:00".
Parsed<int> scan_hour(Cursor& cursor) {
    cursor.take_blanks();
    const std::size_t from = cursor.at();
    auto hour = cursor.take_number_of(2);
    if (!hour) {
        hour = cursor.take_number_of(1);
    }
    if (!hour) {
        return cursor.problem_here("an hour is missing here", hours_hint);
    }
    if (cursor.take(':')) {
        const auto minute = cursor.take_number_of(2);
        if (!minute || *minute != 0) {
            return cursor.problem(from, "no whole hour", hours_hint);
        }
    }
    if (*hour > 24) {
        return cursor.problem(from, fmt::format("a day has no hour {}", *hour), hours_hint);
    }
    cursor.take_blanks();
    return *hour;
}

}  // namespace

Parsed<HourRange> parse_hours(std::string_view text) {
    Cursor cursor(text);
    const auto from = scan_hour(cursor);
    if (!from) {
        return from.problem();
    }
    if (!cursor.take('-')) {
        return cursor.problem_here("a dash is missing here", hours_hint);
    }
    const auto to = scan_hour(cursor);
    if (!to) {
        return to.problem();
    }
    if (!cursor.done()) {
        return cursor.problem_here(
            fmt::format("nothing belongs here, but there is {}", quoted(cursor.rest())),
            hours_hint);
    }
    if (*from == 24 || *from == *to) {
        return Problem{0, text.size(),
                       *from == 24 ? "the day has no hour that begins at 24"
                                   : "the hours end where they begin",
                       "the whole day is 00-24"};
    }
    return HourRange{.from = *from, .to = *to == 0 ? 24 : *to};
}

}  // namespace meridian
