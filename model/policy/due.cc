#include "model/policy/due.h"

#include <algorithm>

namespace meridian {
namespace {

/// The end of the last hours that begin on the day, at most its midnight. Precondition: it is a
/// business day.
Instant closing(const Calendar& open, Instant midnight) {
    const auto hours = open.intervals();
    const auto after = std::ranges::lower_bound(hours, midnight, {}, &Interval::begin);
    return std::min(std::prev(after)->end, midnight);
}

}  // namespace

std::optional<Instant> due_at(const Due& due, const Organisation& organisation, CalendarId calendar,
                              Instant from) {
    const NamedCalendar& hours = organisation.calendars[calendar];
    const Zone& zone = organisation.zones[hours.zone];
    const auto time_of = [&](Date day, LocalMinutes time) {
        return *zone.to_utc(wall_time(day, time));
    };
    Date day = zone.date_at(from).plus(due.business_days == 0 ? 0 : 1);
    for (std::uint32_t left = due.business_days;; day = day.plus(1)) {
        const auto opens = hours.open.next_open(time_of(day, oclock(0)));
        if (!opens) {
            return std::nullopt;
        }
        day = zone.date_at(*opens);
        const Instant at =
            due.by ? time_of(day, *due.by) : closing(hours.open, time_of(day.plus(1), oclock(0)));
        if (left <= 1 && at >= from) {
            return at;
        }
        left -= left > 1 ? 1 : 0;
    }
}

}  // namespace meridian
