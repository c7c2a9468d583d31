#pragma once

#include <chrono>
#include <cstdint>

namespace meridian {

/// A point in time: milliseconds of UTC since 1970, no leap seconds.
/// The only kind of time the engine knows; wall clocks live in model/calendar and in reports.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A distance between two instants, in milliseconds.
using Span = std::chrono::milliseconds;

/// A half-open stretch of time: `begin` is inside, `end` is not. Invariant: begin <= end;
/// the sorted lists that calendars and coverage hand out contain no empty ones.
struct Interval {
    Instant begin;
    Instant end;

    [[nodiscard]] constexpr bool contains(Instant t) const { return begin <= t && t < end; }
    [[nodiscard]] constexpr Span length() const { return end - begin; }
    friend constexpr auto operator<=>(const Interval&, const Interval&) = default;
};

}  // namespace meridian
