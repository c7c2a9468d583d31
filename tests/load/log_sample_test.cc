#include "tools/load/log_sample.h"

#include <gtest/gtest.h>

namespace meridian {
namespace {

using namespace std::chrono_literals;

DurationSample sample_of(std::initializer_list<Span> values) {
    DurationSample sample;
    for (const Span value : values) {
        sample.add(value);
    }
    return sample;
}

TEST(DurationSample, TakesQuantilesLinearlyBetweenNeighbours) {
    const DurationSample sample = sample_of({4s, 1s, 3s, 2s});
    EXPECT_DOUBLE_EQ(sample.quantile_seconds(0), 1);
    EXPECT_DOUBLE_EQ(sample.quantile_seconds(0.25), 1.75);
    EXPECT_DOUBLE_EQ(sample.quantile_seconds(0.5), 2.5);
    EXPECT_DOUBLE_EQ(sample.quantile_seconds(1), 4);
    EXPECT_DOUBLE_EQ(sample.mean_seconds(), 2.5);
}

TEST(DurationSample, HasOneValueAtEveryRankWhenThereIsOnlyOne) {
    const DurationSample sample = sample_of({7s});
    EXPECT_DOUBLE_EQ(sample.quantile_seconds(0.9), 7);
}

TEST(DurationSample, CountsNegativeDurationsAsZero) {
    EXPECT_DOUBLE_EQ(sample_of({-5s, 1s}).mean_seconds(), 0.5);
}

TEST(DurationSample, StaysWithinAThousandthWhenThereAreTooManyToKeep) {
    DurationSample sample;
    constexpr std::int64_t n = 2 * std::int64_t{DurationSample::exact_max};
    for (std::int64_t i = 0; i < n; ++i) {
        sample.add(Span{(i * 7919) % n * 1000});  // 0 to n - 1 seconds, each once
    }
    for (const double p : {0.001, 0.25, 0.5, 0.75, 0.9, 0.999}) {
        const double exact = static_cast<double>(n - 1) * p;
        EXPECT_NEAR(sample.quantile_seconds(p), exact, exact / 1000) << p;
    }
    EXPECT_DOUBLE_EQ(sample.mean_seconds(), static_cast<double>(n - 1) / 2);
}

}  // namespace
}  // namespace meridian
