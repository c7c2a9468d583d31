#include "sim/experiment/sweep.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sim/experiment/compare.h"
#include "sim/experiment/latin.h"
#include "tests/draft.h"

namespace meridian::testing::sweep_test {
namespace {

/// One desk round the clock, an SLA target that is broken at times.
ScenarioSketch desk(std::uint32_t agents) {
    ScenarioSketch sketch;
    sketch.for_time(120h).warm_up(24h).seed(11);
    sketch.region("oslo");
    sketch.tier("desk");
    sketch.team({.name = "team", .agents = agents});
    sketch.work("any", "desk", exponential(30min));
    sketch.stream({.name = "customers", .per_hour = 5});
    sketch.sla("response", 10min, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    return sketch;
}

NamedNumberOf number(const Scenario& scenario, const std::string& metric,
                     const NumberOf::Of& of = {}) {
    return {metric, std::get<NumberOf>(NumberOf::called(scenario, metric, of))};
}

Sweep of_agents(std::initializer_list<std::uint32_t> agents, Replicating how = {}) {
    const Scenario standing = desk(4).seal();
    SameCustomers customers(
        {standing},
        {number(standing, "breaches"), number(standing, "kept", {{"target", "response"}})}, 6,
        std::move(how));
    std::vector<SweepVariant> points;
    for (const std::uint32_t count : agents) {
        points.push_back({{std::to_string(count)}, {0}, {desk(count).seal()}});
    }
    return sweep(customers, points);
}

TEST(ASweep, ChangesNothingWhereTheValueIsTheOneThatStands) {
    const Sweep result = of_agents({4, 5});
    for (const Difference& row : result.points[0].numbers) {
        EXPECT_EQ(row.change.value, 0) << row.name;
        EXPECT_EQ(row.change.half_width, 0) << row.name;
        EXPECT_EQ(row.verdict, Verdict::identical) << row.name;
    }
    EXPECT_EQ(result.points[0].run_fingerprint, result.as_it_stands.run_fingerprint);
    EXPECT_EQ(result.points[1].numbers[0].verdict, Verdict::better);
}

/// One pair is the same to sweep and to compare().
TEST(ASweep, KnowsADifferenceAsAComparisonDoes) {
    const Scenario a = desk(4).seal(), b = desk(5).seal();
    std::vector<Tally> before = replicate(Plan(a), 0, 6, {});
    std::vector<Tally> after = replicate(Plan(b), 0, 6, {});
    const Comparison comparison = compare(a, before, b, after);
    const Sweep result = of_agents({5});
    for (const auto& [mine, theirs] : {std::pair{0, "breaches"}, std::pair{1, "kept response"}}) {
        const Difference& row = result.points[0].numbers[static_cast<std::size_t>(mine)];
        const auto same = std::ranges::find(comparison.rows, theirs, &Difference::name);
        ASSERT_NE(same, comparison.rows.end());
        EXPECT_EQ(row.change.value, same->change.value) << theirs;
        EXPECT_EQ(row.change.half_width, same->change.half_width) << theirs;
        EXPECT_EQ(row.p, same->p) << theirs;
    }
}

TEST(ASweep, IsTheSameOnOneThreadAndThree) {
    Replicating how;
    how.threads = 3;
    const Sweep one = of_agents({3, 5}), three = of_agents({3, 5}, how);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(one.points[i].run_fingerprint, three.points[i].run_fingerprint);
        EXPECT_EQ(one.points[i].numbers[1].change.half_width,
                  three.points[i].numbers[1].change.half_width);
    }
}

TEST(ASweep, KeepsThePointsThatWereDoneWhenItIsCancelled) {
    std::atomic<bool> cancelled = false;
    Replicating how;
    how.cancelled = &cancelled;
    const Scenario standing = desk(4).seal();
    SameCustomers customers({standing}, {number(standing, "breaches")}, 2, how);
    const std::vector<SweepVariant> points{{{"5"}, {0}, {desk(5).seal()}},
                                           {{"6"}, {1}, {desk(6).seal()}}};
    const Sweep result = sweep(customers, points, [&](double done) { cancelled = done > 0.7; });
    EXPECT_EQ(result.points.size(), 1U);
    EXPECT_EQ(result.asked, 2U);
}

TEST(ALatinHypercube, HasOnePointInEachSliceOfEachDimension) {
    const auto points = latin_hypercube(17, 3, 5);
    for (std::size_t d = 0; d < 3; ++d) {
        std::set<int> slices;
        for (const auto& point : points) {
            EXPECT_GT(point[d], 0);
            EXPECT_LT(point[d], 1);
            slices.insert(static_cast<int>(point[d] * 17));
        }
        EXPECT_EQ(slices.size(), 17U) << d;
    }
    EXPECT_EQ(points, latin_hypercube(17, 3, 5));
    EXPECT_NE(points, latin_hypercube(17, 3, 6));
}

}  // namespace
}  // namespace meridian::testing::sweep_test
