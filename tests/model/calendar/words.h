#pragma once

// The words in which the calendar tests are written, and the zones their golden numbers rest on.

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <ostream>
#include <string_view>
#include <vector>

#include "model/calendar/calendar.h"
#include "model/calendar/week.h"
#include "model/calendar/zone.h"

namespace meridian {

inline void PrintTo(const Interval& i, std::ostream* out) {
    *out << utc_text(i.begin) << " to " << utc_text(i.end);
}
inline void PrintTo(const Date& date, std::ostream* out) { *out << to_text(date); }

namespace calendar_words {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

inline Date date(int year, int month, int day) {
    const auto made = make_date(year, month, day);
    EXPECT_TRUE(made.has_value()) << "the test names a day that does not exist";
    return made.value_or(Date{});
}

inline Instant utc(Date day, int hour = 0, int minute = 0) {
    return Instant{days{day.days} + hours{hour} + minutes{minute}};
}
inline Instant utc(int year, int month, int day, int hour = 0, int minute = 0) {
    return utc(date(year, month, day), hour, minute);
}

inline Interval year_2026() { return {utc(2026, 1, 1), utc(2027, 1, 1)}; }

/// The rules that the golden numbers were worked out with, written down by another program
/// (Python's zoneinfo, every quarter of an hour) so that no tz database can change them.
inline constexpr std::string_view golden_lock = R"(# version 2026f
America/Los_Angeles from 2025-12-28T00:00:00Z -08:00
America/Los_Angeles at 2026-03-08T10:00:00Z -07:00
America/Los_Angeles at 2026-11-01T09:00:00Z -08:00
America/Los_Angeles until 2027-01-05T00:00:00Z
America/New_York from 2025-12-28T00:00:00Z -05:00
America/New_York at 2026-03-08T07:00:00Z -04:00
America/New_York at 2026-11-01T06:00:00Z -05:00
America/New_York until 2027-01-05T00:00:00Z
America/Sao_Paulo from 2025-12-28T00:00:00Z -03:00
America/Sao_Paulo until 2027-01-05T00:00:00Z
Asia/Kathmandu from 2025-12-28T00:00:00Z +05:45
Asia/Kathmandu until 2027-01-05T00:00:00Z
Asia/Kolkata from 2025-12-28T00:00:00Z +05:30
Asia/Kolkata until 2027-01-05T00:00:00Z
Asia/Singapore from 2025-12-28T00:00:00Z +08:00
Asia/Singapore until 2027-01-05T00:00:00Z
Australia/Lord_Howe from 2025-12-28T00:00:00Z +11:00
Australia/Lord_Howe at 2026-04-04T15:00:00Z +10:30
Australia/Lord_Howe at 2026-10-03T15:30:00Z +11:00
Australia/Lord_Howe until 2027-01-05T00:00:00Z
Australia/Sydney from 2025-12-28T00:00:00Z +11:00
Australia/Sydney at 2026-04-04T16:00:00Z +10:00
Australia/Sydney at 2026-10-03T16:00:00Z +11:00
Australia/Sydney until 2027-01-05T00:00:00Z
Europe/London from 2025-12-28T00:00:00Z +00:00
Europe/London at 2026-03-29T01:00:00Z +01:00
Europe/London at 2026-10-25T01:00:00Z +00:00
Europe/London until 2027-01-05T00:00:00Z
Europe/Oslo from 2025-12-28T00:00:00Z +01:00
Europe/Oslo at 2026-03-29T01:00:00Z +02:00
Europe/Oslo at 2026-10-25T01:00:00Z +01:00
Europe/Oslo until 2027-01-05T00:00:00Z
Europe/Stockholm from 2025-12-28T00:00:00Z +01:00
Europe/Stockholm at 2026-03-29T01:00:00Z +02:00
Europe/Stockholm at 2026-10-25T01:00:00Z +01:00
Europe/Stockholm until 2027-01-05T00:00:00Z
Pacific/Apia from 2025-12-28T00:00:00Z +13:00
Pacific/Apia until 2027-01-05T00:00:00Z
Pacific/Chatham from 2025-12-28T00:00:00Z +13:45
Pacific/Chatham at 2026-04-04T14:00:00Z +12:45
Pacific/Chatham at 2026-09-26T14:00:00Z +13:45
Pacific/Chatham until 2027-01-05T00:00:00Z
)";

inline constexpr const char* golden_names[] = {
    "America/Los_Angeles", "America/New_York", "America/Sao_Paulo",   "Asia/Kathmandu",
    "Asia/Kolkata",        "Asia/Singapore",   "Australia/Lord_Howe", "Australia/Sydney",
    "Europe/London",       "Europe/Oslo",      "Europe/Stockholm",    "Pacific/Apia",
    "Pacific/Chatham"};

/// A zone of the lock, for 2026.
inline Zone golden(std::string_view name) {
    const auto zone = zone_from_lock(golden_lock, name);
    EXPECT_TRUE(zone.has_value()) << name << " is not in the lock";
    return zone.value_or(Zone{});
}

/// A zone of this machine's database.
inline Zone loaded(std::string_view name, Interval range) {
    auto zone = load_zone(name, range);
    const auto* error = std::get_if<ZoneError>(&zone);
    EXPECT_EQ(error, nullptr) << error->message;
    return error != nullptr ? Zone{} : std::get<Zone>(zone);
}

inline Instant at(const Zone& zone, Date day, LocalMinutes time) {
    return zone.to_utc(wall_time(day, time)).value_or(Instant{});
}

inline WeekPlan open(std::vector<Window> windows) {
    return {.windows = std::move(windows), .holidays = {}, .policy = {}};
}

inline Window daily(LocalMinutes from, LocalMinutes to) {
    Window window;
    window.from = from;
    window.to = to;
    return window;
}

inline Window weekdays(LocalMinutes from, LocalMinutes to) {
    Window window = daily(from, to);
    window.days = monday_to_friday;
    return window;
}

inline Holiday holiday(Date first, Date last) {
    Holiday closed;
    closed.first = first;
    closed.last = last;
    return closed;
}

inline Calendar calendar_of(const WeekPlan& plan, const Zone& zone, Interval range) {
    return {open_intervals(plan, zone, range), range};
}

/// The UTC hours of `plan` on the local days `first` to `last`.
inline std::vector<Interval> hours_of(const WeekPlan& plan, const Zone& zone, Date first,
                                      Date last) {
    return open_intervals(plan, zone, {at(zone, first, oclock(0)), at(zone, last, oclock(24))});
}

/// The occurrence that starts on `day`, empty when there is none.
inline Interval one(const WeekPlan& plan, const Zone& zone, Date day) {
    for (const Occurrence& found : occurrences(plan, zone, year_2026())) {
        if (found.date == day) {
            return found.span;
        }
    }
    return {};
}

inline const Date spring{20541};  // 2026-03-29: Stockholm skips 02:00 to 03:00, at 01:00 UTC
inline const Date autumn{20751};  // 2026-10-25: 02:00 to 03:00 comes twice, from 00:00 UTC on

/// A generator of test cases, not of anything a result depends on: Knuth's MMIX constants.
class Cases {
public:
    explicit Cases(std::uint64_t seed) : state_(seed) {}

    /// 0 to below - 1.
    std::int64_t below(std::int64_t limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::int64_t>((state_ >> 33U) % static_cast<std::uint64_t>(limit));
    }

private:
    std::uint64_t state_;
};

}  // namespace calendar_words
}  // namespace meridian
