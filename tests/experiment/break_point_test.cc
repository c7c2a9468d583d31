#include "sim/experiment/break_point.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/draft.h"

namespace meridian::testing::break_point_test {
namespace {

/// M/M/n: half an hour of work each, so many customers an hour.
Scenario desk(double per_hour, std::uint32_t agents = 1) {
    ScenarioSketch sketch;
    sketch.for_time(101 * 24h).warm_up(24h).seed(3);
    sketch.region("oslo");
    sketch.tier("desk");
    sketch.team({.name = "team", .agents = agents});
    sketch.work("any", "desk", exponential(30min));
    sketch.stream({.name = "customers", .per_hour = per_hour});
    return sketch.seal();
}

BreakPoint along(const std::vector<SweepVariant>& points, Span wait, bool at_most = true,
                 int replications = 10) {
    const Scenario& standing = points.front().variant.scenario;
    const NumberOf number = std::get<NumberOf>(NumberOf::called(standing, "first_wait", {}));
    SameCustomers customers({standing}, {{"first_wait", number}}, replications, {});
    return break_point(customers, points, {number, at_most, static_cast<double>(wait.count())});
}

std::vector<SweepVariant> rates(int from, int to) {
    std::vector<SweepVariant> points;
    for (int tenths = from; tenths <= to; ++tenths) {
        points.push_back({{std::to_string(tenths)}, {0}, {desk(tenths / 10.0)}});
    }
    return points;
}

/// Planted: with 1.0 an hour the mean wait of M/M/1 is 30 min, with 1.1 it is 36.7 min, so that a
/// bound of 33 min ceases to hold between the two. Estimator: mean of 10 replications of about
/// 2,400 waits each, standard error about 1 min; to be one step off takes three of them and more.
/// Requirement 16; F-L07.
TEST(ABreakPoint, IsFoundWithinOneStepOfWhereItWasPlanted) {
    const BreakPoint result = along(rates(5, 15), 33min);
    ASSERT_EQ(result.found, BreakPoint::Found::between);
    EXPECT_NEAR(std::stoi(result.looked[result.last_that_holds].value), 10, 1);
    EXPECT_EQ(std::stoi(result.looked[result.first_that_fails].value),
              std::stoi(result.looked[result.last_that_holds].value) + 1);
    EXPECT_LT(result.looked.size(), 11U);
    ASSERT_TRUE(result.surely_holds && result.surely_fails);
    EXPECT_LE(*result.surely_holds, result.last_that_holds);
    EXPECT_GE(*result.surely_fails, result.first_that_fails);
    EXPECT_EQ(result.looked[*result.surely_holds].verdict, BreakPoint::Verdict::holds);
    EXPECT_EQ(result.looked[*result.surely_fails].verdict, BreakPoint::Verdict::fails);
}

TEST(ABreakPoint, IsTheSameFromTheOtherEnd) {
    std::vector<SweepVariant> points = rates(9, 12);
    std::ranges::reverse(points);
    const BreakPoint down = along(points, 33min, true, 4);
    const BreakPoint up = along(rates(9, 12), 33min, true, 4);
    ASSERT_EQ(down.found, up.found);
    EXPECT_EQ(down.looked[down.last_that_holds].value, up.looked[up.last_that_holds].value);
    EXPECT_EQ(down.looked[down.first_that_fails].value, up.looked[up.first_that_fails].value);
}

TEST(ABreakPoint, IsNoneWhereTheBoundHoldsEverywhereOrNowhere) {
    const BreakPoint everywhere = along(rates(5, 7), 10h, true, 3);
    EXPECT_EQ(everywhere.found, BreakPoint::Found::everywhere);
    const BreakPoint nowhere = along(rates(5, 7), 10h, false, 3);
    EXPECT_EQ(nowhere.found, BreakPoint::Found::nowhere);
}

TEST(ABreakPoint, IsNoneWhereTheNumberGoesUpAndDown) {
    const std::vector<SweepVariant> points{{{"a"}, {0}, {desk(0.5)}},
                                           {{"b"}, {0}, {desk(0.8)}},
                                           {{"c"}, {0}, {desk(1.4)}},
                                           {{"d"}, {0}, {desk(0.8)}},
                                           {{"e"}, {0}, {desk(0.5)}}};
    // It holds at both ends and not between them …
    EXPECT_EQ(along(points, 25min, true, 4).found, BreakPoint::Found::not_monotone);
    // … and everywhere, but the number says where another bound would not.
    EXPECT_EQ(along(points, 10h, true, 4).found, BreakPoint::Found::not_monotone);
}

}  // namespace
}  // namespace meridian::testing::break_point_test
