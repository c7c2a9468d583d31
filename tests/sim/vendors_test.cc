#include <gtest/gtest.h>

#include "model/calendar/week.h"
#include "tests/sim/vendor_house.h"

// Requirement 11: somebody outside has tickets, in hours of its own. The audit listens to each of
// these.

namespace meridian::testing::vendors_test {
namespace {

using House = VendorHouse;

TEST(Vendors, SolveWhatAgentsGiveUp) {
    House house;
    house.sends_what_is_given_up();
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:10 stopped, 09:10 sent_out, "
              "12:10 came_back, 12:10 resolved");
    EXPECT_EQ(journal.first(Fact::resolved, 0).actor, Id<void>::none_index);
    EXPECT_EQ(journal.first(Fact::sent_out, 0).value, Span{3h}.count());
}

/// Nobody here has it: the next ticket is begun at once.
TEST(Vendors, LeaveTheAgentFreeMeanwhile) {
    House house;
    house.sends_what_is_given_up();
    EXPECT_EQ(journal_of(house.s, {comes(9h), comes(9h)}).at(Fact::started, 1), "09:10");
}

/// Of two agents the owner takes it, although the other one has been idle for longer; the work,
/// which was over, begins anew.
TEST(Vendors, BringBackToItsOwnerWhatTheyCannotSolve) {
    House house(0, 2);
    house.sends_what_is_given_up();
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:10 stopped, 09:10 sent_out, "
              "12:10 came_back, 12:10 queued, 12:10 started by 0, 12:20 stopped, 12:20 escalated, "
              "12:20 queued, 12:20 started by 2, 12:40 stopped, 12:40 resolved");
}

/// The owner has another one in hand from 12:05 to 12:15; the colleague is idle.
TEST(Vendors, BringItBackToAnOwnerWhoIsBusy) {
    House house(0, 2);
    house.sends_what_is_given_up();
    const Journal journal = journal_of(house.s, {comes(9h), comes(12h + 4min), comes(12h + 5min)});
    EXPECT_EQ(journal.agent(1), 1U);
    EXPECT_EQ(journal.agent(2), 0U);
    EXPECT_EQ(journal.time(journal.all(Fact::started, 0).at(1).at), "12:15");
    EXPECT_EQ(journal.all(Fact::started, 0).at(1).actor, 0U);
}

TEST(Vendors, BringItBackToAnybodyWhereOwnersAreNotSticky) {
    House house(0, 2);
    house.sends_what_is_given_up();
    house.s.routing("first").sticky_owner = false;
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.all(Fact::started, 0).at(1).actor, 1U);  // idle for longer
}

/// The owner goes home at noon, and the other one has come.
TEST(Vendors, BringItBackToAnybodyWhenTheOwnerIsOffShift) {
    ScenarioSketch s;
    s.region("here");
    s.tier("first");
    s.team({.name = "early", .tier = "first", .daily = {{6h, 12h}}});
    s.team({.name = "late", .tier = "first", .daily = {{12h, 20h}}});
    by_hand(s);
    s.work("any", "first", constant(10min));
    const VendorId netco =
        s.vendor({.name = "netco", .hours = {}, .handle = constant(4h), .solves = 0});
    s.rule("soon", after_touch(4min), {to_vendor(netco)});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:04 stopped, 09:04 sent_out, "
              "13:04 came_back, 13:04 queued, 13:04 started by 1, 13:10 stopped, 13:10 resolved");
}

// Hours.

/// One hour is left on Monday, two follow on Tuesday.
TEST(Vendors, TakeTheirOwnHours) {
    House house;
    house.sends_what_is_given_up();
    EXPECT_EQ(journal_of(house.s, {comes(14h + 50min)}).at(Fact::came_back, 0), "Tue 10:00");
}

TEST(Vendors, BeginInTheMorningWithWhatIsSentAtNight) {
    House house;
    house.sends_what_is_given_up();
    EXPECT_EQ(journal_of(house.s, {comes(20h)}).at(Fact::came_back, 0), "Tue 11:00");
}

TEST(Vendors, BeginTheNextDayWithWhatIsSentAsTheyClose) {
    House house;
    house.sends_what_is_given_up();
    EXPECT_EQ(journal_of(house.s, {comes(15h + 50min)}).at(Fact::came_back, 0), "Tue 11:00");
}

TEST(Vendors, AreDoneAsTheyClose) {
    House house;
    house.sends_what_is_given_up();
    EXPECT_EQ(journal_of(house.s, {comes(12h + 50min)}).at(Fact::came_back, 0), "16:00");
}

/// A contractor who works from midnight to 8 in Oslo, on the Sunday of a change of the clocks; a
/// ticket is sent there at ten past midnight on Oslo's clock.
Journal on_the_night_of(Instant ticket, Span handle) {
    House house;
    const Instant saturday = std::chrono::floor<std::chrono::days>(ticket);
    house.s.from(saturday).for_time(72h);
    const Interval around{saturday - 48h, saturday + 96h};
    WeekPlan nights;
    nights.windows.push_back({.from = oclock(0), .to = oclock(8)});
    house.s.draft.vendors[house.netco].hours = house.s.calendar(
        "nights", open_intervals(nights, std::get<Zone>(load_zone("Europe/Oslo", around)), around));
    house.s.draft.vendors[house.netco].handle = constant(handle);
    house.sends_what_is_given_up();
    Arrival one;
    one.at = ticket;
    return journal_of(house.s, {one});
}

/// It has seven hours instead of eight: of seven hours of work ten minutes are left to Monday,
/// which begins at 22:00 UTC.
TEST(Vendors, WorkAnHourLessInTheNightOfTheSkippedHour) {
    const Instant eve = std::chrono::sys_days{std::chrono::year{2026} / 3 / 28};
    EXPECT_EQ(on_the_night_of(eve + 23h, 7h).at(Fact::came_back, 0), "Sun 22:10");
}

/// It has nine.
TEST(Vendors, WorkAnHourMoreInTheNightOfTheRepeatedHour) {
    const Instant eve = std::chrono::sys_days{std::chrono::year{2026} / 10 / 24};
    EXPECT_EQ(on_the_night_of(eve + 22h, 8h + 50min).at(Fact::came_back, 0), "Sun 07:00");
}

// Who sends.

/// The only agent has another one until 10:00; what waits for half an hour is sent there, and
/// waits again, all of its work to be done, when it is back.
TEST(Vendors, AreSentWhatWaitsInAQueue) {
    House house(0);
    house.s.work("any", "first", constant(1h));
    house.s.rule("waited", after_waiting(30min), {to_vendor(house.netco)});
    const Journal journal = journal_of(house.s, {comes(9h), comes(9h)});
    EXPECT_EQ(journal.story(1),
              "09:00 opened, 09:00 queued, 09:30 sent_out, 12:30 came_back, 12:30 queued, "
              "12:30 started by 0, 13:30 stopped, 13:30 resolved");
}

/// Six of ten minutes are left.
TEST(Vendors, AreSentWhatIsInHand) {
    House house(0);
    house.s.work("any", "first", constant(10min));
    house.s.rule("soon", after_touch(4min), {to_vendor(house.netco)});
    const Journal journal = journal_of(house.s, {comes(9h), comes(9h)});
    EXPECT_EQ(journal.at(Fact::started, 1), "09:04");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "12:10");
    EXPECT_EQ(journal.first(Fact::stopped, 0).cause,
              static_cast<std::uint16_t>(Why::moved_by_rule));
}

/// The question to the customer is off.
TEST(Vendors, AreSentWhatWaitsForTheCustomer) {
    House house;
    house.s.work("any", "first", constant(10min), 1, {1, constant(5h)});
    house.s.rule("silent", after_waiting_customer(1h), {to_vendor(house.netco)});
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::sent_out, 0), "10:05");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "13:05");
    EXPECT_FALSE(journal.has(Fact::replied, 0));
}

/// Its agent goes on with the note, which is in vain, and owns it no more.
TEST(Vendors, AreSentWhatIsBeingHandedOver) {
    ScenarioSketch s;
    s.region("here");
    s.tier("first");
    s.team({.name = "early", .tier = "first", .daily = {{6h, 12h}}});
    s.team({.name = "late", .tier = "first", .daily = {{13h, 20h}}});
    by_hand(s);
    s.work("any", "first", constant(2h));
    s.at_shift_end(AtShiftEnd::hand_over, 10min, 0min);
    const VendorId netco =
        s.vendor({.name = "netco", .hours = {}, .handle = constant(2h), .solves = 0});
    s.rule("old", after_open(65min), {to_vendor(netco)});
    const Journal journal = journal_of(s, {comes(11h)});
    EXPECT_EQ(journal.story(0),
              "11:00 opened, 11:00 queued, 11:00 started by 0, 12:00 shift_ended, 12:00 stopped, "
              "12:05 sent_out, 14:05 came_back, 14:05 queued, 14:05 started by 1, 15:05 stopped, "
              "15:05 resolved");
}

TEST(Vendors, AreSentNothingByAStepBeforeAnybodyHasTheTicket) {
    House house;
    Rule rule;
    rule.name = "at once";
    rule.trigger = on_creation();
    rule.steps = {{.actions = {to_vendor(house.netco)}}};
    house.s.rule(rule);
    EXPECT_FALSE(journal_of(house.s, {comes(9h)}).has(Fact::sent_out, 0));
}

TEST(Vendors, AreSentNothingOutOfSelfService) {
    ScenarioSketch s;
    s.region("here");
    s.self_service("bot");
    s.tier("desk");
    s.team({.name = "team", .tier = "desk"});
    by_hand(s);
    s.work("any", "bot", constant(5min), 0);
    s.work("any", "desk", constant(20min));
    const VendorId netco = s.vendor({.name = "netco", .hours = {}, .handle = constant(2h)});
    s.rule("at once", on_giving_up(), {to_vendor(netco)});
    EXPECT_EQ(journal_of(s, {comes(9h)}).at(Fact::resolved, 0), "09:25");
}

/// Time stands still for work that takes none: it comes back once at an instant, and goes on.
TEST(Vendors, AreSentNothingAsItComesBack) {
    House house(0);
    house.s.work("any", "first", constant(0min), 0);
    house.s.draft.vendors[house.netco].handle = constant(0min);
    house.s.rule("to netco", on_giving_up(), {to_vendor(house.netco)});
    house.s.draft.policy.escalation.rules[RuleId{0}].limit = 1000;
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.all(Fact::sent_out, 0).size(), 1U);
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:20");
}

}  // namespace
}  // namespace meridian::testing::vendors_test
