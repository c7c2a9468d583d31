#include "sim/experiment/bound.h"

#include <gtest/gtest.h>

#include <cmath>

#include "model/distribution.h"
#include "sim/experiment/experiment.h"
#include "sim/experiment/gate.h"
#include "sim/experiment/interval.h"
#include "sim/random.h"
#include "tests/draft.h"

namespace meridian::testing::bound_test {
namespace {

using enum Judgement::Verdict;

/// Four agents for five tickets an hour of half an hour each: a load of 2.5.
Scenario desk(std::uint32_t agents) {
    ScenarioSketch sketch;
    sketch.for_time(120h).warm_up(24h).seed(11);
    sketch.region("oslo");
    sketch.tier("desk");
    sketch.team({.name = "team", .agents = agents});
    sketch.work("any", "desk", exponential(30min));
    sketch.stream({.name = "customers", .per_hour = 5});
    sketch.sla("response", 10min, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    return sketch.seal();
}

NumberOf number(const Scenario& scenario, const std::string& metric, const NumberOf::Of& of = {}) {
    return std::get<NumberOf>(NumberOf::called(scenario, metric, of));
}

std::string complaint(const std::string& metric, const NumberOf::Of& of) {
    return std::get<std::string>(NumberOf::called(desk(4), metric, of));
}

TEST(ANumber, IsCalledByItsKeyAndWhatItIsOf) {
    const Scenario scenario = desk(4);
    EXPECT_EQ(number(scenario, "resolution").unit(), "time");
    EXPECT_EQ(number(scenario, "breach_rate", {{"target", "response"}}).unit(), "share");
    EXPECT_EQ(number(scenario, "kept", {{"target", "response"}, {"region", "oslo"}}).better(),
              Metric::Better::higher);
    EXPECT_EQ(number(scenario, "occupancy", {{"team", "team"}}).unit(), "share");
    EXPECT_EQ(complaint("breach_rate", {}),
              "breach_rate of which target? breach_rate{target: NAME}");
    EXPECT_EQ(complaint("kept", {{"target", "respnse"}}), "no SLA target is called 'respnse'");
    EXPECT_EQ(complaint("resolutoin", {}), "no number is called 'resolutoin'");
    EXPECT_EQ(complaint("resolution", {{"colour", "red"}}),
              "resolution is not known by 'colour' here");
    EXPECT_EQ(complaint("deflection", {{"region", "oslo"}}),
              "deflection is not known by slices like this");
}

/// All slices of one dimension of a scenario with one row in it are the whole.
TEST(ANumber, OfTheOnlySliceIsThatOfTheWhole) {
    const Scenario scenario = desk(4);
    Experiment experiment;
    experiment.replications = 3;
    const Summary summary = run_experiment(scenario, experiment);
    const auto value = [&](const std::string& metric, const NumberOf::Of& of) {
        return number(scenario, metric, of).in(summary).value;
    };
    EXPECT_EQ(value("resolution", {{"region", "oslo"}}), value("resolution", {}));
    EXPECT_EQ(value("occupancy", {{"team", "team"}}), value("occupancy", {}));
    EXPECT_EQ(value("wait", {{"tier", "desk"}}), value("wait", {}));
    EXPECT_EQ(value("kept", {{"target", "response"}, {"region", "oslo"}}),
              value("kept", {{"target", "response"}}));
    EXPECT_DOUBLE_EQ(value("breach_rate", {{"target", "response"}}),
                     1 - value("kept", {{"target", "response"}}));
}

/// Ten replications, mean 5 +- t(9) s / sqrt(10): with a standard error of 1 and alpha 2.5 % the
/// interval is 5 +- 2.262.
TEST(ALook, DecidesWhenTheWholeIntervalLiesOnOneSide) {
    const Scenario scenario = desk(4);
    const Estimate estimate{.value = 5, .half_width = student_t(9, 0.9), .n = 10};
    const auto verdict = [&](bool at_most, double amount) {
        return judge({number(scenario, "backlog"), at_most, amount}, estimate, 0.9, 0.025).verdict;
    };
    EXPECT_EQ(verdict(true, 7.27), holds);
    EXPECT_EQ(verdict(true, 7.26), open);
    EXPECT_EQ(verdict(true, 2.74), open);
    EXPECT_EQ(verdict(true, 2.73), fails);
    EXPECT_EQ(verdict(false, 2.73), holds);
    EXPECT_EQ(verdict(false, 2.74), open);
    EXPECT_EQ(verdict(false, 7.27), fails);
}

TEST(ALook, AtWhatHasNoSpreadDecidesByTheValue) {
    const Scenario scenario = desk(4);
    const Bound bound{number(scenario, "backlog"), true, 5};
    EXPECT_EQ(judge(bound, {.value = 5, .half_width = 0, .n = 10}, 0.95, 0.01).verdict, holds);
    EXPECT_EQ(judge(bound, {.value = 5.1, .half_width = 0, .n = 10}, 0.95, 0.01).verdict, fails);
    EXPECT_EQ(judge(bound, {.value = 4}, 0.95, 0.01).verdict, open)
        << "one replication shows nothing";
}

TEST(Looks, AreAtTwentyThirtyFortyFiveAndSoOn) {
    EXPECT_EQ(looks_until(20, 20), 1);
    EXPECT_EQ(looks_until(20, 45), 3);
    EXPECT_EQ(looks_until(20, 200), 7);
}

double standard_normal(std::uint64_t run, std::uint64_t nth) {
    const auto words = philox4x64({run, nth, 0, 0}, schedule_of({2026, 11}));
    return normal_quantile((static_cast<double>(words[0] >> 12U) + 0.5) / 4503599627370496.0);
}

/// The bound is exactly true and each look tempts anew: 2,000 runs of looks at 20, 30 and 45 normal
/// values. By Bonferroni at most 5 % of them may fail; the standard error of such a share is 0.49
/// points, and 4 of them are passed by a correct program once in 30,000.
TEST(Looks, TogetherAreWrongAsRarelyAsSaid) {
    const Scenario scenario = desk(4);
    const Bound bound{number(scenario, "backlog"), true, 0};
    constexpr int runs = 2000;
    int failed = 0;
    for (std::uint64_t run = 0; run < runs; ++run) {
        std::vector<double> values;
        for (const std::size_t n : {20U, 30U, 45U}) {
            while (values.size() < n) {
                values.push_back(standard_normal(run, values.size()));
            }
            const Estimate estimate = mean_interval(values, 0.95);
            const auto verdict = judge(bound, estimate, 0.95, 0.05 / 3).verdict;
            failed += verdict == fails ? 1 : 0;
            if (verdict != open) {
                break;
            }
        }
    }
    EXPECT_LE(failed, runs * (0.05 + 4 * 0.0049));
    EXPECT_GT(failed, runs * 0.01) << "a bound that is exactly true does fail at times";
}

/// Erlang C of four agents at a load of 2.5: 19.4 % of those who come wait longer than ten minutes
/// (P(wait) = 0.3199, times exp(-1.5 / 3)). The bounds are far from that on either side.
TEST(JudgedBounds, HoldOrFailWithTheoryOnTheirSide) {
    const Scenario scenario = desk(4);
    const NumberOf broken = number(scenario, "breach_rate", {{"target", "response"}});
    const std::vector<Bound> bounds{
        {broken, true, 0.30}, {broken, true, 0.10}, {broken, false, 0.10}};
    const Judged judged = judge_bounds(scenario, bounds, {.replications_max = 45}, {});
    EXPECT_EQ(judged.bounds[0].verdict, holds);
    EXPECT_EQ(judged.bounds[1].verdict, fails);
    EXPECT_EQ(judged.bounds[2].verdict, holds);
    EXPECT_EQ(judged.replications, 20) << "nobody needed more";
    EXPECT_EQ(judged.violations, 0U);
}

TEST(JudgedBounds, ThatAreTooCloseStayOpenUpToTheCap) {
    const Scenario scenario = desk(4);
    const NumberOf broken = number(scenario, "breach_rate", {{"target", "response"}});
    const double close = run_experiment(scenario, {.replications = 45}).targets[0].compliance.value;
    const std::vector<Bound> bounds{{broken, true, 1 - close}};
    const Judged judged = judge_bounds(scenario, bounds, {.replications_max = 45}, {});
    EXPECT_EQ(judged.bounds[0].verdict, open);
    EXPECT_EQ(judged.replications, 45);
}

std::vector<Judgement> gated(std::uint32_t agents, std::uint32_t before, double margin,
                             bool better) {
    const Scenario candidate = desk(agents);
    const Scenario reference = desk(before);
    const std::vector<Gate> gates{
        {number(candidate, "breach_rate", {{"target", "response"}}), margin, better},
        {number(candidate, "kept", {{"target", "response"}}), margin, better}};
    return judge_gates(candidate, {}, reference, {}, gates, {.replications_max = 20}).bounds;
}

TEST(AGate, FindsAScenarioNoWorseThanItselfAndNotBetter) {
    for (const Judgement& one : gated(4, 4, 0.001, false)) {
        EXPECT_EQ(one.verdict, holds);
        EXPECT_EQ(one.estimate.value, 0);
    }
    for (const Judgement& one : gated(4, 4, 0.001, true)) {
        EXPECT_EQ(one.verdict, fails);
    }
}

/// With three agents instead of four P(wait more than ten minutes) goes from 0.19 to 0.59.
TEST(AGate, TellsWhoIsMissing) {
    for (const Judgement& one : gated(3, 4, 0.2, false)) {
        EXPECT_EQ(one.verdict, fails);
    }
    for (const Judgement& one : gated(4, 3, 0.2, true)) {
        EXPECT_EQ(one.verdict, holds);
    }
    for (const Judgement& one : gated(4, 3, 0.0, false)) {
        EXPECT_EQ(one.verdict, holds);
    }
}

}  // namespace
}  // namespace meridian::testing::bound_test
