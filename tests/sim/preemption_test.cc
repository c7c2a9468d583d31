#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/random.h"
#include "tests/journal.h"

namespace meridian::testing {
namespace {

constexpr Priority p1 = 0;
constexpr Priority p3 = 2;
constexpr Priority p4 = 3;

/// One agent, work of an hour, on whose desk the more urgent interrupt.
ScenarioSketch desk_where_they(Preemption how) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(1h));
    s.routing("desk").discipline = Discipline::priority;
    s.routing("desk").preemption = how;
    return s;
}

/// A P4 comes at 09:00, and after half of its work a P1.
Journal interrupted_at_half(const ScenarioSketch& s) {
    return journal_of(s, {comes(9h, {.priority = p4}), comes(9h + 30min, {.priority = p1})});
}

// The four modes of one interruption: 09:00 to 09:30 are worked, the P1 has 09:30 to 10:30.
TEST(Preemption, ResumesWhereItStopped) {
    const Journal journal = interrupted_at_half(desk_where_they({}));
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:30 stopped, 09:30 queued, "
              "10:30 started by 0, 11:00 stopped, 11:00 resolved");
    EXPECT_EQ(journal.at(Fact::resolved, 1), "10:30");
}

TEST(Preemption, RestartsFromWhereItBegan) {
    const auto s = desk_where_they({.then = Preemption::Then::restart});
    EXPECT_EQ(interrupted_at_half(s).at(Fact::resolved, 0), "11:30");
}

TEST(Preemption, ResamplesHowLongItTakes) {
    auto s = desk_where_they({.then = Preemption::Then::resample});
    s.work("any", "desk", uniform(30min, 90min));
    const Journal journal = interrupted_at_half(s);
    const Random random(s.draft.run.seed, 0);
    const TicketNumber ticket = journal.first(Fact::opened, 0).ticket;
    const Span drawn =
        quantile(uniform(30min, 90min), random.block(ticket, Purpose::interruption, 0)[0]);
    const Instant again = journal.all(Fact::started, 0).at(1).at;
    EXPECT_EQ(journal.first(Fact::resolved, 0).at, again + drawn);
    EXPECT_NE(journal.first(Fact::resolved, 0).at, again + 30min);
}

TEST(Preemption, ReroutesToTheNextTier) {
    auto s = desk_where_they({.then = Preemption::Then::reroute});
    s.tier("second");
    s.team({.name = "experts", .tier = "second"});
    s.work("any", "second", constant(20min));
    EXPECT_EQ(interrupted_at_half(s).story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:30 stopped, 09:30 escalated, "
              "09:30 queued, 09:30 started by 1, 09:50 stopped, 09:50 resolved");
}

TEST(Preemption, CostsReadingUp) {
    const auto s = desk_where_they({.cost = 10min});
    const Journal journal = interrupted_at_half(s);
    EXPECT_EQ(journal.at(Fact::resolved, 0), "11:10");
    EXPECT_EQ(Span{journal.first(Fact::re_read, 0).value}, 10min);
    const auto again = desk_where_they({.then = Preemption::Then::restart, .cost = 10min});
    EXPECT_EQ(interrupted_at_half(again).at(Fact::resolved, 0), "11:40");
}

TEST(Preemption, HappensForTheMoreUrgentOnly) {
    const auto s = desk_where_they({});
    const Journal journal =
        journal_of(s, {comes(9h, {.priority = p3}), comes(9h + 10min, {.priority = p3}),
                       comes(9h + 20min, {.priority = p4}), comes(9h + 30min, {.priority = p1})});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "11:00");
    EXPECT_EQ(journal.at(Fact::resolved, 1), "12:00");
    EXPECT_EQ(journal.at(Fact::resolved, 2), "13:00");
    EXPECT_EQ(journal.at(Fact::resolved, 3), "10:30");
}

TEST(Preemption, IsForThePrioritiesThatMay) {
    const auto s = desk_where_they({.by = 0b1});
    const Journal journal =
        journal_of(s, {comes(9h, {.priority = p4}), comes(9h + 10min, {.priority = p3})});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:00");
}

TEST(Preemption, PicksTheLeastUrgentThenWhatWasBegunLast) {
    ScenarioSketch s = one_desk({.agents = 3});
    s.work("any", "desk", constant(1h));
    s.routing("desk").preemption.emplace();
    const Journal journal =
        journal_of(s, {comes(9h, {.priority = p4}), comes(9h + 10min, {.priority = p4}),
                       comes(9h + 20min, {.priority = p3}), comes(9h + 30min, {.priority = p1})});
    EXPECT_EQ(journal.agent(3), journal.agent(1));
}

TEST(Preemption, WaitsForTheInstantAtWhichWorkEnds) {
    const auto s = desk_where_they({});
    const Journal journal =
        journal_of(s, {comes(9h, {.priority = p4}), comes(10h, {.priority = p1})});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:00");
    EXPECT_EQ(journal.all(Fact::started, 0).size(), 1U);
}

TEST(Preemption, ByARaiseWhileItWaits) {
    auto s = desk_where_they({});
    s.rule("raise", after_waiting(15min), {raised_to(p1)});
    const Journal journal =
        journal_of(s, {comes(9h, {.priority = p4}), comes(9h + 10min, {.priority = p4})});
    EXPECT_EQ(journal.all(Fact::started, 1).at(0).at - ScenarioSketch::monday, 9h + 25min);
}

TEST(Preemption, ByATicketThatItsOwnerHasWaitedFor) {
    auto s = desk_where_they({});
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(20min)});
    // The P1 is asked at 09:30 and answers at 09:50, twenty minutes into the first half of the P4.
    const Journal journal =
        journal_of(s, {comes(9h, {.priority = p1}), comes(9h + 5min, {.priority = p4})});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:20");
    EXPECT_EQ(journal.at(Fact::asked_customer, 1), "10:30");
}

TEST(Preemption, LetsNobodyGoOnWithTheOwnWhileTheUrgentWaitBehindATask) {
    auto s = desk_where_they({});
    s.work("asks", "desk", constant(1h), 1, {.share = 1, .reply = constant(20min)});
    s.work("alarm", "desk", constant(1h));
    Rule tell;
    tell.name = "tell";
    tell.trigger = after_open(45min);
    tell.when.category.include(s.category("alarm"));
    tell.when.priorities = std::uint64_t{1} << p1;
    tell.actions = {involve(s.tier_id("desk"), constant(15min))};
    s.rule(tell);
    // The P4 has its answer at 09:50. The P1's task is done first, then the P3, and then the P4.
    const Journal journal =
        journal_of(s, {comes(9h, {.category = s.category("asks"), .priority = p4}),
                       comes(9h + 30min, {.category = s.category("alarm"), .priority = p1}),
                       comes(10h, {.category = s.category("alarm"), .priority = p3})});
    EXPECT_EQ(journal.at(Fact::resolved, 1), "10:30");
    EXPECT_EQ(journal.at(Fact::task_done, 1), "10:45");
    EXPECT_EQ(journal.at(Fact::resolved, 2), "11:45");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "12:15");
}

TEST(Preemption, LetsNobodyGoOnWithTheOwnWhileOneWaitsBehindTheMoreUrgentThatMayNot) {
    constexpr Priority p2 = 1;
    auto s = desk_where_they({.by = std::uint64_t{1} << p2});
    s.work("asks", "desk", constant(1h), 1, {.share = 1, .reply = constant(20min)});
    s.work("plain", "desk", constant(1h));
    // The P4 asks at 09:30 and has its answer at 09:50, while the first P1 is in hand. At 10:30 a
    // P1 waits, which may not interrupt, and a P2, which may: both come before the P4.
    const auto plain = s.category("plain");
    const Journal journal =
        journal_of(s, {comes(9h, {.category = s.category("asks"), .priority = p4}),
                       comes(9h + 25min, {.category = plain, .priority = p1}),
                       comes(9h + 40min, {.category = plain, .priority = p2}),
                       comes(9h + 45min, {.category = plain, .priority = p1})});
    EXPECT_EQ(journal.at(Fact::resolved, 3), "11:30");
    EXPECT_EQ(journal.at(Fact::resolved, 2), "12:30");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "13:00");
}

TEST(Preemption, LetsTheOwnWaitForWhatAReserveHasHeldBack) {
    ScenarioSketch s = one_desk({.agents = 2});
    s.routing("desk").preemption.emplace();
    s.routing("desk").reserve = Reserve{.agents = 1, .for_priorities = 0b1};
    s.work("asks", "desk", constant(1h), 1, {.share = 1, .reply = constant(20min)});
    s.work("plain", "desk", constant(1h));
    // The P3 finds one agent free, who is kept for a P1. When that agent's own P4 has its answer,
    // the agent is not free any more, and the P3 comes first.
    const auto plain = s.category("plain");
    const Journal journal =
        journal_of(s, {comes(9h, {.category = s.category("asks"), .priority = p4}),
                       comes(9h + 20min, {.category = plain, .priority = p1}),
                       comes(9h + 40min, {.category = plain, .priority = p3})});
    EXPECT_EQ(journal.at(Fact::started, 2), "09:50");
    EXPECT_EQ(journal.at(Fact::resolved, 2), "10:50");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "11:20");
}

TEST(Preemption, SendsWorkThatARuleMovesUpAfterwards) {
    auto s = desk_where_they({});
    s.tier("second");
    s.team({.name = "experts", .tier = "second"});
    s.work("any", "second", constant(20min));
    Rule cap;
    cap.name = "cap";
    cap.trigger = after_open(20min);
    cap.actions = {to_next()};
    cap.finish_in_hand = true;
    cap.when.priorities = std::uint64_t{1} << p4;
    s.work("any", "desk", constant(1h), 0);
    s.rule(cap);
    // Marked at 09:20, interrupted at 09:30, gone on with at 10:30, and moved when that is done.
    EXPECT_EQ(interrupted_at_half(s).at(Fact::escalated, 0), "11:00");
}

// A reserve of one agent of three, for P1.
ScenarioSketch desk_that_keeps(std::uint32_t agents, std::uint32_t of) {
    ScenarioSketch s = one_desk({.agents = of});
    s.work("any", "desk", constant(1h));
    s.routing("desk").reserve = Reserve{.agents = agents, .for_priorities = 0b1};
    return s;
}

TEST(Reserve, KeepsAgentsFreeForTheUrgent) {
    const auto s = desk_that_keeps(1, 3);
    const Journal journal =
        journal_of(s, {comes(9h, {.priority = p4}), comes(9h, {.priority = p4}),
                       comes(9h, {.priority = p4}), comes(9h + 30min, {.priority = p1})});
    EXPECT_EQ(journal.at(Fact::started, 1), "09:00");
    EXPECT_EQ(journal.at(Fact::started, 2), "10:00");  // two are free again
    EXPECT_EQ(journal.at(Fact::started, 3), "09:30");
}

TEST(Reserve, LetsTheNextBeginWithWhomeverBecomesFree) {
    auto s = desk_that_keeps(1, 2);
    const Journal journal =
        journal_of(s, {comes(9h, {.priority = p1}), comes(9h, {.priority = p1}),
                       comes(9h, {.priority = p4}), comes(9h + 1h, {.priority = p1})});
    // At 10:00 both become free: the first may not begin the P4, with the second it may.
    EXPECT_EQ(journal.at(Fact::started, 2), "10:00");
    EXPECT_EQ(journal.at(Fact::started, 3), "10:00");
}

TEST(Reserve, IsReachedByARaise) {
    auto s = desk_that_keeps(1, 2);
    s.rule("raise", after_waiting(15min), {raised_to(p1)});
    const Journal journal =
        journal_of(s, {comes(9h, {.priority = p4}), comes(9h, {.priority = p4})});
    EXPECT_EQ(journal.at(Fact::started, 1), "09:15");
}

/// Never while no more are free than are kept, in a run with thousands of tickets.
TEST(Reserve, HoldsAtEveryStart) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "team", .agents = 6});
    s.stream({.name = "tickets", .per_hour = 5, .priority = {{"P1", 0.2}, {"P4", 0.8}}});
    s.work("any", "desk", exponential(1h));
    s.routing("desk").reserve = Reserve{.agents = 2, .for_priorities = 0b1};
    s.for_time(24h * 100);
    const Journal journal = journal_of(s);
    int busy = 0;
    int begun_late = 0;
    for (const Entry& entry : journal.entries()) {
        if (entry.fact == Fact::started) {
            EXPECT_TRUE(entry.priority == p1 || 6 - busy > 2) << journal.time(entry.at);
            begun_late += entry.priority == p1 && 6 - busy <= 2;
        }
        busy += entry.fact == Fact::started ? 1 : entry.fact == Fact::stopped ? -1 : 0;
    }
    EXPECT_GT(begun_late, 100);  // what it is for
}

}  // namespace
}  // namespace meridian::testing
