#include "sim/measure/watch.h"

#include <gtest/gtest.h>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

using Kind = Quantity::Kind;

std::vector<double> values(const Scenario& scenario, const std::vector<Quantity>& asked) {
    WatchFold fold(scenario, asked);
    run_for(scenario, fold);
    std::vector<double> found;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        found.push_back(value_of(asked[i].kind, fold.sums()[i]));
    }
    return found;
}

/// One ticket an hour, half an hour of work, one agent: nothing is left to chance.
ScenarioSketch hourly() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "team"});
    s.stream({.name = "calls", .per_hour = 1, .process = Stream::Process::every});
    s.work("any", "desk", constant(30min));
    s.for_time(24h * 10);
    return s;
}

TEST(Watch, SeesWhatIsFixed) {
    const auto found = values(hourly().seal(), {{.kind = Kind::wait},
                                                {.kind = Kind::sojourn},
                                                {.kind = Kind::sojourn_over, .time = 30min},
                                                {.kind = Kind::sojourn_over, .time = 29min},
                                                {.kind = Kind::blocked},
                                                {.kind = Kind::busy, .of = "team"}});
    EXPECT_EQ(found[0], 0);
    EXPECT_EQ(found[1], 1'800'000);
    EXPECT_EQ(found[2], 0);
    EXPECT_EQ(found[3], 1);
    EXPECT_EQ(found[4], 0);
    EXPECT_NEAR(found[5], 0.5, 0.5 / 240);  // the last ticket may be in hand
}

TEST(Watch, LooksOnceACycleAtTheStateJustAfterTheInstant) {
    ScenarioSketch s = hourly();
    s.work("any", "desk", constant(1h));  // each one ends as the next one comes
    const Scenario scenario = s.seal();
    WatchFold fold(scenario, {{.kind = Kind::number_at, .time = 20h, .cycle = 24h},
                              {.kind = Kind::number_from, .time = 20h, .cycle = 24h, .least = 2}});
    run_for(scenario, fold);
    EXPECT_EQ(fold.sums()[0].cases, 10);
    EXPECT_EQ(fold.sums()[0].sum, 10);
    EXPECT_EQ(fold.sums()[1].sum, 0);
}

/// Little's law is exact in a run that begins and ends without a ticket: nothing comes on
/// Wednesdays, the last of which is the last day.
TEST(Watch, KeepsLittlesLaw) {
    ScenarioSketch s = hourly();
    s.draft.workload.streams[{0}].process = Stream::Process::poisson;
    s.draft.workload.streams[{0}].per_hour = 60;
    for (std::size_t hour = 48; hour < 72; ++hour) {
        s.draft.workload.streams[{0}].week[hour] = 0;
    }
    s.work("any", "desk", exponential(48s));
    const Scenario scenario = s.seal();
    WatchFold fold(scenario, {{.kind = Kind::wait}, {.kind = Kind::waiting}});
    run_for(scenario, fold);
    EXPECT_EQ(fold.sums()[0].sum, fold.sums()[1].sum);
    EXPECT_GT(fold.sums()[0].cases, 10000);
}

TEST(Watch, KnowsPrioritiesTiersAndTeamsByName) {
    const Scenario scenario = hourly().seal();
    EXPECT_TRUE(is_known(scenario, {.of = "desk"}));
    EXPECT_TRUE(is_known(scenario, {.of = "team"}));
    EXPECT_TRUE(is_known(scenario, {.of = "P1"}));
    EXPECT_FALSE(is_known(scenario, {.of = "nobody"}));
}

}  // namespace
}  // namespace meridian::testing
