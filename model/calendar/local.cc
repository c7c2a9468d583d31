#include "model/calendar/local.h"

#include <fmt/format.h>

#include <chrono>

namespace meridian {
namespace {

constexpr std::int64_t ms_in_hour = 3'600'000;
constexpr std::int64_t ms_in_day = 24 * ms_in_hour;

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

std::chrono::year_month_day civil(Date date) {
    return std::chrono::sys_days{std::chrono::days{date.days}};
}

}  // namespace

std::optional<Date> make_date(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
        return std::nullopt;
    }
    const std::chrono::year_month_day civil_date{std::chrono::year{year},
                                                 std::chrono::month{static_cast<unsigned>(month)},
                                                 std::chrono::day{static_cast<unsigned>(day)}};
    if (!civil_date.ok()) {
        return std::nullopt;
    }
    const auto since_epoch = std::chrono::sys_days{civil_date}.time_since_epoch();
    return Date{static_cast<std::int32_t>(since_epoch.count())};
}

std::string to_text(Date date) {
    const auto civil_date = civil(date);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(civil_date.year()),
                       static_cast<unsigned>(civil_date.month()),
                       static_cast<unsigned>(civil_date.day()));
}

std::string to_text(LocalMinutes time) {
    return fmt::format("{:02}:{:02}", time.minutes / 60, time.minutes % 60);
}

LocalTime take_apart(WallTime wall) {
    const std::int64_t days = floor_divide(wall.ms, ms_in_day);
    const auto ms_of_day = static_cast<std::int32_t>(wall.ms - days * ms_in_day);
    const Date date{static_cast<std::int32_t>(days)};
    const auto civil_date = civil(date);
    return {
        .year = static_cast<int>(civil_date.year()),
        .month = static_cast<int>(static_cast<unsigned>(civil_date.month())),
        .day = static_cast<int>(static_cast<unsigned>(civil_date.day())),
        .weekday = weekday_of(date),
        .hour = ms_of_day / 3'600'000,
        .minute = ms_of_day / 60'000 % 60,
        .second = ms_of_day / 1000 % 60,
        .ms_of_day = ms_of_day,
        .date = date,
    };
}

int hour_of_week(WallTime wall) {
    constexpr std::int64_t thursday = 3 * 24;  // where 1970-01-01 00:00 stands in its week
    const std::int64_t hour = floor_divide(wall.ms, ms_in_hour) + thursday;
    return static_cast<int>(hour - floor_divide(hour, hours_in_week) * hours_in_week);
}

}  // namespace meridian
