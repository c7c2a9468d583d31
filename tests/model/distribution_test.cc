#include "model/distribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace meridian {
namespace {

using namespace std::chrono_literals;

constexpr double hour_ms = 3'600'000;

/// Standard normal; exact to the last digits also in the lower tail.
double normal_share(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

// The share of durations below x, in the form of a textbook and not of the code under test.

double erlang_share(double x, double mean, int phases) {
    // The sum over the Poisson probabilities of `phases` and more events, from their logarithms.
    const double expected = phases * x / mean;
    double share = 0;
    for (int k = phases; k < phases + 2000; ++k) {
        share += std::exp(-expected + k * std::log(expected) - std::lgamma(k + 1.0));
    }
    return share;
}

double hyperexponential_share(double x, double mean, double scv) {
    const double first = 0.5 * (1 + std::sqrt((scv - 1) / (scv + 1)));
    const double second = 1 - first;
    return first * -std::expm1(-2 * first * x / mean) +
           second * -std::expm1(-2 * second * x / mean);
}

double triangular_share(double x, double least, double mode, double most) {
    return x <= mode ? (x - least) * (x - least) / (most - least) / (mode - least)
                     : 1 - (most - x) * (most - x) / (most - least) / (most - mode);
}

struct Case {
    std::string name;
    Distribution distribution;
    double mean = 0;                      // in hours, by the textbook
    double variance = 0;                  // in hours squared
    std::function<double(double)> share;  // of x in milliseconds
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

Case lognormal_case(std::string name, Span mean, Span sd) {
    const double m = static_cast<double>(mean.count());
    const double s = static_cast<double>(sd.count());
    const double variance = std::log(1 + s * s / (m * m));
    const double mu = std::log(m) - variance / 2;
    return {std::move(name), lognormal(mean, sd), m / hour_ms, s * s / (hour_ms * hour_ms),
            [=](double x) { return normal_share((std::log(x) - mu) / std::sqrt(variance)); }};
}

Case erlang_case(int phases) {
    return {"erlang of " + std::to_string(phases), erlang(phases, 2h), 2, 4.0 / phases,
            [=](double x) { return erlang_share(x, 2 * hour_ms, phases); }};
}

Case hyperexponential_case(double scv) {
    return {"hyperexponential of " + std::to_string(scv), hyperexponential(1h, scv), 1, scv,
            [=](double x) { return hyperexponential_share(x, hour_ms, scv); }};
}

Case weibull_case(double shape) {
    const double first = std::tgamma(1 + 1 / shape);
    return {"weibull of " + std::to_string(shape), weibull(1h, shape), first,
            std::tgamma(1 + 2 / shape) - first * first,
            [=](double x) { return -std::expm1(-std::pow(x / hour_ms, shape)); }};
}

std::vector<Case> smooth_cases() {
    return {
        {"exponential", exponential(1h), 1, 1, [](double x) { return -std::expm1(-x / hour_ms); }},
        lognormal_case("narrow lognormal", 2h, 12min),
        lognormal_case("wide lognormal", 18min, 15min),
        lognormal_case("heavy lognormal", 6h, 12h),
        {"uniform", uniform(1h, 3h), 2, 4.0 / 12,
         [](double x) { return (x - hour_ms) / (2 * hour_ms); }},
        {"triangular", triangular(1h, 2h, 4h), 7.0 / 3, (1 + 4 + 16 - 2 - 8 - 4) / 18.0,
         [](double x) { return triangular_share(x, hour_ms, 2 * hour_ms, 4 * hour_ms); }},
        erlang_case(1),
        erlang_case(2),
        erlang_case(10),
        erlang_case(100),
        weibull_case(0.7),
        weibull_case(1),
        weibull_case(3.5),
        hyperexponential_case(1.5),
        hyperexponential_case(4),
        hyperexponential_case(25),
    };
}

/// From 1e-9 to 1 - 1e-9, dense in both tails.
std::vector<double> shares() {
    std::vector<double> out;
    for (double t = -20.7; t < 20.75; t += 0.05) {
        out.push_back(1 / (1 + std::exp(-t)));
    }
    return out;
}

class EveryDistribution : public ::testing::TestWithParam<Case> {};

/// A quantile is rounded to the millisecond and, where it is found by bisection, known to 1e-9: so
/// the textbook's share of one a little earlier is at most u, and of one a little later at least u.
TEST_P(EveryDistribution, HasTheQuantilesOfTheTextbook) {
    const Case& c = GetParam();
    for (const double u : shares()) {
        const auto x = static_cast<double>(quantile(c.distribution, u).count());
        const double slack = 0.5 + 1e-3 + 2e-9 * x;
        const double rounding = 1e-12;  // of the textbook's own formulas
        if (x > slack) {
            ASSERT_LE(c.share(x - slack), u + rounding) << u;
        }
        ASSERT_GE(c.share(x + slack), u - rounding) << u;
    }
}

TEST_P(EveryDistribution, NeverFallsAndIsNeverNegative) {
    Span before{0};
    for (const double u : shares()) {
        const Span now = quantile(GetParam().distribution, u);
        ASSERT_GE(now, before) << u;
        before = now;
    }
    for (int i = 1; i < 10'000; ++i) {
        ASSERT_LE(quantile(GetParam().distribution, (i - 0.5) / 10'000),
                  quantile(GetParam().distribution, (i + 0.5) / 10'000));
    }
}

TEST_P(EveryDistribution, HasTheMeanOfTheTextbook) {
    EXPECT_NEAR(mean(GetParam().distribution) / hour_ms, GetParam().mean, 1e-12 * GetParam().mean);
}

/// The mean of f(quantile(u)) over 0 < u < 1, with u = 1 / (1 + exp(-t)) and the trapezoidal rule
/// in t: the integrand and its derivatives vanish at both ends, so that the rule converges faster
/// than any power of the step (Goodwin 1949). Outside |t| < 32 lie 1e-14 of all durations.
template <class Function>
double average(const Distribution& distribution, Function f) {
    constexpr double step = 1.0 / 128;
    double sum = 0;
    for (int i = -32 * 128; i <= 32 * 128; ++i) {
        const double t = i * step;
        const double u = 1 / (1 + std::exp(-t));
        const double density = 1 / ((1 + std::exp(-t)) * (1 + std::exp(t)));
        const double hours = static_cast<double>(quantile(distribution, u).count()) / hour_ms;
        sum += f(hours) * density * step;
    }
    return sum;
}

/// Tolerance: the kinks of a triangular density cost up to the square of the step.
TEST_P(EveryDistribution, AveragesItsQuantilesToItsMeanAndVariance) {
    const Case& c = GetParam();
    const double m = average(c.distribution, [](double x) { return x; });
    EXPECT_NEAR(m, c.mean, 1e-5 * c.mean);
    EXPECT_NEAR(m, mean(c.distribution) / hour_ms, 1e-5 * c.mean);
    const double v = average(c.distribution, [&](double x) { return (x - m) * (x - m); });
    EXPECT_NEAR(v, c.variance, 1e-4 * c.variance);
}

std::string test_name(const ::testing::TestParamInfo<Case>& one) {
    std::string name = one.param.name;
    std::replace_if(
        name.begin(), name.end(), [](unsigned char letter) { return std::isalnum(letter) == 0; },
        '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Distributions, EveryDistribution, ::testing::ValuesIn(smooth_cases()),
                         test_name);

// Closed forms, by hand.

TEST(Quantile, IsTheValueOfAConstant) {
    for (const double u : shares()) {
        ASSERT_EQ(quantile(constant(15min), u), 15min);
    }
    EXPECT_EQ(mean(constant(15min)), 900'000);
    EXPECT_EQ(quantile(constant(0ms), 0.5), 0ms);
}

TEST(Quantile, RoundsToTheNearestMillisecond) {
    EXPECT_EQ(quantile(exponential(1h), 0.5).count(), 2'495'330) << "ln 2 = 0.693147 18056 hours";
    EXPECT_EQ(quantile(weibull(1h, 2), 0.5).count(), 2'997'197)
        << "sqrt(ln 2) = 0.83255 46112 hours";
    EXPECT_EQ(quantile(uniform(0h, 1h), 0.25), 15min);
    EXPECT_EQ(quantile(triangular(0h, 1h, 2h), 0.5), 1h);
    EXPECT_EQ(quantile(triangular(0h, 0h, 4h), 0.75), 2h) << "mode at the least";
    EXPECT_EQ(quantile(triangular(0h, 4h, 4h), 0.25), 2h) << "mode at the most";
    EXPECT_EQ(quantile(triangular(1h, 1h, 1h), 0.3), 1h) << "no width";
    EXPECT_EQ(quantile(uniform(1h, 1h), 0.3), 1h) << "no width";
}

TEST(Quantile, InterpolatesBetweenEquallySpacedQuantiles) {
    const Distribution steps = empirical({10min, 20min, 20min, 60min, 100min});
    EXPECT_EQ(quantile(steps, 0.25), 20min);
    EXPECT_EQ(quantile(steps, 0.5), 20min);
    EXPECT_EQ(quantile(steps, 0.75), 60min);
    EXPECT_EQ(quantile(steps, 0.125), 15min);
    EXPECT_EQ(quantile(steps, 0.4), 20min);
    EXPECT_EQ(quantile(steps, 0.625), 40min);
    EXPECT_EQ(quantile(steps, 1e-15), 10min);
    EXPECT_EQ(quantile(steps, 1 - 1e-15), 100min);
    EXPECT_NEAR(mean(steps) / 60'000, (15 + 20 + 40 + 80) / 4.0, 1e-12)
        << "the mean of the four pieces";
    EXPECT_EQ(quantile(empirical({1h, 2h}), 0.5), 90min);
}

TEST(Quantile, IsAnErlangOfOnePhaseAsAnExponential) {
    for (const double u : shares()) {
        const auto one = static_cast<double>(quantile(erlang(1, 1h), u).count());
        const auto other = static_cast<double>(quantile(exponential(1h), u).count());
        ASSERT_NEAR(one, other, 1 + 1e-9 * other) << u;
    }
}

/// A hundred years of 365.25 days are the most that any distribution gives.
TEST(Quantile, StopsAtAHundredYears) {
    const Span century = std::chrono::hours(876'600);
    const double last = 1 - 0x1p-53;  // the last number below 1
    EXPECT_EQ(quantile(weibull(century, 0.1), last), century);
    EXPECT_EQ(quantile(exponential(century), last), century);
    EXPECT_EQ(quantile(constant(century), 0.5), century);
    const Distribution wild{.kind = Distribution::Kind::lognormal, .a = 28, .b = 1000};
    EXPECT_EQ(quantile(wild, last), century);
    EXPECT_EQ(quantile(wild, 0x1p-1022), 0ms);
}

TEST(Quantile, AnswersAtBothEndsOfTheOpenInterval) {
    for (const Case& c : smooth_cases()) {
        const Span least = quantile(c.distribution, 0x1p-1022);
        const Span most = quantile(c.distribution, 1 - 0x1p-53);
        EXPECT_GE(least, 0ms) << c.name;
        EXPECT_GT(most, Span(static_cast<std::int64_t>(mean(c.distribution)))) << c.name;
        EXPECT_LT(most, 876'600h) << c.name << " does not need the bound of a hundred years";
    }
}

// The normal quantile.

/// The three values that the paper gives for PPND16 (Wichura 1988), and the two-sided 95 % and 99 %
/// points of every table (for instance Abramowitz and Stegun, table 26.5), here from a computation
/// with 40 digits.
TEST(NormalQuantile, GivesThePublishedValues) {
    const std::array<std::pair<double, double>, 9> published{{{0.25, -0.67448975019608174},
                                                              {0.001, -3.0902323061678135},
                                                              {1e-20, -9.2623400897984076},
                                                              {0.5, 0},
                                                              {0.9, 1.2815515655446005},
                                                              {0.925, 1.4395314709384559},
                                                              {0.975, 1.9599639845400543},
                                                              {0.99, 2.3263478740408411},
                                                              {1e-12, -7.0344838253011319}}};
    for (const auto& [u, x] : published) {
        EXPECT_NEAR(normal_quantile(u), x, 4e-16 * std::max(1.0, std::abs(x))) << u;
    }
}

/// An error d of x is an error of about d |x| of the lower tail's logarithm. The tail itself is
/// known to some 1e-15 of its size, so 1e-14 (1 + x^2) of slack asks for x to a few 1e-15 of its
/// size.
TEST(NormalQuantile, IsTheInverseOfTheErrorFunctionInAllItsBranches) {
    for (double exponent = 0.302; exponent < 300; exponent *= 1.003) {
        const double u = std::pow(10, -exponent);
        const double x = normal_quantile(u);
        ASSERT_NEAR(normal_share(x) / u, 1, 1e-14 * (1 + x * x)) << u;
    }
}

TEST(NormalQuantile, IsOddAndRises) {
    double before = -40;
    for (int i = 1; i < 1024; ++i) {
        const double u = i / 1024.0;  // exact, and so is 1 - u
        EXPECT_EQ(normal_quantile(u), -normal_quantile(1 - u)) << u;
        EXPECT_GT(normal_quantile(u), before) << u;
        before = normal_quantile(u);
    }
    const double edge = 0.925;  // 0.5 + 0.425: from one approximation to the next
    EXPECT_NEAR(normal_quantile(edge), normal_quantile(edge + 1e-15), 2e-14);
}

// What is left after some work.

TEST(MedianLeft, KnowsThatAnExponentialForgets) {
    const auto median = static_cast<double>(quantile(exponential(1h), 0.5).count());
    for (const Span spent : {Span(0), Span(1min), Span(1h), Span(5h), Span(10h)}) {
        EXPECT_NEAR(static_cast<double>(median_left(exponential(1h), spent).count()), median, 50)
            << spent.count();
    }
}

TEST(MedianLeft, IsTheRestOfAConstantAndHalfTheRestOfAUniform) {
    EXPECT_EQ(median_left(constant(1h), 20min), 40min);
    EXPECT_EQ(median_left(constant(1h), 80min), 0ms);
    EXPECT_NEAR(static_cast<double>(median_left(uniform(0h, 2h), 1h).count()), hour_ms / 2, 2);
}

}  // namespace
}  // namespace meridian
