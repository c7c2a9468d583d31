#include "model/check/best_case.h"

#include <gtest/gtest.h>

#include "tests/journal.h"

// The bound is what the simulation gives for one ticket in an empty company, where work is constant
// and shifts do not end in the middle of it.

namespace meridian::check {
namespace {

using namespace std::chrono_literals;
using namespace meridian::testing;

ScenarioSketch company() {
    ScenarioSketch s;
    s.for_time(72h);
    s.region("here");
    s.tier("desk");
    s.tier("experts");
    s.team({.name = "desk", .region = "here", .tier = "desk", .daily = {{8h, 16h}}});
    s.team({.name = "experts", .region = "here", .tier = "experts", .daily = {{10h, 22h}}});
    s.work("any", "desk", constant(20min), 0.0);
    s.work("any", "experts", constant(45min), 1.0);
    s.rule("too-long", after_waiting(3h), {to_tier(s.tier_id("experts"))});
    s.at_shift_end(AtShiftEnd::finish);
    by_hand(s);
    return s;
}

TEST(TheBestCase, IsWhatOneTicketGetsInAnEmptyCompany) {
    const Scenario scenario = company().seal();
    const Ground ground(scenario);
    const BestCase cases(ground, ground.kinds.front());
    for (Span created = 0min; created < 24h; created += 15min) {
        const Journal journal = journal_of(scenario, {comes(created)});
        const Best best = cases.from(ScenarioSketch::monday + created);
        EXPECT_EQ(best.resolved, journal.first(Fact::resolved, 0).at) << journal.story(0);
        // Without the rule the desk would have answered at 08:00: a bound may leave it out.
        EXPECT_LE(best.answered, journal.first(Fact::started, 0).at) << journal.story(0);
    }
}

TEST(TheBestCase, IsTheFirstAnswerWhereNoRuleInterferes) {
    ScenarioSketch sketch = company();
    sketch.draft.policy.escalation.rules = {};
    const Scenario scenario = sketch.seal();
    const Ground ground(scenario);
    const BestCase cases(ground, ground.kinds.front());
    for (Span created = 0min; created < 24h; created += 15min) {
        const Journal journal = journal_of(scenario, {comes(created)});
        const Best best = cases.from(ScenarioSketch::monday + created);
        EXPECT_EQ(best.answered, journal.first(Fact::started, 0).at) << journal.story(0);
        EXPECT_EQ(best.resolved, journal.first(Fact::resolved, 0).at) << journal.story(0);
    }
}

}  // namespace
}  // namespace meridian::check
