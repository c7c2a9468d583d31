#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string>

#include "sim/experiment/experiment.h"
#include "sim/measure/fingerprint.h"
#include "sim/run.h"
#include "tests/asked.h"
#include "tests/metamorphic/lives.h"
#include "tests/metamorphic/relations.h"
#include "tests/property/search.h"

namespace meridian::testing {
namespace {

constexpr Span week = std::chrono::days{7};

/// 40 scenarios a relation; MERIDIAN_METAMORPHIC_RUNS asks for more.
std::uint64_t runs() { return asked("MERIDIAN_METAMORPHIC_RUNS", 40); }

FeatureSet without(FeatureSet set, std::initializer_list<Feature> some) {
    for (const Feature feature : some) {
        set &= ~(FeatureSet{1} << static_cast<unsigned>(feature));
    }
    return set;
}

Scenario drawn(std::uint64_t seed, FeatureSet set) { return random_sketch(seed, set).seal(); }

std::string fingerprint(const Scenario& scenario) {
    Fingerprint fingerprint;
    Observer* observers[] = {&fingerprint};
    simulate(Plan(scenario), Replication{}, observers);
    return fingerprint.hex();
}

/// Lives, and where these are the same the headline numbers.
std::string difference(const Scenario& before, const Scenario& after) {
    std::string text = first_difference(lives_of(before), lives_of(after));
    return text.empty() ? first_other_figure(before, after) : text;
}

std::string by_other_names(std::uint64_t seed, FeatureSet set) {
    const Scenario before = drawn(seed, set);
    const Scenario after = with_other_names(seed, set);
    return fingerprint(before) == fingerprint(after) ? first_other_figure(before, after)
                                                     : "another fingerprint";
}

TEST(OtherNames, ChangeNoFactAndNoFigure) { expect_nothing_wrong(runs(), by_other_names); }

TEST(OtherNames, WouldBeCaughtIfTheyMovedAMillisecond) {
    const auto slower = [](std::uint64_t seed, FeatureSet set) {
        Draft d = *with_other_names(seed, set);
        d.run.horizon.end -= Span{1};
        const Scenario after = sealed(std::move(d));
        return fingerprint(drawn(seed, set)) == fingerprint(after) ? "" : "another fingerprint";
    };
    EXPECT_GE(wrong_ones(10, slower), 9U);
}

TEST(OrderOfDeclaration, ChangesNoLifeWhereItHasNoMeaning) {
    expect_nothing_wrong(runs(), [](std::uint64_t seed, FeatureSet set) {
        return difference(drawn(seed, set), declared_backwards(seed, set));
    });
}

/// The order of a mix has a meaning: one number picks a row of it.
TEST(OrderOfDeclaration, IsCaughtWhereItHasAMeaning) {
    const auto mixes_reversed = [](std::uint64_t seed, FeatureSet set) {
        ScenarioSketch s = random_sketch(seed, set);
        for (Stream& stream : s.draft.workload.streams) {
            std::reverse(stream.category.rows.begin(), stream.category.rows.end());
        }
        return difference(drawn(seed, set), s.seal());
    };
    const FeatureSet skills = FeatureSet{1} << static_cast<unsigned>(Feature::skills);
    EXPECT_EQ(wrong_ones(10, [&](std::uint64_t seed,
                                 FeatureSet set) { return mixes_reversed(seed, set | skills); }),
              10U);
}

/// A deadline by business days is refused where a region, even one that nobody comes from, has
/// none.
TEST(WhatNobodyUses, ChangesNoLife) {
    expect_nothing_wrong(runs(), [](std::uint64_t seed, FeatureSet all) {
        const FeatureSet set = without(all, {Feature::sla_due});
        return difference(drawn(seed, set), with_what_nobody_uses(seed, set));
    });
}

TEST(WhatNobodyUses, IsCaughtWhereSomebodyDoesUseIt) {
    const auto used = [](std::uint64_t seed, FeatureSet set) {
        ScenarioSketch s = random_sketch(seed, set);
        s.rule("always", after_open(1h), {notify("boss")});
        return difference(drawn(seed, set), s.seal());
    };
    EXPECT_GE(wrong_ones(10, used), 5U);  // an earlier rule of the same trigger may hide it
}

/// Seasons, trends and special days belong to dates, and so do the draws of day factors.
constexpr std::initializer_list<Feature> about_dates{Feature::volume_shapes, Feature::day_factors};

TEST(TheSameWeekLater, IsTheSame) {
    expect_nothing_wrong(runs(), [](std::uint64_t seed, FeatureSet all) {
        const FeatureSet set = without(all, about_dates);
        const Span by = week * (1 + static_cast<int>(seed % 150));
        return difference(drawn(seed, set), later(seed, set, by));
    });
}

TEST(TheSameWeekLater, IsCaughtWhenItIsAnHourEarlier) {
    const auto daily = FeatureSet{1} << static_cast<unsigned>(Feature::daily_shifts);
    const auto an_hour_earlier = [&](std::uint64_t seed, FeatureSet set) {
        return difference(drawn(seed, set | daily), later(seed, set | daily, week - 1h));
    };
    EXPECT_EQ(wrong_ones(10, an_hour_earlier), 10U);
}

/// A clock that counts a team's shifts is told of another team, though its shifts are the same.
/// What comes back from outside may take no time at all: whoever did it is idle again at that
/// instant, and of several who are so, crews come in their order.
constexpr std::initializer_list<Feature> about_teams{
    Feature::breaks, Feature::transfers,  Feature::absence, Feature::touching_shifts,
    Feature::stages, Feature::predicates, Feature::reserve, Feature::ways_back,
    Feature::chains, Feature::sla_team,   Feature::vendors};

/// With own customers first beside preemption, equal people of two crews need not be asked in the
/// order in which those of one crew are.
FeatureSet where_teams_are_alike(const FeatureSet& all) {
    const FeatureSet set = without(all, about_teams);
    return has(set, Feature::preemption) ? without(set, {Feature::home_first}) : set;
}

TEST(TwoEqualTeams, DoAsTheTeamThatTheyWere) {
    expect_nothing_wrong(runs(), [](std::uint64_t seed, FeatureSet all) {
        const FeatureSet set = where_teams_are_alike(all);
        const Draft one = doubled(seed, set);
        return first_difference(lives_of(sealed(one)), lives_of(sealed(split_in_two(one))));
    });
}

TEST(TwoEqualTeams, AreCaughtWhenSomeComeAMillisecondLater) {
    const auto some_later = [](std::uint64_t seed, FeatureSet all) {
        const FeatureSet set = where_teams_are_alike(all);
        const Draft one = doubled(seed, set);
        Draft two = split_in_two(one);
        for (Crew& crew : two.organisation.crews) {
            crew.shifts.front().begin += crew.team.index % 2 == 0 ? 1ms : 0ms;
        }
        return first_difference(lives_of(sealed(one)), lives_of(sealed(two)));
    };
    EXPECT_EQ(wrong_ones(10, some_later), 10U);
}

/// Of so many pairs of independent runs, one with each stream as drawn and one with it as two, the
/// share in which the second has more of something, ties left out, less one half, in standard
/// errors: the sign test.
double sign_test(std::uint64_t pairs, const std::string& metric, double times) {
    int more = 0;
    int less = 0;
    for (std::uint64_t seed = 0; seed < pairs; ++seed) {
        const FeatureSet set = without(
            features_of(seed), {Feature::coincidences, Feature::day_factors, Feature::predicates,
                                Feature::incidents});  // each has one stream
        ScenarioSketch two = with_two_streams(random_sketch(seed, set), times);
        two.seed(seed + 1'000'000'007);
        const double before =
            figure(run_experiment(drawn(seed, set), {.replications = 1}), metric).value;
        const double after = figure(run_experiment(two.seal(), {.replications = 1}), metric).value;
        more += after > before ? 1 : 0;
        less += after < before ? 1 : 0;
    }
    return more + less == 0 ? 0 : (more - less) / std::sqrt(more + less);
}

/// Draws belong to streams, so two streams are one in law only. Estimator: the sign test over
/// independent pairs, in each of which both members have the same law, so that more and less are
/// equally likely whatever that law is. n pairs: standard error 1 / (2 sqrt(n)); 4.5 of them fail
/// a correct program less often than once in 12,000 (Hoeffding: 2 exp(-4.5^2 / 2)), about once in
/// 150,000 by the normal approximation.
TEST(TwoEqualStreams, AreTheOneThatTheyWereInLaw) {
    for (const char* metric : {"offered", "resolved", "first_wait", "resolution", "backlog"}) {
        EXPECT_LT(std::abs(sign_test(2 * runs(), metric, 1)), 4.5) << metric;
    }
}

TEST(TwoEqualStreams, AreCaughtWhenTheyBringAQuarterMore) {
    EXPECT_GT(sign_test(80, "offered", 1.25), 4.5);
}

}  // namespace
}  // namespace meridian::testing
