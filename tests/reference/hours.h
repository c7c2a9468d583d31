#pragma once

#include <optional>

#include "model/organisation.h"
#include "model/policy/due.h"

namespace meridian::reference {

// Business clocks by adding up one open interval after another, from the first.

/// What the calendar counts between the instants; without a calendar, all of it.
[[nodiscard]] Span counted(const Organisation& house, CalendarId calendar, Instant from,
                           Instant until);

/// The first instant by which so much has been counted; `from` when nothing is left to count,
/// nothing when the calendar never counts so much.
[[nodiscard]] std::optional<Instant> reached(const Organisation& house, CalendarId calendar,
                                             Instant from, Span left);

/// When what begins at `from` is due by the calendar's business days; nothing if that is beyond
/// what the calendar knows.
[[nodiscard]] std::optional<Instant> due_by_day(const Organisation& house, CalendarId calendar,
                                                const Due& due, Instant from);

}  // namespace meridian::reference
