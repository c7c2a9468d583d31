#include "sim/measure/warm_up.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/measure/script.h"

namespace meridian::testing {
namespace {

/// By definition, without cleverness: every cut's statistic from scratch, in long double.
std::size_t least_by_hand(const std::vector<double>& observations) {
    std::vector<long double> batches;
    for (std::size_t i = 0; i + 5 <= observations.size(); i += 5) {
        long double sum = 0;
        for (std::size_t k = 0; k < 5; ++k) {
            sum += static_cast<long double>(observations[i + k]);
        }
        batches.push_back(sum / 5);
    }
    std::size_t best = 0;
    long double least = INFINITY;
    for (std::size_t d = 0; d <= batches.size() / 2; ++d) {
        const auto n = static_cast<long double>(batches.size() - d);
        long double sum = 0;
        long double squares = 0;
        for (std::size_t i = d; i < batches.size(); ++i) {
            sum += batches[i];
        }
        for (std::size_t i = d; i < batches.size(); ++i) {
            squares += (batches[i] - sum / n) * (batches[i] - sum / n);
        }
        if (squares / (n * n) < least) {
            least = squares / (n * n);
            best = d;
        }
    }
    return best;
}

/// The transient of an AR(1), x_i = 0.9 x_(i-1), begun at 20, on top of which the batches of five
/// swing by +1, -1, +1, ... so that the mean of batch j is A r^j + (-1)^j with r = 0.9^5 and
/// A = 20 (1 - r) / (5 (1 - 0.9)) = 16.38.
std::vector<double> decay_with_a_swing(std::size_t batches) {
    std::vector<double> x;
    double level = 20;
    for (std::size_t i = 0; i < 5 * batches; ++i) {
        x.push_back(level + (i / 5 % 2 == 0 ? 1 : -1));
        level *= 0.9;
    }
    return x;
}

/// Geometric series give the sum of squares about the mean of the last m = n - d batches:
/// A^2 r^2d (1 - r^2m) / (1 - r^2) + 2 A (-r)^d (1 - (-r)^m) / (1 + r) + m - (S + N)^2 / m
/// with S = A r^d (1 - r^m) / (1 - r), and N = (-1)^d for odd m, else 0.
double statistic_derived(int d, int n) {
    const double r = std::pow(0.9, 5);
    const double amplitude = 20 * (1 - r) / (5 * (1 - 0.9));
    const int m = n - d;
    const double sum = amplitude * std::pow(r, d) * (1 - std::pow(r, m)) / (1 - r);
    const double swing = m % 2 == 0 ? 0 : d % 2 == 0 ? 1 : -1;
    const double squares =
        amplitude * amplitude * std::pow(r, 2 * d) * (1 - std::pow(r, 2 * m)) / (1 - r * r) +
        2 * amplitude * std::pow(-r, d) * (1 - std::pow(-r, m)) / (1 + r) + m -
        (sum + swing) * (sum + swing) / m;
    return squares / m / m;
}

TEST(Mser5, FindsTheCutOfAnAr1TransientThatGeometricSeriesGive) {
    constexpr int batches = 40;
    int derived = 0;
    for (int d = 1; d <= batches / 2; ++d) {
        derived = statistic_derived(d, batches) < statistic_derived(derived, batches) ? d : derived;
    }
    const auto series = decay_with_a_swing(batches);
    const WarmUpCut cut = mser_5(series);
    EXPECT_EQ(cut.batches, static_cast<std::size_t>(derived));
    EXPECT_EQ(cut.batches, least_by_hand(series));
    EXPECT_EQ(cut.of, 40U);
    EXPECT_FALSE(cut.rejected);
    EXPECT_EQ(derived, 5);  // the first whose distance, 16.38 r^5 - 1 = 0.18, is no burden any more
}

/// splitmix64 (G. Steele, D. Lea, C. Flood 2014).
class Bits {
public:
    explicit Bits(std::uint64_t seed) : state_(seed) {}
    std::uint64_t operator()() {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }

private:
    std::uint64_t state_;
};

/// Unit-variance AR(1), begun ten standard deviations off. The sum of twelve uniform numbers stands
/// in for a normal one.
std::vector<double> ar_1(Bits& bits, std::size_t n) {
    const double phi = 0.8;
    std::vector<double> x;
    double level = 10;
    for (std::size_t i = 0; i < n; ++i) {
        x.push_back(level);
        double noise = -6;
        for (int k = 0; k < 12; ++k) {
            noise += static_cast<double>(bits() >> 11U) * 0x1p-53;
        }
        level = phi * level + std::sqrt(1 - phi * phi) * noise;
    }
    return x;
}

TEST(Mser5, IsTheLeastOfItsDefinitionOnRandomTransients) {
    Bits bits(5);
    for (int series = 0; series < 200; ++series) {
        const auto x = ar_1(bits, 300 + static_cast<std::size_t>(series % 5));
        EXPECT_EQ(mser_5(x).batches, least_by_hand(x)) << "series " << series;
    }
}

/// Uncut, the mean of 300 is off by 10 / (1 - 0.8) / 300 = 0.167. Over 400 series the standard
/// error of the mean is 3 (for phi = 0.8: sqrt(1.8 / 0.2)) / sqrt(300 * 400) = 0.009, so what is
/// left of the bias is a quarter of it at most unless luck is beyond 5 standard errors
/// (once in 1.7 million).
TEST(Mser5, TakesTheStartOutOfTheMean) {
    Bits bits(6);
    double whole = 0;
    double cut = 0;
    for (int series = 0; series < 400; ++series) {
        const auto x = ar_1(bits, 300);
        const auto begin = static_cast<std::ptrdiff_t>(5 * mser_5(x).batches);
        whole += std::accumulate(x.begin(), x.end(), 0.0) / 300 / 400;
        cut += std::accumulate(x.begin() + begin, x.end(), 0.0) / static_cast<double>(300 - begin) /
               400;
    }
    EXPECT_NEAR(whole, 0.167, 5 * 0.009);
    EXPECT_LT(std::abs(cut), 0.167 / 4 + 5 * 0.009 / 4);
}

TEST(Mser5, LeavesNothingOutOfWhatIsSteady) {
    EXPECT_EQ(mser_5(std::vector<double>(100, 3.0)).batches, 0U);
    std::vector<double> swing;
    for (int i = 0; i < 100; ++i) {
        swing.push_back(i / 5 % 2);
    }
    EXPECT_EQ(mser_5(swing).batches, 0U);
}

TEST(Mser5, IsRejectedWhereTheSeriesNeverSettles) {
    std::vector<double> growth(100);
    std::iota(growth.begin(), growth.end(), 0.0);
    EXPECT_TRUE(mser_5(growth).rejected);
    EXPECT_TRUE(mser_5(std::vector<double>(19, 1.0)).rejected);  // three batches tell nothing
}

/// Two weeks. One ticket is there from the start, one comes 33.6 h later for 33.6 h, a third comes,
/// is resolved at once, is reopened in hour 300 and stays.
TEST(OpenTickets, AreAveragedOverFifthsOfAWeek) {
    ScenarioSketch sketch;
    sketch.for_time(2 * OpenByFifth::week);
    sketch.region("oslo");
    const TierId desk = sketch.tier("desk");
    sketch.team({.name = "team"});
    sketch.stream({.name = "customers", .per_hour = 1});
    const Scenario scenario = sketch.seal();
    Script script;
    Attributes customer;
    script.open(0, 0, customer, desk).say(14400, Fact::resolved);
    script.open(3336, 1, customer, desk).say(6712, Fact::abandoned);
    script.open(20160, 3, customer, desk).say(20160, Fact::blocked);  // gone as soon as it came
    script.open(21000, 2, customer, desk)
        .say(21000, Fact::resolved, Script::at(30000).time_since_epoch().count())
        .say(30000, Fact::reopened);
    OpenByFifth open(scenario);
    script.play(open, 33600, 3);
    const double fifth = static_cast<double>(OpenByFifth::fifth.count());
    std::vector<double> mean;
    for (const std::int64_t area : open.areas()) {
        mean.push_back(static_cast<double>(area) / fifth);
    }
    ASSERT_EQ(mean.size(), 10U);
    EXPECT_DOUBLE_EQ(mean[0], 1);
    EXPECT_DOUBLE_EQ(mean[1], 2);
    EXPECT_DOUBLE_EQ(mean[2], 1);
    EXPECT_DOUBLE_EQ(mean[4], 9.6 / 33.6);  // until hour 144
    EXPECT_DOUBLE_EQ(mean[5], 0);
    EXPECT_DOUBLE_EQ(mean[8], 2.4 / 33.6);  // from hour 300
    EXPECT_DOUBLE_EQ(mean[9], 1);
}

}  // namespace
}  // namespace meridian::testing
