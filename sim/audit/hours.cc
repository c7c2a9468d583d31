#include "sim/audit/hours.h"

#include <algorithm>
#include <span>

namespace meridian::audit {
namespace {

/// The open stretches that end after `from`, in order.
std::span<const Interval> open_after(const Calendar& calendar, Instant from) {
    const std::span<const Interval> all = calendar.intervals();
    const auto first = std::upper_bound(all.begin(), all.end(), from,
                                        [](Instant t, Interval open) { return t < open.end; });
    return {first, all.end()};
}

}  // namespace

Span hours_between(const Table<NamedCalendar>& calendars, CalendarId calendar, Instant from,
                   Instant until) {
    if (!calendar.exists()) {
        return until - from;
    }
    Span sum{0};
    for (const Interval& open : open_after(calendars[calendar].open, from)) {
        if (open.begin >= until) {
            break;
        }
        sum += std::min(open.end, until) - std::max(open.begin, from);
    }
    return sum;
}

std::optional<Instant> due_after(const Table<NamedCalendar>& calendars, CalendarId calendar,
                                 Instant from, Span left) {
    if (left <= Span{0}) {
        return from;
    }
    if (!calendar.exists()) {
        return from + left;
    }
    for (const Interval& open : open_after(calendars[calendar].open, from)) {
        const Instant begins = std::max(open.begin, from);
        const Span length = open.end - begins;
        if (left <= length) {
            return begins + left;
        }
        left -= length;
    }
    return std::nullopt;
}

/// Walks along the open stretches, day by day as the calendar's clocks have them.
std::optional<Instant> due_on(const Organisation& house, CalendarId calendar, const Due& due,
                              Instant from) {
    const NamedCalendar& hours = house.calendars[calendar];
    const Zone& zone = house.zones[hours.zone];
    const Date today = zone.date_at(from);
    std::optional<Date> day;  // the last one on which it opens, so far
    Instant closes;
    std::uint32_t days = 0;
    const auto mark = [&]() -> std::optional<Instant> {  // the day is over
        const Instant at = due.by ? *zone.to_utc(wall_time(*day, *due.by)) : closes;
        ++days;
        const bool meant = due.business_days == 0 ? at >= from : days == due.business_days;
        return meant ? std::optional{at} : std::nullopt;
    };
    const Instant midnight = *zone.to_utc(wall_time(today, oclock(0)));
    for (const Interval& open : open_after(hours.open, midnight)) {
        const Date last = zone.date_at(open.end - Span{1});
        for (Date date = zone.date_at(std::max(open.begin, midnight)); date <= last;
             date = date.plus(1)) {
            if (day && *day != date) {
                if (const auto at = mark()) {
                    return at;
                }
            }
            if (date == today && due.business_days > 0) {
                continue;
            }
            day = date;
            closes = std::min(open.end, *zone.to_utc(wall_time(date, oclock(24))));
        }
    }
    return day ? mark() : std::nullopt;
}

}  // namespace meridian::audit
