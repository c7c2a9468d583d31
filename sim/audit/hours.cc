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

}  // namespace meridian::audit
