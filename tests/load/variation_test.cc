#include "tools/load/variation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace meridian {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Written {
    const char* name;
    const char* text;
    std::vector<std::string> values;
};
void PrintTo(const Written& written, std::ostream* stream) { *stream << written.text; }

class AVariation : public ::testing::TestWithParam<Written> {};

TEST_P(AVariation, HasTheseValues) {
    const auto variation = parse_variation(GetParam().text);
    ASSERT_TRUE(variation.ok()) << variation.problem().what;
    EXPECT_EQ(variation->values, GetParam().values);
}

INSTANTIATE_TEST_SUITE_P(
    AsWritten, AVariation,
    ::testing::Values(Written{"OfWholeNumbers", "a.b=1..4", {"1", "2", "3", "4"}},
                      Written{"WithAStepThatMissesTheEnd", "a=1..10:4", {"1", "5", "9"}},
                      Written{"OfDecimals", "a=0.5..1.5:0.25", {"0.5", "0.75", "1", "1.25", "1.5"}},
                      Written{"BelowZero", "a=-1..1:0.5", {"-1", "-0.5", "0", "0.5", "1"}},
                      Written{"OfShares", "a=10%..30%:10%", {"10%", "20%", "30%"}},
                      Written{"OfVolumes",
                              "a=1000 per month..1500 per month:250",
                              {"1000 per month", "1250 per month", "1500 per month"}},
                      Written{"OfMinutes", "a=20min..60min:20min", {"20min", "40min", "60min"}},
                      Written{"OfDaysWhichStayDays", "a=1d..3d:1d", {"1d", "2d", "3d"}},
                      Written{
                          "OfMinutesAndHours", "a=30min..1.5h:30min", {"30min", "1h", "1h 30min"}},
                      Written{"OfTimesOfDay", "a=06:00..07:00:30min", {"06:00", "06:30", "07:00"}},
                      Written{"OfNames", "a=idle, expert", {"idle", "expert"}},
                      Written{"WithCommasInBrackets",
                              "a=lognormal(mean 2h, sd 1h),3h",
                              {"lognormal(mean 2h, sd 1h)", "3h"}},
                      Written{"WithARangeAmongOthers", "a=1..3,10", {"1", "2", "3", "10"}}),
    [](const auto& tested) { return tested.param.name; });

TEST(Variations, SetSeveralPathsToTheSameValue) {
    const auto variation = parse_variation("streams.a.multiplier, streams.b.multiplier=1..2");
    ASSERT_TRUE(variation.ok());
    EXPECT_THAT(variation->settings("2"),
                ElementsAre("streams.a.multiplier=2", "streams.b.multiplier=2"));
}

struct Wrong {
    const char* name;
    const char* text;
    const char* what;
    std::size_t offset;
};
void PrintTo(const Wrong& wrong, std::ostream* stream) { *stream << wrong.text; }

class NoVariation : public ::testing::TestWithParam<Wrong> {};

TEST_P(NoVariation, IsTold) {
    const auto variation = parse_variation(GetParam().text);
    ASSERT_FALSE(variation.ok());
    EXPECT_EQ(variation.problem().what, GetParam().what);
    EXPECT_EQ(variation.problem().offset, GetParam().offset);
    EXPECT_NE(variation.problem().hint, "");
}

INSTANTIATE_TEST_SUITE_P(
    AsWritten, NoVariation,
    ::testing::Values(Wrong{"WithoutValues", "a", "this is no PATH=VALUES", 0},
                      Wrong{"WithoutPath", "=1..2", "this is no PATH=VALUES", 0},
                      Wrong{"WithAnEmptyValue", "a=1,,2", "a value is empty", 4},
                      Wrong{"WithoutStep", "a=10%..30%", "'10%..30%' has no step", 2},
                      Wrong{"WithStepZero", "a=1..3:0", "'1..3:0' has no step", 2},
                      Wrong{"WithAStepBackwards", "a=1..3:-1", "'1..3:-1' has no step", 2},
                      Wrong{"DownInsteadOfUp", "a=3..1", "'3..1' goes nowhere", 2},
                      Wrong{"OfTwoUnits", "a=1min..3%:1", "'1min..3%:1' is no range", 2},
                      Wrong{"OfNoNumbers", "a=x..y", "'x..y' is no range", 2},
                      Wrong{"TooFine", "a=0..1:0.0001", "'0..1:0.0001' has more than 1000 values",
                            2},
                      Wrong{"WithAValueTwice", "a=1..3,2", "the value '2' is there twice", 2}),
    [](const auto& tested) { return tested.param.name; });

TEST(Variations, GoAnywhereInARangeWithoutStepWhenThatIsAskedFor) {
    const auto time = parse_variation("a=20min..60min", true);
    ASSERT_TRUE(time.ok());
    EXPECT_THAT(time->values, IsEmpty());
    EXPECT_EQ(time->value_at(0), "20min");
    EXPECT_EQ(time->value_at(0.5), "40min");
    EXPECT_EQ(time->value_at(0.26), "30.4min");
    const auto share = parse_variation("a=10%..40%", true);
    EXPECT_EQ(share->value_at(0.5), "25%");
    EXPECT_EQ(share->value_at(0.123), "13.69%");
    const auto people = parse_variation("a=1..4", true);
    EXPECT_THAT(people->values, SizeIs(4));
    EXPECT_EQ(people->value_at(0.26), "2");
    EXPECT_EQ(people->value_at(0.9999), "4");
}

}  // namespace
}  // namespace meridian
