#include "sim/measure/hours.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/draft.h"

namespace meridian {
namespace {

using namespace std::chrono_literals;
using testing::ScenarioSketch;

Zone plus(Span offset) {
    return Zone::fixed("fixed", offset,
                       {ScenarioSketch::monday - 24h * 30, ScenarioSketch::monday + 24h * 300});
}

/// Clocks go back by an hour on Tuesday at 01:00 UTC (03:00 local becomes 02:00).
Zone falling_back() {
    Zone zone = plus(2h);
    zone.transitions.push_back({ScenarioSketch::monday + 25h, 1h});
    return zone;
}

TEST(AWeekClock, CutsWhereTheLocalClockStrikes) {
    const Zone kathmandu = plus(5h + 45min);
    WeekClock clock(kathmandu);
    std::vector<int> hours;
    std::vector<Span> parts;
    clock.walk({ScenarioSketch::monday, ScenarioSketch::monday + 2h}, [&](int hour, Interval i) {
        hours.push_back(hour);
        parts.push_back(i.length());
    });
    EXPECT_EQ(hours, (std::vector<int>{5, 6, 7}));
    EXPECT_EQ(parts, (std::vector<Span>{15min, 1h, 45min}));
}

TEST(AWeekClock, CountsTheRepeatedHourTwice) {
    const Zone zone = falling_back();
    WeekClock clock(zone);
    const WeekOfTime week =
        clock.exposure({ScenarioSketch::monday - 2h, ScenarioSketch::monday + 24h * 7 - 1h});
    EXPECT_EQ(Span{week[24 + 2]}, 2h);
    EXPECT_EQ(Span{week[24 + 3]}, 1h);
    EXPECT_EQ(Span{std::accumulate(week.begin(), week.end(), std::int64_t{0})}, 169h);
}

/// 23:30 UTC on Monday is Tuesday in Kathmandu; before 1970 days are counted down.
TEST(AWeekClock, TellsTheLocalDate) {
    const Zone kathmandu = plus(5h + 45min);
    WeekClock clock(kathmandu);
    EXPECT_EQ(to_text(clock.date_at(ScenarioSketch::monday + 18h)), "2026-01-05");
    EXPECT_EQ(to_text(clock.date_at(ScenarioSketch::monday + 18h + 15min)), "2026-01-06");
    EXPECT_EQ(to_text(clock.date_at(Instant{-6h})), "1969-12-31");
    EXPECT_EQ(to_text(clock.date_at(Instant{-5h - 45min})), "1970-01-01");
}

TEST(AWeekClock, KnowsTimesBeforeItsZonesRange) {
    const Zone zone = plus(0h);
    WeekClock clock(zone);
    EXPECT_EQ(clock.hour_at(ScenarioSketch::monday - 24h * 7 * 52), 0);
}

TEST(AnHourOfTheWeek, HasAName) {
    EXPECT_EQ(hour_name(0), "Mon 00:00");
    EXPECT_EQ(hour_name(167), "Sun 23:00");
}

}  // namespace
}  // namespace meridian
