#include <gtest/gtest.h>

#include "tests/journal.h"

namespace meridian::testing::clocks_test {
namespace {

constexpr ClockEvent first_response{.kind = ClockEvent::Kind::first_response, .tier = {}};

ClockEvent event(ClockEvent::Kind kind, TierId tier) { return {.kind = kind, .tier = tier}; }

/// Frontline works 20 min and gives everything to specialists, who take an hour.
ScenarioSketch two_tiers() {
    ScenarioSketch s;
    s.region("here");
    const TierId front = s.tier("frontline");
    const TierId expert = s.tier("specialist");
    static_cast<void>(front);
    static_cast<void>(expert);
    s.team({.name = "front", .tier = "frontline"});
    s.team({.name = "experts", .tier = "specialist"});
    s.work("any", "frontline", constant(20min), 0);
    s.work("any", "specialist", constant(1h));
    by_hand(s);
    return s;
}

TEST(Clock, StopsAtTheResolution) {
    ScenarioSketch s = one_desk();
    s.sla("resolution", 1h);
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until 10:00, 09:10 stopped 50min to spare");
}

TEST(Clock, IsMetWhenItStopsExactlyAtTheDeadline) {
    ScenarioSketch s = one_desk();
    s.sla("resolution", 10min);
    s.sla("tighter", 10min - 1ms);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.clock(0, {0}), "09:00 started until 09:10, 09:10 stopped 0 to spare");
    EXPECT_EQ(journal.clock(0, {1}), "09:00 started until 09:09:59.999, 09:10 stopped late by 1ms");
}

TEST(Clock, RunsEightAtOnceOnOneTicket) {
    ScenarioSketch s = two_tiers();
    s.work("any", "specialist", constant(1h), 1, {.share = 1, .reply = constant(2h)});
    const TierId front = s.tier_id("frontline");
    const TierId expert = s.tier_id("specialist");
    using Kind = ClockEvent::Kind;
    const auto clock = [&](const char* name, ClockEvent start, ClockEvent stop) {
        SlaTarget target;
        target.name = name;
        target.target = {1h};
        target.start = start;
        target.stop = stop;
        return s.sla(std::move(target));
    };
    clock("answer", event(Kind::opened, {}), first_response);
    clock("resolution", event(Kind::opened, {}), event(Kind::resolved, {}));
    clock("frontline stage", event(Kind::enters, front), event(Kind::leaves, front));
    clock("specialist stage", event(Kind::enters, expert), event(Kind::leaves, expert));
    clock("until specialists begin", event(Kind::opened, {}), event(Kind::starts, expert));
    clock("specialists at work", event(Kind::starts, expert), event(Kind::resolved, {}));
    clock("next reply", event(Kind::replied, {}), event(Kind::starts, {}));
    clock("from the reply on", event(Kind::replied, {}), event(Kind::resolved, {}));
    // Ticket 0 keeps the frontline until 09:10 and the specialist until 09:40. So ticket 1 is
    // answered at 09:10, moves at 09:30, and its customer is asked at 10:10 and answers at 12:10.
    // By then ticket 2 has kept the specialist until 12:05, and ticket 0, answered at 11:40, comes
    // next: the specialist goes on with ticket 1 at 12:35 and resolves it at 13:05.
    const Journal journal = journal_of(s, {comes(8h + 50min), comes(9h), comes(11h + 15min)});
    EXPECT_EQ(journal.clock(1, {0}), "09:00 started until 10:00, 09:10 stopped 50min to spare");
    EXPECT_EQ(journal.clock(1, {1}), "09:00 started until 10:00, 13:05 stopped late by 185min");
    EXPECT_EQ(journal.clock(1, {2}), "09:00 started until 10:00, 09:30 stopped 30min to spare");
    EXPECT_EQ(journal.clock(1, {3}), "09:30 started until 10:30, 13:05 stopped late by 155min");
    EXPECT_EQ(journal.clock(1, {4}), "09:00 started until 10:00, 09:40 stopped 20min to spare");
    EXPECT_EQ(journal.clock(1, {5}), "09:40 started until 10:40, 13:05 stopped late by 145min");
    EXPECT_EQ(journal.clock(1, {6}), "12:10 started until 13:10, 12:35 stopped 35min to spare");
    EXPECT_EQ(journal.clock(1, {7}), "12:10 started until 13:10, 13:05 stopped 5min to spare");
}

/// Both tiers ask: the customer replies at 10:10 to the frontline and at 12:50 to the specialist,
/// and whoever asked goes on at once.
Journal asked_twice(SlaTarget target) {
    ScenarioSketch s = two_tiers();
    s.work("any", "frontline", constant(20min), 0, {.share = 1, .reply = constant(1h)});
    s.work("any", "specialist", constant(1h), 1, {.share = 1, .reply = constant(2h)});
    target.name = "next reply";
    target.target = {15min};
    target.start.kind = ClockEvent::Kind::replied;
    target.stop.kind = ClockEvent::Kind::starts;
    s.sla(std::move(target));
    return journal_of(s, {comes(9h)});
}

TEST(Clock, OfTheNextReplyStartsWithEveryReplyOfTheCustomer) {
    EXPECT_EQ(asked_twice({}).clock(0),
              "10:10 started until 10:25, 10:10 stopped 15min to spare, "
              "12:50 started until 13:05, 12:50 stopped 15min to spare");
}

TEST(Clock, OfTheNextReplyKnowsTheTeamThatAsked) {
    SlaTarget target;
    target.when.team.include(TeamId{1});
    EXPECT_EQ(asked_twice(std::move(target)).clock(0),
              "12:50 started until 13:05, 12:50 stopped 15min to spare");
}

TEST(Clock, CanWaitForTheReplyOfTheCustomer) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(4h)});
    s.sla("customer replies", 3h, event(ClockEvent::Kind::replied, {}));
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until 12:00, 13:30 stopped late by 90min");
}

TEST(Clock, ThatWaitsForAReplyIsCancelledIfNothingIsAsked) {
    ScenarioSketch s = one_desk();
    s.sla("customer replies", 3h, event(ClockEvent::Kind::replied, {}));
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0), "09:00 started until 12:00, 09:10 cancelled");
}

TEST(Clock, StandsStillWhileTheCustomerIsAsked) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(4h)});
    SlaTarget target{.name = "resolution", .target = {2h}};
    target.stop.kind = ClockEvent::Kind::resolved;
    s.sla(target);
    target.name = "with pause";
    target.pause_waiting_customer = true;
    s.sla(target);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.clock(0, {0}), "09:00 started until 11:00, 14:00 stopped late by 3h");
    EXPECT_EQ(journal.clock(0, {1}),
              "09:00 started until 11:00, 09:30 paused at 30min, 13:30 resumed until 15:00, "
              "14:00 stopped 1h to spare");
}

TEST(Clock, StandsStillWhileTheTicketIsParked) {
    ScenarioSketch s = one_desk({.daily = {{8h, 16h}}});
    s.for_time(48h);
    s.work("any", "desk", constant(1h));
    s.at_shift_end(AtShiftEnd::park);
    SlaTarget target{.name = "resolution", .target = {2h}};
    target.stop.kind = ClockEvent::Kind::resolved;
    target.pause_parked = true;
    s.sla(target);
    EXPECT_EQ(
        journal_of(s, {comes(15h + 30min)}).clock(0),
        "15:30 started until 17:30, 16:00 paused at 30min, Tue 08:00 resumed until Tue 09:30, "
        "Tue 08:30 stopped 1h to spare");
}

TEST(Clock, CountsBusinessHoursOnly) {
    ScenarioSketch s = one_desk();
    s.for_time(48h);
    s.work("any", "desk", constant(20h));
    const CalendarId office = s.calendar("office", {DailyHours{9h, 17h}});
    SlaTarget target{.name = "resolution", .target = {8h}, .clock = by_calendar(office)};
    target.stop.kind = ClockEvent::Kind::resolved;
    s.sla(target);
    // Opened at 07:00, before hours: 8 h are over at 17:00; at 03:00 on Tuesday none has been
    // added.
    EXPECT_EQ(journal_of(s, {comes(7h)}).clock(0),
              "07:00 started until 17:00, Tue 03:00 stopped late by 1ms");
}

TEST(Clock, CountsTheHoldersHoursSegmentBySegment) {
    ScenarioSketch s;
    s.region("west");
    s.region("east");
    s.tier("frontline");
    s.tier("specialist");
    s.team({.name = "west desk", .region = "west", .tier = "frontline"});
    s.team({.name = "east desk", .region = "east", .tier = "specialist"});
    s.calendar("west hours", {DailyHours{8h, 12h}});
    s.calendar("east hours", {DailyHours{13h, 20h}});
    s.business_hours("west", "west hours");
    s.business_hours("east", "east hours");
    s.work("any", "frontline", constant(4h), 0);
    s.work("any", "specialist", constant(2h));
    by_hand(s, {.region = "west"});
    SlaTarget target{.name = "resolution", .target = {5h}, .clock = by_holder()};
    target.stop.kind = ClockEvent::Kind::resolved;
    s.sla(target);
    // 10:00 to 14:00 in the west counts 2 h; from 14:00 on the east's hours count: 3 h more until
    // 17:00.
    EXPECT_EQ(journal_of(s, {comes(10h)}).clock(0),
              "10:00 started until Tue 11:00, 14:00 moved until 17:00, 16:00 stopped 1h to spare");
}

/// A raise to P1 after an hour, on a ticket whose work takes 6 h.
Journal raised_after_an_hour(SlaTarget::OnChange change, std::vector<std::optional<Span>> targets) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(6h));
    SlaTarget target{.name = "resolution", .target = std::move(targets), .on_change = change};
    target.stop.kind = ClockEvent::Kind::resolved;
    s.sla(target);
    s.rule("raise", after_open(1h), {raised_to(0)});
    return journal_of(s, {comes(9h, {.priority = 1})});
}

using OnChange = SlaTarget::OnChange;

TEST(Clock, KeepsWhatIsConsumedWhenThePriorityChanges) {
    EXPECT_EQ(raised_after_an_hour(OnChange::keep_elapsed, {4h, 8h, {}, {}}).clock(0),
              "09:00 started until 17:00, 10:00 moved until 13:00, 15:00 stopped late by 2h");
}

TEST(Clock, StartsAgainWhenThePriorityChangesAndTheTargetSaysRestart) {
    EXPECT_EQ(raised_after_an_hour(OnChange::restart, {4h, 8h, {}, {}}).clock(0),
              "09:00 started until 17:00, 10:00 moved until 14:00, 15:00 stopped late by 1h");
}

TEST(Clock, StartsAtTheRaiseWhereThereWasNoPromiseBefore) {
    EXPECT_EQ(raised_after_an_hour(OnChange::keep_elapsed, {4h, {}, {}, {}}).clock(0),
              "10:00 started until 14:00, 15:00 stopped late by 1h");
}

TEST(Clock, CountsFromTheOpeningWhereThereWasNoPromiseBeforeAndTheTargetIsRetroactive) {
    EXPECT_EQ(raised_after_an_hour(OnChange::retroactive, {4h, {}, {}, {}}).clock(0),
              "10:00 started until 13:00, 15:00 stopped late by 2h");
}

TEST(Clock, IsCancelledWhenNoTargetHoldsAnyMore) {
    EXPECT_EQ(raised_after_an_hour(OnChange::keep_elapsed, {{}, 8h, {}, {}}).clock(0),
              "09:00 started until 17:00, 10:00 cancelled");
}

TEST(Clock, NeverUnbreaksWhatIsBroken) {
    // Broken at 09:30; the longer target of P1 comes half an hour too late.
    for (const OnChange change :
         {OnChange::keep_elapsed, OnChange::restart, OnChange::retroactive}) {
        EXPECT_EQ(Journal(raised_after_an_hour(change, {20h, 30min, {}, {}}))
                      .first(Fact::clock_stopped, 0)
                      .value,
                  1);
    }
}

TEST(Clock, StaysPausedWhenThePriorityChangesMeanwhile) {
    for (const OnChange change :
         {OnChange::keep_elapsed, OnChange::restart, OnChange::retroactive}) {
        ScenarioSketch s = one_desk();
        s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(4h)});
        SlaTarget target{.name = "resolution", .target = {4h, 8h, {}, {}}, .on_change = change};
        target.stop.kind = ClockEvent::Kind::resolved;
        target.pause_waiting_customer = true;
        s.sla(target);
        s.rule("raise", after_open(1h), {raised_to(0)});
        const std::string resumed = change == OnChange::restart
                                        ? "13:30 resumed until 17:30, 14:00 stopped 210min to spare"
                                        : "13:30 resumed until 17:00, 14:00 stopped 3h to spare";
        EXPECT_EQ(journal_of(s, {comes(9h, {.priority = 1})}).clock(0),
                  "09:00 started until 17:00, 09:30 paused at 30min, 10:00 moved, " + resumed);
    }
}

TEST(Clock, BeginsPausedWhenThePromiseComesWhileTheCustomerIsAsked) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(4h)});
    SlaTarget target{.name = "resolution", .target = {4h, {}, {}, {}}};
    target.stop.kind = ClockEvent::Kind::resolved;
    target.pause_waiting_customer = true;
    s.sla(target);
    s.rule("raise", after_open(1h), {raised_to(0)});
    EXPECT_EQ(journal_of(s, {comes(9h, {.priority = 1})}).clock(0),
              "10:00 started until 14:00, 10:00 paused at 0, 13:30 resumed until 17:30, "
              "14:00 stopped 210min to spare");
}

TEST(Clock, IsUndeterminedWhenTheHorizonComesFirst) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(2h));
    s.sla("resolution", 90min);
    s.sla("tight", 20min);
    const Journal journal = journal_of(s, {comes(23h)});
    EXPECT_EQ(journal.clock(0, {0}),
              "23:00 started until Tue 00:30, Tue 00:00 open 30min to spare");
    EXPECT_EQ(journal.clock(0, {1}), "23:00 started until 23:20, Tue 00:00 open late by 40min");
}

TEST(Clock, OfAFirstResponseIsFulfilledBySelfService) {
    ScenarioSketch s;
    s.region("here");
    s.self_service("bot");
    s.work("any", "bot", constant(3min));
    by_hand(s);
    s.sla("first response", 15min, first_response);
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until 09:15, 09:03 stopped 12min to spare");
}

TEST(Clock, IsCancelledWhenTheCustomerHangsUp) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "team"});
    s.channel("phone", constant(5min));
    by_hand(s, {.channel = {{"phone"}}});
    s.sla("first response", 15min, first_response);
    const Journal journal = journal_of(s, {comes(9h), comes(9h)});
    EXPECT_EQ(journal.clock(1), "09:00 started until 09:15, 09:05 cancelled");
}

/// A breach happens at its deadline, whatever comes later; an instant later, not at it.
TEST(Clock, ThatIsBrokenStaysSoWhenTheCustomerHangsUp) {
    for (const auto& [patience, told] :
         {std::pair{20min, "09:00 started until 09:15, 09:20 cancelled late by 5min"},
          std::pair{15min, "09:00 started until 09:15, 09:15 cancelled"}}) {
        ScenarioSketch s;
        s.region("here");
        s.tier("desk");
        s.team({.name = "team"});
        s.channel("phone", constant(patience));
        s.work("any", "desk", constant(1h));
        by_hand(s, {.channel = {{"phone"}}});
        s.sla("first response", 15min, first_response);
        EXPECT_EQ(journal_of(s, {comes(9h), comes(9h)}).clock(1), told);
    }
}

TEST(Clock, IsCancelledWhenItsStopCanNotComeAnyMore) {
    ScenarioSketch s = two_tiers();
    s.work("any", "frontline", constant(20min), 1);
    s.sla("reaches specialists", 1h, event(ClockEvent::Kind::enters, s.tier_id("specialist")));
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0), "09:00 started until 10:00, 09:20 cancelled");
    s.work("any", "frontline", constant(70min), 1);
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until 10:00, 10:10 cancelled late by 10min");
}

TEST(Clock, FollowsOnlyTicketsItIsFor) {
    ScenarioSketch s = one_desk();
    SlaTarget target{.name = "urgent", .target = {1h, {}, {}, {}}};
    target.stop.kind = ClockEvent::Kind::resolved;
    s.sla(target);
    const Journal journal = journal_of(s, {comes(9h, {.priority = 0}), comes(9h, {.priority = 1})});
    EXPECT_EQ(journal.all(Fact::clock_started, 0).size(), 1U);
    EXPECT_TRUE(journal.all(Fact::clock_started, 1).empty());
}

}  // namespace
}  // namespace meridian::testing::clocks_test
