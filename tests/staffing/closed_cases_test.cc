// `meridian staff` where the answer is known: one team round the clock, Poisson arrivals,
// exponential work, and one promise about the first response. The cheapest staffing is then the
// inverse of Erlang C, and of Erlang A where customers hang up.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <ostream>
#include <string>

#include "sim/experiment/experiment.h"
#include "sim/experiment/interval.h"
#include "sim/experiment/staffing/staff.h"
#include "sim/measure/erlang.h"
#include "tests/draft.h"
#include "tests/staffing/validation_figures.h"

namespace meridian::testing::closed_cases_test {
namespace {

constexpr Span work = 15min, within = 5min, patience = 15min;
constexpr double within_works = 1.0 / 3, patience_works = 1;

struct Closed {
    std::string name;
    double load = 0;  ///< Erlangs
    bool hang_up = false;
    double goal = 0;
    int now = 0;  ///< heads as things stand: few where some hang up, as no answer may lose more
};

void PrintTo(const Closed& c, std::ostream* out) { *out << c.name; }

double integral(const std::function<double(double)>& f, double from, double to) {
    constexpr int steps = 10'000;  // of Simpson's rule
    const double width = (to - from) / steps;
    double sum = f(from) + f(to);
    for (int i = 1; i < steps; ++i) {
        sum += (i % 2 == 1 ? 4 : 2) * f(from + i * width);
    }
    return sum * width / 3;
}

/// Shares of all who call.
struct Answered {
    double in_time = 0, ever = 0;
    double late = 0;  ///< those who have waited longer than was promised, whatever they do then
};

/// M/M/c+M. The wait V that an endlessly patient caller would have is nothing while an agent is
/// free, and has a density else: a exp(a p (1 - exp(-v / p)) - c v), if the state with just one
/// agent free weighs 1 (F. Baccelli and G. Hebuterne, Performance '81). Times are in works, a is
/// the load, p the patience. Those are answered whose patience is longer than V; those wait longer
/// than t for whom both are.
Answered answered(int agents, double load) {
    double free = 0, weight = 1;
    for (int busy = agents - 1; busy >= 0; --busy) {
        free += weight;
        weight *= busy / load;
    }
    const double p = patience_works;
    constexpr double for_ever = 30;
    const auto density = [&](double v) {
        return load * std::exp(load * p * (1 - std::exp(-v / p)) - agents * v);
    };
    const auto patient = [&](double v) { return density(v) * std::exp(-v / p); };
    const double all = free + integral(density, 0, for_ever);
    return {.in_time = (free + integral(patient, 0, within_works)) / all,
            .ever = (free + integral(patient, 0, for_ever)) / all,
            .late = std::exp(-within_works / p) * integral(density, within_works, for_ever) / all};
}

/// Who hangs up in time has the clock cancelled: it is neither kept nor broken. Who hangs up later
/// does so with a broken promise.
double kept_by_formula(const Closed& c, int agents) {
    if (!c.hang_up) {
        return erlang_c_level(agents, c.load, within_works);
    }
    const Answered share = answered(agents, c.load);
    return share.in_time / (share.in_time + share.late);
}

int agents_by_formula(const Closed& c) {
    int agents = 1;
    while (kept_by_formula(c, agents) < c.goal) {
        ++agents;
    }
    return agents;
}

ScenarioSketch desk(const Closed& c, int agents, int weeks) {
    ScenarioSketch sketch;
    sketch.for_time(24h * 7 * (weeks + 1)).warm_up(24h * 7);
    sketch.region("here");
    sketch.tier("desk");
    sketch.team({.name = "crew", .agents = static_cast<std::uint32_t>(agents)});
    if (c.hang_up) {
        sketch.channel("phone", exponential(patience));
    }
    StreamSketch calls{.name = "calls", .per_hour = c.load * (1h / work)};
    if (c.hang_up) {
        calls.channel = {{"phone"}};
    }
    sketch.stream(calls);
    sketch.work("any", "desk", exponential(work));
    const SlaId id =
        sketch.sla("answer", within, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    sketch.draft.policy.sla[id].goal = c.goal;
    return sketch;
}

class AStaffing : public ::testing::TestWithParam<Closed> {};

/// The search sees n = 2 replications of eight weeks. By the file of figures, whose rows have two
/// thousand weeks, the standard errors of the shares that they keep are sqrt(2,000 / 16) times
/// those: 0.015 at most with Erlang C, 0.007 with Erlang A. Each goal, and the search's margin of
/// 0.002, is at least five of its own from what the formula says of the answer and of one less, so
/// a correct program fails once in 3.5 million, with two looks in each of six tests.
TEST_P(AStaffing, IsTheFormulaInverted) {
    const Closed& c = GetParam();
    const StaffingAnswer answer =
        staff(desk(c, c.now, 8).seal(),
              {.trials_max = 40, .trial_replications = 2, .verified_replications = 4});
    ASSERT_EQ(answer.shifts.size(), 1U);
    EXPECT_EQ(answer.shifts.front().needed, agents_by_formula(c));
    EXPECT_TRUE(answer.keeps_all);
    EXPECT_EQ(answer.promises.front().verdict, Goal::held);
}

/// The estimator is the ratio of kept to all promises over n = 30 replications of two weeks, its
/// standard error that of the delta method with 29 degrees of freedom: five of them fail a correct
/// program once in 40,000, and there are twelve looks.
TEST_P(AStaffing, KeepsWhatTheFormulaSays) {
    const Closed& c = GetParam();
    const int right = agents_by_formula(c);
    for (const int agents : {right - 1, right}) {
        const Summary summary = run_experiment(
            desk(c, agents, 2).seal(),
            {.replications = wants_figures() ? 1000 : 30, .how = {.threads = 2, .audit = false}});
        const TargetRow& row = summary.targets.front();
        const double error = standard_error(row.compliance, summary.confidence);
        const double formula = kept_by_formula(c, agents);
        EXPECT_NEAR(row.compliance.value, formula, 5 * error) << agents;
        keep({.of = c.name,
              .hour = "",
              .load = c.load,
              .agents = agents,
              .within_s = 300,
              .goal = c.goal,
              .formula = formula,
              .exact = formula,
              .simulated = row.compliance.value,
              .standard_error = error,
              .tickets = (row.met.value + row.breached.value) * summary.replications});
    }
}

INSTANTIATE_TEST_SUITE_P(Staffing, AStaffing,
                         ::testing::Values(Closed{"ErlangC3", 3, false, 0.76, 8},
                                           Closed{"ErlangC8", 8, false, 0.855, 16},
                                           Closed{"ErlangC20", 20, false, 0.785, 30},
                                           Closed{"ErlangA3", 3, true, 0.62, 2},
                                           Closed{"ErlangA8", 8, true, 0.64, 5},
                                           Closed{"ErlangA20", 20, true, 0.63, 14}),
                         [](const auto& tested) { return tested.param.name; });

TEST(TheVirtualWait, LosesWhomErlangALoses) {
    for (const double load : {3.0, 8.0, 20.0}) {
        for (int agents = 2; agents <= 24; agents += 3) {
            EXPECT_NEAR(1 - answered(agents, load).ever,
                        erlang_a(agents, load, patience_works).abandons, 1e-9)
                << agents << " for " << load;
            EXPECT_NEAR(kept_by_formula({.load = load, .hang_up = true}, agents),
                        erlang_a_level(agents, load, patience_works, within_works), 1e-9)
                << agents << " for " << load;
        }
    }
}

}  // namespace
}  // namespace meridian::testing::closed_cases_test
