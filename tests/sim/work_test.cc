#include <gtest/gtest.h>

#include <cmath>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

TEST(Proficiency, OfOneHalfDoublesTouchTime) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.category("network", "networks");
    s.team({.name = "team", .skills = {{"networks", {.speed = 0.5}}}});
    by_hand(s);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:20");
    EXPECT_EQ(Span{journal.first(Fact::stopped, 0).value}, 20min);
}

TEST(Proficiency, MultipliesLanguageAndSkill) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.category("network", "networks");
    s.team({.name = "team",
            .languages = {{"nb", {.speed = 0.5}}},
            .skills = {{"networks", {.speed = 0.8}}}});
    by_hand(s, {.language = {{"nb"}}});
    EXPECT_EQ(journal_of(s, {comes(9h)}).at(Fact::resolved, 0), "09:25");
}

TEST(Proficiency, LosesNoWorkWhenItChangesHands) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.category("network", "networks");
    s.team({.name = "slow", .daily = {{8h, 16h}}, .skills = {{"networks", {.speed = 0.5}}}});
    s.team({.name = "fast", .daily = {{16h, 24h}}, .skills = {{"networks", {.speed = 2}}}});
    s.work("any", "desk", constant(1h));
    s.at_shift_end(AtShiftEnd::return_to_queue);
    by_hand(s);
    // 30 minutes at half speed do a quarter of an hour; 45 minutes at double speed take 22.5.
    EXPECT_EQ(journal_of(s, {comes(15h + 30min)}).at(Fact::resolved, 0), "16:22:30");
}

TEST(Proficiency, MultipliesTheChanceToResolve) {
    ScenarioSketch s;
    s.region("here");
    s.tier("frontline");
    s.tier("specialist");
    s.category("network", "networks");
    s.team({.name = "front",
            .tier = "frontline",
            .agents = 30,
            .skills = {{"networks", {.solves = 0.75}}}});
    s.team({.name = "experts", .tier = "specialist", .agents = 30});
    s.work("any", "frontline", constant(10min), 0.8);
    s.stream({.name = "tickets", .per_hour = 60});
    s.for_time(24h * 14);
    const Journal journal = journal_of(s);
    const auto n = static_cast<double>(journal.count(Fact::opened));
    const auto escalated = static_cast<double>(journal.count(Fact::escalated));
    // 0.8 * 0.75 are resolved: n = 20,000, share 0.4 escalated, standard error 0.0035.
    EXPECT_NEAR(escalated / n, 0.4, 5 * std::sqrt(0.24 / n));
}

TEST(Work, AsksTheCustomerHalfwayAndGoesOnWithItsOwner) {
    ScenarioSketch s = one_desk({.agents = 2});
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(2h)});
    EXPECT_EQ(journal_of(s, {comes(9h)}).story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:30 stopped, 09:30 asked, "
              "11:30 replied, 11:30 queued, 11:30 started by 0, 12:00 stopped, 12:00 resolved");
}

TEST(Work, WaitsForItsOwnerWhoIsBusyThoughAnotherIsFree) {
    for (const bool sticky : {true, false}) {
        ScenarioSketch s = one_desk();
        s.team({.name = "other", .daily = {{9h + 15min, 24h}}});
        s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(5min)});
        s.routing("desk").sticky_owner = sticky;
        // Ticket 1 waits from 09:10 for the other one, 2 from 09:20 for agent 0, who begins it at
        // 09:30. 0 is answered at 09:35; the other one is free from 09:45 to 09:50, when 1 is
        // answered, and agent 0 at 10:00.
        const Journal journal = journal_of(s, {comes(9h), comes(9h + 10min), comes(9h + 20min)});
        const Entry again = journal.all(Fact::started, 0).at(1);
        EXPECT_EQ(again.actor, sticky ? 0U : 1U);
        EXPECT_EQ(journal.time(again.at), sticky ? "10:00" : "09:45");
    }
}

// Requirements 2, 3 and 60.
TEST(SelfService, ServesAnyNumberAtOnceAndPassesTheRestOn) {
    ScenarioSketch s;
    s.region("here");
    s.self_service("bot");
    s.tier("desk");
    s.team({.name = "team", .agents = 2});
    s.work("any", "bot", constant(3min), 0);
    by_hand(s);
    const Journal journal = journal_of(s, {comes(9h), comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 self_served, 09:03 escalated, 09:03 queued, 09:03 started by 0, "
              "09:13 stopped, 09:13 resolved");
    EXPECT_EQ(journal.at(Fact::started, 1), "09:03");
}

TEST(Patience, EndsExactlyWhenItIsOver) {
    ScenarioSketch s = one_desk();
    s.channel("phone", constant(10min));
    s.draft.workload.streams[{0}].channel = {{0}, {1}};
    // Work on 0 ends at 09:10, as the patience of 1 does: it is taken first. 2 would wait to 09:20.
    const Journal journal = journal_of(s, {comes(9h), comes(9h), comes(9h + 5min)});
    EXPECT_EQ(journal.at(Fact::started, 1), "09:10");
    EXPECT_EQ(journal.at(Fact::abandoned, 2), "09:15");
}

TEST(Patience, IsNotLostOnceSomebodyHasAnswered) {
    ScenarioSketch s = one_desk();
    s.channel("phone", constant(10min));
    s.draft.workload.streams[{0}].channel = {{0}, {1}};
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(5min)});
    EXPECT_EQ(journal_of(s, {comes(9h)}).at(Fact::resolved, 0), "10:05");
}

}  // namespace
}  // namespace meridian::testing
