#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>

#include "tests/load/told.h"
#include "tools/load/percent.h"
#include "tools/load/volume.h"

namespace meridian {
namespace {

TEST(ParsePercent, GivesTheNearestFraction) {
    EXPECT_EQ(*parse_percent("35%"), 0.35);
    EXPECT_EQ(*parse_percent("35 %"), 0.35);
    EXPECT_EQ(*parse_percent(" 0.5% "), 0.005);
    EXPECT_EQ(*parse_percent("0%"), 0.0);
    EXPECT_EQ(*parse_percent("100%"), 1.0);
    EXPECT_EQ(*parse_percent("0.7%"), 0.007) << "not 0.7 / 100, which is another double";
}

TEST(ParsePercent, ReadsEveryTenthOfAPercentAsItsDecimal) {
    for (int tenths = 0; tenths <= 1000; ++tenths) {
        const std::string text =
            std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + '%';
        ASSERT_EQ(*parse_percent(text), tenths / 1000.0) << text;
    }
}

TEST(ParsePercent, SaysWhatIsWrongAndWhere) {
    const std::array refusals{
        Refusal{"35", "[35] a share without a percent sign (write 35%)"},
        Refusal{"0.35", "[0.35] a share without a percent sign (write 35% or 0.35%)"},
        Refusal{"35 percent", "[percent] a percent sign is missing here (write 35%)"},
        Refusal{"", "[] a number is missing here"},
        Refusal{"%", "[%] '%' is no number"},
        Refusal{"101%", "[101%] '101%' is out of range (write 0% to 100%)"},
        Refusal{"-1%", "[-1%] '-1%' is out of range (write 0% to 100%)"},
        Refusal{"35%%", "[%] nothing belongs behind the percent sign, but there is '%'"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_percent(refusal.text)), refusal.told);
    }
}

TEST(ParsePercent, TakesAnotherRangeWhenTold) {
    EXPECT_EQ(*parse_percent("-150%", {.least = -200, .most = 500}), -1.5);
    EXPECT_FALSE(parse_percent("501%", {.least = -200, .most = 500}));
}

TEST(ParseVolume, CountsEventsPerHour) {
    const std::array<std::pair<const char*, double>, 8> volumes{{
        {"2.5 per hour", 2.5},
        {"24 per day", 1},
        {"168 per week", 1},
        {"9000 per month", 9000 * 12 / (365.25 * 24)},
        {"9000/month", 9000 * 12 / (365.25 * 24)},
        {"9000 / month", 9000 * 12 / (365.25 * 24)},
        {"8766 per year", 1},
        {"0 per day", 0},
    }};
    for (const auto& [text, per_hour] : volumes) {
        const auto volume = parse_volume(text);
        ASSERT_TRUE(volume) << told(text, volume);
        EXPECT_DOUBLE_EQ(*volume, per_hour) << text;
    }
}

TEST(ParseVolume, SaysWhatIsWrongAndWhere) {
    const std::array refusals{
        Refusal{"9000", "[9000] it does not say per what (write 9000 per month)"},
        Refusal{"9000 a month", "[a] 'per' is missing here (write 9000 per month)"},
        Refusal{"9000 per",
                "[] it does not say per what (the periods are hour, day, week, month "
                "and year)"},
        Refusal{"9000 per mnoth", "[mnoth] no period is called 'mnoth' (did you mean 'month'?)"},
        Refusal{"9000 per minute",
                "[minute] no period is called 'minute' (the periods are hour, "
                "day, week, month and year)"},
        Refusal{"-1 per day",
                "[-1 per day] '-1 per day' is out of range (write a number from 0 to "
                "ten million an hour)"},
        Refusal{"10000001 per hour",
                "[10000001 per hour] '10000001 per hour' is out of range (write a number from 0 to "
                "ten million an hour)"},
        Refusal{"9,000 per month",
                "[,000] a number has no separators but the decimal point (write 1.5 for one and a "
                "half, 1000 for a thousand)"},
        Refusal{"5 per day twice", "[twice] nothing belongs here, but there is 'twice'"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_volume(refusal.text)), refusal.told);
    }
}

TEST(ParseTrend, IsAFractionPerYear) {
    EXPECT_EQ(*parse_trend("5% per year"), 0.05);
    EXPECT_EQ(*parse_trend("-12.5 % / year"), -0.125);
    EXPECT_EQ(*parse_trend("1000% per year"), 10);
}

TEST(ParseTrend, SaysWhatIsWrongAndWhere) {
    const std::array refusals{
        Refusal{"5%", "[5%] it does not say per what (write 5% per year)"},
        Refusal{"0.05 per year",
                "[0.05 per year] a trend without a percent sign (write 5% per year)"},
        Refusal{"5% per month", "[month] a trend is told per year (write 5% per year)"},
        Refusal{"-100% per year",
                "[-100% per year] '-100% per year' is out of range (write more "
                "than -100% and at most 1000% per year)"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_trend(refusal.text)), refusal.told);
    }
}

}  // namespace
}  // namespace meridian
