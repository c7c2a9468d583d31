#pragma once

#include <optional>

#include "sim/measure/ledger.h"

namespace meridian {

/// A change of clocks without which somebody would have been on shift.
struct ClockChange {
    ZoneId zone;  ///< of the team
    TeamId team;
    Instant at;
    Span by{};           ///< forward if positive
    Interval covered{};  ///< the part of the hole in which the team would have been on shift
};

/// The change that opened a hole or its part, if one did: the latest of a zone of those who may
/// serve the need, at most 250 days before, without which their shifts would have covered a part of
/// it.
[[nodiscard]] std::optional<ClockChange> clock_change_behind(const Draft& scenario,
                                                             const Serving& serving, Interval hole);

}  // namespace meridian
