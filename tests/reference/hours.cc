#include "tests/reference/hours.h"

#include <algorithm>

namespace meridian::reference {

Span counted(const Organisation& house, CalendarId calendar, Instant from, Instant until) {
    if (!calendar.exists()) {
        return until - from;
    }
    Span sum{0};
    for (const Interval& open : house.calendars[calendar].open.intervals()) {
        sum += std::max(Span{0}, std::min(open.end, until) - std::max(open.begin, from));
    }
    return sum;
}

std::optional<Instant> reached(const Organisation& house, CalendarId calendar, Instant from,
                               Span left) {
    if (left <= Span{0}) {
        return from;
    }
    if (!calendar.exists()) {
        return from + left;
    }
    for (const Interval& open : house.calendars[calendar].open.intervals()) {
        const Instant begin = std::max(open.begin, from);
        if (begin + left <= open.end) {
            return begin + left;
        }
        left -= std::max(Span{0}, open.end - begin);
    }
    return std::nullopt;
}

/// One day after another: a business day is one on which something is counted, and it ends when all
/// of that has been.
std::optional<Instant> due_by_day(const Organisation& house, CalendarId calendar, const Due& due,
                                  Instant from) {
    const NamedCalendar& hours = house.calendars[calendar];
    const Zone& zone = house.zones[hours.zone];
    const Date today = zone.date_at(from);
    std::uint32_t days = 0;
    for (Date day = today;; day = day.plus(1)) {
        const Instant begin = *zone.to_utc(wall_time(day, oclock(0)));
        const Instant end = *zone.to_utc(wall_time(day.plus(1), oclock(0)));
        if (begin >= hours.open.range().end) {
            return std::nullopt;
        }
        const Span open = counted(house, calendar, begin, end);
        if (open == Span{0} || (due.business_days > 0 && day == today)) {
            continue;
        }
        ++days;
        const Instant at =
            due.by ? *zone.to_utc(wall_time(day, *due.by)) : *reached(house, calendar, begin, open);
        if (due.business_days == 0 ? at >= from : days == due.business_days) {
            return at;
        }
    }
}

}  // namespace meridian::reference
