#include "tools/load/duration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>

#include "tools/load/nearest.h"
#include "tools/load/scan.h"

namespace meridian {

namespace {

constexpr std::int64_t second_ms = 1'000;
constexpr std::int64_t minute_ms = 60 * second_ms;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;
constexpr std::int64_t week_ms = 7 * day_ms;
constexpr std::size_t fraction_digits_max = 9;  // times a week still fits 64 bits

struct Unit {
    std::string_view name;
    std::int64_t ms;
};

constexpr std::array units{
    Unit{"ms", 1},
    Unit{"s", second_ms},
    Unit{"sec", second_ms},
    Unit{"second", second_ms},
    Unit{"seconds", second_ms},
    Unit{"min", minute_ms},
    Unit{"minute", minute_ms},
    Unit{"minutes", minute_ms},
    Unit{"h", hour_ms},
    Unit{"hour", hour_ms},
    Unit{"hours", hour_ms},
    Unit{"d", day_ms},
    Unit{"day", day_ms},
    Unit{"days", day_ms},
    Unit{"w", week_ms},
    Unit{"week", week_ms},
    Unit{"weeks", week_ms},
};

constexpr std::array<std::string_view, 10> without_length{
    "mo", "mon", "month", "months", "quarter", "quarters", "y", "yr", "year", "years"};

std::string hint_for_unit(std::string_view word) {
    if (word == "m") {
        return "write min for minutes";
    }
    std::array<std::string_view, units.size()> names{};
    std::transform(units.begin(), units.end(), names.begin(), [](Unit u) { return u.name; });
    if (const auto near = nearest(word, names)) {
        return fmt::format("did you mean '{}'?", *near);
    }
    return "the units are ms, s, min, h, d and w";
}

Parsed<Unit> unit_called(const Cursor& cursor, std::size_t from, std::string_view word) {
    const auto* unit =
        std::find_if(units.begin(), units.end(), [&](Unit u) { return u.name == word; });
    if (unit != units.end()) {
        return *unit;
    }
    if (std::find(without_length.begin(), without_length.end(), word) != without_length.end()) {
        return cursor.problem(from,
                              fmt::format("{} have no fixed length", word[0] == 'm'   ? "months"
                                                                     : word[0] == 'q' ? "quarters"
                                                                                      : "years"),
                              "write days or weeks");
    }
    return cursor.problem(from, fmt::format("no unit of time is called {}", quoted(word)),
                          hint_for_unit(word));
}

struct Part {
    std::size_t offset = 0;
    std::int64_t unit_ms = 1;
    std::int64_t ms = 0;
    bool business = false;
};

Problem too_long(const Cursor& cursor, std::size_t from) {
    return cursor.problem(from, "a duration of more than 100 years");
}

/// number times unit, rounded half up; nothing beyond the longest duration.
std::optional<std::int64_t> milliseconds(const WrittenNumber& number, std::int64_t unit_ms) {
    std::int64_t whole = 0;
    const auto error =
        std::from_chars(number.whole.data(), number.whole.data() + number.whole.size(), whole).ec;
    if (error != std::errc() || whole > longest_duration.count() / unit_ms) {
        return std::nullopt;
    }
    std::int64_t fraction = 0;
    std::int64_t scale = 1;
    for (const char c : number.fraction) {
        fraction = fraction * 10 + (c - '0');
        scale *= 10;
    }
    const std::int64_t ms = whole * unit_ms + (2 * fraction * unit_ms + scale) / (2 * scale);
    return ms > longest_duration.count() ? std::nullopt : std::optional(ms);
}

Problem no_unit(const Cursor& cursor, const WrittenNumber& number) {
    if (!cursor.done()) {
        return cursor.problem_here(
            fmt::format("no unit of time is called {}", quoted(cursor.next_word())),
            "the units are ms, s, min, h, d and w");
    }
    const std::string_view shown = number.text.size() <= 12 ? number.text : "20";
    return cursor.problem(number.offset, "a duration without a unit",
                          fmt::format("write {0}min, {0}s or {0}h", shown));
}

Parsed<Part> scan_part(Cursor& cursor) {
    const auto number = scan_number(cursor);
    if (!number) {
        return number.problem();
    }
    if (number->fraction.size() > fraction_digits_max) {
        return cursor.problem(number->offset, "more than nine digits after the point",
                              "a millisecond is the smallest unit");
    }
    cursor.take_blanks();
    std::size_t from = cursor.at();
    std::string_view word = cursor.take_letters();
    Part part{.offset = number->offset};
    if (word == "business") {
        part.business = true;
        cursor.take_blanks();
        from = cursor.at();
        word = cursor.take_letters();
    }
    if (word.empty()) {
        return no_unit(cursor, *number);
    }
    const auto unit = unit_called(cursor, from, word);
    if (!unit) {
        return unit.problem();
    }
    const auto ms = milliseconds(*number, unit->ms);
    if (!ms) {
        return too_long(cursor, number->offset);
    }
    part.unit_ms = unit->ms;
    part.ms = *ms;
    return part;
}

/// What is wrong with a part that follows another one.
std::optional<Problem> misplaced(const Cursor& cursor, const Part& previous, const Part& part) {
    if (part.unit_ms == previous.unit_ms) {
        return cursor.problem(part.offset, "the same unit twice", "add them up");
    }
    if (part.unit_ms > previous.unit_ms) {
        return cursor.problem(part.offset, "a larger unit after a smaller one",
                              "write the larger one first: 1h 30min");
    }
    if (part.business != previous.business) {
        return cursor.problem(part.offset, "business time and wall time in one duration",
                              "write it in one unit: 90 business min");
    }
    return std::nullopt;
}

Parsed<Duration> scan_parts(Cursor& cursor) {
    std::int64_t total = 0;
    Duration duration;
    std::optional<Part> previous;
    do {
        if (previous && cursor.peek() == '-') {
            return cursor.problem_here("a minus sign within a duration",
                                       "it stands once, in front of all: -1h 30min");
        }
        const auto part = scan_part(cursor);
        if (!part) {
            return part.problem();
        }
        if (previous) {
            if (auto problem = misplaced(cursor, *previous, *part)) {
                return *std::move(problem);
            }
        }
        total += part->ms;  // each is at most the longest, and there are at most six
        duration.uses_days_or_weeks |= part->unit_ms >= day_ms;
        duration.business = part->business;
        previous = *part;
        cursor.take_blanks();
    } while (!cursor.done());
    if (total > longest_duration.count()) {
        return too_long(cursor, 0);
    }
    duration.value = Span(total);
    return duration;
}

}  // namespace

Parsed<Duration> parse_duration(std::string_view text, Negative negative) {
    Cursor cursor(text);
    cursor.take_blanks();
    if (cursor.done()) {
        return Problem{0, text.size(), "no duration is written", "write 20min, 4h or 1h 30min"};
    }
    const bool minus = cursor.peek() == '-';
    if (minus && negative == Negative::refused) {
        return cursor.problem_here("a negative duration");
    }
    if (minus) {
        cursor.take('-');
        if (cursor.peek() == '-') {
            return cursor.problem_here("two minus signs");
        }
    }
    auto duration = scan_parts(cursor);
    if (duration && minus) {
        Duration opposite = *duration;
        opposite.value = -opposite.value;
        return opposite;
    }
    return duration;
}

Problem day_on_a_business_clock(std::string_view text, const Duration& duration,
                                Span business_day) {
    Problem problem{0, text.size(), {}, {}};
    problem.what = fmt::format("{} has two readings on a business clock", quoted(trimmed(text)));
    const std::string wall = duration_text(duration.value);
    if (business_day <= Span{} || business_day > Span(day_ms) ||
        duration.value > longest_duration || duration.value < -longest_duration) {
        problem.hint = fmt::format(
            "write {} for open hours of the clock, or the hours of so many "
            "working days",
            wall);
        return problem;
    }
    const std::int64_t days = duration.value.count() / day_ms;
    const std::int64_t left = duration.value.count() % day_ms;
    const std::string working = duration_text(Span(days * business_day.count() + left));
    problem.hint = fmt::format("write {} for working days of {}, {} for days of 24 h", working,
                               duration_text(business_day), wall);
    return problem;
}

std::string duration_text(Span span) {
    const std::int64_t count = span.count();
    std::uint64_t left = count < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(count)
                                   : static_cast<std::uint64_t>(count);
    std::string out;
    for (const Unit unit :
         {Unit{"h", hour_ms}, Unit{"min", minute_ms}, Unit{"s", second_ms}, Unit{"ms", 1}}) {
        const std::uint64_t ms = static_cast<std::uint64_t>(unit.ms);
        if (left >= ms) {
            out += fmt::format("{}{}{}", out.empty() ? "" : " ", left / ms, unit.name);
            left %= ms;
        }
    }
    return out.empty() ? "0s" : (count < 0 ? "-" + out : out);
}

}  // namespace meridian
