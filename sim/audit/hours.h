#pragma once

#include <optional>

#include "model/organisation.h"
#include "model/policy/due.h"

namespace meridian::audit {

// The hours of a calendar counted by walking along them. Written apart from Calendar's own
// arithmetic, which searches prefix sums: one checks the other.

/// The time in [from, until) that the calendar counts; without a calendar all of it.
[[nodiscard]] Span hours_between(const Table<NamedCalendar>& calendars, CalendarId calendar,
                                 Instant from, Instant until);

/// The earliest instant by which `left` has been counted from `from` on; `from` if nothing is left;
/// nothing if it lies beyond what the calendar knows.
[[nodiscard]] std::optional<Instant> due_after(const Table<NamedCalendar>& calendars,
                                               CalendarId calendar, Instant from, Span left);

/// When what begins at `from` is due by the business days of the calendar; nothing if it lies
/// beyond what the calendar knows.
[[nodiscard]] std::optional<Instant> due_on(const Organisation& house, CalendarId calendar,
                                            const Due& due, Instant from);

}  // namespace meridian::audit
