#include "model/calendar/calendar.h"

#include <algorithm>
#include <utility>

#include "model/calendar/coverage.h"

namespace meridian {

Calendar::Calendar(std::vector<Interval> intervals, Interval range) : range_(range) {
    if (range.begin >= range.end) {
        range_.end = range.begin;
        return;
    }
    const std::vector<Interval> known{range};
    intervals_ = intersect(normalised(std::move(intervals)), known);
    open_until_.reserve(intervals_.size());
    for (const Interval& interval : intervals_) {
        open_until_.push_back(total_);
        total_ += interval.length();
    }
    always_ = total_ == range.length();
}

Calendar Calendar::always(Interval range) { return Calendar({range}, range); }

Span Calendar::open_before(Instant t) const {
    if (always_) {
        return std::clamp(t, range_.begin, range_.end) - range_.begin;
    }
    const auto after =
        std::upper_bound(intervals_.begin(), intervals_.end(), t,
                         [](Instant x, const Interval& interval) { return x < interval.begin; });
    if (after == intervals_.begin()) {
        return Span{};
    }
    const auto last = static_cast<std::size_t>(after - intervals_.begin()) - 1;
    return open_until_[last] + (std::min(t, intervals_[last].end) - intervals_[last].begin);
}

bool Calendar::is_open(Instant t) const { return closes_at(t).has_value(); }

Span Calendar::open_time(Instant a, Instant b) const {
    return a < b ? open_before(b) - open_before(a) : Span{};
}

std::optional<Instant> Calendar::deadline(Instant start, Span target) const {
    if (target <= Span{}) {
        return start;
    }
    const Span used = open_before(start);
    if (target > total_ - used) {  // written so that no target can overflow
        return std::nullopt;
    }
    const Span goal = used + target;
    if (always_) {
        return range_.begin + goal;
    }
    // The last interval that begins with less than the goal behind it holds the deadline, at its
    // very end if need be.
    const auto beyond = std::lower_bound(open_until_.begin(), open_until_.end(), goal);
    const auto index = static_cast<std::size_t>(beyond - open_until_.begin()) - 1;
    return intervals_[index].begin + (goal - open_until_[index]);
}

std::optional<Instant> Calendar::next_open(Instant t) const {
    const auto next =
        std::upper_bound(intervals_.begin(), intervals_.end(), t,
                         [](Instant x, const Interval& interval) { return x < interval.end; });
    return next == intervals_.end() ? std::nullopt : std::optional{std::max(t, next->begin)};
}

std::optional<Instant> Calendar::closes_at(Instant t) const {
    const auto next =
        std::upper_bound(intervals_.begin(), intervals_.end(), t,
                         [](Instant x, const Interval& interval) { return x < interval.end; });
    return next != intervals_.end() && next->begin <= t ? std::optional{next->end} : std::nullopt;
}

}  // namespace meridian
