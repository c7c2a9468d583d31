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

}  // namespace meridian::reference
