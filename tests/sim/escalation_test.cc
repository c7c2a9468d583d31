#include <gtest/gtest.h>

#include "tests/journal.h"

namespace meridian::testing::escalation_test {
namespace {

/// One agent on each of three tiers. The frontline takes 2 h and resolves everything, the others
/// 30 min.
ScenarioSketch three_tiers() {
    ScenarioSketch s;
    s.region("here");
    for (const char* tier : {"frontline", "specialist", "engineering"}) {
        s.tier(tier);
        s.team({.name = tier, .tier = tier});
        s.work("any", tier, constant(30min));
    }
    s.work("any", "frontline", constant(2h));
    by_hand(s);
    return s;
}

// Requirements 13, 24 and 32.
TEST(Rule, OnCreationActsBeforeTheTicketIsQueued) {
    ScenarioSketch s = three_tiers();
    s.rule("straight up", on_creation(), {to_next()});
    EXPECT_EQ(journal_of(s, {comes(9h)}).story(0),
              "09:00 opened, 09:00 escalated, 09:00 queued, 09:00 started by 1, 09:30 stopped, "
              "09:30 resolved");
}

// Requirement 34.
TEST(Rule, SkipsTiersToANamedOne) {
    ScenarioSketch s = three_tiers();
    s.rule("to the engineers", after_touch(20min), {to_tier(s.tier_id("engineering"))});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:20 stopped, 09:20 escalated, "
              "09:20 queued, 09:20 started by 2, 09:50 stopped, 09:50 resolved");
    EXPECT_EQ(journal.first(Fact::stopped, 0).cause,
              static_cast<std::uint16_t>(Why::moved_by_rule));
}

// Requirements 14, 29 and 30.
TEST(Rule, OnGivingUpChoosesWhereTheTicketGoes) {
    ScenarioSketch s = three_tiers();
    s.work("any", "frontline", constant(20min), 0);
    const RuleId rule = s.rule("give up", on_giving_up(), {to_tier(s.tier_id("engineering"))});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.fired(0, rule), "09:20 escalated");
    EXPECT_EQ(journal.agent(0), 0U);
    EXPECT_EQ(journal.all(Fact::started, 0).at(1).actor, 2U);
}

TEST(Rule, OnGivingUpKnowsWhoGaveUp) {
    ScenarioSketch s = three_tiers();
    s.work("any", "frontline", constant(20min), 0);
    Predicate by_frontline;
    by_frontline.team.include(s.team_id("frontline"));
    const RuleId rule = s.rule("give up", on_giving_up(), {notify("lead")}, by_frontline);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.fired(0, rule), "09:20 notified");
    // It says nothing of where to go, so the ticket goes to the next tier.
    EXPECT_EQ(journal.all(Fact::started, 0).at(1).actor, 1U);
}

// Requirements 30 and 1.
TEST(GivingUp, GoesToTheNextTierAndIsResolvedWhereNoneLeadsOn) {
    ScenarioSketch s = three_tiers();
    for (const char* tier : {"frontline", "specialist", "engineering"}) {
        s.work("any", tier, constant(20min), 0);
    }
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.count(Fact::escalated), 2U);
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:00");
}

// Requirement 17.
TEST(Rule, CountsTouchTimeAcrossInterruptions) {
    ScenarioSketch s = three_tiers();
    s.work("any", "frontline", constant(2h), 1, {.share = 1, .reply = constant(3h)});
    const RuleId cap = s.rule("cap", after_touch(90min), {notify("lead")});
    // Work 9-10, the customer until 13:00, work again: 90 minutes are reached at 13:30.
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, cap), "13:30 notified");
}

TEST(Rule, ByTouchTimeFiresAtTheNextStartWhenWorkStoppedJustThen) {
    ScenarioSketch s = one_desk({.daily = {{8h, 16h}}});
    s.for_time(48h);
    s.work("any", "desk", constant(2h));
    s.at_shift_end(AtShiftEnd::park);
    const RuleId cap = s.rule("cap", after_touch(1h), {notify("lead")});
    EXPECT_EQ(journal_of(s, {comes(15h)}).fired(0, cap), "Tue 08:00 notified");
}

// Requirements 20 and 21.
TEST(Rule, ByAgeCountsWallTimeOrBusinessHours) {
    ScenarioSketch s = one_desk({.daily = {{20h, 24h}}});
    s.calendar("office", {DailyHours{9h, 12h}, DailyHours{13h, 17h}});
    s.business_hours("here", "office");
    const RuleId wall = s.rule("wall", after_open(4h), {notify("a")});
    const RuleId office = s.rule("office", after_open(4h, by_customer()), {notify("b")});
    const RuleId named =
        s.rule("named", after_open(5h, by_calendar(s.calendar_id("office"))), {notify("c")});
    const Journal journal = journal_of(s, {comes(7h)});
    EXPECT_EQ(journal.fired(0, wall), "11:00 notified");
    EXPECT_EQ(journal.fired(0, office), "14:00 notified");
    EXPECT_EQ(journal.fired(0, named), "15:00 notified");
}

TEST(Rule, FollowsTheHoldersHours) {
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
    s.work("any", "specialist", constant(5h));
    by_hand(s, {.region = "west"});
    const RuleId rule = s.rule("five hours", after_open(5h, by_holder()), {notify("lead")});
    // 10-12 in the west, then from 14:00 on in the east: 3 h more.
    EXPECT_EQ(journal_of(s, {comes(10h)}).fired(0, rule), "17:00 notified");
}

// Requirement 111.
TEST(Rule, ByTimeInTierBeginsAnewOnEachTier) {
    ScenarioSketch s = three_tiers();
    s.work("any", "specialist", constant(3h));
    Rule rule;
    rule.name = "stuck";
    rule.trigger = after_in_tier(90min);
    rule.actions = {to_next()};
    rule.limit = 5;
    const RuleId id = s.rule(std::move(rule));
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, id), "10:30 escalated, 12:00 escalated");
}

TEST(Rule, ByWaitFiresWhileTheTicketIsQueuedOnly) {
    ScenarioSketch s = three_tiers();
    const RuleId rule = s.rule("queue", after_waiting(1h), {to_next()});
    // 1 waits behind 0, who takes until 11:00; 2 is taken at once by nobody else.
    const Journal journal = journal_of(s, {comes(9h), comes(9h + 30min)});
    EXPECT_EQ(journal.fired(0, rule), "");
    EXPECT_EQ(journal.fired(1, rule), "10:30 escalated");
    EXPECT_EQ(journal.at(Fact::resolved, 1), "11:00");
}

TEST(Rule, ByWaitDoesNotFireWhenWorkBeginsAtThatInstant) {
    ScenarioSketch s = three_tiers();
    const RuleId rule = s.rule("queue", after_waiting(90min), {to_next()});
    EXPECT_EQ(journal_of(s, {comes(9h), comes(9h + 30min)}).fired(1, rule), "");
}

TEST(Rule, ByMissingAnswerIsSilentOnceSomebodyBegan) {
    ScenarioSketch s = three_tiers();
    const RuleId rule = s.rule("silent", after_unanswered(30min), {notify("duty manager")});
    const Journal journal = journal_of(s, {comes(9h), comes(9h + 15min)});
    EXPECT_EQ(journal.fired(0, rule), "");
    EXPECT_EQ(journal.fired(1, rule), "09:45 notified");
}

// Requirement 28.
TEST(Rule, FiresAtAShareOfTheClockNotOfWallTime) {
    ScenarioSketch s = one_desk({.daily = {{20h, 24h}}});
    const CalendarId office = s.calendar("office", {DailyHours{9h, 12h}, DailyHours{13h, 17h}});
    SlaTarget target{.name = "resolution", .target = {5h}, .clock = by_calendar(office)};
    target.stop.kind = ClockEvent::Kind::resolved;
    const SlaId sla = s.sla(target);
    const RuleId warning = s.rule("warning", when_used(sla, 0.8), {notify("a")});
    const RuleId close = s.rule("close", when_left(sla, 30min), {notify("b")});
    const RuleId breach = s.rule("breach", when_used(sla, 1), {notify("c")});
    const RuleId after = s.rule("after", when_left(sla, -1h), {notify("d")});
    // 80 % of 5 office hours from 09:00 are 4 h: 09-12 and 13-14.
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.fired(0, warning), "14:00 notified");
    EXPECT_EQ(journal.fired(0, close), "14:30 notified");
    EXPECT_EQ(journal.fired(0, breach), "15:00 notified");
    EXPECT_EQ(journal.fired(0, after), "16:00 notified");
}

TEST(Rule, ByShareOfAClockWaitsWhileTheClockIsPaused) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(2h), 1, {.share = 1, .reply = constant(3h)});
    SlaTarget target{.name = "resolution", .target = {2h + 30min}};
    target.stop.kind = ClockEvent::Kind::resolved;
    target.pause_waiting_customer = true;
    const RuleId warning = s.rule("warning", when_used(s.sla(target), 0.6), {notify("a")});
    // 60 % are 90 minutes: 09-10, and from 13:00 half an hour more.
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, warning), "13:30 notified");
}

// Requirements 27 and 31.
TEST(Rule, OnABreachFiresThoughNobodyTouchesTheTicket) {
    ScenarioSketch s = one_desk({.agents = 0});
    const SlaId sla = s.sla("resolution", 4h);
    const RuleId breach = s.rule("breach", when_used(sla, 1), {notify("lead")});
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, breach), "13:00 notified");
}

TEST(Rule, OnABreachIsSilentWhenTheClockStopsExactlyAtTheDeadline) {
    ScenarioSketch s = one_desk();
    const SlaId sla = s.sla("resolution", 10min);
    const RuleId breach = s.rule("breach", when_used(sla, 1), {notify("lead")});
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, breach), "");
}

TEST(Rule, TransfersToATeamOrARegion) {
    ScenarioSketch s;
    s.region("west");
    s.region("east");
    s.tier("desk");
    s.team({.name = "west", .region = "west"});
    s.team({.name = "night", .region = "west", .daily = {{20h, 24h}}});
    s.team({.name = "east", .region = "east", .daily = {{18h, 24h}}});
    s.work("any", "desk", constant(1h));
    by_hand(s);
    Predicate first, second;
    first.priorities = 1;
    second.priorities = 2;
    s.rule("to a team", on_creation(), {to_team(s.team_id("night"))}, first);
    s.rule("to a region", after_touch(10min), {to_region(s.region_id("east"))}, second);
    const Journal journal = journal_of(s, {comes(9h, {.priority = 0}), comes(9h, {.priority = 1})});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 transferred, 09:00 queued, 20:00 started by 1, 21:00 stopped, "
              "21:00 resolved");
    EXPECT_EQ(journal.story(1),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:10 stopped, 09:10 transferred, "
              "09:10 queued, 18:00 started by 2, 18:50 stopped, 18:50 resolved");
}

TEST(Rule, LeavesATicketWhereItIsWhenItsTeamHasItAlready) {
    ScenarioSketch s = three_tiers();
    s.rule("stuck", after_in_tier(1h), {to_team(s.team_id("frontline"))});
    EXPECT_EQ(journal_of(s, {comes(9h)}).story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 11:00 stopped, 11:00 resolved");
}

// Requirement 54.
TEST(Rule, RaisesByStepsOrToAPriorityAndReordersTheQueue) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(1h));
    Predicate lowest;
    lowest.priorities = 0b1000;
    const RuleId rule = s.rule("rescue", after_open(30min), {raised(2)}, lowest);
    const Journal journal = journal_of(
        s, {comes(9h), comes(9h + 1min, {.priority = 2}), comes(9h + 2min, {.priority = 3})});
    EXPECT_EQ(journal.fired(2, rule), "09:32 prioritised");
    EXPECT_EQ(journal.first(Fact::prioritised, 2).priority, 1);
    EXPECT_EQ(journal.served(), (std::vector<std::uint64_t>{0, 2, 1}));
}

TEST(Rule, RaisesNoFurtherThanTheMostUrgent) {
    ScenarioSketch s = three_tiers();
    s.rule("rescue", after_open(30min), {raised(5)});
    const Journal journal = journal_of(s, {comes(9h, {.priority = 2}), comes(12h)});
    EXPECT_EQ(journal.first(Fact::prioritised, 0).priority, 0);
    EXPECT_FALSE(journal.has(Fact::prioritised, 1));
}

// Requirement 12.
TEST(Rule, InvolvesSomebodyBesideTheOwnerWhoKeepsTheTicket) {
    ScenarioSketch s = three_tiers();
    s.rule("bridge", after_touch(30min), {involve(s.tier_id("specialist"), constant(45min))});
    EXPECT_EQ(journal_of(s, {comes(9h)}).story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:30 involved, 09:30 task_queued, "
              "09:30 task_started by 1, 10:15 task_done, 11:00 stopped, 11:00 resolved");
}

TEST(Rule, LetsATaskOutliveItsTicket) {
    ScenarioSketch s = three_tiers();
    s.rule("bridge", after_touch(90min), {involve(s.tier_id("specialist"), constant(45min))});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "11:00");
    EXPECT_EQ(journal.at(Fact::task_done, 0), "11:15");
}

// Requirements 13 and 35.
TEST(Rules, TheFirstMatchEndsTheSearchUnlessItSaysContinue) {
    for (const bool proceed : {false, true}) {
        ScenarioSketch s = three_tiers();
        Rule first;
        first.name = "first";
        first.trigger = after_open(30min);
        first.actions = {notify("a")};
        s.notified("a");
        first.proceed = proceed;
        s.rule(std::move(first));
        const RuleId second = s.rule("second", after_open(30min), {notify("b")});
        EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, second), proceed ? "09:30 notified" : "");
    }
}

TEST(Rules, ThatDoNotMatchLetTheNextOneTry) {
    ScenarioSketch s = three_tiers();
    Predicate urgent;
    urgent.priorities = 1;
    s.rule("first", after_open(30min), {notify("a")}, urgent);
    const RuleId second = s.rule("second", after_open(30min), {notify("b")});
    EXPECT_EQ(journal_of(s, {comes(9h, {.priority = 1})}).fired(0, second), "09:30 notified");
}

// Requirement 33.
TEST(Rules, WithoutActionsStopTheSearch) {
    ScenarioSketch s = three_tiers();
    s.rule("leave it alone", after_open(30min), {});
    const RuleId second = s.rule("second", after_open(30min), {to_next()});
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, second), "");
}

/// A rule that sends every ticket that is given up back to the frontline.
Rule ping_pong(ScenarioSketch& s) {
    for (const char* tier : {"frontline", "specialist"}) {
        s.work("any", tier, constant(30min), 0);
    }
    Predicate specialist;
    specialist.tier.include(s.tier_id("specialist"));
    Rule rule;
    rule.name = "back";
    rule.trigger = on_giving_up();
    rule.when = specialist;
    rule.actions = {to_tier(s.tier_id("frontline"))};
    rule.limit = 1'000'000;
    return rule;
}

TEST(Rule, FiresNoMoreOftenThanItsLimit) {
    ScenarioSketch s = three_tiers();
    Rule rule = ping_pong(s);
    rule.limit = 3;
    const RuleId id = s.rule(std::move(rule));
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, id),
              "10:00 escalated, 11:00 escalated, 12:00 escalated");
}

TEST(Rule, RestsForItsCooldown) {
    ScenarioSketch s = three_tiers();
    Rule rule = ping_pong(s);
    rule.cooldown = 1h + 1ms;
    const RuleId id = s.rule(std::move(rule));
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, id), "10:00 escalated");
}

/// Two steps that take no time and solve nothing, and a rule that leads from the second back to the
/// first: after three moves on three tiers it holds its peace, and the ticket goes on.
TEST(Rule, ThatLeadsInCirclesWithoutTimePassingEnds) {
    ScenarioSketch s;
    s.region("here");
    s.self_service("guide");
    s.self_service("bot");
    s.tier("desk");
    s.team({.name = "team", .tier = "desk"});
    s.work("any", "guide", constant(Span{0}), 0);
    s.work("any", "bot", constant(Span{0}), 0);
    s.work("any", "desk", constant(10min));
    by_hand(s);
    Predicate there;
    there.tier.include(s.tier_id("bot"));
    const RuleId back = s.rule("back", on_giving_up(), {to_tier(s.tier_id("guide"))}, there);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.fired(0, back), "09:00 escalated");
    EXPECT_EQ(journal.count(Fact::escalated), 4U);  // to the bot, back, to the bot, to the desk
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:10");
}

TEST(Rule, MovesNoTicketThatHasMovedAsOftenAsAllowed) {
    ScenarioSketch s = three_tiers();
    for (const char* tier : {"frontline", "specialist", "engineering"}) {
        s.work("any", tier, constant(10h));
    }
    Rule rule;
    rule.name = "stuck";
    rule.trigger = after_in_tier(1h);
    rule.actions = {to_next()};
    rule.limit = 100;
    const RuleId id = s.rule(std::move(rule));
    s.draft.policy.escalation.hops_max = 1;
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, id), "10:00 escalated");
}

TEST(Rule, LetsTheWorkInHandEndWhereItSaysSo) {
    for (const double resolves : {0.0, 1.0}) {
        ScenarioSketch s = three_tiers();
        s.work("any", "frontline", constant(2h), resolves);
        Rule rule;
        rule.name = "later";
        rule.trigger = after_touch(20min);
        rule.actions = {to_tier(s.tier_id("engineering"))};
        rule.finish_in_hand = true;
        const RuleId id = s.rule(std::move(rule));
        EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, id), resolves > 0 ? "" : "11:00 escalated");
    }
}

// Requirements 9, 10 and 11.
TEST(Rule, RecordsTheKindOfEscalation) {
    ScenarioSketch s = three_tiers();
    Rule rule;
    rule.name = "up the line";
    rule.trigger = after_touch(20min);
    rule.actions = {to_next()};
    rule.kind = EscalationKind::hierarchical;
    s.rule(std::move(rule));
    const Entry moved = journal_of(s, {comes(9h)}).first(Fact::escalated, 0);
    EXPECT_EQ(moved.actor, static_cast<std::uint32_t>(EscalationKind::hierarchical));
    EXPECT_EQ(moved.value, 0);
    EXPECT_EQ(moved.tier, 1);
}

TEST(Rule, TakesATicketOutOfItsOwnersHandsWhileTheCustomerIsAsked) {
    ScenarioSketch s = three_tiers();
    s.work("any", "frontline", constant(2h), 1, {.share = 1, .reply = constant(8h)});
    s.rule("eight hours", after_open(3h), {to_next()});
    EXPECT_EQ(journal_of(s, {comes(9h)}).story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 10:00 stopped, 10:00 asked, "
              "12:00 escalated, 12:00 queued, 12:00 started by 1, 12:30 stopped, 12:30 resolved");
}

}  // namespace
}  // namespace meridian::testing::escalation_test
