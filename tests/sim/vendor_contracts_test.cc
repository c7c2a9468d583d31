#include <gtest/gtest.h>

#include "tests/sim/vendor_house.h"

// Requirement 11: what holds while somebody outside has a ticket. The audit listens to each of
// these.

namespace meridian::testing::vendor_contracts_test {
namespace {

using House = VendorHouse;

TEST(VendorContracts, KeepOrBreakTheirContract) {
    House house;
    house.sends_what_is_given_up();
    const SlaId strict = house.contract(2h);
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.clock(0, strict), "09:10 started until 11:10, 12:10 stopped late by 1h");
    House mild;
    mild.sends_what_is_given_up();
    const SlaId loose = mild.contract(4h);
    EXPECT_EQ(journal_of(mild.s, {comes(14h + 50min)}).clock(0, loose),
              "15:00 started until Tue 11:00, Tue 10:00 stopped 1h to spare");
}

/// A contract with another one does not count.
TEST(VendorContracts, HaveAContractEach) {
    House house;
    house.sends_what_is_given_up();
    const VendorId other = house.s.vendor({.name = "other", .hours = {}, .handle = constant(1h)});
    const SlaId id = house.contract(2h);
    house.s.draft.policy.sla[id].start.vendor = other;
    EXPECT_EQ(journal_of(house.s, {comes(9h)}).clock(0, id), "");
}

TEST(VendorContracts, PauseOurPromiseWhereItSaysSo) {
    House house(0);
    house.sends_what_is_given_up();
    SlaTarget ours;
    ours.name = "resolution";
    ours.target = {1h};
    ours.stop = {ClockEvent::Kind::resolved, {}, {}};
    ours.pause_waiting_vendor = true;
    const SlaId id = house.s.sla(ours);
    EXPECT_EQ(journal_of(house.s, {comes(9h)}).clock(0, id),
              "09:00 started until 10:00, 09:10 paused at 10min, 12:10 resumed until 13:00, "
              "12:40 stopped 20min to spare");
}

TEST(VendorContracts, DoNotPauseAPromiseThatDoesNotSaySo) {
    House house;
    house.sends_what_is_given_up();
    const SlaId id = house.s.sla("resolution", 1h);
    EXPECT_EQ(journal_of(house.s, {comes(9h)}).clock(0, id),
              "09:00 started until 10:00, 12:10 stopped late by 130min");
}

/// An hour of its own hours, of which it has 50 minutes on Monday.
TEST(VendorContracts, AreRemindedByTheirClock) {
    House house;
    house.sends_what_is_given_up();
    const RuleId round = house.s.rule("by ours", after_waiting_vendor(1h), {notify("boss")});
    const RuleId theirs = house.s.rule(
        "by theirs", after_waiting_vendor(1h, by_calendar(house.s.calendar_id("netco desk"))),
        {notify("boss")});
    const Journal journal = journal_of(house.s, {comes(15h)});
    EXPECT_EQ(journal.fired(0, round), "16:10 notified");
    EXPECT_EQ(journal.fired(0, theirs), "Tue 08:10 notified");
}

TEST(VendorContracts, AreNotRemindedOnceItIsBack) {
    House house(0);
    house.sends_what_is_given_up();
    const RuleId late = house.s.rule("late", after_waiting_vendor(4h), {notify("boss")});
    EXPECT_EQ(journal_of(house.s, {comes(9h)}).fired(0, late), "");
}

/// Moving it calls it back; so far the contract was kept.
TEST(VendorContracts, LoseWhatARuleMoves) {
    House house;
    house.sends_what_is_given_up();
    const SlaId contract = house.contract(2h);
    house.s.rule("long there", after_waiting_vendor(1h), {to_next()});
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:10 stopped, 09:10 sent_out, "
              "10:10 escalated, 10:10 queued, 10:10 started by 1, 10:30 stopped, 10:30 resolved");
    EXPECT_EQ(journal.clock(0, contract), "09:10 started until 11:10, 10:10 stopped 1h to spare");
}

/// A contract that is broken by then stays so.
TEST(VendorContracts, AreLateAllTheSameWithWhatIsCalledBack) {
    House house;
    house.sends_what_is_given_up();
    const SlaId contract = house.contract(30min);
    house.s.rule("long there", after_waiting_vendor(1h), {to_next()});
    EXPECT_EQ(journal_of(house.s, {comes(9h)}).clock(0, contract),
              "09:10 started until 09:40, 10:10 stopped late by 30min");
}

/// Also to the team of its owner.
TEST(VendorContracts, LoseWhatARuleGivesToATeam) {
    House house;
    house.sends_what_is_given_up();
    house.s.rule("long there", after_waiting_vendor(1h), {to_team(house.s.team_id("first"))});
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::transferred, 0), "10:10");
    EXPECT_FALSE(journal.has(Fact::came_back, 0));
}

TEST(VendorContracts, DoNotPassItOnToEachOther) {
    House house;
    house.sends_what_is_given_up();
    const VendorId other = house.s.vendor({.name = "other", .hours = {}, .handle = constant(1h)});
    house.s.rule("long there", after_waiting_vendor(1h), {to_vendor(other)});
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.all(Fact::sent_out, 0).size(), 1U);
    EXPECT_EQ(journal.at(Fact::resolved, 0), "12:10");
}

TEST(VendorContracts, GoOnWithWhatIsRaised) {
    House house;
    house.sends_what_is_given_up();
    house.s.priorities({"P1", "P2"});
    house.s.rule("long there", after_waiting_vendor(1h), {raised()});
    Arrival like;
    like.priority = 1;
    const Journal journal = journal_of(house.s, {comes(9h, like)});
    EXPECT_EQ(journal.at(Fact::came_back, 0), "12:10");
}

TEST(VendorContracts, LoseWhatItsCustomerWithdraws) {
    House house;
    house.sends_what_is_given_up();
    const SlaId contract = house.contract(2h);
    Stream& stream = house.s.draft.workload.streams[StreamId{0}];
    stream.withdraws = 1;
    stream.withdraws_after = constant(90min);
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::withdrawn, 0), "10:30");
    EXPECT_FALSE(journal.has(Fact::came_back, 0));
    EXPECT_EQ(journal.clock(0, contract), "09:10 started until 11:10, 10:30 cancelled");
}

/// The customer waits all the same, and is answered by the tier.
TEST(VendorContracts, DoNotKeepTheCustomerFromAsking) {
    House house;
    house.sends_what_is_given_up();
    house.s.draft.workload.streams[StreamId{0}].chasing = Chasing{1h, constant(1h), constant(5min)};
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::chased, 0), "11:00");
    EXPECT_EQ(journal.at(Fact::task_done, 0), "11:05");
}

TEST(VendorContracts, HaveItStillAsTheRunEnds) {
    House house;
    house.s.for_time(24h);
    house.sends_what_is_given_up();
    const SlaId contract = house.contract(4h);
    const Journal journal = journal_of(house.s, {comes(14h + 50min)});
    EXPECT_FALSE(journal.has(Fact::came_back, 0));
    EXPECT_EQ(journal.at(Fact::left_open, 0), "Tue 00:00");
    EXPECT_EQ(journal.clock(0, contract),
              "15:00 started until Tue 11:00, Tue 00:00 open 3h to spare");
}

/// A caller whose ticket is sent on does not hold the line, and is patient anew when it is back.
TEST(VendorContracts, DoNotKeepCallersOnTheLine) {
    House house(0);
    house.s.work("any", "first", constant(5h));
    house.s.channel("phone", constant(45min));
    house.s.rule("waited", after_waiting(30min), {to_vendor(house.netco)});
    Arrival call;
    call.channel = ChannelId{0};
    const Journal journal = journal_of(house.s, {comes(9h), comes(9h, call)});
    EXPECT_EQ(journal.at(Fact::came_back, 1), "12:30");
    EXPECT_EQ(journal.at(Fact::abandoned, 1), "13:15");
}

/// More urgent than what its owner has in hand, it interrupts that as an answer would.
TEST(VendorContracts, BringBackWhatMayInterrupt) {
    House house(0);
    house.s.priorities({"P1", "P2"});
    house.sends_what_is_given_up();
    house.s.work("any", "first", constant(10min), 0);
    Routing& how = house.s.routing("first");
    how.discipline = Discipline::priority;
    how.preemption.emplace();
    Arrival mild;
    mild.priority = 1;
    const Journal journal = journal_of(house.s, {comes(9h), comes(12h + 5min, mild)});
    EXPECT_EQ(journal.time(journal.all(Fact::started, 0).at(1).at), "12:10");
    EXPECT_EQ(journal.time(journal.all(Fact::stopped, 1).at(0).at), "12:10");
}

}  // namespace
}  // namespace meridian::testing::vendor_contracts_test
