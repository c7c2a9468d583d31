#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/calendar/week.h"
#include "model/calendar/zone.h"
#include "model/time.h"

namespace meridian::fuzz {

/// Instants asked one by one, a minute each: open[i] is about the minute that begins at begin + i.
/// The slow and obvious picture of what calendars say in intervals.
struct Minutes {
    Instant begin;
    std::vector<bool> open;

    [[nodiscard]] Instant at(std::size_t minute) const {
        return begin + std::chrono::minutes{minute};
    }
    [[nodiscard]] Interval range() const { return {begin, at(open.size())}; }
    /// The open minutes as intervals.
    [[nodiscard]] std::vector<Interval> intervals() const;
};

/// What the clock on the wall shows in each minute of a stretch of time, found by looking at it.
class WallScan {
public:
    /// The zone's transitions lie on whole minutes.
    WallScan(const Zone& zone, Interval scanned);

    /// When the plan is open, minute by minute of `range`; both lie on whole minutes, and `scanned`
    /// is wider by four days at both ends.
    [[nodiscard]] Minutes open_in(const WeekPlan& plan, Interval range) const;

    /// First and last minute in which the clock shows `wall`, a whole minute; nothing when it never
    /// does.
    struct Seen {
        Instant first;
        Instant last;
    };
    [[nodiscard]] std::optional<Seen> seen(WallTime wall) const;

private:
    struct Edge {
        Instant at;
        bool skipped = false;
    };
    [[nodiscard]] Edge start(WallTime wall, Repeated which) const;
    [[nodiscard]] Edge end(WallTime wall, Repeated which) const;
    [[nodiscard]] Instant jump_over(WallTime wall) const;
    void paint(const WeekPlan& plan, const Window& window, Date date, Minutes& minutes) const;

    Interval scanned_;
    std::int64_t least_ = 0;                 // the least minute shown
    std::vector<std::int64_t> shown_;        // by minute of `scanned`: minutes of the clock
    std::vector<std::optional<Seen>> seen_;  // by minute of the clock from `least_` on
};

}  // namespace meridian::fuzz
