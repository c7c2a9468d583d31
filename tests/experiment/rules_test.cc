#include <gtest/gtest.h>

#include <algorithm>

#include "sim/experiment/experiment.h"
#include "tests/draft.h"

namespace meridian::testing::rules_test {
namespace {

/// One desk that cannot keep up, and a rule that looks at every ticket after ten minutes.
ScenarioSketch slow_desk(std::vector<Action> actions) {
    ScenarioSketch s;
    s.for_time(48h);
    s.region("here");
    s.tier("desk");
    s.tier("expert");
    s.priorities({"P1", "P2"});
    s.team({.name = "desk", .tier = "desk", .agents = 2});
    s.team({.name = "experts", .tier = "expert", .agents = 3});
    s.stream({.name = "calls", .per_hour = 5, .priority = {{"P2", 1}}});
    s.work("any", "desk", exponential(30min));
    s.work("any", "expert", exponential(20min));
    s.rule("ten-minutes", {.kind = Trigger::Kind::open, .after = 10min}, std::move(actions));
    return s;
}

Summary outcome(const ScenarioSketch& sketch) {
    const Scenario scenario = sketch.seal();
    return run_experiment(scenario, {.replications = 2, .how = {.audit = true}});
}

bool warns_of_cancelled(const Summary& summary) {
    return std::ranges::any_of(summary.warnings, [](const std::string& warning) {
        return warning.find("clocks were cancelled") != std::string::npos;
    });
}

SlaTarget promise(const char* name, std::vector<std::optional<Span>> target) {
    return {.name = name,
            .target = std::move(target),
            .stop = {.kind = ClockEvent::Kind::resolved, .tier = {}}};
}

TEST(RuleFirings, CountARuleOnceThoughItsMoveWaitsForTheWorkInHand) {
    ScenarioSketch s = slow_desk({Escalate{}, Notify{"boss"}});
    s.notified("boss");
    s.draft.policy.escalation.rules[RuleId{0}].finish_in_hand = true;
    const Summary summary = outcome(s);
    EXPECT_GT(summary.rules.at(0).fired.value, 50);
    EXPECT_EQ(summary.rules.at(0).fired.value, summary.rules.at(0).tickets.value);
}

TEST(Warnings, TellOfPromisesLostBecauseARuleRaisedTheTicket) {
    ScenarioSketch s = slow_desk({Raise{}});
    s.sla(promise("resolution", {std::nullopt, 4h}));
    EXPECT_TRUE(warns_of_cancelled(outcome(s)));
}

TEST(Warnings, KeepQuietWhenAnotherPromiseTakesOver) {
    ScenarioSketch s = slow_desk({Raise{}});
    s.sla(promise("resolution", {std::nullopt, 4h}));
    s.sla(promise("urgent-resolution", {1h, std::nullopt}));
    EXPECT_FALSE(warns_of_cancelled(outcome(s)));
}

}  // namespace
}  // namespace meridian::testing::rules_test
