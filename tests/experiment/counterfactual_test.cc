// What the ledger blames is held against the engine: where it says that a promise was broken
// because nobody who may serve it was on shift, somebody is, in a replay with the same draws.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>

#include "sim/measure/explanation.h"
#include "sim/measure/saving.h"
#include "sim/run.h"
#include "tests/asked.h"
#include "tests/draft.h"

namespace meridian::testing::counterfactual_test {
namespace {

/// Two languages, one of them only by day, and nobody late at night; gives up now and then.
ScenarioSketch house() {
    ScenarioSketch sketch;
    sketch.for_time(14 * 24h);
    sketch.region("oslo");
    sketch.tier("frontline");
    sketch.tier("specialist");
    sketch.team({.name = "day",
                 .tier = "frontline",
                 .agents = 4,
                 .daily = {{8h, 16h}},
                 .languages = {{"nb"}, {"en"}}});
    sketch.team(
        {.name = "evening", .tier = "frontline", .daily = {{16h, 22h}}, .languages = {{"en"}}});
    sketch.team({.name = "experts", .tier = "specialist", .agents = 2, .daily = {{8h, 16h}}});
    sketch.stream({.name = "customers", .per_hour = 5, .language = {{"nb"}, {"en"}}});
    sketch.work("any", "frontline", constant(12min), 0.8);
    sketch.sla("two hours", 2h);
    return sketch;
}

Explanation explained(const Scenario& scenario, const OnShift& on_shift,
                      std::optional<TicketNumber> about) {
    Explanation explanation(scenario, on_shift, about);
    const std::array<Observer*, 1> observers{&explanation};
    const Plan plan(scenario);
    simulate(plan, Replication{}, observers);
    return explanation;
}

/// Of the counted time, what no eligible agent's being on shift took.
Span holes_of(const ClockAccount& account) {
    Span sum{};
    for (std::size_t i = 0; i < cause_count; ++i) {
        sum += Span{is_hole(static_cast<Cause>(i)) ? account.counted[i] : 0};
    }
    return sum;
}

/// The same house with people on shift in the hours in which the ticket met nobody, as many as
/// might ever wait; in both tiers, for it may go up sooner then.
ScenarioSketch with_its_agent(const Story& story) {
    ScenarioSketch sketch = house();
    std::vector<Interval> hours;
    for (const Charge& charge : story.life) {
        if (is_hole(charge.cause)) {
            hours.push_back(charge.part);
        }
    }
    for (const char* tier : {"frontline", "specialist"}) {
        sketch.team({.name = fmt::format("given to {}", tier),
                     .tier = tier,
                     .agents = 400,
                     .shifts = hours});
    }
    return sketch;
}

/// For 50 broken promises; MERIDIAN_COUNTERFACTUALS asks for more. Exact: not one may fail.
TEST(ThePromiseBrokenForWantOfAnAgent, IsKeptWhereTheAgentIsGiven) {
    const std::uint64_t wanted = asked("MERIDIAN_COUNTERFACTUALS", 50);
    std::uint64_t tried = 0;
    for (std::uint64_t seed = 1; tried < wanted; ++seed) {
        ASSERT_LT(seed, 200U);
        ScenarioSketch sketch = house();
        const Scenario scenario = sketch.seed(seed).seal();
        const OnShift on_shift(scenario);
        const Explanation all = explained(scenario, on_shift, {});
        for (const BrokenPromise& promise : all.broken()) {
            if (tried == wanted || holes_of(promise.account) < promise.account.late ||
                promise.account.settled == scenario->run.horizon.end) {
                continue;  // other causes had their share, or the run ended first
            }
            ++tried;
            const TicketNumber number = promise.account.ticket;
            const auto before = explained(scenario, on_shift, number);
            EXPECT_FALSE(before.story()->broken.empty());
            ScenarioSketch better = with_its_agent(*before.story());
            const Scenario given = better.seed(seed).seal();
            const OnShift given_on_shift(given);
            const auto after = explained(given, given_on_shift, number);
            ASSERT_TRUE(after.story());
            EXPECT_TRUE(after.story()->broken.empty())
                << "seed " << seed << ", ticket " << number.nth();
        }
    }
    RecordProperty("tried", static_cast<int>(tried));
    EXPECT_EQ(tried, wanted);
}

}  // namespace
}  // namespace meridian::testing::counterfactual_test
