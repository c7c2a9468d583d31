#include "sim/experiment/staffing/hiring.h"

#include <gtest/gtest.h>

#include "tests/draft.h"

namespace meridian::testing {
namespace {

/// Two crews of three in one team, and one of two in another.
Draft two_teams() {
    ScenarioSketch sketch;
    sketch.for_time(24h * 7);
    sketch.region("here");
    sketch.tier("desk");
    sketch.team({.name = "day", .agents = 3});
    sketch.crew({.name = "day", .agents = 3});
    sketch.team({.name = "night", .agents = 2});
    return sketch.finished();
}

const std::vector<int> now{3, 3, 2};

TEST(IsAllowed, EverythingWithoutLimits) {
    EXPECT_TRUE(is_allowed(two_teams(), now, {0, 0, 0}));
    EXPECT_TRUE(is_allowed(two_teams(), now, {9, 9, 9}));
}

TEST(IsAllowed, CountsThePeopleOfATeamOverItsCrews) {
    Draft draft = two_teams();
    draft.staffing.teams.resize(2);
    draft.staffing.teams[0].at_least = 4;
    draft.staffing.teams[0].at_most = 6;
    EXPECT_TRUE(is_allowed(draft, now, {4, 0, 0}));
    EXPECT_FALSE(is_allowed(draft, now, {3, 0, 9}));
    EXPECT_FALSE(is_allowed(draft, now, {4, 3, 2}));
    EXPECT_EQ(nearest_allowed(draft, {1, 2, 2}), (std::vector<int>{2, 2, 2}));
    EXPECT_EQ(nearest_allowed(draft, {1, 8, 2}), (std::vector<int>{0, 6, 2}));
}

/// One who moves from a shift to another is one change, one hired and one released elsewhere two.
TEST(IsAllowed, CountsChanges) {
    Draft draft = two_teams();
    draft.staffing.change_at_most = 1;
    EXPECT_TRUE(is_allowed(draft, now, {3, 3, 2}));
    EXPECT_TRUE(is_allowed(draft, now, {2, 4, 2}));
    EXPECT_TRUE(is_allowed(draft, now, {3, 3, 1}));
    EXPECT_FALSE(is_allowed(draft, now, {2, 3, 3}));
    EXPECT_FALSE(is_allowed(draft, now, {3, 5, 2}));
}

}  // namespace
}  // namespace meridian::testing
