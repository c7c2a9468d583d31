#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace meridian {

// The words for what a wall clock and a wall calendar show. None of them is a point in time: only a
// Zone turns them into one, and a reading may belong to no instant (clocks forward) or to two
// (clocks back).

/// A day on somebody's wall calendar, as days since 1970-01-01 (proleptic Gregorian).
struct Date {
    std::int32_t days = 0;

    [[nodiscard]] constexpr Date plus(std::int32_t more) const { return {days + more}; }
    friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

inline constexpr int days_in_week = 7;
inline constexpr int hours_in_week = 168;

/// The date, or nothing when there is no such day (30 February) or the year is not 1 to 9999.
[[nodiscard]] std::optional<Date> make_date(int year, int month, int day);

/// 0 is Monday, 6 is Sunday.
[[nodiscard]] constexpr int weekday_of(Date date) {
    return static_cast<int>(((std::int64_t{date.days} + 3) % 7 + 7) % 7);  // day 0 was a Thursday
}

/// Weeks start on Monday; the week of 1970-01-01 is week 0, earlier ones are negative.
[[nodiscard]] constexpr std::int32_t week_of(Date date) {
    return (date.days + 3 - weekday_of(date)) / 7;  // Mondays are 7 k - 3, so this is exact
}

/// "2026-03-29".
[[nodiscard]] std::string to_text(Date date);

/// A time of day on a wall clock, in minutes after 00:00. 0 to 1440: 24:00 is the end of the day.
struct LocalMinutes {
    std::int16_t minutes = 0;

    friend constexpr auto operator<=>(const LocalMinutes&, const LocalMinutes&) = default;
};

/// oclock(8), oclock(17, 30), oclock(24).
[[nodiscard]] constexpr LocalMinutes oclock(int hour, int minute = 0) {
    return {static_cast<std::int16_t>(hour * 60 + minute)};
}

/// "08:00", "24:00".
[[nodiscard]] std::string to_text(LocalMinutes time);

/// What a wall calendar and clock show together: milliseconds since their 1970-01-01 00:00.
struct WallTime {
    std::int64_t ms = 0;

    friend constexpr auto operator<=>(const WallTime&, const WallTime&) = default;
};

/// The reading `time` of the day `date`; minutes beyond 1440 run on into the next days.
[[nodiscard]] constexpr WallTime wall_time(Date date, LocalMinutes time) {
    return {(std::int64_t{date.days} * 1440 + time.minutes) * 60'000};
}

/// A reading taken apart.
struct LocalTime {
    int year = 1970;
    int month = 1;    ///< 1 to 12
    int day = 1;      ///< 1 to 31
    int weekday = 3;  ///< 0 Monday to 6 Sunday
    int hour = 0;
    int minute = 0;
    int second = 0;
    std::int32_t ms_of_day = 0;  ///< since 00:00 on the clock face, 0 to 86 399 999
    Date date;                   ///< the same day, counted
};

[[nodiscard]] LocalTime take_apart(WallTime wall);

/// 0 to 167; 0 is Monday 00:00 to 01:00.
[[nodiscard]] int hour_of_week(WallTime wall);

/// A clock reading that does not exist, because the clocks jump over it.
enum class Skipped : std::uint8_t {
    forward,  ///< the first valid instant after: the moment of the jump
    drop,     ///< nothing happens that day
};

/// A clock reading that comes twice, because the clocks are put back.
enum class Repeated : std::uint8_t { first, second };

}  // namespace meridian
