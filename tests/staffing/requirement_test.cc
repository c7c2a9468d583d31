#include "sim/experiment/staffing/requirement.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/experiment/staffing/offered.h"
#include "sim/measure/erlang.h"
#include "tests/draft.h"

namespace meridian::testing::requirement_test {
namespace {

struct Closed {
    std::string name;
    double load;
    double goal;
    double within;  // in handling times
    int agents;
    double level;
};

void PrintTo(const Closed& c, std::ostream* out) { *out << c.name; }

class ErlangCInverted : public ::testing::TestWithParam<Closed> {};

TEST_P(ErlangCInverted, IsTheReference) {
    const Closed& c = GetParam();
    EXPECT_EQ(agents_needed(c.load, {{.goal = c.goal, .parts = {{1.0, c.within}}}}, {}), c.agents);
    EXPECT_NEAR(erlang_c_level(c.agents, c.load, c.within), c.level, 1e-9);
}

/// Computed outside of the project: arrivals an hour, mean handling time, wait, share.
INSTANTIATE_TEST_SUITE_P(Staffing, ErlangCInverted,
                         ::testing::Values(Closed{"Sixty", 25, 0.8, 0.8, 27, 0.8782646996},
                                           Closed{"TwoHundred", 200.0 * 25 / 60, 0.8, 0.8, 86,
                                                  0.9184232271},
                                           Closed{"Thirty", 30, 0.9, 1, 32, 0.9147086296},
                                           Closed{"SixHundred", 250, 0.95, 0.6, 255, 0.9669853737},
                                           Closed{"Six", 18, 0.8, 2.0 / 3, 20, 0.8548188666}),
                         [](const auto& tested) { return tested.param.name; });

/// The share answered at once is P(W = 0), and all who do not hang up are answered some day.
TEST(ErlangALevel, AgreesWithThePublishedSharesAtBothEnds) {
    struct Row {
        int agents;
        double load, patience, waits, abandons;
    };
    for (const Row& row :
         {Row{10, 10, 2, 0.6196552309, 0.1039132123}, Row{100, 100, 1, 0.5132987983, 0.03986099681},
          Row{48, 50, 5, 0.8410425632, 0.05642766349}, Row{6, 5, 0.5, 0.3362575097, 0.1218273752},
          Row{100, 110, 2, 0.9291161258, 0.09461833225}}) {
        EXPECT_NEAR(erlang_a_level(row.agents, row.load, row.patience, 0), 1 - row.waits, 1e-9);
        EXPECT_NEAR(erlang_a_level(row.agents, row.load, row.patience, 100 * row.patience), 1,
                    1e-9);
        EXPECT_LT(erlang_a_level(row.agents, row.load, row.patience, 0.1),
                  erlang_a_level(row.agents + 1, row.load, row.patience, 0.1));
    }
}

/// Whoever never hangs up waits as in Erlang C.
TEST(ErlangALevel, IsErlangCWhereNobodyHangsUp) {
    EXPECT_NEAR(erlang_a_level(27, 25, 1e9, 0.8), erlang_c_level(27, 25, 0.8), 1e-6);
    EXPECT_NEAR(erlang_a_level(800, 780, 1e9, 0.3), erlang_c_level(800, 780, 0.3), 1e-6);
}

/// One agent and hardly any load, by hand: an arrival finds the agent free, or busy with nobody
/// else there, with chance L / (1 + L) but for terms of L^2; the wait is then an exponential time
/// of mean 1.
TEST(ErlangALevel, IsTheIntegralForOneAgentAndAlmostNobodyElse) {
    const double load = 1e-6, patience = 2, within = 0.7;
    const double busy = load / (1 + load);
    const double not_in_time = std::exp(-1.0 * within) * std::exp(-within / patience);
    const double rate = 1 + 1 / patience;
    const double answered_in_time = (1 - std::exp(-rate * within)) / rate;
    const double expected = (1 - busy + busy * answered_in_time) /
                            (1 - busy + busy * answered_in_time + busy * not_in_time);
    EXPECT_NEAR(1 - erlang_a_level(1, load, patience, within), 1 - expected, 1e-11);
}

TEST(AgentsNeeded, AreFewerWhereSomeHangUp) {
    const std::vector<Promised> within_half{{.goal = 0.9, .parts = {{1.0, 0.5}}}};
    const int patient = agents_needed(20, within_half, std::nullopt);
    const int impatient = agents_needed(20, within_half, 1.0);
    EXPECT_LT(impatient, patient);
    EXPECT_GE(erlang_a_level(impatient, 20, 1, 0.5), 0.9);
    EXPECT_LT(erlang_a_level(impatient - 1, 20, 1, 0.5), 0.9);
}

TEST(AgentsNeeded, WeighAPromiseByThePrioritiesItIsMadeTo) {
    const Promised mixed{.goal = 0.9, .parts = {{0.2, 0.1}, {0.8, 10.0}}};
    const int agents = agents_needed(5, {mixed}, {});
    const auto kept = [](int c) {
        return 0.2 * erlang_c_level(c, 5, 0.1) + 0.8 * erlang_c_level(c, 5, 10);
    };
    EXPECT_GE(kept(agents), 0.9);
    EXPECT_LT(kept(agents - 1), 0.9);
}

/// A ticket an hour in each language on the hour, an hour of work each: an Erlang of either, all
/// the week. Desk nb speaks one of them, desk both the two.
struct TwoLanguages {
    TwoLanguages() {
        sketch.for_time(24h * 14).warm_up(24h * 7);
        sketch.region("oslo");
        sketch.tier("desk");
        sketch.team({.name = "norse", .agents = 3, .languages = {{"nb"}}});
        sketch.team({.name = "both", .agents = 3, .languages = {{"nb"}, {"en"}}});
        for (const char* language : {"nb", "en"}) {
            sketch.stream({.name = language,
                           .per_hour = 1,
                           .process = Stream::Process::every,
                           .language = {{language}}});
        }
        sketch.work("any", "desk", constant(1h));
        sketch.sla("answer", 30min, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    }
    ScenarioSketch sketch;
};

TEST(OfferedWork, OfTwoLanguagesIsAnErlangInEachPool) {
    const Scenario scenario = TwoLanguages().sketch.seal();
    const Offered offered = offered_work(scenario, 2, {.threads = 2});
    ASSERT_EQ(offered.pools.size(), 2U);
    EXPECT_EQ(offered.pools[0].name, "desk, nb");
    EXPECT_EQ(offered.pools[0].teams, (std::vector<TeamId>{{0}, {1}}));
    EXPECT_EQ(offered.pools[1].name, "desk, en");
    EXPECT_EQ(offered.pools[1].teams, (std::vector<TeamId>{{1}}));
    for (const PoolWork& work : offered.work) {
        for (std::size_t h = 1; h < hours_in_week; ++h) {
            EXPECT_NEAR(offered.load(work, 0, h), 1, 1e-9) << h;
        }
    }
}

TEST(RequiredAgents, AloneAreErlangCOfEachLanguageAndSharedThatOfBoth) {
    const Scenario scenario = TwoLanguages().sketch.seal();
    const Offered offered = offered_work(scenario, 1, {});
    const Requirement alone = required_agents(*scenario, offered, Pooling::alone);
    const int each = erlang_c_agents(1, 0.95, 0.5);
    EXPECT_DOUBLE_EQ(alone.needed[0][0][50], each);
    EXPECT_DOUBLE_EQ(alone.needed[1][0][50], each);
    const Requirement shared = required_agents(*scenario, offered, Pooling::shared);
    EXPECT_NEAR(shared.needed[0][0][50] + shared.needed[1][0][50], erlang_c_agents(2, 0.95, 0.5),
                1e-9);
}

/// A day's only ticket comes at 08:00 and takes six hours: the stationary formula sees six Erlangs
/// at eight and nobody afterwards, the modified load one until two.
TEST(RequiredAgents, FollowLongWorkIntoLaterHours) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 7);
    sketch.region("oslo");
    sketch.tier("desk");
    sketch.team({.name = "desk", .agents = 2});
    const StreamId id = sketch.stream({.name = "morning"});
    Stream& stream = sketch.draft.workload.streams[id];
    for (int day = 0; day < 7; ++day) {
        stream.instants.push_back(ScenarioSketch::monday + 24h * day + 8h);
    }
    sketch.work("any", "desk", constant(6h));
    const Scenario scenario = sketch.seal();
    const Offered offered = offered_work(scenario, 1, {});
    EXPECT_DOUBLE_EQ(offered.stationary(offered.work[0], 0, 8), 6);
    EXPECT_DOUBLE_EQ(offered.stationary(offered.work[0], 0, 9), 0);
    for (const std::size_t hour : {8U, 9U, 13U}) {
        EXPECT_DOUBLE_EQ(offered.load(offered.work[0], 0, hour), 1) << hour;
    }
    EXPECT_DOUBLE_EQ(offered.load(offered.work[0], 0, 14), 0);
}

/// Mt/D/oo, 10 + 8 sin(2 pi t / 24) an hour, 6 h each: m(t) is the integral of the rate over the
/// last six hours, and the number at work at one instant is Poisson with that mean. The estimator
/// is its mean over the n = 364 days of two replications, which are independent since no ticket is
/// at work on two of them at the same hour: the standard error is at most sqrt(m / n), as the mean
/// over an hour varies less than an instant. Five of them fail a correct program once in 1.7
/// million, and there are four looks.
TEST(OfferedWork, IsTheInfiniteServerLoadOfASinusoidalRate) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 7 * 27).warm_up(24h * 7);
    sketch.region("oslo");
    sketch.tier("desk");
    sketch.team({.name = "desk", .agents = 150});
    const StreamId id = sketch.stream({.name = "sine", .per_hour = 10});
    constexpr double pi = 3.14159265358979323846;
    const auto integral = [&](double from, double to) {  // of the rate, tickets
        return 10 * (to - from) -
               8 * 12 / pi * (std::cos(2 * pi * to / 24) - std::cos(2 * pi * from / 24));
    };
    Stream& stream = sketch.draft.workload.streams[id];
    for (std::size_t h = 0; h < hours_in_week; ++h) {
        const auto from = static_cast<double>(h % 24);
        stream.week[h] = integral(from, from + 1) / 10;
    }
    sketch.work("any", "desk", constant(6h));
    const Scenario scenario = sketch.seal();
    const Offered offered = offered_work(scenario, 2, {.threads = 2});
    for (const int hour : {5, 11, 17, 23}) {
        // Mean of m over [hour, hour + 1), Simpson's rule: m is smooth.
        const auto m = [&](double t) { return integral(t - 6, t); };
        const double exact = (m(hour) + 4 * m(hour + 0.5) + m(hour + 1)) / 6;
        double mean = 0;
        for (std::size_t day = 0; day < 7; ++day) {
            mean += offered.load(offered.work[0], 0, day * 24 + static_cast<std::size_t>(hour)) / 7;
        }
        const double n = 2.0 * 26 * 7;
        EXPECT_NEAR(mean, exact, 5 * std::sqrt(exact / n)) << hour;
    }
}

}  // namespace
}  // namespace meridian::testing::requirement_test
