#include "tools/load/distribution_text.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cmath>
#include <string>

#include "tests/load/told.h"

namespace meridian {
namespace {

using namespace std::chrono_literals;

bool same(const Distribution& a, const Distribution& b) {
    return a.kind == b.kind && a.a == b.a && a.b == b.b && a.c == b.c && a.knots == b.knots;
}

struct WrittenDistribution {
    const char* text;
    Distribution meant;
};

TEST(ParseDistribution, ReadsEveryKind) {
    const std::array cases{
        WrittenDistribution{"15min", constant(15min)},
        WrittenDistribution{" 1h 30min ", constant(90min)},
        WrittenDistribution{"constant(15min)", constant(15min)},
        WrittenDistribution{"exponential(1h)", exponential(1h)},
        WrittenDistribution{"exponential(mean 1h)", exponential(1h)},
        WrittenDistribution{"lognormal(mean 18min, sd 15min)", lognormal(18min, 15min)},
        WrittenDistribution{"lognormal(sd 15min, mean 18min)", lognormal(18min, 15min)},
        WrittenDistribution{"lognormal(mean 18min, sd 0min)", constant(18min)},
        WrittenDistribution{"lognormal(median 5min, p90 5min)", constant(5min)},
        WrittenDistribution{"uniform(5min, 10min)", uniform(5min, 10min)},
        WrittenDistribution{"uniform(most 10min, least 5min)", uniform(5min, 10min)},
        WrittenDistribution{"uniform(most 10min, 5min)", uniform(5min, 10min)},
        WrittenDistribution{"triangular(5min, 8min, 20min)", triangular(5min, 8min, 20min)},
        WrittenDistribution{"erlang(3, 1h)", erlang(3, 1h)},
        WrittenDistribution{"erlang(mean 1h, phases 3)", erlang(3, 1h)},
        WrittenDistribution{"weibull(1h, 1.5)", weibull(1h, 1.5)},
        WrittenDistribution{"hyperexponential(1h, scv 4)", hyperexponential(1h, 4)},
        WrittenDistribution{"hyperexponential(mean 1h, scv 4)", hyperexponential(1h, 4)},
        WrittenDistribution{"empirical(5min, 8min, 20min)", empirical({5min, 8min, 20min})},
        WrittenDistribution{"  uniform ( 5min ,10min )  ", uniform(5min, 10min)},
    };
    for (const WrittenDistribution& c : cases) {
        const auto distribution = parse_distribution(c.text);
        ASSERT_TRUE(distribution) << c.text << ": " << told(c.text, distribution);
        EXPECT_TRUE(same(*distribution, c.meant)) << c.text;
    }
}

/// For every percentile that may be named, the lognormal has the median and that percentile as
/// written, to the millisecond it is rounded to.
TEST(ParseDistribution, MakesALognormalThatHasItsMedianAndItsPercentile) {
    for (int percent = 51; percent <= 99; ++percent) {
        const std::string text = "lognormal(median 5min, p" + std::to_string(percent) + " 20min)";
        const auto distribution = parse_distribution(text);
        if (percent <= 55) {
            // sigma = ln 4 / normal_quantile(0.55) = 1.386 / 0.1257 = 11: no time anyone works
            EXPECT_EQ(told(text, distribution), "[p" + std::to_string(percent) + " 20min] p" +
                                                    std::to_string(percent) +
                                                    " is too far above the median");
            continue;
        }
        ASSERT_TRUE(distribution) << text;
        EXPECT_NEAR(static_cast<double>(quantile(*distribution, 0.5).count()), 300'000, 1) << text;
        EXPECT_NEAR(static_cast<double>(quantile(*distribution, percent / 100.0).count()),
                    1'200'000, 1)
            << text;
    }
}

TEST(ParseDistribution, PointsAtTheArgumentAtFault) {
    const std::array refusals{
        Refusal{"exponential(20)", "[20] a duration without a unit (write 20min, 20s or 20h)"},
        Refusal{"uniform(5min, 10mni)",
                "[mni] no unit of time is called 'mni' (did you mean 'min'?)"},
        Refusal{"uniform(10min, 5min)", "[5min] the most is less than the least"},
        Refusal{"triangular(5min, 4min, 20min)", "[4min] the mode is less than the least"},
        Refusal{"triangular(5min, 8min, 7min)", "[7min] the most is less than the mode"},
        Refusal{"exponential(0s)", "[0s] it must be longer than nothing"},
        Refusal{"exponential(mean -1h)", "[-1h] a negative duration"},
        Refusal{"erlang(0, 1h)", "[0] '0' is out of range (write 1 to 100)"},
        Refusal{"erlang(2.5, 1h)", "[2.5] '2.5' is no whole number"},
        Refusal{"weibull(1h, 0.05)", "[0.05] '0.05' is out of range (write 0.1 to 100)"},
        Refusal{"hyperexponential(1h, scv 1)",
                "[scv 1] the squared coefficient of variation must be above 1 (with 1 it is "
                "exponential(…), below it erlang(…))"},
        Refusal{"hyperexponential(1h, scw 4)",
                "[scw] no argument is called 'scw' (did you mean 'scv'?)"},
        Refusal{"uniform(least 5min, least 10min)", "[least 10min] 'least' is given twice"},
        Refusal{"uniform(5min)", "[5min] 'most' is missing (write uniform(5min, 10min))"},
        Refusal{"uniform(5min, 6min, 7min)",
                "[7min] one argument too many (write uniform(5min, 10min))"},
        Refusal{"uniform(5min,, 7min)", "[] an argument is missing here"},
        Refusal{"uniform(5min,)", "[] an argument is missing here"},
        Refusal{"empirical(5min, 4min)",
                "[4min] a quantile is less than the one before it (write them from small to "
                "large)"},
        Refusal{"empirical(5min)",
                "[5min] one quantile is no distribution (write empirical(5min, "
                "8min, 20min))"},
        Refusal{"empirical(p50 5min, 8min)",
                "[p50 5min] the quantiles have no names (write empirical(5min, 8min, 20min))"},
        Refusal{"exponential(8 business h)",
                "[8 business h] business time in a distribution (a distribution says how long "
                "something takes, whatever the clock: leave out 'business')"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_distribution(refusal.text)), refusal.told);
    }
}

TEST(ParseDistribution, AsksALognormalForNamedArguments) {
    const std::string hint =
        " (write lognormal(mean 18min, sd 15min) or lognormal(median 5min, p90 20min))";
    const std::array refusals{
        Refusal{"lognormal(5min, 20min)", "[5min] it does not say of what"},
        Refusal{"lognormal(mean 5min, p90 20min)",
                "[p90 20min] a mean goes with an sd, a median with a p90"},
        Refusal{"lognormal(median 5min, sd 20min)",
                "[sd 20min] a mean goes with an sd, a median with a p90"},
        Refusal{"lognormal(mean 5min)", "[mean 5min] a mean goes with an sd, a median with a p90"},
        Refusal{"lognormal(mean 5min, median 6min)", "[median 6min] one argument too many"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_distribution(refusal.text)), refusal.told + hint);
    }
    EXPECT_EQ(told("lognormal(medain 5min, p90 6min)",
                   parse_distribution("lognormal(medain 5min, p90 6min)")),
              "[medain] no argument is called 'medain' (did you mean 'median'?)");
    EXPECT_EQ(told("lognormal(median 5min, p90 4min)",
                   parse_distribution("lognormal(median 5min, p90 4min)")),
              "[p90 4min] p90 is less than the median");
    EXPECT_FALSE(parse_distribution("lognormal(median 5min, p50 20min)"));
    EXPECT_FALSE(parse_distribution("lognormal(median 1ms, p51 30000d)")) << "beyond all sense";
}

TEST(ParseDistribution, SaysWhatIsWrongWithItsForm) {
    const std::array refusals{
        Refusal{"", "[] no duration is written (write 20min, 4h or 1h 30min)"},
        Refusal{"15", "[15] a duration without a unit (write 15min, 15s or 15h)"},
        Refusal{"exponentail(1h)",
                "[exponentail] no distribution is called 'exponentail' (did you mean "
                "'exponential'?)"},
        Refusal{"normal(1h, 2h)",
                "[normal] no distribution is called 'normal' (there are constant, exponential, "
                "lognormal, uniform, triangular, erlang, weibull, hyperexponential, empirical)"},
        Refusal{"(1h)",
                "[] no distribution is called '' (there are constant, exponential, "
                "lognormal, uniform, triangular, erlang, weibull, hyperexponential, "
                "empirical)"},
        Refusal{"exponential",
                "[exponential] exponential needs its arguments in parentheses "
                "(write exponential(1h))"},
        Refusal{"exponential 1h",
                "[exponential] exponential needs its arguments in parentheses "
                "(write exponential(1h))"},
        Refusal{"exponential()", "[()] exponential needs its arguments (write exponential(1h))"},
        Refusal{"exponential(1h", "[(1h] the parenthesis is not closed (add ))"},
        Refusal{"exponential(1h))",
                "[)] nothing belongs behind the parenthesis, but there is "
                "')'"},
        Refusal{"exponential(uniform(1h, 2h))", "[(] a parenthesis within the arguments"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_distribution(refusal.text)), refusal.told);
    }
}

TEST(ParseDistribution, RefusesDaysWhereADayHasTwoReadings) {
    EXPECT_TRUE(parse_distribution("exponential(2d)"));
    EXPECT_EQ(told("exponential(2d)", parse_distribution("exponential(2d)", DayUnits::refused)),
              "[2d] '2d' has two readings on a business clock (write 48h for open hours of the "
              "clock, or the hours of so many working days)");
    EXPECT_TRUE(parse_distribution("exponential(48h)", DayUnits::refused));
}

TEST(ParseDistribution, TakesAThousandQuantilesAndNoMore) {
    std::string text = "empirical(1s";
    for (int i = 1; i < 1000; ++i) {
        text += ",1s";
    }
    EXPECT_EQ(parse_distribution(text + ")")->knots.size(), 1000U);
    EXPECT_EQ(told(text + ",1s)", parse_distribution(text + ",1s)")),
              "[1s] more than 1000 arguments");
}

}  // namespace
}  // namespace meridian
