#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

#include "model/workload.h"
#include "sim/arrivals.h"
#include "tests/journal.h"

namespace meridian::testing {
namespace {

using std::chrono::January;
using std::chrono::March;
using std::chrono::October;
using std::chrono::sys_days;
constexpr auto y2026 = std::chrono::year{2026};

ScenarioSketch stockholm(double per_hour) {
    ScenarioSketch s;
    s.region("stockholm", "Europe/Stockholm");
    s.tier("desk");
    s.team({.name = "team"});
    s.stream({.name = "calls", .per_hour = per_hour});
    return s;
}

/// When the stream's tickets come, without a run.
std::vector<Instant> arrivals_of(const ScenarioSketch& sketch, std::uint64_t replication = 0) {
    const Scenario scenario = sketch.seal();
    const Plan plan(scenario);
    const Random random(scenario->run.seed, replication);
    Arrivals arrivals(plan, {0}, random, nullptr);
    std::vector<Instant> found;
    while (const auto newcomer = arrivals.next()) {
        found.push_back(newcomer->at);
    }
    return found;
}

std::size_t within(const std::vector<Instant>& all, Instant begin, Span length) {
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [&](Instant at) { return begin <= at && at < begin + length; }));
}

TEST(Arrivals, FollowTheHourOfTheWeekOnTheLocalClock) {
    ScenarioSketch s = stockholm(20);
    s.from(sys_days{y2026 / January / 5}).for_time(24h * 7 * 104);
    auto& week = s.draft.workload.streams[{0}].week;
    for (std::size_t h = 0; h < 168; ++h) {
        week[h] = 0.25 + 1.5 * static_cast<double>(h % 24) / 23;
    }
    const Scenario scenario = s.seal();
    const Zone& zone = scenario->organisation.zones[scenario->workload.streams[{0}].zone];
    std::array<double, 168> expected{};
    for (Instant at = scenario->run.horizon.begin; at < scenario->run.horizon.end; at += 1h) {
        const auto hour = static_cast<std::size_t>(zone.hour_of_week_at(at));
        expected[hour] += 20 * week[hour];
    }
    std::array<double, 168> seen{};
    for (const Instant at : arrivals_of(s)) {
        seen[static_cast<std::size_t>(zone.hour_of_week_at(at))] += 1;
    }
    double chi_square = 0;
    for (std::size_t h = 0; h < 168; ++h) {
        chi_square += (seen[h] - expected[h]) * (seen[h] - expected[h]) / expected[h];
    }
    // 168 independent Poisson counts, n = 350,000: mean 168, standard deviation sqrt(336) = 18.3.
    // The 1 - 1e-6 quantile of that chi-square is 269; below 83 lies as little.
    EXPECT_LT(chi_square, 269);
    EXPECT_GT(chi_square, 83);
}

TEST(Arrivals, HaveAnHourLessOnTheDayTheClocksGoForwardAndOneMoreWhenTheyGoBack) {
    ScenarioSketch s = stockholm(3600);
    s.from(sys_days{y2026 / March / 28} + 23h).for_time(24h * 2);
    s.draft.workload.streams[{0}].process = Stream::Process::every;
    // Local midnights: 28 March 23:00 and 29 March 22:00 UTC. One a second, the first after one.
    const auto spring = arrivals_of(s);
    EXPECT_EQ(within(spring, sys_days{y2026 / March / 28} + 23h + 1s, 23h), 23U * 3600);
    const Scenario scenario = s.seal();
    const Zone& zone = scenario->organisation.zones[scenario->workload.streams[{0}].zone];
    std::size_t skipped_hour = 0;
    std::size_t sunday = 0;
    for (const Instant at : spring) {
        const int hour = zone.hour_of_week_at(at);
        sunday += hour / 24 == 6 ? 1 : 0;
        skipped_hour += hour == 6 * 24 + 2 ? 1 : 0;
    }
    EXPECT_EQ(skipped_hour, 0U);
    EXPECT_NEAR(static_cast<double>(sunday), 23 * 3600, 1);
    s.from(sys_days{y2026 / October / 24} + 22h).for_time(25h);
    EXPECT_NEAR(static_cast<double>(arrivals_of(s).size()), 25 * 3600, 1);
}

TEST(Arrivals, KeepToTheLocalClockInTheWeekOfTheChange) {
    ScenarioSketch s = stockholm(1);
    s.from(sys_days{y2026 / March / 27}).for_time(24h * 7);
    Stream& stream = s.draft.workload.streams[{0}];
    stream.process = Stream::Process::every;
    stream.week.fill(0);
    for (std::size_t day = 0; day < 7; ++day) {
        stream.week[day * 24 + 9] = 60;  // one a minute from nine to ten
    }
    for (const Instant at : arrivals_of(s)) {
        const Span utc{at - std::chrono::floor<std::chrono::days>(at)};
        const Span nine = at < sys_days{y2026 / March / 29} ? Span{8h} : Span{7h};
        EXPECT_LE(nine, utc);
        EXPECT_LE(utc, nine + 1h);
    }
    EXPECT_NEAR(static_cast<double>(arrivals_of(s).size()), 7 * 60, 1);
}

TEST(Arrivals, AreMultipliedOnASpecialDayOnly) {
    ScenarioSketch s = stockholm(60);
    s.draft.workload.streams[{0}].zone = {0};
    s.draft.workload.streams[{0}].process = Stream::Process::every;
    s.for_time(24h * 3);
    const auto day = std::chrono::floor<std::chrono::days>(ScenarioSketch::monday);
    const auto tuesday = static_cast<std::int32_t>(day.time_since_epoch().count()) + 1;
    s.draft.workload.streams[{0}].special = {{tuesday, tuesday, 2.5}};
    const auto all = arrivals_of(s);
    EXPECT_NEAR(static_cast<double>(within(all, ScenarioSketch::monday, 24h)), 1440, 1);
    EXPECT_NEAR(static_cast<double>(within(all, ScenarioSketch::monday + 24h, 24h)), 3600, 1);
    EXPECT_NEAR(static_cast<double>(within(all, ScenarioSketch::monday + 48h, 24h)), 1440, 1);
}

TEST(Arrivals, ComeAtEqualGapsWhereTheStreamSaysSo) {
    ScenarioSketch s = stockholm(7);
    s.draft.workload.streams[{0}].process = Stream::Process::every;
    const auto all = arrivals_of(s);
    ASSERT_EQ(all.size(), 7U * 24 - 1);  // the last one would come at the horizon itself
    for (std::size_t n = 0; n < all.size(); ++n) {
        // A seventh of an hour is no whole number of milliseconds; roundings do not add up.
        const double exact = static_cast<double>(n + 1) * 3'600'000 / 7;
        EXPECT_NEAR(static_cast<double>((all[n] - ScenarioSketch::monday).count()), exact, 1);
    }
}

/// Mean and variance of the counts of UTC days.
std::pair<double, double> daily(const std::vector<Instant>& all, std::size_t days) {
    std::vector<double> counts(days, 0);
    for (const Instant at : all) {
        counts[static_cast<std::size_t>((at - ScenarioSketch::monday) / 24h)] += 1;
    }
    const auto n = static_cast<double>(days);
    const double mean = std::accumulate(counts.begin(), counts.end(), 0.0) / n;
    double squares = 0;
    for (const double count : counts) {
        squares += (count - mean) * (count - mean);
    }
    return {mean, squares / (n - 1)};
}

TEST(Arrivals, VaryFromDayToDayAsTheDayFactorSays) {
    ScenarioSketch s = stockholm(20);
    s.draft.workload.streams[{0}].zone = {0};  // UTC, so that days of both kinds are the same
    s.from(ScenarioSketch::monday).for_time(24h * 4000);
    const auto [plain_mean, plain_variance] = daily(arrivals_of(s), 4000);
    // Poisson counts of mean 480, n = 4000 days: the mean has standard error 0.35, the variance
    // 480 * sqrt(2 / 4000) = 10.7. Five of them fail a correct program once in 1.7 million.
    EXPECT_NEAR(plain_mean, 480, 5 * 0.35);
    EXPECT_NEAR(plain_variance, 480, 5 * 10.7);
    s.draft.workload.streams[{0}].day_factor_sd = 0.1;
    s.draft.workload.streams[{0}].shared_day_factor_sd = 0.15;
    const auto [mean, variance] = daily(arrivals_of(s), 4000);
    // Var = m + m² ((1 + 0.1²)(1 + 0.15²) - 1) = 480 + 480² * 0.032725 = 8020; sd of a day 89.6,
    // standard error of the mean 1.42. The day's law is nearly lognormal with cv 0.18, kurtosis
    // about 3.6: standard error of the variance 8020 * sqrt(2.6 / 4000) = 204.
    EXPECT_NEAR(mean, 480, 5 * 1.42);
    EXPECT_NEAR(variance, 8020, 5 * 204);
}

TEST(Arrivals, ShareTheSharedDayFactorAndNotTheirOwn) {
    ScenarioSketch s = stockholm(20);
    s.stream({.name = "mails", .per_hour = 20});
    for (Stream& stream : s.draft.workload.streams) {
        stream.zone = {0};
        stream.shared_day_factor_sd = 0.5;
    }
    s.for_time(24h * 400);
    const Scenario scenario = s.seal();
    const Plan plan(scenario);
    const Random random(1, 0);
    std::array<std::vector<double>, 2> counts{std::vector<double>(400), std::vector<double>(400)};
    for (std::uint32_t i = 0; i < 2; ++i) {
        Arrivals arrivals(plan, {i}, random, nullptr);
        while (const auto newcomer = arrivals.next()) {
            counts[i][static_cast<std::size_t>((newcomer->at - ScenarioSketch::monday) / 24h)] += 1;
        }
    }
    double xy = 0, xx = 0, yy = 0;
    for (std::size_t d = 0; d < 400; ++d) {
        const double x = counts[0][d] - 480;
        const double y = counts[1][d] - 480;
        xy += x * y;
        xx += x * x;
        yy += y * y;
    }
    // Correlation 57600 / (57600 + 480) = 0.992; independent streams would lie within ±0.25.
    EXPECT_GT(xy / std::sqrt(xx * yy), 0.97);
}

TEST(Arrivals, OfALogKeepTheirInstantsAndWhatTheyKnow) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "team"});
    s.category("billing");
    const CategoryId network = s.category("network");
    by_hand(s, {.category = {{"billing"}}});
    const Journal journal =
        journal_of(s, {comes(9h, {.category = network, .priority = 3, .tags = 5}), comes(9h)});
    const Attributes known = journal.attributes(journal.first(Fact::opened, 0));
    EXPECT_EQ(known.category, network);
    EXPECT_EQ(known.priority, 3);
    EXPECT_EQ(known.tags, 5U);
    const Attributes drawn = journal.attributes(journal.first(Fact::opened, 1));
    EXPECT_EQ(drawn.category.index, 0U);
    EXPECT_EQ(drawn.priority, 0);
}

TEST(Backlog, IsOpenedWhenItWasCreatedAndQueuedWhenTheRunBegins) {
    ScenarioSketch s = one_desk();
    const Journal journal = journal_of(s, {comes(-3h), comes(-2h), comes(9h)});
    EXPECT_EQ(journal.story(0),
              "Sun 21:00 opened, 00:00 queued, 00:00 started by 0, 00:10 stopped, 00:10 resolved");
    EXPECT_TRUE(journal.attributes(journal.first(Fact::opened, 1)).backlog);
    EXPECT_FALSE(journal.attributes(journal.first(Fact::opened, 2)).backlog);
}

TEST(Backlog, BringsItsAgeToTheClocksAndRules) {
    ScenarioSketch s = one_desk({.daily = {{8h, 16h}}});
    s.sla("resolution", 4h);
    const RuleId past = s.rule("past", after_open(2h), {notify("a")});
    const RuleId to_come = s.rule("to come", after_open(5h), {notify("b")});
    const Journal journal = journal_of(s, {comes(-3h)});
    EXPECT_EQ(journal.clock(0), "Sun 21:00 started until 01:00, 08:10 stopped late by 430min");
    EXPECT_EQ(journal.fired(0, past), "00:00 notified");
    EXPECT_EQ(journal.fired(0, to_come), "02:00 notified");
}

}  // namespace
}  // namespace meridian::testing
