#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/time.h"

namespace meridian {

/// Open and closed hours over a known stretch of time, with the arithmetic of business clocks.
///
/// Everything is half-open and in UTC. Outside the known range a calendar counts as closed. No
/// question allocates; each costs O(log n) in the number of open intervals, and a calendar that is
/// always open answers in O(1).
class Calendar {
public:
    /// Never open, knows nothing.
    Calendar() = default;

    /// Open during `intervals`, which are sorted, merged and cut to `range` first if they need it.
    Calendar(std::vector<Interval> intervals, Interval range);

    /// Open throughout `range`: the 24x7 clock.
    [[nodiscard]] static Calendar always(Interval range);

    [[nodiscard]] bool is_open(Instant t) const;

    /// The open time in [a, b); zero when b <= a.
    [[nodiscard]] Span open_time(Instant a, Instant b) const;

    /// The earliest instant t with open_time(start, t) >= target. A target that is used up exactly
    /// as a window ends is due then, not at the next opening: 24 h of 9-17 from Monday 09:00 are
    /// due Wednesday 17:00. A target of zero (or less) is due at `start`, open or not. Nothing when
    /// the known range does not hold enough open time.
    [[nodiscard]] std::optional<Instant> deadline(Instant start, Span target) const;

    /// The earliest open instant at or after t; t itself when open. Nothing when none is known.
    [[nodiscard]] std::optional<Instant> next_open(Instant t) const;

    /// The end of the open interval that holds t; nothing when closed at t. An answer of
    /// range().end means open for as long as is known.
    [[nodiscard]] std::optional<Instant> closes_at(Instant t) const;

    /// Sorted, disjoint, none touching, none empty.
    [[nodiscard]] std::span<const Interval> intervals() const { return intervals_; }
    [[nodiscard]] Interval range() const { return range_; }
    [[nodiscard]] bool is_always_open() const { return always_; }

    /// All of the open time known.
    [[nodiscard]] Span total() const { return total_; }

private:
    [[nodiscard]] Span open_before(Instant t) const;

    std::vector<Interval> intervals_;
    std::vector<Span> open_until_;  ///< open_until_[i]: open time before intervals_[i] begins
    Interval range_{};
    Span total_{};
    bool always_ = false;
};

}  // namespace meridian
