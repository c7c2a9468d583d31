#include "sim/experiment/staffing/bench.h"

#include <gtest/gtest.h>

#include "tests/draft.h"

namespace meridian::testing::bench_test {
namespace {

/// A ticket on every hour and ten minutes of work, answered in time by whoever is there, over three
/// weeks. The team is away in the second and on each Tuesday from ten to eleven.
ScenarioSketch away_in_the_second_week() {
    ScenarioSketch sketch;
    sketch.for_time(24h * 21);
    sketch.region("here");
    sketch.tier("desk");
    std::vector<Interval> shifts;
    for (const int week : {0, 2}) {
        const Instant monday = ScenarioSketch::monday + 24h * 7 * week;
        shifts.push_back({monday, monday + 34h});
        shifts.push_back({monday + 35h, monday + 24h * 7});
    }
    sketch.team({.name = "desk", .agents = 20, .shifts = shifts});
    sketch.stream({.name = "calls", .per_hour = 1, .process = Stream::Process::every});
    sketch.work("any", "desk", constant(10min));
    sketch.sla("answer", 5min, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    return sketch;
}

struct Tried {
    explicit Tried(const ScenarioSketch& sketch, const Scope& scope = {})
        : scenario(ScenarioSketch(sketch).seal()),
          posts(posts_of(*scenario)),
          bench(scenario, posts, scope, {}),
          trial(bench.run(heads_of(*scenario), 0, 1)) {}

    Scenario scenario;
    std::vector<Post> posts;
    Bench bench;
    Trial trial;
};

TEST(Standards, OfEveryWeekAreSevenDaysOnEnd) {
    const Tried tried(away_in_the_second_week(), {.every_week = true});
    const auto standards = tried.bench.standards(tried.trial);
    ASSERT_EQ(standards.size(), 4U);
    EXPECT_EQ(standards[0].of, Standard::Of::all);
    EXPECT_EQ(standards[1].slice, "week of 2026-01-05");
    EXPECT_EQ(standards[2].slice, "week of 2026-01-12");
    // Of 167 tickets one comes on Tuesday at ten. Those of the second week wait for the third.
    EXPECT_DOUBLE_EQ(Bench::kept(tried.trial, standards[1]).value, 166.0 / 167);
    EXPECT_DOUBLE_EQ(Bench::kept(tried.trial, standards[2]).value, 0);
    EXPECT_GT(Bench::kept(tried.trial, standards[3]).value, 0.9);
}

TEST(Standards, OfEveryIntervalAreHoursOfTheWeekWithEnoughTickets) {
    ScenarioSketch sketch = away_in_the_second_week();
    const Tried few(sketch, {.every_interval = true});
    EXPECT_EQ(few.bench.standards(few.trial).size(), 1U);  // 3 in an hour
    sketch.draft.workload.streams[StreamId{0}].per_hour *= 20;
    const Tried many(sketch, {.every_interval = true});
    const auto standards = many.bench.standards(many.trial);
    ASSERT_EQ(standards.size(), 169U);
    EXPECT_EQ(standards[1 + 34].slice, "Tue 10:00");
    // Twenty fall due in the hour of each week; what came at 09:57 of the two was answered then.
    EXPECT_DOUBLE_EQ(Bench::kept(many.trial, standards[1 + 34]).value, 2.0 / 60);
}

TEST(Standards, AreNamedAsInTheLanguage) {
    EXPECT_EQ(scope_text({}), "on_average");
    EXPECT_EQ(scope_text({.every_slice = true, .every_week = true}), "every_week, every_slice");
}

/// Both tiers are short of people; only the promise about the second lacks something.
TEST(Ease, IsOfThoseWhoCanHelpThePromiseThatLacks) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 7);
    sketch.region("here");
    sketch.tier("desk");
    const TierId experts = sketch.tier("experts");
    sketch.team({.name = "desk", .tier = "desk", .agents = 1});
    sketch.team({.name = "experts", .tier = "experts", .agents = 1});
    sketch.stream({.name = "calls", .per_hour = 3, .entry = "desk"});
    sketch.work("any", "desk", exponential(18min), 0.2);
    sketch.work("any", "experts", exponential(20min));
    sketch.sla("answer", 5min, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    const SlaId id = sketch.sla("begin", 5min, {.kind = ClockEvent::Kind::starts, .tier = experts});
    sketch.draft.policy.sla[id].start = {.kind = ClockEvent::Kind::enters, .tier = experts};
    const Tried tried(sketch);
    std::vector<Standard> standards = tried.bench.standards(tried.trial);
    ASSERT_EQ(standards.size(), 2U);
    standards[0].asked = 0;
    standards[1].asked = 1;
    const Appraisal judged = tried.bench.judge(tried.trial, standards, 1, 1);
    EXPECT_LE(judged.lacks[0], 0);
    EXPECT_GT(judged.lacks[1], 0);
    EXPECT_EQ(judged.ease[0], 0);
    EXPECT_GT(judged.ease[1], 0);
}

/// A crew that nobody is in is not simulated, and its people are idle.
TEST(Bench, LeavesOutCrewsWithoutPeople) {
    ScenarioSketch sketch = away_in_the_second_week();
    sketch.crew({.name = "desk", .agents = 2});
    const Tried tried(sketch);
    const Trial trial = tried.bench.run({20, 0}, 0, 1);
    ASSERT_EQ(trial.idle.size(), 2U);
    EXPECT_EQ(trial.idle[1], 1);
    EXPECT_LT(trial.idle[0], 1);
    EXPECT_EQ(with_heads(tried.scenario, {0, 2})->organisation.crews.size(), 1U);
}

}  // namespace
}  // namespace meridian::testing::bench_test
