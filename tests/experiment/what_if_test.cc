#include "sim/experiment/what_if.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sim/experiment/interval.h"
#include "tests/draft.h"

namespace meridian::testing::what_if_test {
namespace {

using ::testing::ElementsAre;

/// Two desks one after the other and experts above them, with a rule that moves tickets up.
ScenarioSketch small() {
    ScenarioSketch sketch;
    sketch.for_time(8 * 24h).warm_up(24h).seed(5);
    sketch.region("oslo");
    sketch.tier("desk");
    sketch.tier("experts");
    sketch.team({.name = "early", .tier = "desk", .agents = 2, .daily = {{6h, 14h}}});
    sketch.team(
        {.name = "late", .tier = "desk", .agents = 1, .daily = {{15h, 23h}}, .cost = per_hour(30)});
    sketch.team({.name = "experts", .tier = "experts", .agents = 1, .daily = {{8h, 16h}}});
    sketch.work("any", "desk", exponential(20min), 0.8);
    sketch.work("any", "experts", exponential(40min));
    sketch.stream({.name = "customers", .per_hour = 3});
    sketch.sla("response", 30min, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    sketch.rule("too-long", {.kind = Trigger::Kind::open, .after = 4h}, {Escalate{}});
    return sketch;
}

SameCustomers customers_of(const Scenario& scenario, int replications) {
    return {
        {scenario},
        {{"first_response", std::get<NumberOf>(NumberOf::called(scenario, "first_response", {}))}},
        replications,
        {}};
}

std::vector<double> broken_in(const Scenario& scenario, int replications) {
    std::vector<double> broken;
    for (const Tally& tally : replicate(Plan(scenario), 0, replications, {})) {
        broken.push_back(static_cast<double>(tally.clocks.targets[0].all.breached));
    }
    return broken;
}

struct Saving {
    std::string says;
    double saved = 0;
};

/// Every change there is, simulated to the end and counted by itself; most saved first. The
/// measured stretch is one week.
std::vector<Saving> by_brute_force(const Scenario& scenario, int replications) {
    const std::vector<double> before = broken_in(scenario, replications);
    std::vector<Saving> all;
    for (const Edit& edit : edits_of(*scenario)) {
        const std::vector<double> after = broken_in(*edited(scenario, edit), replications);
        double saved = 0;
        for (std::size_t r = 0; r < before.size(); ++r) {
            saved += (before[r] - after[r]) / replications;
        }
        all.push_back({edit.says, saved});
    }
    std::ranges::stable_sort(all, std::ranges::greater{}, &Saving::saved);
    return all;
}

std::vector<std::string> changes_in(const WhatIf& result) {
    std::vector<std::string> all;
    for (const WhatIfRow& row : result.rows) {
        all.push_back(row.says);
    }
    return all;
}

/// F-L06.
TEST(WhatIfs, RankAsBruteForceDoes) {
    const Scenario scenario = small().seal();
    SameCustomers customers = customers_of(scenario, 6);
    const WhatIf result = what_if(customers, {.all_to_the_end = true, .further = 0});
    std::vector<Saving> expected = by_brute_force(scenario, 6);
    const std::vector<std::string> ranked = changes_in(result);
    // What touches no cause was not tried, and would have saved nothing worth it.
    std::erase_if(expected, [&](const Saving& one) {
        return std::ranges::find(ranked, one.says) == ranked.end();
    });
    ASSERT_EQ(ranked.size(), expected.size());
    ASSERT_GE(ranked.size(), 6U);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(ranked[i], expected[i].says) << i;
        EXPECT_NEAR(result.rows[i].saved.value, expected[i].saved, 1e-9) << ranked[i];
    }
}

TEST(WhatIfs, RankTheBestOnesAlikeWhenTheOthersAreGivenUp) {
    const Scenario scenario = small().seal();
    SameCustomers customers = customers_of(scenario, 12);
    const WhatIf result = what_if(customers, {.further = 0});
    const std::vector<Saving> expected = by_brute_force(scenario, 12);
    EXPECT_TRUE(std::ranges::any_of(result.rows, &WhatIfRow::given_up));
    ASSERT_FALSE(result.rows[0].given_up);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(result.rows[i].says, expected[i].says);
        EXPECT_EQ(result.rows[i].replications, 12);
    }
    for (const WhatIfRow& row : result.rows) {
        EXPECT_EQ(row.given_up, row.replications < 12) << row.says;
    }
}

TEST(WhatIfs, OfNoChangeAreExactlyZero) {
    const Scenario scenario = small().seal();
    const auto same = with_hires(scenario, CrewId{0}, 0);
    ASSERT_TRUE(same);
    EXPECT_EQ(broken_in(*same, 3), broken_in(scenario, 3));
}

/// By hand: of m changes the one with the smallest p has an interval of confidence 1 - 0.05 / m,
/// the next one of 1 - 0.05 / (m - 1).
TEST(WhatIfs, HaveTheIntervalsOfHolmsSteps) {
    const Scenario scenario = small().seal();
    SameCustomers customers = customers_of(scenario, 6);
    WhatIf result = what_if(customers, {.all_to_the_end = true, .further = 0});
    const std::vector<double> before = broken_in(scenario, 6);
    std::ranges::stable_sort(result.rows, {}, &WhatIfRow::p);
    const auto m = static_cast<double>(result.rows.size());
    for (const std::size_t k : {0U, 1U}) {
        const WhatIfRow& row = result.rows[k];
        const auto edits = edits_of(*scenario);
        const auto edit = std::ranges::find(edits, row.says, &Edit::says);
        ASSERT_NE(edit, edits.end());
        const std::vector<double> after = broken_in(*edited(scenario, *edit), 6);
        std::vector<double> saved;
        for (std::size_t r = 0; r < 6; ++r) {
            saved.push_back(before[r] - after[r]);
        }
        const Estimate expected = mean_interval(saved, 1 - 0.05 / (m - static_cast<double>(k)));
        EXPECT_NEAR(row.saved.half_width, expected.half_width, 1e-9) << row.says;
    }
}

TEST(WhatIfs, KnowWhatAPromiseSavedCosts) {
    const Scenario scenario = small().seal();
    SameCustomers customers = customers_of(scenario, 4);
    const WhatIf result = what_if(customers, {.further = 2});
    const auto late = std::ranges::find(result.rows, "one more of late: 1 -> 2", &WhatIfRow::says);
    ASSERT_NE(late, result.rows.end());
    EXPECT_NEAR(late->cost.value, 7 * 8 * 30, 60);  // a week of eight hours, and some overtime
    EXPECT_NEAR(late->cost_per_saved, late->cost.value / late->saved.value, 1e-9);
}

TEST(WhatIfs, SayWhatEachFurtherHireBuys) {
    const Scenario scenario = small().seal();
    SameCustomers customers = customers_of(scenario, 4);
    const WhatIf result = what_if(customers, {.further = 2});
    ASSERT_EQ(result.further.size(), 3U);
    EXPECT_EQ(result.further[0].numbers[0].change.value, 0);
    for (std::size_t hires : {1U, 2U}) {
        const Difference& row = result.further[hires].numbers[0];
        EXPECT_LT(row.change.value, 0) << hires;
        EXPECT_EQ(row.before.value, result.further[hires - 1].numbers[0].after.value);
    }
}

TEST(Edits, AreEverySingleHireShiftMoveAndChangeOfARule) {
    std::vector<std::string> says;
    for (const Edit& edit : edits_of(*small().seal())) {
        says.push_back(edit.says);
    }
    EXPECT_THAT(says,
                ElementsAre("one more of early: 2 -> 3", "shifts of early an hour earlier",
                            "shifts of early an hour later", "one more of late: 1 -> 2",
                            "shifts of late an hour earlier", "shifts of late an hour later",
                            "one more of experts: 1 -> 2", "shifts of experts an hour earlier",
                            "shifts of experts an hour later", "rule too-long: 240 min -> 120 min",
                            "rule too-long: 240 min -> 480 min", "rule too-long: taken out"));
}

/// Promises of a first response are never broken at the experts': nobody waits there for one but
/// the few whom the rule has moved up unanswered, and without the rule none.
TEST(Edits, AreNotTriedWhereNothingThatWasBrokenWaited) {
    ScenarioSketch sketch = small();
    sketch.draft.policy.escalation.rules = {};
    const Scenario scenario = sketch.seal();
    SameCustomers customers = customers_of(scenario, 2);
    const WhatIf result = what_if(customers, {.all_to_the_end = true, .further = 0});
    EXPECT_EQ(result.untouched, 3U);
    for (const std::string& change : changes_in(result)) {
        EXPECT_EQ(change.find("experts"), std::string::npos) << change;
    }
}

}  // namespace
}  // namespace meridian::testing::what_if_test
