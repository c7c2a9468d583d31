#include <gtest/gtest.h>

#include "tools/load/loader.h"

namespace meridian::escalation_words_test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// A small scenario with these changes.
auto load(std::vector<std::string> set) {
    return load_scenario("tests/errors/base/whole.yaml", LoadOptions{.set = std::move(set)});
}

/// What it comes to: its text of errors, or "fine".
std::string told(std::vector<std::string> set) {
    const auto answer = load(std::move(set));
    const auto* errors = std::get_if<1>(&answer);
    return errors != nullptr ? render(*errors) : "fine";
}

std::string code(std::vector<std::string> set) { return told(std::move(set)).substr(0, 11); }

TEST(ReturnWords, NameTheSenderOrATier) {
    const auto answer =
        load({"escalation={hops: {max: 5, transfers: 4, returns: 2, stay: 30min}, rules: ["
              "{name: a, on: gives_up, do: {return_to: sender}}, "
              "{name: b, after: {touch: 1h}, do: {return_to: frontline}}]}"});
    ASSERT_EQ(answer.index(), 0U);
    const EscalationPolicy& policy = std::get<0>(answer).scenario->policy.escalation;
    EXPECT_EQ(policy.hops_max, 5U);
    EXPECT_EQ(policy.transfers_max, 4U);
    EXPECT_EQ(policy.returns_max, 2U);
    EXPECT_EQ(policy.stay, minutes{30});
    EXPECT_FALSE(std::get<ReturnTo>(policy.rules[RuleId{0}].actions[0]).tier.exists());
    EXPECT_EQ(std::get<ReturnTo>(policy.rules[RuleId{1}].actions[0]).tier, TierId{0});
}

TEST(ReturnWords, RefuseWhatLeadsNowhere) {
    EXPECT_EQ(code({"escalation=[{name: a, on: created, do: {return_to: sender}}]"}),
              "error[M151]");
    EXPECT_EQ(
        code({"tiers.bot={self_service: true, next: frontline}", "work.default.bot={handle: 1min}",
              "escalation=[{name: a, on: gives_up, do: {return_to: bot}}]"}),
        "error[M151]");
    EXPECT_NE(told({"escalation=[{name: a, on: gives_up, do: {return_to: nowhere}}]"}), "fine");
}

TEST(NoUpdateWords, SayForHowLongAndByWhichClock) {
    const auto answer =
        load({"escalation=[{name: a, after: {no_update: 4h, clock: business}, do: "
              "{notify: boss}, limit: 3}]"});
    ASSERT_EQ(answer.index(), 0U);
    const Rule& rule = std::get<0>(answer).scenario->policy.escalation.rules[RuleId{0}];
    EXPECT_EQ(rule.trigger.kind, Trigger::Kind::no_update);
    EXPECT_EQ(rule.trigger.after, hours{4});
    EXPECT_EQ(rule.trigger.clock.kind, ClockSource::Kind::customer);
    EXPECT_EQ(rule.limit, 3U);
}

TEST(NoUpdateWords, StandAlone) {
    EXPECT_EQ(code({"escalation=[{name: a, after: {no_update: 4h, waiting: 1h, clock: 24x7}, do: "
                    "{notify: boss}}]"}),
              "error[S106]");
}

TEST(StepWords, AreDelaysRepeatsAndLoops) {
    const auto answer = load(
        {"escalation={gaps: catch_all, catch_all: [{notify: duty}, {raise: priority}], rules: ["
         "{name: a, on: created, loops: 2, steps: [{do: {notify: lead}, times: 3, every: 10min}, "
         "{after: 1h, when: {answered: false}, do: {escalate: next}}]}]}"});
    ASSERT_EQ(answer.index(), 0U);
    const EscalationPolicy& policy = std::get<0>(answer).scenario->policy.escalation;
    EXPECT_EQ(policy.gaps, Gap::catch_all);
    EXPECT_EQ(policy.catch_all.size(), 2U);
    const Rule& rule = policy.rules[RuleId{0}];
    EXPECT_EQ(rule.loops, 2U);
    EXPECT_TRUE(rule.actions.empty());
    ASSERT_EQ(rule.steps.size(), 2U);
    EXPECT_EQ(rule.steps[0].times, 3U);
    EXPECT_EQ(rule.steps[0].every, minutes{10});
    EXPECT_EQ(rule.steps[1].after, hours{1});
    EXPECT_EQ(rule.steps[1].when.answered, false);
}

TEST(StepWords, RefuseWhatDoesNotFitTogether) {
    const auto rules = [](const std::string& what) { return code({"escalation=" + what}); };
    EXPECT_EQ(rules("[{name: a, on: created, loops: 2, do: {notify: lead}}]"), "error[M152]");
    EXPECT_EQ(rules("[{name: a, on: created, steps: [{every: 1h, do: {notify: lead}}]}]"),
              "error[M152]");
    EXPECT_EQ(rules("[{name: a, on: created, steps: [{times: 101, do: {notify: lead}}]}]"),
              "error[M152]");
    EXPECT_EQ(rules("{gaps: drop, catch_all: {notify: b}, rules: [{name: a, on: created, steps: "
                    "[{do: {notify: lead}}]}]}"),
              "error[M152]");
    EXPECT_EQ(rules("{gaps: drop, rules: [{name: a, on: created, do: {notify: lead}}]}"),
              "error[N102]");
    EXPECT_EQ(rules("[{name: a, on: created, do: {notify: b}, steps: [{do: {notify: lead}}]}]"),
              "error[S106]");
    EXPECT_EQ(rules("[{name: a, on: created}]"), "error[S106]");
}

TEST(DispleasureWords, SayHowMuchACustomerBears) {
    const auto answer =
        load({"streams.nordic.follow_ups={demands: {share: 20%, after: \"weibull(1d, 2)\", "
              "contact: 1h, hand_off: 3h}, conflict: {share: 2%, after: 2d}}",
              "escalation=[{name: a, on: customer_demands, do: {notify: lead}}, "
              "{name: b, on: conflict, do: {notify: lead}}]"});
    ASSERT_EQ(answer.index(), 0U);
    const Draft& draft = *std::get<0>(answer).scenario;
    const auto& [demand, quarrel] = draft.workload.streams[StreamId{0}].displeasure;
    EXPECT_EQ(demand.share, 0.2);
    EXPECT_EQ(demand.contact, hours{1});
    EXPECT_EQ(demand.hand_off, hours{3});
    EXPECT_EQ(quarrel.share, 0.02);
    EXPECT_EQ(draft.policy.escalation.rules[RuleId{0}].trigger.kind,
              Trigger::Kind::customer_demands);
    EXPECT_EQ(draft.policy.escalation.rules[RuleId{1}].trigger.kind, Trigger::Kind::conflict);
}

TEST(DispleasureWords, RefuseARuleThatWaitsForNobody) {
    EXPECT_EQ(code({"escalation=[{name: a, on: conflict, do: {notify: lead}}]"}), "error[M151]");
}

}  // namespace
}  // namespace meridian::escalation_words_test
