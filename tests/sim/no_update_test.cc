#include <gtest/gtest.h>

#include "tests/sim/vendor_house.h"

// Requirements 44 and 79: somebody sees that a customer has heard nothing for too long. What is
// heard, and when it does not count. The audit listens to each of these.

namespace meridian::testing::no_update_test {
namespace {

/// Tells the boss each time that a customer has heard nothing for so long.
RuleId nags(ScenarioSketch& s, Span after, ClockSource clock = {}) {
    const RuleId id = s.rule("no news", after_no_update(after, clock), {notify("boss")});
    s.draft.policy.escalation.rules[id].limit = 100;
    return id;
}

/// Nobody is there before noon; the work takes five hours.
ScenarioSketch late_desk() {
    ScenarioSketch s = one_desk({.daily = {{12h, 20h}}});
    s.work("any", "desk", constant(5h));
    return s;
}

TEST(NoUpdate, CountsFromCreationAndAnewFromTheFirstResponse) {
    ScenarioSketch s = late_desk();
    const RuleId rule = nags(s, 2h);
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, rule), "11:00 notified, 14:00 notified");
}

TEST(NoUpdate, FiresAsOftenAsTheRuleMay) {
    ScenarioSketch s = late_desk();
    const RuleId once = s.rule("once", after_no_update(2h), {notify("boss")});
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, once), "11:00 notified");
}

TEST(NoUpdate, IsOverWithTheResolution) {
    ScenarioSketch s = one_desk();
    nags(s, 10min);
    EXPECT_EQ(journal_of(s, {comes(9h)}).count(Fact::notified), 0U);  // of that very instant
}

/// Chased at 12:00, answered at 12:05.
TEST(NoUpdate, BeginsAnewWithTheAnswerToAChaser) {
    ScenarioSketch s = one_desk({.agents = 2});
    s.work("any", "desk", constant(6h));
    s.draft.workload.streams[StreamId{0}].chasing = Chasing{2h, constant(1h), constant(5min)};
    const RuleId rule = nags(s, 150min);
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, rule), "11:30 notified, 14:35 notified");
}

/// A notice and the first response at 9:00, updates at 10:00 and 11:00, heard five minutes later.
ScenarioSketch desk_that_tells() {
    ScenarioSketch s = one_desk({.agents = 2});
    s.work("any", "desk", constant(150min));
    Communication c;
    c.tier = s.tier_id("desk");
    c.notice = Communication::Notice{.handle = constant(5min), .within = 15min};
    c.updates =
        Communication::Updates{.handle = constant(5min), .every = 60min, .ahead = {}, .clock = {}};
    s.draft.policy.communication = {c, std::nullopt, std::nullopt, std::nullopt};
    return s;
}

TEST(NoUpdate, BeginsAnewWithNoticesAndUpdates) {
    Arrival urgent;
    urgent.priority = Priority{0};
    ScenarioSketch s = desk_that_tells();
    const RuleId patient = nags(s, 61min);
    const RuleId impatient = nags(s, 58min);
    const Journal journal = journal_of(s, {comes(9h, urgent)});
    EXPECT_EQ(journal.fired(0, patient), "");
    EXPECT_EQ(journal.fired(0, impatient), "10:03 notified, 11:03 notified");
}

/// Asked at 8:10; the answer comes at 14:10, when nobody is there.
TEST(NoUpdate, DoesNotCountWhileItIsTheCustomers) {
    ScenarioSketch s = one_desk({.daily = {{8h, 9h}}});
    s.work("any", "desk", constant(20min), 1, {1, constant(6h)});
    const RuleId rule = nags(s, 2h);
    EXPECT_EQ(journal_of(s, {comes(8h)}).fired(0, rule), "16:10 notified");
}

/// Asked at 8:10; at 9:10 it goes on without the answer, to where nobody is before noon.
TEST(NoUpdate, CountsWhereARuleTakesItFromTheCustomer) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("experts");
    s.team({.name = "desk", .tier = "desk"});
    s.team({.name = "experts", .tier = "experts", .daily = {{12h, 13h}}});
    by_hand(s);
    s.work("any", "desk", constant(20min), 1, {1, constant(6h)});
    s.rule("on", after_waiting_customer(1h), {to_next()});
    const RuleId rule = nags(s, 1h);
    EXPECT_EQ(journal_of(s, {comes(8h)}).fired(0, rule), "10:10 notified");
}

/// Outside from 9:10 to 12:10; the desk and the second tier then take half an hour more.
TEST(NoUpdate, DoesNotCountWhileSomebodyOutsideHasIt) {
    VendorHouse house(0);
    house.sends_what_is_given_up();
    const RuleId rule = nags(house.s, 25min);
    EXPECT_EQ(journal_of(house.s, {comes(9h)}).fired(0, rule), "12:35 notified");
}

TEST(NoUpdate, CountsFromTheCallBack) {
    VendorHouse house;
    house.sends_what_is_given_up();
    house.s.rule("long there", after_waiting_vendor(1h), {to_next()});
    const RuleId rule = nags(house.s, 15min);
    EXPECT_EQ(journal_of(house.s, {comes(9h)}).fired(0, rule), "10:25 notified");
}

/// An hour with the bot, which resolves nothing.
TEST(NoUpdate, DoesNotCountInSelfService) {
    ScenarioSketch s;
    s.region("here");
    s.self_service("bot");
    s.tier("desk");
    s.team({.name = "team", .tier = "desk", .daily = {{12h, 20h}}});
    by_hand(s, {.entry = "bot"});
    s.work("any", "bot", constant(1h), 0);
    const RuleId rule = nags(s, 90min);
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, rule), "11:30 notified");
}

/// Somebody writes down at 11:00 what it is about; the desk begins at 11:03.
TEST(NoUpdate, CountsWhileItIsTakenIn) {
    ScenarioSketch s;
    s.region("here");
    s.tier("dispatch");
    s.tier("desk");
    s.team({.name = "dispatch", .tier = "dispatch", .daily = {{11h, 20h}}});
    s.team({.name = "desk", .tier = "desk"});
    by_hand(s, {.entry = "desk"});
    s.work("any", "desk", constant(90min));
    s.draft.policy.lifecycle.stages[0] =
        StageWork{.tier = s.tier_id("dispatch"), .handle = constant(3min)};
    const RuleId rule = nags(s, 1h);
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, rule), "10:00 notified, 12:03 notified");
}

/// Resolved at 9:10 and back at 12:10, when nobody is there.
TEST(NoUpdate, BeginsAnewAsTheCustomerComesBack) {
    ScenarioSketch s = one_desk({.daily = {{8h, 10h}}});
    s.work("any", "desk", constant(10min));
    s.reopens("desk", 1 - 1e-9, constant(3h));
    const RuleId rule = nags(s, 30min);
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, rule), "12:40 notified");
}

/// The one who came at 9:24 still waits in the line when the problem is declared at 9:36.
TEST(NoUpdate, BeginsAnewAsTheRepairIsWaitedFor) {
    constexpr Instant monday = ScenarioSketch::monday;
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("engineers");
    s.team({.name = "desk", .tier = "desk"});
    s.team({.name = "engineers", .tier = "engineers"});
    by_hand(s);
    s.work("outage", "desk", constant(40min));
    s.work("cause", "engineers", constant(3h));
    s.incident({{monday + 9h, monday + 10h}},
               {.name = "surge",
                .per_hour = 5,
                .entry = "desk",
                .process = Stream::Process::every,
                .category = {{"outage"}}},
               {.name = "cause", .entry = "engineers", .category = {{"cause"}}});
    s.rule("many", on_similar(3, 1h),
           {DeclareProblem{.tier = s.tier_id("desk"), .answer = constant(5min)}});
    const RuleId rule = nags(s, 15min);
    const std::uint64_t second = TicketNumber::of(StreamId{1}, 1).value;
    const Journal journal = journal_of(s);
    EXPECT_EQ(journal.at(Fact::linked, second), "09:36");
    EXPECT_EQ(journal.fired(second, rule), "09:51 notified");
}

/// An hour of the office's on Monday, and one on Tuesday.
TEST(NoUpdate, CountsTheHoursOfItsClock) {
    const Instant later = ScenarioSketch::monday + 24h * 30;
    ScenarioSketch s = one_desk({.shifts = {{later, later + 8h}}});
    s.calendar("office", {{9h, 17h}});
    s.business_hours("here", "office");
    s.for_time(48h);
    const RuleId rule = nags(s, 2h, by_customer());
    EXPECT_EQ(journal_of(s, {comes(16h)}).fired(0, rule), "Tue 10:00 notified");
}

}  // namespace
}  // namespace meridian::testing::no_update_test
