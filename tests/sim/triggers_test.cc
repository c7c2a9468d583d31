#include <gtest/gtest.h>

#include "tests/journal.h"

// What makes somebody look at a rule: the hour of creation, the customer's return, a question that
// stays without a reply (F-F02).

namespace meridian::testing {
namespace {

/// The customers' region is open from 9 to 17, the desk around the clock.
ScenarioSketch desk_for_office_people() {
    ScenarioSketch s = one_desk();
    s.calendar("office", {{9h, 17h}});
    s.business_hours("here", "office");
    return s;
}

TEST(AfterHours, HoldsForTicketsCreatedWhileTheCustomersRegionIsClosed) {
    ScenarioSketch s = desk_for_office_people();
    const RuleId night = s.rule("night", on_coming_after_hours(), {notify("boss")});
    const Journal journal = journal_of(
        s, {comes(9h - Span{1}), comes(9h), comes(17h - Span{1}), comes(17h), comes(20h)});
    EXPECT_EQ(journal.count(Fact::notified), 3U);
    EXPECT_EQ(journal.fired(1, night), "");
    EXPECT_EQ(journal.fired(2, night), "");
    EXPECT_EQ(journal.fired(3, night), "17:00 notified");
    EXPECT_EQ(journal.fired(4, night), "20:00 notified");
}

TEST(AfterHours, NeverComesWhereTheRegionHasNoHours) {
    ScenarioSketch s = one_desk();
    s.rule("night", on_coming_after_hours(), {notify("boss")});
    EXPECT_EQ(journal_of(s, {comes(3h), comes(12h)}).count(Fact::notified), 0U);
}

TEST(AfterHours, StandsInOneOrderWithRulesOnCreation) {
    ScenarioSketch s = desk_for_office_people();
    const RuleId night = s.rule("night", on_coming_after_hours(), {notify("boss")});
    const RuleId always = s.rule("always", on_creation(), {notify("boss")});
    const Journal journal = journal_of(s, {comes(10h), comes(20h)});
    EXPECT_EQ(journal.fired(0, always), "10:00 notified");
    EXPECT_EQ(journal.fired(1, night), "20:00 notified");
    EXPECT_EQ(journal.fired(1, always), "");  // the first that matches
}

/// A ticket of 10 minutes that comes back two hours after its resolution, to the desk or, by the
/// rule, straight to the experts.
TEST(OnReopening, SendsATicketThatComesBackToAnotherTier) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("experts");
    s.team({.name = "team", .tier = "desk"});
    s.team({.name = "others", .tier = "experts"});
    s.work("any", "desk", constant(10min));
    s.work("any", "experts", constant(20min));
    s.reopens("desk", 1 - 1e-12, constant(2h));
    by_hand(s);
    const RuleId back = s.rule("back", on_reopening(), {raised_to(0), to_next()});
    Arrival idle;
    idle.priority = Priority{2};
    const Journal journal = journal_of(s, {comes(9h, idle)});
    EXPECT_EQ(journal.fired(0, back), "11:10 prioritised, 11:10 escalated");
    EXPECT_EQ(journal.count(Fact::queued), 2U);  // on the desk once, among the experts once
    EXPECT_EQ(journal.time(journal.all(Fact::resolved, 0)[1].at), "11:30");
}

/// An obstacle: the customer has to say something first (requirement 31).
/// The desk asks after 5 minutes of 10, which the customer answers `after` that.
ScenarioSketch desk_that_asks(Span after) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(10min), 1, {1, constant(after)});
    return s;
}

TEST(WaitingCustomer, ComesDueSoLongAfterTheQuestion) {
    ScenarioSketch s = desk_that_asks(3h);
    const RuleId early = s.rule("early", after_waiting_customer(2h), {notify("boss")});
    const RuleId late = s.rule("late", after_waiting_customer(4h), {notify("boss")});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::asked_customer, 0), "09:05");
    EXPECT_EQ(journal.fired(0, early), "11:05 notified");
    EXPECT_EQ(journal.at(Fact::replied, 0), "12:05");
    EXPECT_EQ(journal.fired(0, late), "");
}

TEST(WaitingCustomer, IsOverByTheReplyOfTheSameInstant) {
    ScenarioSketch s = desk_that_asks(2h);
    s.rule("silent", after_waiting_customer(2h), {notify("boss")});
    EXPECT_EQ(journal_of(s, {comes(9h)}).count(Fact::notified), 0U);
}

/// 09:05 to 17:00 is 7:55 of the office's hours; the ninth ends at 10:05 on Tuesday.
TEST(WaitingCustomer, CountsTheHoursOfItsClock) {
    ScenarioSketch s = desk_that_asks(48h);
    s.calendar("office", {{9h, 17h}});
    s.business_hours("here", "office");
    s.for_time(72h);
    const RuleId silent =
        s.rule("silent", after_waiting_customer(9h, by_customer()), {notify("boss")});
    const Journal journal = journal_of(s, {comes(9h)});
    ASSERT_EQ(journal.count(Fact::notified), 1U);
    EXPECT_EQ(journal.first(Fact::notified, 0).cause, silent.index);
    EXPECT_EQ(journal.first(Fact::notified, 0).at - journal.first(Fact::opened, 0).at, 25h + 5min);
}

/// The ticket goes on without the customer's word, whose reply then says nothing new.
TEST(WaitingCustomer, MayTakeTheTicketElsewhereWithoutTheReply) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("experts");
    s.team({.name = "team", .tier = "desk"});
    s.team({.name = "others", .tier = "experts"});
    s.work("any", "desk", constant(10min), 1, {1, constant(3h)});
    s.work("any", "experts", constant(20min));
    by_hand(s);
    s.rule("on", after_waiting_customer(1h), {to_next()});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::escalated, 0), "10:05");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:25");
    EXPECT_FALSE(journal.has(Fact::replied, 0));
}

struct Floors {
    ScenarioSketch sketch;
    TierId third;
};

Floors three_floors() {
    Floors made;
    ScenarioSketch& s = made.sketch;
    s.region("here");
    for (const char* tier : {"first", "second", "third"}) {
        s.tier(tier);
        s.team({.name = std::string(tier) + " team", .tier = tier});
        s.work("any", tier, constant(1h));
    }
    by_hand(s);
    made.third = s.tier_id("third");
    return made;
}

TEST(Skipping, LeadsPastTheNextTier) {
    Floors floors = three_floors();
    floors.sketch.rule("past", after_touch(20min), {past_next()});
    const Journal journal = journal_of(floors.sketch, {comes(9h)});
    EXPECT_EQ(journal.count(Fact::escalated), 1U);
    EXPECT_EQ(journal.at(Fact::escalated, 0), "09:20");
    EXPECT_EQ(TierId{journal.first(Fact::escalated, 0).tier}, floors.third);
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:20");
}

/// The second tier leads to the third, and no further.
TEST(Skipping, DoesNothingWhereNoTierIsSoFarUp) {
    Floors floors = three_floors();
    floors.sketch.rule("up", on_creation(), {to_next()});
    floors.sketch.rule("past", after_touch(20min), {past_next()});
    const Journal journal = journal_of(floors.sketch, {comes(9h)});
    EXPECT_EQ(journal.count(Fact::escalated), 1U);
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:00");
}

}  // namespace
}  // namespace meridian::testing
