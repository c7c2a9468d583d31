#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/calendar/local.h"
#include "model/calendar/zone.h"
#include "model/time.h"

namespace meridian {

/// Days of the week; bit 0 is Monday, bit 6 is Sunday.
using DayMask = std::uint8_t;
inline constexpr DayMask monday_to_friday = 0b001'1111;
inline constexpr DayMask every_day = 0b111'1111;

[[nodiscard]] constexpr DayMask only_day(int weekday) {
    return static_cast<DayMask>(1U << static_cast<unsigned>(weekday));
}

/// Hours that come back every week, or every n weeks, on the local clock.
///
/// A window belongs to the local date on which it starts: days, rotation and validity ask that
/// date, also when the window runs across midnight. A lunch break is two windows.
struct Window {
    DayMask days = every_day;
    LocalMinutes from = oclock(0);   ///< 00:00 to 23:59
    LocalMinutes to = oclock(24);    ///< 00:00 to 24:00; at or before `from` it is on the next day,
                                     ///< so equal ends are a whole day: 08:00 to 08:00
    std::uint16_t every_weeks = 1;   ///< 1 to 520; 2 is every other week
    Date anchor;                     ///< any day of one of the weeks that count (Monday to Sunday)
    std::optional<Date> valid_from;  ///< first date
    std::optional<Date> valid_to;    ///< last date, itself included
};

/// Closed days. A holiday closes the local calendar days `first` to `last`, each from 00:00 to
/// 24:00, whatever window the hours come from: the night shift of the eve stops at midnight, and
/// the one that starts on the holiday begins at the midnight after it.
/// With `from` / `to` only that part of each day is closed: a half day off is from 12:00 to 24:00.
struct Holiday {
    Date first;
    Date last;                      ///< itself included; equal to `first` for a single day
    LocalMinutes from = oclock(0);  ///< 00:00 to 23:59
    LocalMinutes to = oclock(24);   ///< later than `from`
    std::string name;
};

/// What a window does when the clocks are changed on its edge.
///
/// With these values a window is the stretch from the first to the last instant at which the clock
/// shows a time inside it. So a night shift across the repeated hour is one hour longer and one
/// across the skipped hour one hour shorter, and windows that touch on the clock leave no hole in
/// time (they overlap for the repeated hour when they touch in the middle of it).
/// An edge outside the repeated hour is not in doubt, and the hour's own first minute, as an end,
/// is outside: a shift until 02:00 has gone home when 02:00 comes for the second time.
struct ClockPolicy {
    Skipped skipped_start = Skipped::forward;  ///< drop: no such window that day. A skipped end is
                                               ///< always the moment of the jump.
    Repeated repeated_start = Repeated::first;
    Repeated repeated_end = Repeated::second;
};

/// A calendar in the planner's words: opening hours or the shifts of a team.
struct WeekPlan {
    std::vector<Window> windows;
    std::vector<Holiday> holidays;
    ClockPolicy policy;
};

/// One window on one day. `span` is what the holidays leave of it; a window that a half day cuts in
/// two comes as two occurrences.
struct Occurrence {
    Interval span;
    Date date;               ///< the local date on which the window starts
    std::size_t window = 0;  ///< its place in WeekPlan::windows

    friend constexpr auto operator<=>(const Occurrence&, const Occurrence&) = default;
};

/// Every occurrence within `range`, cut to it, sorted by begin, then end, date, window. Overlapping
/// and touching ones are kept apart. `range` must lie within zone.range and is cut to it if not.
[[nodiscard]] std::vector<Occurrence> occurrences(const WeekPlan& plan, const Zone& zone,
                                                  Interval range);

/// When it is open: the occurrences merged, sorted, disjoint, not touching, none empty.
[[nodiscard]] std::vector<Interval> open_intervals(const WeekPlan& plan, const Zone& zone,
                                                   Interval range);

/// A window that a change of the clocks has touched on one day.
struct DstNote {
    enum class What : std::uint8_t {
        starts_in_skipped_hour,   ///< starts at the jump instead, or not at all (Skipped::drop)
        ends_in_skipped_hour,     ///< ends at the jump instead
        starts_in_repeated_hour,  ///< by policy at the first or the second
        ends_in_repeated_hour,
        crosses,  ///< both edges are clear, but the hours between them are fewer or more
    };

    Date date;
    std::size_t window = 0;
    What what = What::crosses;
    Span nominal{};  ///< as the clock face suggests: 22:00 to 06:00 is 8 h
    Span actual{};   ///< as worked, before holidays; zero when the window fell out that day
};

/// The notes for every occurrence that touches `range`, sorted by date and window. Those that
/// holidays leave nothing of are left out. An occurrence may have one note for each edge.
[[nodiscard]] std::vector<DstNote> dst_notes(const WeekPlan& plan, const Zone& zone,
                                             Interval range);

/// "2026-03-29 22:00-06:00 crosses a change of the clocks: 7 h 00 min instead of 8 h 00 min".
[[nodiscard]] std::string describe(const DstNote& note, const Window& window);

/// What is wrong with the window or holiday in one clause, empty when it is fine. The functions
/// above skip what is not fine: it is for the loader to refuse it.
[[nodiscard]] std::string problem_with(const Window& window);
[[nodiscard]] std::string problem_with(const Holiday& holiday);

}  // namespace meridian
