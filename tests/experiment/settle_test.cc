#include "sim/experiment/settle.h"

#include <gtest/gtest.h>

#include "sim/experiment/experiment.h"
#include "tests/draft.h"

namespace meridian::testing::settle_test {
namespace {

/// One desk that keeps up with `per_hour` up to 6, filled by a stream for twenty weeks.
ScenarioSketch desk(double per_hour) {
    ScenarioSketch sketch;
    sketch.for_time(20 * OpenByFifth::week).seed(3);
    sketch.region("oslo");
    sketch.tier("desk");
    sketch.team({.name = "team"});
    sketch.work("any", "desk", constant(10min));
    sketch.stream({.name = "customers", .per_hour = per_hour});
    sketch.draft.run.replications = 3;
    sketch.draft.run.warm_up_automatic = true;
    return sketch;
}

std::vector<std::int64_t> areas(const std::vector<int>& by_week) {
    std::vector<std::int64_t> fifths;
    for (const int open : by_week) {
        fifths.insert(fifths.end(), 5, open * OpenByFifth::fifth.count());
    }
    return fifths;
}

TEST(AnAutomaticWarmUp, IsTheWeeksUntilOpenTicketsHaveSettled) {
    const Settling settling = settling_of({areas({900, 500, 10, 11, 10, 11, 10, 11, 10, 11})});
    EXPECT_EQ(settling.warm_up, 2 * OpenByFifth::week);
    EXPECT_EQ(settling.note, "open tickets settle after 2 of 10 weeks (MSER-5, 1 pilot run)");
    EXPECT_EQ(settling.warning, "");
}

TEST(AnAutomaticWarmUp, LooksAtTheAverageOverPilotRuns) {
    const Settling settling = settling_of({areas({40, 5, 10, 10, 10, 10, 10, 10, 10, 10}),
                                           areas({40, 15, 10, 10, 10, 10, 10, 10, 10, 10})});
    EXPECT_EQ(settling.warm_up, OpenByFifth::week);
}

TEST(AnAutomaticWarmUp, IsOneWeekWithAWarningWhereNothingSettles) {
    const Settling settling = settling_of({areas({1, 2, 3, 4, 5, 6, 7, 8, 9, 10})});
    EXPECT_EQ(settling.warm_up, OpenByFifth::week);
    EXPECT_NE(settling.warning.find("write the warm_up yourself"), std::string::npos);
}

TEST(AnAutomaticWarmUp, IsNoneWhereTheFirstWeekIsLikeTheOthers) {
    const Settling settling = settling_of({areas({10, 11, 10, 11, 10, 11, 10, 11, 10, 11})});
    EXPECT_EQ(settling.warm_up, Span{});
    EXPECT_EQ(settling.note,
              "open tickets are steady from the first of 10 weeks on (MSER-5, 1 pilot run)");
}

TEST(AnAutomaticWarmUp, WarnsOfADeskThatDrowns) {
    const Summary summary = run_experiment(desk(7).seal());
    EXPECT_EQ(summary.counted_from, ScenarioSketch::monday + OpenByFifth::week);
    EXPECT_TRUE(std::ranges::any_of(summary.warnings, [](const std::string& warning) {
        return warning.find("warm_up: automatic") != std::string::npos;
    }));
}

TEST(AnAutomaticWarmUp, IsTheSameForAnyNumberOfThreads) {
    Experiment one;
    Experiment many;
    many.how.threads = 8;
    const Scenario scenario = desk(5.5).seal();
    const Summary a = run_experiment(scenario, one);
    const Summary b = run_experiment(scenario, many);
    EXPECT_FALSE(a.warm_up_note.empty());
    EXPECT_EQ(a.warm_up_note, b.warm_up_note);
    EXPECT_EQ(a.counted_from, b.counted_from);
    EXPECT_EQ(a.run_fingerprint, b.run_fingerprint);
}

/// The pilots see the same customers as the run: the same figures as with the warm-up written down.
TEST(AnAutomaticWarmUp, MeasuresAsIfItHadBeenWrittenDown) {
    ScenarioSketch sketch = desk(5.5);
    const Summary found = run_experiment(sketch.seal());
    sketch.draft.run.warm_up_automatic = false;
    sketch.warm_up(found.counted_from - ScenarioSketch::monday);
    const Summary written = run_experiment(sketch.seal());
    EXPECT_EQ(found.counted_from, written.counted_from);
    EXPECT_EQ(figure(found, "backlog").value, figure(written, "backlog").value);
    EXPECT_EQ(found.run_fingerprint, written.run_fingerprint);
    EXPECT_TRUE(written.warm_up_note.empty());
}

/// Thirty-seven tickets of the week before, each open for a long time already.
class Yesterdays : public ArrivalSource {
public:
    std::optional<Arrival> next() override {
        if (count_ == 37) {
            return std::nullopt;
        }
        Arrival arrival;
        arrival.at = ScenarioSketch::monday - 48h + std::chrono::minutes{count_};
        arrival.nth = count_++;
        return arrival;
    }

private:
    std::uint64_t count_ = 0;
};

TEST(ABacklog, IsWhatTheRunStartsWith) {
    ScenarioSketch sketch = desk(1);
    sketch.for_time(7 * 24h).draft.run.warm_up_automatic = false;
    sketch.draft.workload.streams[StreamId{0}].log = 0;
    sketch.draft.workload.logs = {{"yesterday", "yesterday"}};
    Experiment experiment;
    experiment.how.open_logs = [] {
        std::vector<std::unique_ptr<ArrivalSource>> logs;
        logs.push_back(std::make_unique<Yesterdays>());
        return logs;
    };
    const Scenario scenario = sketch.seal();
    const auto tallies = replicate(Plan(scenario), 0, 1, experiment.how);
    EXPECT_EQ(tallies.front().tickets.backlog_begin, 37);
    EXPECT_EQ(tallies.front().tickets.backlog_end, 0);
    EXPECT_EQ(tallies.front().tickets.all.offered, 0);  // load, but not counted
}

}  // namespace
}  // namespace meridian::testing::settle_test
