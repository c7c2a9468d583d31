#include "sim/measure/clock_change.h"

#include <gtest/gtest.h>

#include "tests/draft.h"

namespace meridian::testing {
namespace {

using namespace std::chrono;

/// Oslo puts its clocks forward on 2026-03-29 at 01:00 UTC; its desk is on shift from 08 to 16 UTC
/// then, and was from 09 to 17 before.
struct Spring {
    Spring() {
        sketch.from(sys_days{2026y / 3 / 23}).for_time(14 * 24h);
        sketch.region("oslo", "Europe/Oslo");
        sketch.tier("desk");
        sketch.team({.name = "desk", .daily = {{8h, 16h}}});
        sketch.stream({.name = "customers", .per_hour = 1});
    }

    [[nodiscard]] std::optional<ClockChange> behind(Interval hole) const {
        const Scenario scenario = sketch.seal();
        const OnShift on_shift(scenario);
        const Need need{.tier = TierId{0},
                        .category = CategoryId{0},
                        .language = {},
                        .region = {},
                        .residency = {},
                        .team = {},
                        .desk = {}};
        return clock_change_behind(*scenario, on_shift.serving(need), hole);
    }

    ScenarioSketch sketch;
};

TEST(AClockChange, OpensTheHourThatTheOldClocksWouldHaveCovered) {
    const Instant day = sys_days{2026y / 3 / 30};
    const auto change = Spring().behind({day + 15h + 30min, day + 20h});
    ASSERT_TRUE(change);
    EXPECT_EQ(change->at, sys_days{2026y / 3 / 29} + 1h);
    EXPECT_EQ(change->by, 1h);
    EXPECT_EQ(change->covered, (Interval{day + 15h + 30min, day + 17h}));
}

TEST(AClockChange, IsNotBehindTheNight) {
    const Instant day = sys_days{2026y / 3 / 30};
    EXPECT_FALSE(Spring().behind({day + 18h, day + 22h}));
}

TEST(AClockChange, IsNotBehindWhatWasBeforeIt) {
    const Instant day = sys_days{2026y / 3 / 25};
    EXPECT_FALSE(Spring().behind({day + 16h, day + 17h}));
}

}  // namespace
}  // namespace meridian::testing
