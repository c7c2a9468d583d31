#include "tests/fuzz/minutes.h"

#include <algorithm>

namespace meridian::fuzz {
namespace {

using std::chrono::days;
using std::chrono::minutes;

Span offset_by_looking(const Zone& zone, Instant t) {
    Span offset = zone.first_offset;
    for (const Transition& change : zone.transitions) {
        if (change.at <= t) {
            offset = change.offset;
        }
    }
    return offset;
}

std::int64_t minute_of(WallTime wall) { return wall.ms / 60'000; }

bool counts_on(const Window& window, Date date) {
    if ((window.days >> weekday_of(date) & 1) == 0 ||
        (window.valid_from && date < *window.valid_from) ||
        (window.valid_to && *window.valid_to < date)) {
        return false;
    }
    // Mondays of the two weeks, so many weeks apart.
    const int monday = date.days - weekday_of(date);
    const int anchor = window.anchor.days - weekday_of(window.anchor);
    return (monday - anchor) / 7 % window.every_weeks == 0;
}

/// Minutes of the picture before `t`.
std::size_t minute_index(const Minutes& minutes_of, Instant t) {
    const Instant within = std::clamp(t, minutes_of.begin, minutes_of.range().end);
    return static_cast<std::size_t>((within - minutes_of.begin) / minutes{1});
}

void fill(Minutes& minutes_of, Interval span, bool value) {
    const std::size_t end = minute_index(minutes_of, span.end);
    for (std::size_t i = minute_index(minutes_of, span.begin); i < end; ++i) {
        minutes_of.open[i] = value;
    }
}

}  // namespace

std::vector<Interval> Minutes::intervals() const {
    std::vector<Interval> found;
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (open[i] && i > 0 && open[i - 1]) {
            found.back().end = at(i + 1);
        } else if (open[i]) {
            found.push_back({at(i), at(i + 1)});
        }
    }
    return found;
}

WallScan::WallScan(const Zone& zone, Interval scanned) : scanned_(scanned) {
    for (Instant t = scanned.begin; t < scanned.end; t += minutes{1}) {
        const Span wall = t.time_since_epoch() + offset_by_looking(zone, t);
        shown_.push_back(wall.count() / 60'000);
    }
    least_ = *std::min_element(shown_.begin(), shown_.end());
    const std::int64_t most = *std::max_element(shown_.begin(), shown_.end());
    seen_.resize(static_cast<std::size_t>(most - least_ + 1));
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        const Instant t = scanned.begin + minutes{i};
        auto& seen = seen_[static_cast<std::size_t>(shown_[i] - least_)];
        seen = Seen{seen ? seen->first : t, t};
    }
}

std::optional<WallScan::Seen> WallScan::seen(WallTime wall) const {
    const std::int64_t index = minute_of(wall) - least_;
    if (index < 0 || index >= static_cast<std::int64_t>(seen_.size())) {
        return std::nullopt;
    }
    return seen_[static_cast<std::size_t>(index)];
}

/// The first minute that shows a later reading right after one that showed an earlier one.
Instant WallScan::jump_over(WallTime wall) const {
    for (std::size_t i = 1; i < shown_.size(); ++i) {
        if (shown_[i - 1] < minute_of(wall) && minute_of(wall) < shown_[i]) {
            return scanned_.begin + minutes{i};
        }
    }
    return scanned_.end;
}

WallScan::Edge WallScan::start(WallTime wall, Repeated which) const {
    const auto found = seen(wall);
    if (!found) {
        return {.at = jump_over(wall), .skipped = true};
    }
    return {.at = which == Repeated::first ? found->first : found->last};
}

/// An end whose last inner minute comes only once is in no doubt: it is the minute after that one.
WallScan::Edge WallScan::end(WallTime wall, Repeated which) const {
    const auto found = seen(wall);
    if (!found) {
        return {.at = jump_over(wall), .skipped = true};
    }
    const auto inside = seen({wall.ms - 60'000});
    const bool clear = inside && inside->first == inside->last;
    return {.at = clear || which == Repeated::first ? found->first : found->last};
}

void WallScan::paint(const WeekPlan& plan, const Window& window, Date date,
                     Minutes& minutes_of) const {
    const Edge from = start(wall_time(date, window.from), plan.policy.repeated_start);
    const Date last = window.to <= window.from ? date.plus(1) : date;
    const Edge to = end(wall_time(last, window.to), plan.policy.repeated_end);
    if (!from.skipped || plan.policy.skipped_start == Skipped::forward) {
        fill(minutes_of, {from.at, to.at}, true);
    }
}

Minutes WallScan::open_in(const WeekPlan& plan, Interval range) const {
    Minutes found{.begin = range.begin, .open = {}};
    found.open.resize(static_cast<std::size_t>(range.length() / minutes{1}));
    const Date first{static_cast<std::int32_t>(
        std::chrono::floor<days>(range.begin).time_since_epoch().count() - 3)};
    const Date last{static_cast<std::int32_t>(
        std::chrono::floor<days>(range.end).time_since_epoch().count() + 3)};
    for (Date date = first; date <= last; date = date.plus(1)) {
        for (const Window& window : plan.windows) {
            if (counts_on(window, date)) {
                paint(plan, window, date, found);
            }
        }
    }
    for (Date date = first; date <= last; date = date.plus(1)) {
        for (const Holiday& holiday : plan.holidays) {
            if (holiday.first <= date && date <= holiday.last) {
                fill(found,
                     {start(wall_time(date, holiday.from), Repeated::first).at,
                      end(wall_time(date, holiday.to), Repeated::second).at},
                     false);
            }
        }
    }
    return found;
}

}  // namespace meridian::fuzz
