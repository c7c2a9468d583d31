#include <gtest/gtest.h>

#include "tests/journal.h"

// Tickets that go back down, and tickets that nobody wants (F-F03, F-F06).

namespace meridian::testing {
namespace {

/// One agent at the desk and one expert; each takes 30 minutes, and nobody resolves anything but as
/// a test says.
ScenarioSketch desk_and_experts() {
    ScenarioSketch s;
    s.region("here");
    for (const char* tier : {"desk", "experts"}) {
        s.tier(tier);
        s.team({.name = tier, .tier = tier});
        s.work("any", tier, constant(30min), 0);
    }
    by_hand(s);
    return s;
}

Predicate on_tier(TierId tier) {
    Predicate when;
    when.tier.include(tier);
    return when;
}

/// The expert finds that it is the desk's own business after all, twice: then no more. The tier
/// that leads nowhere resolves it.
TEST(ReturnTo, SendsATicketBackToTheTeamThatHadItAsOftenAsItMay) {
    ScenarioSketch s = desk_and_experts();
    s.draft.policy.escalation.returns_max = 2;
    Rule back;
    back.name = "not ours";
    back.trigger = on_giving_up();
    back.actions = {back_to_sender()};
    back.when = on_tier(s.tier_id("experts"));
    back.limit = 1000;
    const RuleId rule = s.rule(back);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.fired(0, rule), "10:00 sent_back, 11:00 sent_back");
    const Entry first = journal.first(Fact::sent_back, 0);
    EXPECT_EQ(first.actor, s.team_id("desk").index);
    EXPECT_EQ(first.value, s.tier_id("experts").index);
    EXPECT_EQ(first.tier, s.tier_id("desk").index);
    // desk, experts, desk, experts, desk, experts: half an hour each.
    EXPECT_EQ(journal.at(Fact::resolved, 0), "12:00");
    EXPECT_EQ(journal.agent(0), 0U);
}

/// Both desks could take it; the one that had it gets it back, and has to be waited for.
TEST(ReturnTo, WaitsForTheTeamThatHadItThoughAnotherIsFree) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("experts");
    s.team({.name = "early", .tier = "desk", .daily = {{8h, 10h}}});
    s.team({.name = "late", .tier = "desk", .daily = {{9h + 15min, 18h}}});
    s.team({.name = "experts", .tier = "experts"});
    s.work("any", "desk", constant(30min), 0);
    s.work("any", "experts", constant(2h), 0);
    by_hand(s);
    s.for_time(48h);
    s.rule("not ours", after_in_tier(45min), {back_to_sender()}, on_tier(s.tier_id("experts")));
    const Journal journal = journal_of(s, {comes(9h)});
    // 9:00 early, 9:30 the expert, 10:15 back: early has gone home at 10:00.
    EXPECT_EQ(journal.at(Fact::sent_back, 0), "10:15");
    const std::vector<Entry> begun = journal.all(Fact::started, 0);
    ASSERT_GE(begun.size(), 3U);
    EXPECT_EQ(begun[2].actor, 0U);
    EXPECT_EQ(journal.time(begun[2].at), "Tue 08:00");
}

/// A named tier is for whoever is there.
TEST(ReturnTo, ANamedTierIsForAnybodyThere) {
    ScenarioSketch s = desk_and_experts();
    s.rule("straight up", on_creation(), {to_next()});
    const RuleId down = s.rule("down", after_touch(10min), {back_to(s.tier_id("desk"))},
                               on_tier(s.tier_id("experts")));
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.fired(0, down), "09:10 sent_back");
    EXPECT_FALSE(TeamId{journal.first(Fact::sent_back, 0).actor}.exists());
    EXPECT_EQ(journal.all(Fact::started, 0).at(1).actor, 0U);
}

/// Nobody has sent it up: a ticket that came in among the experts goes nowhere by return_to:
/// sender.
TEST(ReturnTo, HasNoSenderWhereTheTicketCameIn) {
    ScenarioSketch s = desk_and_experts();
    s.rule("straight up", on_creation(), {to_next()});
    s.rule("down", after_touch(10min), {back_to_sender()});
    EXPECT_EQ(journal_of(s, {comes(9h)}).count(Fact::sent_back), 0U);
}

/// The stage clock of the experts ends as it is sent back, and begins again as it comes up again.
TEST(ReturnTo, EndsTheClockOfTheTierAndLetsItBeginAgain) {
    ScenarioSketch s = desk_and_experts();
    const TierId experts = s.tier_id("experts");
    SlaTarget stage{.name = "stage", .target = {20min}};
    stage.start = {ClockEvent::Kind::enters, experts};
    stage.stop = {ClockEvent::Kind::leaves, experts};
    const SlaId sla = s.sla(stage);
    s.rule("down", after_touch(10min), {back_to_sender()}, on_tier(experts));
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0, sla),
              "09:30 started until 09:50, 09:40 stopped 10min to spare, "
              "10:10 started until 10:30, 10:40 stopped late by 10min");
}

/// Hysteresis: what the desk has just passed on does not come back for an hour, whatever the rule
/// says, and what the experts sent back does not go up again by a rule before its hour is over.
TEST(Stay, KeepsATicketFromGoingBackAtOnce) {
    ScenarioSketch s = desk_and_experts();
    s.work("any", "experts", constant(3h), 1);
    s.draft.policy.escalation.stay = 1h;
    const TierId experts = s.tier_id("experts");
    const RuleId soon = s.rule("soon", after_in_tier(59min), {back_to_sender()}, on_tier(experts));
    const RuleId later =
        s.rule("later", after_in_tier(60min), {back_to_sender()}, on_tier(experts));
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.fired(0, soon), "");
    EXPECT_EQ(journal.fired(0, later), "10:30 sent_back");
}

/// Two teams of one tier, neither of which can resolve it, each give it to the other.
ScenarioSketch hot_potato() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    for (const char* team : {"network", "billing"}) {
        s.team({.name = team, .tier = "desk"});
    }
    s.work("any", "desk", constant(10min), 0);
    by_hand(s);
    for (const auto& [name, from, to] : {std::tuple{"not the network", "network", "billing"},
                                         std::tuple{"not the bill", "billing", "network"}}) {
        Rule rule;
        rule.name = name;
        rule.trigger = on_giving_up();
        rule.actions = {to_team(s.team_id(to))};
        rule.when.team.include(s.team_id(from));
        rule.limit = 1000;
        s.rule(rule);
    }
    return s;
}

/// Nobody does the work again that has been done: the ticket would go to and fro for ever in no
/// time at all. requirement 42
TEST(HotPotato, EndsWhenATicketHasBeenPassedOnTooOften) {
    ScenarioSketch s = hot_potato();
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.count(Fact::transferred), 8U);
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:10");
}

/// requirement 42
TEST(HotPotato, IsKeptByWhoeverHasItWhileItMayNotGoBack) {
    ScenarioSketch s = hot_potato();
    s.draft.policy.escalation.stay = 1h;
    EXPECT_EQ(journal_of(s, {comes(9h)}).count(Fact::transferred), 1U);
}

}  // namespace
}  // namespace meridian::testing
