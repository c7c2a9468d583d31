#include "sim/experiment/compare.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/experiment/difference.h"
#include "sim/experiment/interval.h"
#include "sim/experiment/replicate.h"
#include "tests/draft.h"

namespace meridian::testing::compare_test {
namespace {

/// One desk round the clock, an SLA target that is broken at times.
ScenarioSketch desk(std::uint32_t agents, Span handle = 30min) {
    ScenarioSketch sketch;
    sketch.for_time(120h).warm_up(24h).seed(11);
    sketch.region("oslo");
    sketch.tier("desk");
    sketch.team({.name = "team", .agents = agents});
    sketch.work("any", "desk", exponential(handle));
    sketch.stream({.name = "customers", .per_hour = 5});
    sketch.sla("response", 10min, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    return sketch;
}

std::vector<Tally> tallies_of(const Scenario& scenario, int count) {
    Replicating how;
    how.keep_breaches = true;
    return replicate(Plan(scenario), 0, count, how);
}

Comparison compared(const Scenario& a, const Scenario& b, int count,
                    const std::map<std::string, double>& margins = {}) {
    std::vector<Tally> before = tallies_of(a, count);
    std::vector<Tally> after = tallies_of(b, count);
    return compare(a, before, b, after, margins);
}

const Difference& row(const Comparison& comparison, const std::string& name) {
    const auto found = std::ranges::find(comparison.rows, name, &Difference::name);
    if (found == comparison.rows.end()) {
        throw std::runtime_error("no row " + name);
    }
    return *found;
}

TEST(AComparison, OfAScenarioWithItselfIsExactlyZero) {
    const Scenario scenario = desk(4).seal();
    const Comparison comparison = compared(scenario, scenario, 5);
    EXPECT_GT(comparison.rows.size(), 40U);
    for (const Difference& each : comparison.rows) {
        EXPECT_EQ(each.change.value, 0) << each.name;
        EXPECT_EQ(each.change.half_width, 0) << each.name;
        EXPECT_EQ(each.verdict, Verdict::identical) << each.name;
    }
    EXPECT_TRUE(comparison.turned.empty());
    EXPECT_GT(comparison.both_broke, 0);
}

/// Of a mean the jackknife is the paired t interval.
TEST(AComparison, OfMeansIsThePairedT) {
    const Scenario a = desk(4).seal();
    const Scenario b = desk(5).seal();
    std::vector<Tally> before = tallies_of(a, 8);
    std::vector<Tally> after = tallies_of(b, 8);
    std::vector<double> differences;
    for (std::size_t r = 0; r < before.size(); ++r) {
        differences.push_back(static_cast<double>(after[r].clocks.targets[0].all.breached) -
                              static_cast<double>(before[r].clocks.targets[0].all.breached));
    }
    const Estimate expected = mean_interval(differences, 0.95);
    const Comparison comparison = compare(a, before, b, after);
    const Difference& breaches = row(comparison, "breaches");
    EXPECT_NEAR(breaches.change.value, expected.value, 1e-9);
    EXPECT_NEAR(breaches.change.half_width, expected.half_width, 1e-9);
    EXPECT_EQ(breaches.verdict, Verdict::better);
    EXPECT_EQ(row(comparison, "occupancy").verdict, Verdict::changed);
    EXPECT_EQ(row(comparison, "kept response").verdict, Verdict::better);
    EXPECT_EQ(row(comparison, "offered").verdict, Verdict::identical);  // the same customers
}

TEST(AComparison, TellsWhichPromisesTurned) {
    const Scenario a = desk(4).seal();
    const Scenario b = desk(5).seal();
    const Comparison more = compared(a, b, 4);
    const Comparison less = compared(b, a, 4);
    double removed = 0, fresh = 0;
    for (const Turned& turned : more.turned) {
        removed += turned.removed;
        fresh += turned.fresh;
    }
    EXPECT_GT(removed, 10 * fresh);
    EXPECT_EQ(more.turned.front().cause, Cause::all_busy);
    double removed_back = 0;
    for (const Turned& turned : less.turned) {
        removed_back += turned.removed;
    }
    EXPECT_EQ(fresh, removed_back);
    EXPECT_EQ(more.both_broke, less.both_broke);
}

/// Slices of one dimension share the whole's tickets, and their rows stand behind the others and
/// count for Holm: with them no p is smaller.
TEST(AComparison, GoesSliceBySliceOnRequest) {
    const Scenario a = desk(4).seal();
    const Scenario b = desk(5).seal();
    std::vector<Tally> before = tallies_of(a, 6);
    std::vector<Tally> after = tallies_of(b, 6);
    const Comparison whole = compare(a, before, b, after);
    const Comparison sliced = compare(a, before, b, after, {}, std::array{Dimension::region});
    ASSERT_GT(sliced.rows.size(), whole.rows.size());
    for (std::size_t i = 0; i < whole.rows.size(); ++i) {
        EXPECT_EQ(sliced.rows[i].name, whole.rows[i].name);
        EXPECT_EQ(sliced.rows[i].change.half_width, whole.rows[i].change.half_width);
        EXPECT_GE(sliced.rows[i].p_holm, whole.rows[i].p_holm);
    }
    const auto oslo = std::ranges::find_if(sliced.rows, [](const Difference& each) {
        return each.name == "kept response" && each.of == "region oslo";
    });
    ASSERT_NE(oslo, sliced.rows.end());
    EXPECT_EQ(oslo->change.value, row(whole, "kept response").change.value);  // all come from there
    EXPECT_EQ(oslo->verdict, Verdict::better);
}

TEST(AComparison, WithTheSameCustomersNeedsFewerReplications) {
    const Comparison comparison = compared(desk(5).seal(), desk(5, 30min + 30s).seal(), 12);
    EXPECT_GT(row(comparison, "resolution").reduction, 20);
    EXPECT_EQ(row(comparison, "resolution").verdict, Verdict::worse);
}

TEST(AComparison, TellsNoDifferenceSeenFromShownToBeEqual) {
    ScenarioSketch other = desk(5);
    other.draft.run.horizon.end += 1h;  // a different run by a trifle
    const Scenario a = desk(5).seal();
    const Scenario b = other.seal();
    EXPECT_EQ(row(compared(a, b, 6), "kept response").verdict, Verdict::not_seen);
    const Comparison wide = compared(a, b, 6, {{"kept response", 0.1}});
    EXPECT_EQ(row(wide, "kept response").verdict, Verdict::equal);
    const Comparison narrow = compared(a, b, 6, {{"kept response", 1e-7}});
    EXPECT_EQ(row(narrow, "kept response").verdict, Verdict::not_seen);
}

TEST(Holm, AdjustsByHand) {
    const std::vector<double> p{0.01, 0.04, 0.03, 0.005};
    // In order 0.005 x 4, 0.01 x 3, 0.03 x 2, then 0.04 x 1, which may not be less than 0.06.
    const std::vector<double> expected{0.03, 0.06, 0.06, 0.02};
    const std::vector<double> adjusted = holm(p);
    for (std::size_t i = 0; i < p.size(); ++i) {
        EXPECT_DOUBLE_EQ(adjusted[i], expected[i]);
    }
}

TEST(StudentsP, IsTheOtherSideOfStudentsT) {
    for (const int degrees : {1, 4, 19, 200}) {
        for (const double confidence : {0.5, 0.9, 0.95, 0.999}) {
            EXPECT_NEAR(student_p(degrees, student_t(degrees, confidence)), 1 - confidence, 1e-9);
            EXPECT_NEAR(student_p(degrees, -student_t(degrees, confidence)), 1 - confidence, 1e-9);
        }
    }
    EXPECT_EQ(student_p(5, 0), 1);
}

}  // namespace
}  // namespace meridian::testing::compare_test
