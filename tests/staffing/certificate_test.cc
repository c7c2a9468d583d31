#include "sim/experiment/staffing/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/experiment/experiment.h"
#include "tests/draft.h"

namespace meridian::testing::certificate_test {
namespace {

using ::testing::HasSubstr;

TEST(LeastCover, OfOneRowIsTheCheapestPostByWhatItGives) {
    const CoverBound bound =
        least_cover({{.name = "work", .each = {{0, 40}, {1, 20}}, .least = 100}}, {60, 20});
    EXPECT_NEAR(bound.least, 100, 1e-9);  // five heads of the second at 20
    EXPECT_NEAR(bound.heads[0], 0, 1e-9);
    EXPECT_NEAR(bound.heads[1], 5, 1e-9);
}

/// x + z >= 1, y + z >= 1, x + y >= 1: a half of each costs 1.5, and whole people 2.
TEST(LeastCover, ProvesWhatFractionsReach) {
    const std::vector<CoverRow> rows{
        {"a", {{0, 1}, {2, 1}}, 1}, {"b", {{1, 1}, {2, 1}}, 1}, {"c", {{0, 1}, {1, 1}}, 1}};
    const CoverBound bound = least_cover(rows, {1, 1, 1});
    EXPECT_NEAR(bound.least, 1.5, 1e-9);
    for (std::size_t post = 0; post < 3; ++post) {  // the proof: no post is paid more than it costs
        double paid = 0;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            for (const auto& [who, coefficient] : rows[r].each) {
                paid += who == post ? coefficient * bound.prices[r] : 0;
            }
        }
        EXPECT_LE(paid, 1 + 1e-12);
    }
}

/// Twelve tickets an hour round the clock, ten minutes each: 2 agents at work, 336 hours a week. A
/// shift of 24 hours a day gives 168 and no overtime.
TEST(Certificate, OfOneQueueIsItsWork) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 28).warm_up(24h * 7);
    sketch.region("here");
    sketch.tier("desk");
    sketch.team({.name = "desk", .agents = 5, .overtime_max = Span{0}, .cost = per_hour(10)});
    sketch.stream({.name = "calls", .per_hour = 12});
    const Scenario scenario = sketch.seal();
    const auto posts = posts_of(*scenario);
    EXPECT_NEAR(posts[0].on_duty, 168, 1e-9);
    EXPECT_NEAR(posts[0].cost, 1680, 1e-9);
    const Certificate certificate = certify(scenario, posts);
    EXPECT_DOUBLE_EQ(certificate.agents, 2);
    EXPECT_NEAR(certificate.cost, 3360, 1);
    EXPECT_NEAR(certificate.fte, 336.0 / 40, 0.01);
    EXPECT_TRUE(certificate.obstacles.empty());
}

/// Whatever the distribution of the work: its mean is what must be done, within the part in a
/// thousand that the bound lets go.
TEST(Certificate, CountsLongTailsAlmostWhole) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 28).warm_up(24h * 7);
    sketch.region("here");
    sketch.tier("desk");
    sketch.team({.name = "desk", .agents = 5, .overtime_max = Span{0}});
    sketch.stream({.name = "calls", .per_hour = 6});
    sketch.work("any", "desk", lognormal(20min, 18min));
    const Scenario scenario = sketch.seal();
    const CoverNeeds needs = cover_needs(scenario, posts_of(*scenario));
    EXPECT_LE(needs.rows.front().least, 2 * 168);
    EXPECT_GE(needs.rows.front().least, 0.99 * 2 * 168);
}

struct Languages {
    Languages() {
        sketch.for_time(24h * 28).warm_up(24h * 7);
        sketch.region("tokyo");
        sketch.tier("desk");
        sketch.tier("specialists");
        sketch.team({.name = "desk", .tier = "desk", .agents = 4});
        sketch.stream({.name = "customers", .per_hour = 6, .language = {{"en", 0.9}, {"ja", 0.1}}});
        sketch.work("any", "desk", constant(10min), 0.5);
        sketch.work("any", "specialists", constant(30min));
        sketch.team({.name = "english", .tier = "specialists", .agents = 3, .languages = {{"en"}}});
    }
    ScenarioSketch sketch;
};

/// The planted shortage: the only specialists who speak Japanese are gone.
TEST(Certificate, NamesWhomNobodyCanServeWithoutSimulating) {
    Languages languages;
    const Scenario scenario = languages.sketch.seal();
    const Certificate certificate = certify(scenario, posts_of(*scenario));
    ASSERT_EQ(certificate.obstacles.size(), 1U);
    EXPECT_EQ(certificate.obstacles[0].who, "specialists, ja");
    EXPECT_EQ(certificate.obstacles[0].what, "nobody may serve them");
    EXPECT_NEAR(certificate.obstacles[0].tickets_a_week, 0.6 * 168, 1e-6);
}

TEST(Certificate, FindsNoObstacleWhereSomebodyMay) {
    Languages languages;
    languages.sketch.team(
        {.name = "japanese", .tier = "specialists", .agents = 1, .languages = {{"ja"}}});
    const Scenario scenario = languages.sketch.seal();
    const auto posts = posts_of(*scenario);
    const CoverNeeds needs = cover_needs(scenario, posts);
    EXPECT_TRUE(needs.obstacles.empty());
    const auto row = std::ranges::find(needs.rows, "work of specialists, ja", &CoverRow::name);
    ASSERT_NE(row, needs.rows.end());
    EXPECT_NEAR(row->least, 0.3 * 0.5 * 168, 0.1);  // 0.6 an hour, half of them, half an hour each
    ASSERT_EQ(row->each.size(), 1U);
    EXPECT_EQ(posts[row->each[0].first].name, "japanese");
}

/// Answers within an hour are promised for nine of ten, evenly all day; two shifts of eight hours
/// from 08:00 and 16:00 reach 9/24 each, together 17/24.
TEST(Certificate, SaysWhichPromiseNobodyIsOnShiftFor) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 28).warm_up(24h * 7);
    sketch.region("here");
    sketch.tier("desk");
    sketch.team({.name = "early", .agents = 2, .daily = {{8h, 16h}}});
    sketch.team({.name = "late", .agents = 2, .daily = {{16h, 24h}}});
    sketch.stream({.name = "calls", .per_hour = 2});
    const SlaId id =
        sketch.sla("answer", 1h, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    sketch.draft.policy.sla[id].goal = 0.9;
    const Scenario scenario = sketch.seal();
    const Certificate certificate = certify(scenario, posts_of(*scenario));
    ASSERT_EQ(certificate.obstacles.size(), 1U);
    EXPECT_EQ(certificate.obstacles[0].target, "answer");
    EXPECT_NEAR(certificate.obstacles[0].at_best, 17.0 / 24, 1e-3);
    // What nobody can keep asks nothing; two calls an hour of ten minutes are the work of one.
    EXPECT_DOUBLE_EQ(certificate.agents, 1);
}

/// Of twenty calls one is in Japanese, and nine of ten are promised an answer: none of the Japanese
/// need one, unless every language does.
TEST(Certificate, LetsASmallPoolBreakAllThatMayBeBroken) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 28).warm_up(24h * 7);
    sketch.region("here");
    sketch.tier("desk");
    sketch.team({.name = "english", .agents = 2, .languages = {{"en"}}});
    sketch.team({.name = "japanese", .agents = 1, .languages = {{"ja"}}});
    sketch.stream({.name = "calls", .per_hour = 2, .language = {{"en", 0.95}, {"ja", 0.05}}});
    sketch.work("any", "desk", constant(10min));
    const SlaId id =
        sketch.sla("answer", 1h, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    sketch.draft.policy.sla[id].goal = 0.9;
    const Scenario scenario = sketch.seal();
    const std::vector<Post> posts = posts_of(*scenario);
    const auto in_time_for = [&](const std::string& language, const Scope& scope) {
        const CoverNeeds needs = cover_needs(scenario, posts, scope);
        const auto row = std::ranges::find(
            needs.rows, "somebody in time for answer of desk, " + language, &CoverRow::name);
        return row == needs.rows.end() ? 0.0 : row->least;
    };
    EXPECT_EQ(in_time_for("ja", {}), 0);
    EXPECT_NEAR(in_time_for("en", {}), 1 - 0.1 / 0.95, 1e-9);
    EXPECT_NEAR(in_time_for("ja", {.every_slice = true}), 0.9, 1e-9);
    EXPECT_NEAR(in_time_for("en", {.every_slice = true}), 0.9, 1e-9);
}

/// A rule takes tickets away that have waited for a quarter of an hour, to colleagues who are
/// quicker: not all of the first tier's work has to be done there, and the bound must not say so.
TEST(Certificate, CountsNoWorkThatARuleMayTakeAway) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 28).warm_up(24h * 7);
    sketch.region("here");
    sketch.tier("desk");
    sketch.tier("experts");
    sketch.team({.name = "desk", .tier = "desk", .agents = 1, .overtime_max = Span{0}});
    sketch.team({.name = "experts", .tier = "experts", .agents = 1, .overtime_max = Span{0}});
    sketch.stream({.name = "calls", .per_hour = 6});
    sketch.work("any", "desk", constant(30min));
    sketch.work("any", "experts", constant(10min));
    sketch.rule("waited", after_waiting(15min), {to_next()});
    const Scenario scenario = sketch.seal();
    EXPECT_DOUBLE_EQ(certify(scenario, posts_of(*scenario)).agents, 1);  // an Erlang, by experts
}

/// A toy of three crews, of which all 36 staffings of up to three by day and two at other times are
/// simulated. A staffing is feasible when the promise is kept and what is left open at the end is
/// less than a hundredth of what came. No feasible one may be cheaper than the bound, or have fewer
/// agents.
TEST(Certificate, IsNeverAboveAStaffingThatSimulationFindsFeasible) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 21).warm_up(24h * 7);
    sketch.region("here");
    sketch.tier("desk");
    sketch.team({.name = "day", .daily = {{8h, 16h}}, .cost = per_hour(10)});
    sketch.team({.name = "evening", .daily = {{14h, 22h}}, .cost = per_hour(12)});
    sketch.team({.name = "night", .daily = {{22h, 8h}}, .absence = 0.1, .cost = per_hour(15)});
    sketch.stream({.name = "calls", .per_hour = 5});
    sketch.work("any", "desk", exponential(15min));
    const SlaId id =
        sketch.sla("answer", 1h, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    sketch.draft.policy.sla[id].goal = 0.8;
    const Scenario scenario = sketch.seal();
    const auto posts = posts_of(*scenario);
    const Certificate certificate = certify(scenario, posts);
    double cheapest = 1e9, fewest = 1e9;
    for (int code = 0; code < 36; ++code) {
        const std::vector<int> heads{code % 4, code / 4 % 3, code / 12};
        double cost = 0, agents = 0;
        for (std::size_t p = 0; p < posts.size(); ++p) {
            cost += posts[p].cost * heads[p];
            agents += heads[p];
        }
        const Summary summary = run_experiment(with_heads(scenario, heads),
                                               {.replications = 1, .how = {.audit = false}});
        const bool kept = summary.targets[0].compliance.value >= 0.8;
        if (kept && figure(summary, "open").value < 0.01 * figure(summary, "offered").value) {
            cheapest = std::min(cheapest, cost);
            fewest = std::min(fewest, agents);
        }
    }
    EXPECT_LE(certificate.cost, cheapest);
    EXPECT_LE(certificate.agents, fewest);
    EXPECT_GT(certificate.cost, 0.3 * cheapest);  // and it says something
    EXPECT_LT(cheapest, 1e9) << "nothing was feasible: the test looks at nothing";
}

}  // namespace
}  // namespace meridian::testing::certificate_test
