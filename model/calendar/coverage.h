#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/calendar/calendar.h"
#include "model/time.h"

namespace meridian {

// Exact arithmetic on sets of instants. A set is a list of half-open intervals that is sorted,
// disjoint, without touching neighbours and without empty ones; every function returns such a list,
// and all but `normalised` expect them. Each costs a sort or a merge; none samples the time axis.

/// The set that any list of intervals covers; empty and reversed ones hold nothing.
[[nodiscard]] std::vector<Interval> normalised(std::vector<Interval> intervals);

[[nodiscard]] std::vector<Interval> unite(std::span<const Interval> a, std::span<const Interval> b);
[[nodiscard]] std::vector<Interval> intersect(std::span<const Interval> a,
                                              std::span<const Interval> b);

/// What of `range` is not in the set.
[[nodiscard]] std::vector<Interval> complement(std::span<const Interval> set, Interval range);

/// What of `a` is not in `b`.
[[nodiscard]] std::vector<Interval> subtract(std::span<const Interval> a,
                                             std::span<const Interval> b);

[[nodiscard]] Span total_length(std::span<const Interval> set);

/// The longest interval, the earliest of equals; nothing for the empty set.
[[nodiscard]] std::optional<Interval> longest(std::span<const Interval> set);

/// So many people who keep the same hours.
struct Colleagues {
    const Calendar* hours = nullptr;
    std::int64_t count = 1;
};

/// From `at` until the next step `count` people are on duty.
struct Step {
    Instant at;
    std::int64_t count = 0;

    friend constexpr auto operator<=>(const Step&, const Step&) = default;
};

/// How many are on duty throughout `range`: the first step is at range.begin, neighbours differ,
/// the last one holds until range.end. Empty for an empty range.
[[nodiscard]] std::vector<Step> headcount(std::span<const Colleagues> present, Interval range);

/// The count at t; 0 before the first step. The last step holds for ever.
[[nodiscard]] std::int64_t count_at(std::span<const Step> steps, Instant t);

/// When fewer than `needed` are on duty.
[[nodiscard]] std::vector<Interval> uncovered(std::span<const Step> steps, Interval range,
                                              std::int64_t needed = 1);

/// When `needed` or more are on duty; with 2, when shifts overlap.
[[nodiscard]] std::vector<Interval> covered(std::span<const Step> steps, Interval range,
                                            std::int64_t needed = 1);

/// The integral of the count: person-milliseconds on duty within `range`.
[[nodiscard]] Span staffed_time(std::span<const Step> steps, Interval range);

}  // namespace meridian
