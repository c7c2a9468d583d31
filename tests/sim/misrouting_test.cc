#include <gtest/gtest.h>

#include <cmath>

#include "tests/journal.h"

// Requirement 43: the wrong expert is involved, notices after a while, and passes it on.

namespace meridian::testing {
namespace {

TEST(Misrouting, IsSeenAfterAWhileAndPutRight) {
    auto s = one_desk({.agents = 2});
    s.work("any", "desk", constant(30min));
    s.misroutes("desk", 1, constant(10min));
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:10 stopped, 09:10 queued, "
              "09:10 started by 1, 09:40 stopped, 09:40 resolved");
}

/// What is in vain counts neither for the work nor for the question halfway through it.
TEST(Misrouting, LeavesAllOfTheWorkToBeDone) {
    auto s = one_desk({.agents = 2});
    s.work("any", "desk", constant(30min), 1, {.share = 1, .reply = constant(1h)});
    s.misroutes("desk", 1, constant(10min));
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::asked_customer, 0), "09:25");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:40");
}

TEST(Misrouting, GoesOnAfterAShiftWhereItStopped) {
    auto s = one_desk({.daily = {{8h, 9h + 4min}, {10h, 16h}}});
    s.work("any", "desk", constant(30min));
    s.misroutes("desk", 1, constant(10min));
    s.at_shift_end(AtShiftEnd::park);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:36");  // six minutes more in vain, and the work
}

/// n visits, of which a share p is begun by the wrong one: standard error sqrt(p (1 - p) / n), and
/// 5 of them fail a correct program once in 1.7 million.
TEST(Misrouting, HappensOnTheStatedShareOfVisits) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "team", .agents = 20});
    s.stream({.name = "tickets", .per_hour = 20});
    s.work("any", "desk", constant(10min));
    s.misroutes("desk", 0.15, constant(3min));
    s.for_time(24h * 30);
    const Journal journal = journal_of(s);
    double wrong = 0;
    for (const Entry& e : journal.entries()) {
        wrong += e.fact == Fact::stopped && static_cast<Why>(e.cause) == Why::misrouted ? 1 : 0;
    }
    const auto n = static_cast<double>(journal.count(Fact::resolved));
    EXPECT_NEAR(wrong / n, 0.15, 5 * std::sqrt(0.15 * 0.85 / n));
}

}  // namespace
}  // namespace meridian::testing
