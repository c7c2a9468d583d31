#include "sim/measure/histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace meridian {
namespace {

using namespace std::chrono_literals;

Histogram of(std::initializer_list<Span> durations) {
    Histogram histogram;
    for (const Span d : durations) {
        histogram.add(d);
    }
    return histogram;
}

/// Numbers that look like nothing in particular, the same everywhere.
std::int64_t scrambled(std::uint64_t i) {
    const std::uint64_t x = (i + 1) * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::int64_t>((x ^ (x >> 31U)) % 100'000'000);
}

TEST(AHistogram, CountsSumsAndExtremesExactly) {
    const Histogram h = of({3h, 1ms, 2h});
    EXPECT_EQ(h.count(), 3);
    EXPECT_EQ(h.sum(), 5h + 1ms);
    EXPECT_EQ(h.least(), 1ms);
    EXPECT_EQ(h.most(), 3h);
}

TEST(AHistogram, SaysNothingWhenEmpty) {
    EXPECT_TRUE(std::isnan(Histogram{}.mean()));
    EXPECT_TRUE(std::isnan(Histogram{}.quantile(0.5)));
}

TEST(AHistogram, TakesTheLeastDurationThatTheShareDoesNotExceed) {
    const Histogram h = of({1min, 2min, 3min, 4min});
    EXPECT_EQ(h.quantile(0.25), 60'000);
    EXPECT_EQ(h.quantile(0.5), 120'000);
    EXPECT_EQ(h.quantile(0.51), 180'000);
    EXPECT_EQ(h.quantile(1), 240'000);
}

TEST(AHistogram, IsWithinOneOf128OfTheTrueQuantile) {
    Histogram h;
    std::vector<std::int64_t> all;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        all.push_back(scrambled(i));
        h.add(Span{all.back()});
    }
    std::sort(all.begin(), all.end());
    for (const double level : {0.01, 0.5, 0.9, 0.99, 0.999}) {
        const auto rank = static_cast<std::size_t>(std::ceil(level * 20'000)) - 1;
        const auto truth = static_cast<double>(all[rank]);
        EXPECT_NEAR(h.quantile(level), truth, truth / 128) << level;
    }
}

TEST(AHistogram, DoesNotCareInWhatOrderItsPartsAreMerged) {
    std::vector<Histogram> parts(7);
    Histogram whole;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        parts[i % 7].add(Span{scrambled(i)});
        whole.add(Span{scrambled(i)});
    }
    Histogram forth;
    Histogram back;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        forth.merge(parts[i]);
        back.merge(parts[parts.size() - 1 - i]);
    }
    EXPECT_EQ(forth, whole);
    EXPECT_EQ(back, whole);
}

TEST(AHistogram, KnowsTheVarianceOfWhatItCounted) {
    EXPECT_DOUBLE_EQ(of({2s, 4s}).variance(), 1e6);
    EXPECT_DOUBLE_EQ(of({5h, 5h}).variance(), 0);
}

TEST(AHistogram, CountsHowManyAreWithinALimit) {
    EXPECT_EQ(of({10s, 20s, 30s}).at_most(20s), 2);
    EXPECT_EQ(of({10s, 20s, 30s}).at_most(5s), 0);
}

TEST(AHistogram, TakesNegativeDurationsForZero) { EXPECT_EQ(of({-5s}).most(), 0ms); }

TEST(KaplanMeier, IsTheOrdinaryQuantileWhenNothingIsCensored) {
    const Histogram h = of({1min, 7min, 9min, 40min, 2h});
    for (const double level : {0.1, 0.2, 0.5, 0.6, 0.8, 0.95, 1.0}) {
        EXPECT_EQ(kaplan_meier_quantile(h, {}, level), h.quantile(level)) << level;
    }
}

/// Survival after 6: 18/21; 7: 0.8067; 10: 0.7529; 13: 0.6902; 16: 0.6275; 22: 0.5378; 23: 0.4482,
/// the 6-MP arm of E. J. Freireich et al., Blood 21 (1963), printed in many textbooks.
TEST(KaplanMeier, ReproducesTheLeukaemiaTrial) {
    const Histogram ended = of({6s, 6s, 6s, 7s, 10s, 13s, 16s, 22s, 23s});
    const Histogram censored = of({6s, 9s, 10s, 11s, 17s, 19s, 20s, 25s, 32s, 32s, 34s, 35s});
    EXPECT_EQ(kaplan_meier_quantile(ended, censored, 0.5), 23'000);
    EXPECT_EQ(kaplan_meier_quantile(ended, censored, 0.14), 6'000);
    EXPECT_EQ(kaplan_meier_quantile(ended, censored, 0.145), 7'000);
    EXPECT_EQ(kaplan_meier_quantile(ended, censored, 0.37), 16'000);
    EXPECT_EQ(kaplan_meier_quantile(ended, censored, 0.38), 22'000);
    EXPECT_TRUE(std::isnan(kaplan_meier_quantile(ended, censored, 0.56)));
}

}  // namespace
}  // namespace meridian
