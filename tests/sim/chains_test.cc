#include <gtest/gtest.h>

#include "tests/journal.h"

// Rules with steps: delays, repeats, loops, and what becomes of a step that finds nobody (F-F04).

namespace meridian::testing {
namespace {

/// A ticket comes at 9:00 and waits; nobody is at the desk before the evening. The specialists come
/// at 12:00, and an engineer is always there. Each works for an hour beside it, if asked to.
ScenarioSketch three_to_ask() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("specialists");
    s.tier("engineering");
    s.team({.name = "desk", .tier = "desk", .daily = {{20h, 24h}}});
    s.team({.name = "specialists", .tier = "specialists", .agents = 9, .daily = {{12h, 19h}}});
    s.team({.name = "engineers", .tier = "engineering", .agents = 9});
    by_hand(s);
    return s;
}

/// The lead hears of it at once; half an hour later a specialist is asked, and an engineer an hour
/// after that.
RuleId ask_one_after_another(ScenarioSketch& s) {
    Rule rule;
    rule.name = "one after another";
    rule.trigger = on_creation();
    rule.steps = {{.actions = {notify("lead")}},
                  {.after = 30min, .actions = {involve(s.tier_id("specialists"), constant(1h))}},
                  {.after = 1h, .actions = {involve(s.tier_id("engineering"), constant(1h))}}};
    return s.rule(rule);
}

std::string asked(Gap gaps) {
    ScenarioSketch s = three_to_ask();
    const RuleId rule = ask_one_after_another(s);
    s.draft.policy.escalation.gaps = gaps;
    if (gaps == Gap::catch_all) {
        s.notified("duty manager");
        s.draft.policy.escalation.catch_all = {notify("duty manager")};
    }
    return journal_of(s, {comes(9h)}).fired(0, rule);
}

/// One chain, five answers to a step that finds nobody at 9:30. With `hold` the specialist is asked
/// as the first of them comes, and the hour to the engineer counts from then. Without any, the task
/// is opened at 9:30 and waits.
TEST(Gaps, HaveFiveMeanings) {
    EXPECT_EQ(asked(Gap::skip), "09:00 notified, 09:30 involved");
    EXPECT_EQ(asked(Gap::wait), "09:00 notified, 10:30 involved");
    EXPECT_EQ(asked(Gap::hold), "09:00 notified, 12:00 involved, 13:00 involved");
    EXPECT_EQ(asked(Gap::drop), "09:00 notified");
    EXPECT_EQ(asked(Gap::catch_all), "09:00 notified, 09:30 notified, 10:30 involved");
    EXPECT_EQ(asked(Gap::none), "09:00 notified, 09:30 involved, 10:30 involved");
}

/// Every 20 minutes three times, then half an hour on the next step, and all of it once more, which
/// begins with the delay of the first step.
TEST(Steps, AreRepeatedAndLooped) {
    ScenarioSketch s = three_to_ask();
    Rule rule;
    rule.name = "remind";
    rule.trigger = on_creation();
    rule.steps = {{.after = 10min, .actions = {notify("lead")}, .times = 3, .every = 20min},
                  {.after = 30min, .actions = {notify("manager")}}};
    rule.loops = 2;
    const RuleId id = s.rule(rule);
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, id),
              "09:10 notified, 09:30 notified, 09:50 notified, 10:20 notified, "
              "10:30 notified, 10:50 notified, 11:10 notified, 11:40 notified");
}

/// A first response in the evening ends what only the unanswered are subjected to; the ticket that
/// is resolved ends all of it.
TEST(Steps, ArePassedOverWhereTheirConditionsDoNotHoldAndEndWithTheTicket) {
    ScenarioSketch s = three_to_ask();
    s.work("any", "desk", constant(2h));
    Rule rule;
    rule.name = "remind";
    rule.trigger = after_waiting(10h);
    rule.steps = {{.after = 30min, .actions = {notify("lead")}},
                  {.after = 1h, .actions = {notify("manager")}},
                  {.after = 30min, .actions = {raised()}},
                  {.after = 1h, .actions = {notify("lead")}}};
    rule.steps[1].when.answered = false;
    const RuleId id = s.rule(rule);
    s.draft.workload.streams[StreamId{0}].priority = {{1}, {1}};
    // 19:00, 19:30 lead, 20:00 begun, 20:30 passed over, 21:00 raised, resolved at 22:00.
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, id), "19:30 notified, 21:00 prioritised");
}

/// Steps may move the ticket, and the next one is looked at where it then is.
TEST(Steps, MoveATicketUpOneAfterTheOther) {
    ScenarioSketch s = three_to_ask();
    Rule rule;
    rule.name = "up and up";
    rule.trigger = on_creation();
    rule.steps = {{.after = 30min, .actions = {to_next()}},
                  {.after = 30min, .actions = {to_next()}}};
    s.rule(rule);
    EXPECT_EQ(journal_of(s, {comes(9h)}).story(0),
              "09:00 opened, 09:00 chain_began, 09:00 queued, 09:30 stepped, 09:30 escalated, "
              "09:30 queued, 10:00 stepped, 10:00 escalated, 10:00 queued, 10:00 started by 1"
              "0, 10:10 stopped, 10:10 resolved");
}

/// A rule that fires again begins its steps anew.
TEST(Steps, BeginAnewAsTheRuleFiresAgain) {
    ScenarioSketch s = three_to_ask();
    Rule rule;
    rule.name = "stuck";
    rule.trigger = after_in_tier(1h);
    rule.limit = 2;
    rule.steps = {{.after = 2h, .actions = {notify("lead")}}};
    const RuleId id = s.rule(rule);
    s.rule("up", after_open(2h), {to_tier(s.tier_id("specialists"))});
    // 10:00 begun, to act at 12:00; 11:00 it moves up, and 12:00 is begun anew.
    s.work("any", "specialists", constant(5h));
    EXPECT_EQ(journal_of(s, {comes(9h)}).fired(0, id), "14:00 notified");
}

}  // namespace
}  // namespace meridian::testing
