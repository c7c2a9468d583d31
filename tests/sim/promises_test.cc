#include <gtest/gtest.h>

#include "tests/journal.h"

// Promises of an instant, of somebody who takes notice, that repeat, and that count a team's
// shifts. The audit listens to each of these.

namespace meridian::testing::promises_test {
namespace {

using Kind = ClockEvent::Kind;

constexpr ClockEvent resolved{.kind = Kind::resolved, .tier = {}};

/// One desk, on which work takes an hour, in a region that is open from eight to four every day.
ScenarioSketch office(TeamSketch team = {}) {
    ScenarioSketch s = one_desk(std::move(team));
    s.for_time(96h);
    s.calendar("office", {{8h, 16h}});
    s.business_hours("here", "office");
    s.work("any", "desk", constant(1h));
    return s;
}

SlaTarget due(std::uint32_t days, std::optional<LocalMinutes> by = {}) {
    SlaTarget promise{.name = "due"};
    promise.stop = resolved;
    promise.clock = by_customer();
    promise.due = Due{.business_days = days, .by = by};
    return promise;
}

TEST(DuePromise, IsKeptUntilTheEndOfTheNextBusinessDay) {
    ScenarioSketch s =
        office({.shifts = {{ScenarioSketch::monday + 39h, ScenarioSketch::monday + 44h}}});
    s.sla(due(1));
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until Tue 16:00, Tue 16:00 stopped 0 to spare");
    EXPECT_EQ(journal_of(s, {comes(9h), comes(9h)}).clock(1),
              "09:00 started until Tue 16:00, Tue 17:00 stopped late by 1ms");
}

/// By six, when the office has been closed for two hours: the lateness is of its own hours.
TEST(DuePromise, MayBeDueWhileItIsClosed) {
    ScenarioSketch s = office();
    s.work("any", "desk", constant(49h));  // until Wednesday 10:00
    s.sla(due(1, oclock(18)));
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until Tue 18:00, Wed 10:00 stopped late by 2h");
}

/// Nothing moves it: not that the customer is asked, and no other priority that it is promised to.
TEST(DuePromise, IsNotMoved) {
    ScenarioSketch s = office();
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(48h)});
    s.rule("raise", after_open(30min), {raised_to(0)});
    s.sla(due(1));
    EXPECT_EQ(journal_of(s, {comes(9h, {.priority = 1})}).clock(0),
              "09:00 started until Tue 16:00, Wed 10:00 stopped late by 2h");
}

TEST(DuePromise, EndsWithAPriorityToWhichItIsNotGiven) {
    ScenarioSketch s = office();
    SlaTarget promise = due(1);
    promise.when.priorities = 0b10;
    s.sla(promise);
    s.rule("raise", after_open(30min), {raised_to(0)});
    EXPECT_EQ(journal_of(s, {comes(9h, {.priority = 1})}).clock(0),
              "09:00 started until Tue 16:00, 09:30 cancelled");
}

/// It is promised as it is raised, and counts from that day.
TEST(DuePromise, BeginsWithAPriorityToWhichItIsGiven) {
    ScenarioSketch s = office();
    s.work("any", "desk", constant(30h));
    SlaTarget promise = due(1);
    promise.when.priorities = 0b1;
    s.sla(promise);
    s.rule("raise", after_open(20h), {raised_to(0)});
    EXPECT_EQ(journal_of(s, {comes(9h, {.priority = 1})}).clock(0),
              "Tue 05:00 started until Wed 16:00, Tue 15:00 stopped 9h to spare");
}

/// Seven of its twelve and a half hours are on Monday. Eleven are used on Tuesday at 12:00; two and
/// a half are left at 11:00.
TEST(DuePromise, CanBeWatchedByWhatItHasUsed) {
    ScenarioSketch s = office();
    s.work("any", "desk", constant(60h));
    const SlaId sla = s.sla(due(1, oclock(13, 30)));
    const RuleId used = s.rule("used", when_used(sla, 0.88), {notify("boss")});
    const RuleId left = s.rule("left", when_left(sla, 150min), {notify("boss")});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.fired(0, used), "Tue 12:00 notified");
    EXPECT_EQ(journal.fired(0, left), "Tue 11:00 notified");
}

/// Still open as the run ends, before it is due: nobody can tell.
TEST(DuePromise, OfTheLastDayIsUndetermined) {
    ScenarioSketch s = office();
    s.for_time(24h);
    s.work("any", "desk", constant(60h));
    s.sla(due(1));
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until Tue 16:00, Tue 00:00 open 8h to spare");
}

/// Of two desks with other hours: whoever has it later does not move it.
TEST(DuePromise, IsOfTheHoursAtItsStart) {
    ScenarioSketch s = office();
    s.region("there");
    s.calendar("late", {{12h, 20h}});
    s.business_hours("there", "late");
    s.tier("second");
    s.team({.name = "second", .region = "there", .tier = "second"});
    s.work("any", "desk", constant(1h), 0);
    s.work("any", "second", constant(1h));
    SlaTarget promise = due(1);
    promise.clock = by_holder();
    s.sla(promise);
    promise.name = "stage";
    promise.start = {Kind::starts, s.tier_id("second")};
    const SlaId stage = s.sla(promise);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.clock(0), "09:00 started until Tue 16:00, 11:00 stopped 13h to spare");
    EXPECT_EQ(journal.clock(0, stage), "10:00 started until Tue 20:00, 11:00 stopped 16h to spare");
}

SlaTarget noticed(Span target) {
    SlaTarget promise{.name = "noticed", .target = {target}};
    promise.stop = {Kind::acknowledged, {}};
    return promise;
}

/// Without an intake whoever begins with it takes notice of it.
TEST(Acknowledgement, IsTheFirstResponseWhereThereIsNoIntake) {
    ScenarioSketch s = office({.daily = {{10h, 18h}}});
    s.sla(noticed(2h));
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until 11:00, 10:00 stopped 1h to spare");
}

/// Written down from 09:00 to 09:05, assessed to 09:08 by somebody else: the first of them counts.
TEST(Acknowledgement, IsTheEndOfTheFirstTaskOfTheIntake) {
    ScenarioSketch s = office({.daily = {{10h, 18h}}});
    s.tier("dispatch");
    s.team({.name = "dispatch", .tier = "dispatch"});
    s.tier("assessors");
    s.team({.name = "assessors", .tier = "assessors"});
    auto& stages = s.draft.policy.lifecycle.stages;
    stages[0] = StageWork{.tier = s.tier_id("dispatch"), .handle = constant(5min)};
    stages[1] = StageWork{.tier = s.tier_id("assessors"), .handle = constant(3min)};
    s.sla(noticed(20min));
    SlaTarget from_then{.name = "from then on", .target = {2h}};
    from_then.start = {Kind::acknowledged, {}};
    from_then.stop = resolved;
    const SlaId later = s.sla(from_then);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.clock(0), "09:00 started until 09:20, 09:05 stopped 15min to spare");
    EXPECT_EQ(journal.clock(0, later), "09:05 started until 11:05, 11:00 stopped 5min to spare");
}

/// Raised after it has been noticed: nobody waits for that any more.
TEST(Acknowledgement, IsNotPromisedOnceItHasBeenGiven) {
    ScenarioSketch s = office();
    SlaTarget promise = noticed(1h);
    promise.when.priorities = 0b1;
    s.sla(promise);
    s.rule("raise", after_open(30min), {raised_to(0)});
    EXPECT_EQ(journal_of(s, {comes(9h, {.priority = 1})}).clock(0), "");
}

/// Somebody is to look at it every two hours, whoever that is. It is begun at 09:00; its customer,
/// asked at 09:30, replies at 14:00, and the agent goes on for half an hour.
TEST(RepeatedPromise, StartsAgainAsItIsStopped) {
    ScenarioSketch s = office();
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(4h + 30min)});
    SlaTarget promise{.name = "looked at", .target = {2h}};
    promise.stop = {Kind::starts, {}};
    promise.repeats = true;
    s.sla(promise);
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until 11:00, 09:00 stopped 2h to spare, "
              "09:00 started until 11:00, 14:00 stopped late by 3h, "
              "14:00 started until 16:00, 14:30 cancelled");
}

/// Time with the customer does not count: the second one has 30 minutes before and none after.
TEST(RepeatedPromise, CanBePaused) {
    ScenarioSketch s = office();
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(4h + 30min)});
    SlaTarget promise{.name = "looked at", .target = {2h}};
    promise.stop = {Kind::starts, {}};
    promise.repeats = true;
    promise.pause_waiting_customer = true;
    s.sla(promise);
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until 11:00, 09:00 stopped 2h to spare, "
              "09:00 started until 11:00, 09:30 paused at 30min, 14:00 resumed until 15:30, "
              "14:00 stopped 90min to spare, 14:00 started until 16:00, 14:30 cancelled");
}

/// Only as long as it is promised to what the ticket is by then.
TEST(RepeatedPromise, DoesNotStartAgainForOthers) {
    ScenarioSketch s = office();
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(4h + 30min)});
    SlaTarget promise{.name = "looked at", .target = {2h}};
    promise.stop = {Kind::starts, {}};
    promise.repeats = true;
    promise.when.answered = false;
    s.sla(promise);
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until 11:00, 09:00 stopped 2h to spare");
}

/// The desk works from 10 to 14, the specialists from 12 to 20. Until somebody has it the
/// customer's hours count, from 8 on; then the desk's: 10:00 to 11:00, and on to where the
/// specialists' begin.
TEST(TeamsClock, CountsTheShiftsOfWhoeverHasIt) {
    ScenarioSketch s = office({.daily = {{10h, 14h}}});
    s.tier("second");
    s.team({.name = "second", .tier = "second", .daily = {{12h, 20h}}});
    s.work("any", "desk", constant(1h), 0);
    s.work("any", "second", constant(3h));
    SlaTarget promise{.name = "resolution", .target = {5h}};
    promise.clock = by_team();
    promise.stop = resolved;
    s.sla(promise);
    // 09:00 to 10:00 by the office's hours, 10:00 to 12:00 by the desk's, 12:00 to 15:00.
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until 14:00, 10:00 moved until 14:00, 12:00 moved until 14:00, "
              "15:00 stopped late by 1h");
}

/// Two crews are one team: its hours are those of both together.
TEST(TeamsClock, CountsWhileAnybodyOfTheTeamIsOnShift) {
    ScenarioSketch s = office({.daily = {{9h, 11h}}});
    s.crew({.name = "team", .daily = {{13h, 15h}}});
    s.at_shift_end(AtShiftEnd::return_to_queue);
    s.work("any", "desk", constant(3h));
    SlaTarget promise{.name = "resolution", .target = {3h}};
    promise.clock = by_team();
    promise.stop = resolved;
    s.sla(promise);
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until 12:00, 09:00 moved until 14:00, 14:00 stopped 0 to spare");
}

/// A rule counts them too.
TEST(TeamsClock, CountsForRules) {
    ScenarioSketch s = office({.daily = {{9h, 11h}, {13h, 15h}}});
    s.at_shift_end(AtShiftEnd::park);
    s.work("any", "desk", constant(4h));
    const RuleId rule = s.rule("slow", after_open(3h, by_team()), {notify("boss")});
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, rule), "14:00 notified");
}

}  // namespace
}  // namespace meridian::testing::promises_test
