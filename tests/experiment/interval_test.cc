#include "sim/experiment/interval.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/distribution.h"

namespace meridian::interval_test {
namespace {

struct Known {
    int degrees = 0;
    double confidence = 0;
    double t = 0;
};

class StudentsT : public ::testing::TestWithParam<Known> {};

/// The printed tables, three digits after the point.
TEST_P(StudentsT, AgreesWithTheTables) {
    EXPECT_NEAR(student_t(GetParam().degrees, GetParam().confidence), GetParam().t, 5e-4);
}

INSTANTIATE_TEST_SUITE_P(Tables, StudentsT,
                         ::testing::Values(Known{1, 0.95, 12.706}, Known{2, 0.95, 4.303},
                                           Known{3, 0.95, 3.182}, Known{4, 0.95, 2.776},
                                           Known{9, 0.95, 2.262}, Known{19, 0.95, 2.093},
                                           Known{29, 0.95, 2.045}, Known{120, 0.95, 1.980},
                                           Known{1, 0.90, 6.314}, Known{10, 0.90, 1.812},
                                           Known{5, 0.99, 4.032}, Known{30, 0.99, 2.750},
                                           Known{20'000, 0.95, 1.960}));

TEST(StudentsTAtItsEdges, IsWithoutBoundWithoutFreedom) {
    EXPECT_TRUE(std::isinf(student_t(0, 0.95)));
}

TEST(StudentsTAtItsEdges, DoesNotJumpWhereTheNormalTakesOver) {
    EXPECT_NEAR(student_t(10'000, 0.95), student_t(10'001, 0.95), 3e-4);
}

TEST(AMean, HasTheTextbookInterval) {
    const std::vector<double> values{1, 2, 3, 4, 5};  // s^2 = 2.5, s / sqrt(5) = 0.70711
    const Estimate e = mean_interval(values, 0.95);
    EXPECT_DOUBLE_EQ(e.value, 3);
    EXPECT_NEAR(e.half_width, 2.776445 * std::sqrt(0.5), 1e-6);
    EXPECT_EQ(e.n, 5);
}

TEST(AMean, LeavesOutWhatWasNotMeasured) {
    const std::vector<double> values{2, std::nan(""), 4};
    const Estimate e = mean_interval(values, 0.95);
    EXPECT_DOUBLE_EQ(e.value, 3);
    EXPECT_EQ(e.n, 2);
}

TEST(AMean, OfOneHasNoIntervalAndOfNoneNoValue) {
    const std::vector<double> one{7};
    EXPECT_DOUBLE_EQ(mean_interval(one, 0.95).value, 7);
    EXPECT_TRUE(std::isnan(mean_interval(one, 0.95).half_width));
    EXPECT_TRUE(std::isnan(mean_interval({}, 0.95).value));
}

TEST(ARatio, IsTheRatioOfSums) {
    const std::vector<double> x{1, 9};
    const std::vector<double> y{10, 10};
    const Estimate e = ratio_interval(x, y, 0.95);
    EXPECT_DOUBLE_EQ(e.value, 0.5);
    // residuals -4 and 4: s = sqrt(32), / sqrt(2) / mean y 10; t(1) = 12.706
    EXPECT_NEAR(e.half_width, 12.7062 * 4 / 10, 1e-4);
}

TEST(ARatio, OfProportionalNumbersIsCertain) {
    const std::vector<double> x{1, 2, 3};
    const std::vector<double> y{2, 4, 6};
    EXPECT_NEAR(ratio_interval(x, y, 0.95).half_width, 0, 1e-12);
}

TEST(ARatio, OfNothingIsNothing) {
    const std::vector<double> zero{0, 0};
    EXPECT_TRUE(std::isnan(ratio_interval(zero, zero, 0.95).value));
}

TEST(Skewness, IsZeroForWhatIsEvenAndLargeForALongTail) {
    const std::vector<double> even{1, 2, 3};
    const std::vector<double> tail{0, 0, 0, 0, 0, 0, 0, 0, 0, 100};
    EXPECT_DOUBLE_EQ(skewness(even), 0);
    EXPECT_NEAR(skewness(tail), 8 / 3.0, 1e-9);  // (1 - 2p) / sqrt(p (1 - p)) with p = 1/10
}

/// A uniform number for place i, the same on every machine (splitmix-like scrambling).
double uniform(std::uint64_t i) {
    std::uint64_t x = (i + 1) * 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return (static_cast<double>((x ^ (x >> 31U)) >> 11U) + 0.5) * 0x1p-53;
}

/// How many of 4000 intervals from 10 values each hold the truth. The share has standard error
/// sqrt(.95 x .05 / 4000) = 0.0034. The numbers are fixed, so the tests pass or fail for good; had
/// they been drawn anew, five standard errors would fail a correct program once in 1.7 million.
constexpr int trials = 4000;
constexpr int values_each = 10;
constexpr double five_errors = 5 * 0.0034;

TEST(Coverage, OfTheMeanOfNormalValuesIsNominal) {
    int hits = 0;
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<double> values;
        for (int i = 0; i < values_each; ++i) {
            values.push_back(
                normal_quantile(uniform(static_cast<std::uint64_t>(trial * values_each + i))));
        }
        const Estimate e = mean_interval(values, 0.95);
        hits += std::abs(e.value) <= e.half_width ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(hits) / trials, 0.95, five_errors);
}

/// x = y times a share that varies about 0.3: the delta method is right up to O(1/n), allowed here
/// with another 0.01.
TEST(Coverage, OfARatioIsNearlyNominal) {
    int hits = 0;
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<double> x;
        std::vector<double> y;
        for (int i = 0; i < values_each; ++i) {
            const auto place = 2 * static_cast<std::uint64_t>(trial * values_each + i);
            y.push_back(100 + 40 * (uniform(place) - 0.5));
            x.push_back(y.back() * (0.3 + 0.05 * normal_quantile(uniform(place + 1))));
        }
        const Estimate e = ratio_interval(x, y, 0.95);
        hits += std::abs(e.value - 0.3) <= e.half_width ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(hits) / trials, 0.95, five_errors + 0.01);
}

/// Median of 50 exponential values each, ten replications: sectioning has a bias of O(1/50) in
/// value, 0.01 against a half-width of about 0.1: another 0.01 of coverage.
TEST(Coverage, OfAQuantileBySectioningIsNearlyNominal) {
    int hits = 0;
    std::uint64_t place = 0;
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<double> medians;
        for (int i = 0; i < values_each; ++i) {
            std::vector<double> section;
            for (int k = 0; k < 51; ++k) {
                section.push_back(-std::log(uniform(place++)));
            }
            std::nth_element(section.begin(), section.begin() + 25, section.end());
            medians.push_back(section[25]);
        }
        const Estimate e = mean_interval(medians, 0.95);
        hits += std::abs(e.value - std::log(2.0)) <= e.half_width ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(hits) / trials, 0.95, five_errors + 0.01);
}

}  // namespace
}  // namespace meridian::interval_test
