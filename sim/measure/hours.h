#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "model/calendar/local.h"
#include "model/calendar/zone.h"
#include "model/time.h"

namespace meridian {

/// Milliseconds by hour of the week; 0 is Monday 00:00 to 01:00 on the zone's clocks.
using WeekOfTime = std::array<std::int64_t, hours_in_week>;

/// Tells hours of the week of one zone, and remembers how long the present offset holds: asked in
/// rough order of time it costs no search.
class WeekClock {
public:
    explicit WeekClock(const Zone& zone) : zone_(&zone) {}

    [[nodiscard]] int hour_at(Instant t) { return hour_of_week(wall_at(t)); }
    [[nodiscard]] Date date_at(Instant t) {
        const std::int64_t ms = wall_at(t).ms;
        constexpr std::int64_t day = 24 * hour_ms;
        return {static_cast<std::int32_t>(ms / day - (ms % day < 0 ? 1 : 0))};
    }

    /// Calls `each(hour, part)` for the parts of `stretch` in order, cut where the clock strikes.
    template <class Each>
    void walk(Interval stretch, Each each) {
        for (Instant t = stretch.begin; t < stretch.end;) {
            const WallTime wall = wall_at(t);
            const std::int64_t into = ((wall.ms % hour_ms) + hour_ms) % hour_ms;
            const Instant strikes = t + Span{hour_ms - into};
            const Instant until = std::min(
                {strikes, stretch.end, spell_.during.end > t ? spell_.during.end : strikes});
            each(hour_of_week(wall), Interval{t, until});
            t = until;
        }
    }

    /// How often each hour of the week comes in `stretch`, as time.
    [[nodiscard]] WeekOfTime exposure(Interval stretch) {
        WeekOfTime week{};
        walk(stretch, [&](int hour, Interval part) {
            week[static_cast<std::size_t>(hour)] += part.length().count();
        });
        return week;
    }

private:
    static constexpr std::int64_t hour_ms = 3'600'000;

    [[nodiscard]] WallTime wall_at(Instant t) {
        if (!spell_.during.contains(t)) {
            spell_ = zone_->spell_at(t);
        }
        return {(t.time_since_epoch() + spell_.offset).count()};
    }

    const Zone* zone_;
    Spell spell_{.during = {Instant{}, Instant{}}, .offset = Span{}};
};

/// "Mon 22:00".
[[nodiscard]] std::string hour_name(int hour_of_week);

}  // namespace meridian
