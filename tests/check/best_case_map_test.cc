#include "model/check/best_case_map.h"

#include <gtest/gtest.h>

#include "tests/journal.h"

namespace meridian::check {
namespace {

using namespace std::chrono_literals;
using namespace meridian::testing;

/// A desk from 08 to 16 every day, from Monday to Wednesday.
ScenarioSketch desk() {
    ScenarioSketch s;
    s.for_time(72h);
    s.region("here");
    s.tier("desk");
    s.team({.name = "night-owls", .region = "here", .tier = "desk", .daily = {{8h, 16h}}});
    s.work("any", "desk", constant(20min), 1.0);
    s.at_shift_end(AtShiftEnd::finish);
    s.sla("answer", 1h, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    by_hand(s);
    return s;
}

TEST(TheBestCaseMap, ShowsTheHoursInWhichNobodyCouldKeepThePromise) {
    const Scenario scenario = desk().seal();
    const Ground ground(scenario);
    const auto maps = best_case_map(ground, *scenario->policy.sla.begin());
    ASSERT_EQ(maps.size(), 1u);
    const auto& hours = maps.front().hours;
    for (std::size_t hour = 0; hour < 24; ++hour) {
        const BestCaseHour& tuesday = hours[24 + hour];
        // Who comes at 07:00 waits exactly the hour that is promised.
        const bool late = hour < 7 || hour >= 16;
        EXPECT_EQ(tuesday.quarters, 4);
        EXPECT_EQ(tuesday.impossible, late ? 4 : 0) << hour;
    }
    const BestCaseHour& evening = hours[24 + 16];
    EXPECT_EQ(evening.longest, 16h);
    EXPECT_EQ(evening.shortest, 15h + 15min);
    ASSERT_TRUE(evening.wait);
    EXPECT_EQ(scenario->organisation.teams[evening.wait->team].name, "night-owls");
    EXPECT_EQ(evening.wait->until, ScenarioSketch::monday + 56h);
    EXPECT_FALSE(hours[24 + 12].wait);
    EXPECT_EQ(hours[24 * 4].quarters, 0);  // Friday is not in the run
    // Of Wednesday evening nothing is known beyond the end, at midnight.
    EXPECT_EQ(hours[48 + 16].longest, 8h);
    EXPECT_TRUE(hours[48 + 16].never);
    EXPECT_EQ(hours[48 + 23].impossible, 0);
}

TEST(TheBestCaseMap, CountsAsManyLostQuartersAsTheCheck) {
    const Scenario scenario = desk().seal();
    const Ground ground(scenario);
    const SlaTarget& target = *scenario->policy.sla.begin();
    const auto found = feasibility(ground, target);
    const auto maps = best_case_map(ground, target);
    ASSERT_EQ(found.size(), maps.size());
    Span lost{};
    for (const Interval& interval : found.front().impossible) {
        lost += interval.length();
    }
    int quarters = 0;
    for (const BestCaseHour& hour : maps.front().hours) {
        quarters += hour.impossible;
    }
    EXPECT_EQ(lost, quarters * 15min);
}

}  // namespace
}  // namespace meridian::check
