#include "tools/load/date_text.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "tools/load/scan.h"

namespace meridian {

namespace {

constexpr const char* date_hint = "write year-month-day: 2026-03-02";
constexpr const char* clock_hint = "write hours and minutes, two digits each: 08:00";
constexpr std::array months_in_full{"January",   "February", "March",    "April",
                                    "May",       "June",     "July",     "August",
                                    "September", "October",  "November", "December"};
constexpr int offset_hours_max = 18;

std::string no_such_day(int year, int month, int day) {
    if (year == 0) {
        return "there is no year 0000";
    }
    if (month < 1 || month > 12) {
        return fmt::format("there is no month {:02}", month);
    }
    return fmt::format("there is no {} {} {}", day,
                       months_in_full[static_cast<std::size_t>(month - 1)], year);
}

/// `text` is all that the cursor reads.
Parsed<Date> scan_date(Cursor& cursor, std::string_view text) {
    const std::size_t from = cursor.at();
    if (cursor.done()) {
        return cursor.problem_here("no date is written", date_hint);
    }
    const auto year = cursor.take_number_of(4);
    const bool dash = year && cursor.take('-');
    const auto month = dash ? cursor.take_number_of(2) : std::nullopt;
    const bool second_dash = month && cursor.take('-');
    const auto day = second_dash ? cursor.take_number_of(2) : std::nullopt;
    if (!day) {
        const std::size_t length = cursor.at() - from + cursor.next_word().size();
        Problem problem{from, length, {}, date_hint};
        problem.what = fmt::format("{} is no date", quoted(text.substr(from, length)));
        return problem;
    }
    if (const auto date = make_date(*year, *month, *day)) {
        return *date;
    }
    return cursor.problem(from, no_such_day(*year, *month, *day));
}

struct HourAndMinute {
    int hour = 0;
    int minute = 0;
};

/// "08:00"; 24:00 is let through.
Parsed<HourAndMinute> scan_hour_and_minute(Cursor& cursor) {
    const std::size_t from = cursor.at();
    const auto hour = cursor.take_number_of(2);
    const bool colon = hour && cursor.take(':');
    const auto minute = colon ? cursor.take_number_of(2) : std::nullopt;
    if (!minute) {
        Problem problem = cursor.problem_here("no time of day", clock_hint);
        problem.length += cursor.at() - from;
        problem.offset = from;
        return problem;
    }
    if (*hour > 24 || *minute > 59 || (*hour == 24 && *minute != 0)) {
        return cursor.problem(from,
                              fmt::format("there is no {:02}:{:02} on a clock", *hour, *minute),
                              "the day ends at 24:00");
    }
    return HourAndMinute{*hour, *minute};
}

/// ":30" or ":30.250" if there are seconds; 0 if not.
Parsed<int> scan_seconds_ms(Cursor& cursor) {
    const std::size_t from = cursor.at();
    if (!cursor.take(':')) {
        return 0;
    }
    const auto seconds = cursor.take_number_of(2);
    if (!seconds || *seconds > 59) {
        const bool leap = seconds && *seconds == 60;
        return cursor.problem(from, leap ? "leap seconds are not told apart here" : "no seconds",
                              "write 00 to 59, two digits");
    }
    int ms = *seconds * 1000;
    if (cursor.take('.')) {
        const std::string_view digits = cursor.take_digits();
        if (digits.empty() || digits.size() > 3) {
            return cursor.problem(from, "no fraction of a second", "write one to three digits");
        }
        int worth = 100;
        for (const char c : digits) {
            ms += (c - '0') * worth;
            worth /= 10;
        }
    }
    return ms;
}

/// "Z", "+01:00", "-0930": local minus UTC.
Parsed<Span> scan_offset(Cursor& cursor) {
    const std::size_t from = cursor.at();
    if (cursor.take('Z')) {
        return Span{};
    }
    const bool minus = cursor.peek() == '-';
    if (!cursor.take('-') && !cursor.take('+')) {
        return cursor.problem_here(
            fmt::format("{} is no offset from UTC", quoted(cursor.next_word())),
            "write Z, or +01:00");
    }
    const auto four = cursor.take_number_of(4);
    const auto hours = four ? std::optional(*four / 100) : cursor.take_number_of(2);
    const bool colon = !four && hours && cursor.take(':');
    const auto minutes = four    ? std::optional(*four % 100)
                         : colon ? cursor.take_number_of(2)
                                 : std::nullopt;
    if (!minutes) {
        return cursor.problem(from, "no offset from UTC", "write Z, or +01:00");
    }
    if (*minutes > 59 || *hours * 60 + *minutes > offset_hours_max * 60) {
        return cursor.problem(from, "no clock is that far from UTC", "write -18:00 to +18:00");
    }
    const Span offset = std::chrono::minutes(*hours * 60 + *minutes);
    return minus ? -offset : offset;
}

/// What follows the date: a reading of the clock on that day.
Parsed<WallTime> scan_time_of(Cursor& cursor, Date date) {
    const std::size_t from = cursor.at();
    const auto time = scan_hour_and_minute(cursor);
    if (!time) {
        return time.problem();
    }
    if (time->hour == 24) {
        return cursor.problem(from, "24:00 of a day", "write 00:00 of the next day");
    }
    const auto ms = scan_seconds_ms(cursor);
    if (!ms) {
        return ms.problem();
    }
    WallTime wall = wall_time(date, oclock(time->hour, time->minute));
    wall.ms += *ms;
    return wall;
}

Problem left_over(const Cursor& cursor) {
    return {cursor.at(),
            cursor.rest().size(),
            fmt::format("nothing belongs here, but there is {}", quoted(cursor.rest())),
            {}};
}

}  // namespace

Parsed<When> parse_when(std::string_view text) {
    const std::string_view inner = trimmed(text);
    const std::size_t offset = static_cast<std::size_t>(inner.data() - text.data());
    Cursor cursor(text.substr(0, offset + inner.size()));
    cursor.take_blanks();
    const auto date = scan_date(cursor, text);
    if (!date) {
        return date.problem();
    }
    if (cursor.done()) {
        return When(*date);
    }
    if (!cursor.take('T') && !cursor.take(' ')) {
        return left_over(cursor);
    }
    const auto wall = scan_time_of(cursor, *date);
    if (!wall) {
        return wall.problem();
    }
    if (cursor.done()) {
        return When(*wall);
    }
    const auto distance = scan_offset(cursor);
    if (!distance) {
        return distance.problem();
    }
    if (!cursor.done()) {
        return left_over(cursor);
    }
    return When(Instant(Span(wall->ms) - *distance));
}

namespace {

template <class T>
Parsed<T> only(std::string_view text, const char* what, const char* hint) {
    const auto when = parse_when(text);
    if (!when) {
        return when.problem();
    }
    if (const T* found = std::get_if<T>(&*when)) {
        return *found;
    }
    return Problem{0, text.size(), what, hint};
}

}  // namespace

Parsed<Date> parse_date(std::string_view text) {
    return only<Date>(text, "a time of day where a date belongs", "write the date alone");
}

Parsed<WallTime> parse_wall_time(std::string_view text) {
    return only<WallTime>(text, "no local date and time", "write 2026-03-02T08:00");
}

Parsed<Instant> parse_instant(std::string_view text) {
    return only<Instant>(text, "no instant: it does not say in which offset from UTC",
                         "write 2026-03-02T08:00Z, or …+01:00");
}

Parsed<LocalMinutes> parse_clock_time(std::string_view text) {
    Cursor cursor(text);
    cursor.take_blanks();
    const auto time = scan_hour_and_minute(cursor);
    if (!time) {
        return time.problem();
    }
    cursor.take_blanks();
    if (!cursor.done()) {
        Problem problem = left_over(cursor);
        problem.hint = clock_hint;
        return problem;
    }
    return oclock(time->hour, time->minute);
}

}  // namespace meridian
