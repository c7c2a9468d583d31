#pragma once

#include <cstdint>
#include <optional>

#include "model/organisation.h"

namespace meridian {

/// A deadline that is a moment of a business day, not an amount of time: the end of the next
/// business day, the second one by 16:00.
///
/// A business day is a day on the calendar's own clocks on which it opens; hours after midnight
/// belong to the day on which they lie. A holiday and a closed weekend are none.
struct Due {
    /// So many business days after the day on which the clock starts, be that one itself or not.
    /// 0: that day, or the first one after it on which the moment is not past.
    std::uint32_t business_days = 1;
    std::optional<LocalMinutes> by;  // open then or not; none: as that day's last hours end
};

/// When what starts at `from` is due; nothing if that lies beyond what the calendar knows. A time
/// that the clocks jump over is the moment of the jump, one that they show twice the first.
[[nodiscard]] std::optional<Instant> due_at(const Due& due, const Organisation& organisation,
                                            CalendarId calendar, Instant from);

}  // namespace meridian
