#include <gtest/gtest.h>

#include "sim/experiment/staffing/requirement.h"
#include "tests/draft.h"

namespace meridian::testing::periods_test {
namespace {

constexpr Instant at(int month, int day) {
    return std::chrono::sys_days{std::chrono::year{2026} / month / day};
}

TEST(PeriodsOf, AreCutWhereAClockOfTheScenarioChanges) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 364);
    sketch.region("oslo", "Europe/Oslo");
    sketch.tier("desk");
    sketch.team({.name = "desk"});
    const auto periods = periods_of(sketch.finished());
    ASSERT_EQ(periods.size(), 3U);
    EXPECT_EQ(periods[0].span, (Interval{ScenarioSketch::monday, at(3, 29) + 1h}));
    EXPECT_EQ(periods[1].span, (Interval{at(3, 29) + 1h, at(10, 25) + 1h}));
    EXPECT_EQ(periods[2].span.end, ScenarioSketch::monday + 24h * 364);
}

TEST(PeriodsOf, AWeekOfUtcIsOnePeriod) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 7);
    sketch.region("here");
    sketch.tier("desk");
    sketch.team({.name = "desk"});
    EXPECT_EQ(periods_of(sketch.finished()).size(), 1U);
}

TEST(PeriodsOf, LessThanAWeekBelongsToANeighbour) {
    ScenarioSketch sketch;
    sketch.from(at(3, 25)).for_time(24h * 28);
    sketch.region("oslo", "Europe/Oslo");  // its clocks change on 29 March, four days later
    sketch.tier("desk");
    sketch.team({.name = "desk"});
    const auto periods = periods_of(sketch.finished());
    ASSERT_EQ(periods.size(), 1U);
    EXPECT_EQ(periods[0].span.begin, at(3, 25));
}

}  // namespace
}  // namespace meridian::testing::periods_test
