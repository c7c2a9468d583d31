#include <gtest/gtest.h>

#include "tests/journal.h"

// Requirement 57: what a ticket takes beside the work on it. The audit listens to each of these.

namespace meridian::testing::lifecycle_test {
namespace {

StageWork takes(Span time, TierId tier = {}) { return {.tier = tier, .handle = constant(time)}; }

/// A dispatcher, a frontline of one that resolves nothing in 10 minutes, a specialist who takes
/// three hours. Documented in 3, assessed in 2 and routed in 1 minute; closed in 5.
ScenarioSketch house() {
    ScenarioSketch s;
    s.region("here");
    s.tier("dispatch");
    s.tier("first");
    s.tier("second");
    s.team({.name = "dispatch", .tier = "dispatch"});
    s.team({.name = "first", .tier = "first"});
    s.team({.name = "second", .tier = "second"});
    by_hand(s, {.entry = "first"});
    s.work("any", "first", constant(10min), 0);
    s.work("any", "second", constant(3h));
    auto& stages = s.draft.policy.lifecycle.stages;
    const TierId dispatch = s.tier_id("dispatch");
    stages = {takes(3min, dispatch), takes(2min, dispatch), takes(1min, dispatch), std::nullopt,
              takes(5min)};
    return s;
}

/// What one tier does in one go is one task: 0 dispatches, 1 is the frontline, 2 the specialist,
/// who closes what he has resolved.
TEST(Lifecycle, TakesATicketInBeforeItsFirstQueueAndClosesItAtTheEnd) {
    const Journal journal = journal_of(house(), {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 staged, 09:00 staged, 09:00 staged, 09:00 task_queued, "
              "09:00 task_started by 0, 09:06 task_done, 09:06 queued, 09:06 started by 1, "
              "09:16 stopped, 09:16 escalated, 09:16 queued, 09:16 started by 2, 12:16 stopped, "
              "12:16 staged, 12:16 task_queued, 12:16 resolved, 12:16 task_started by 2, "
              "12:21 task_done");
    EXPECT_EQ(journal.first(Fact::staged, 0).value, Span{3min}.count());
}

TEST(Lifecycle, GoesFromTierToTierInTheIntakeToo) {
    ScenarioSketch s = house();
    s.draft.policy.lifecycle.stages[1]->tier = s.tier_id("second");
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.count(Fact::task_queued), 4U);
    EXPECT_EQ(journal.at(Fact::queued, 0), "09:06");
    const std::vector<Entry> stages = journal.all(Fact::staged, 0);
    EXPECT_EQ(journal.time(stages[1].at), "09:03");
    EXPECT_EQ(journal.time(stages[2].at), "09:05");
}

/// One dispatcher has two of them: the second waits six minutes for being written down.
TEST(Lifecycle, WaitsForWhoeverTakesItIn) {
    const Journal journal = journal_of(house(), {comes(9h), comes(9h)});
    EXPECT_EQ(journal.at(Fact::queued, 1), "09:12");
}

/// The first look an hour after it went to the specialist at 09:10; the next one an hour after the
/// last was done, until it is resolved at 12:10.
TEST(Lifecycle, TracksATicketThatIsWithAnotherTier) {
    ScenarioSketch s = house();
    s.draft.policy.lifecycle.stages = {};
    s.draft.policy.lifecycle.stages[3] =
        StageWork{.tier = {}, .handle = constant(6min), .every = 1h};
    const Journal journal = journal_of(s, {comes(9h)});
    std::vector<std::string> looks;
    for (const Entry& e : journal.all(Fact::staged, 0)) {
        looks.push_back(journal.time(e.at));
        EXPECT_EQ(e.actor, s.tier_id("first").index);
    }
    EXPECT_EQ(looks, (std::vector<std::string>{"10:10", "11:16"}));
}

TEST(Lifecycle, TracksNoTicketThatStaysWhereItCameIn) {
    ScenarioSketch s = house();
    s.work("any", "first", constant(3h));
    s.draft.policy.lifecycle.stages = {};
    s.draft.policy.lifecycle.stages[3] =
        StageWork{.tier = {}, .handle = constant(6min), .every = 1h};
    EXPECT_EQ(journal_of(s, {comes(9h)}).count(Fact::staged), 0U);
}

/// A rule that looks at new tickets sends it to the specialist, who gets it after the intake.
TEST(Lifecycle, LetsARuleChangeWhereItWillEnter) {
    ScenarioSketch s = house();
    s.rule("at once", on_creation(), {to_tier(s.tier_id("second"))});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::escalated, 0), "09:00");
    EXPECT_EQ(journal.at(Fact::queued, 0), "09:06");
    EXPECT_EQ(journal.first(Fact::started, 0).tier, s.tier_id("second").index);
}

/// Also one that comes due meanwhile.
TEST(Lifecycle, LetsATimedRuleChangeWhereItWillEnter) {
    ScenarioSketch s = house();
    s.rule("soon", after_open(4min), {to_tier(s.tier_id("second"))});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::escalated, 0), "09:04");
    EXPECT_EQ(journal.count(Fact::queued), 1U);
    EXPECT_EQ(journal.at(Fact::started, 0), "09:06");
}

/// Self-service takes nobody's time: what it could not help is taken in on its way to the desk.
TEST(Lifecycle, TakesInWhatSelfServiceCouldNotHelp) {
    ScenarioSketch s;
    s.region("here");
    s.self_service("bot");
    s.tier("desk");
    s.team({.name = "team", .tier = "desk"});
    by_hand(s);
    s.work("any", "bot", constant(5min), 0);
    s.work("any", "desk", constant(20min));
    s.draft.policy.lifecycle.stages[0] = takes(3min);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 self_served, 09:05 escalated, 09:05 staged, 09:05 task_queued, "
              "09:05 task_started by 0, 09:08 task_done, 09:08 queued, 09:08 started by 0, "
              "09:28 stopped, 09:28 resolved");
}

/// Who comes back is known already, and is closed once more.
TEST(Lifecycle, TakesATicketInOnce) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(30min));
    s.draft.policy.lifecycle.stages = {takes(3min), std::nullopt, std::nullopt, std::nullopt,
                                       takes(5min)};
    s.reopens("desk", 0.99, constant(2h));
    const Journal journal = journal_of(s, {comes(9h)});
    std::size_t intakes = 0;
    std::size_t closings = 0;
    for (const Entry& e : journal.all(Fact::staged, 0)) {
        intakes += e.cause == 0 ? 1 : 0;
        closings += e.cause == 4 ? 1 : 0;
    }
    EXPECT_EQ(intakes, 1U);
    EXPECT_EQ(closings, journal.count(Fact::resolved));
    EXPECT_GT(closings, 1U);
}

}  // namespace
}  // namespace meridian::testing::lifecycle_test
