#include "tools/load/log_time.h"

#include <gtest/gtest.h>

#include "tests/load/log_files.h"

namespace meridian {
namespace {

struct Case {
    const char* name;
    const char* pattern;
    const char* text;
    const char* instant;  // "-": no time
};
void PrintTo(const Case& each, std::ostream* out) { *out << each.name; }

class WrittenTimes : public testing::TestWithParam<Case> {};

/// Times without offset are readings of a clock in Brussels.
TEST_P(WrittenTimes, BecomeInstants) {
    const Case& each = GetParam();
    auto format = TimeFormat::compile(each.pattern);
    ASSERT_TRUE(std::holds_alternative<TimeFormat>(format)) << std::get<std::string>(format);
    auto zone = load_zone("Europe/Brussels", LogClock::range());
    const LogClock clock(std::get<TimeFormat>(format), std::get<Zone>(zone));
    const auto time = clock.read(each.text);
    EXPECT_EQ(time ? utc_text(time->at) : "-", each.instant);
}

INSTANTIATE_TEST_SUITE_P(
    Iso, WrittenTimes,
    testing::Values(
        Case{"Utc", "iso", "2012-05-02T08:36:31Z", "2012-05-02T08:36:31Z"},
        Case{"Offset", "iso", "2012-05-02T08:36:31+02:00", "2012-05-02T06:36:31Z"},
        Case{"OffsetWithoutColon", "iso", "2012-05-02 08:36:31-0330", "2012-05-02T12:06:31Z"},
        Case{"Fraction", "iso", "2012-05-02T08:36:31.1259Z", "2012-05-02T08:36:31.125Z"},
        Case{"ShortFraction", "iso", "2012-05-02T08:36:31.5Z", "2012-05-02T08:36:31.500Z"},
        Case{"LocalSummer", "iso", "2012-05-02T08:36", "2012-05-02T06:36:00Z"},
        Case{"LocalWinter", "iso", "2012-01-02 08:36:31", "2012-01-02T07:36:31Z"},
        Case{"DateOnly", "iso", "2012-01-02", "2012-01-01T23:00:00Z"},
        Case{"LeapSecond", "iso", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
        Case{"NoSuchDay", "iso", "2012-02-30T00:00:00Z", "-"},
        Case{"NoSuchHour", "iso", "2012-02-20T24:00:00Z", "-"},
        Case{"SomethingBehind", "iso", "2012-02-20T22:00:00Zx", "-"},
        Case{"NoFractionBehindThePoint", "iso", "2012-02-20T22:00:00.Z", "-"},
        Case{"Before1970", "iso", "1969-12-31T00:00:00Z", "-"},
        Case{"After2037", "iso", "2038-01-01T00:00:00Z", "-"}, Case{"Empty", "iso", "", "-"},
        Case{"Words", "iso", "yesterday", "-"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Patterns, WrittenTimes,
    testing::Values(
        Case{"DayFirst", "%d/%m/%Y %H:%M", "1/3/2016 01:22", "2016-03-01T00:22:00Z"},
        Case{"HalfDays", "%m/%d/%Y %I:%M %p", "3/1/2016 12:05 am", "2016-02-29T23:05:00Z"},
        Case{"Afternoon", "%m/%d/%Y %I:%M %p", "3/1/2016 1:05 PM", "2016-03-01T12:05:00Z"},
        Case{"HourThirteenOfHalfADay", "%m/%d/%Y %I:%M %p", "3/1/2016 13:05 PM", "-"},
        Case{"MonthName", "%d-%b-%Y %H:%M:%S.%f %z", "07-mar-2016 10:00:00.25 +01",
             "2016-03-07T09:00:00.250Z"},
        Case{"PercentSign", "%Y%%%m%%%d", "2016%03%07", "2016-03-06T23:00:00Z"},
        Case{"MonthsAndDaysSwapped", "%d/%m/%Y %H:%M", "1/13/2016 01:22", "-"},
        Case{"TooShort", "%d/%m/%Y %H:%M", "1/3/2016 01", "-"},
        Case{"TooLong", "%d/%m/%Y %H:%M", "1/3/2016 01:22:33", "-"},
        Case{"SkippedHour", "%d/%m/%Y %H:%M", "25/3/2012 02:30", "2012-03-25T01:00:00Z"},
        Case{"RepeatedHour", "%d/%m/%Y %H:%M", "28/10/2012 02:30", "2012-10-28T00:30:00Z"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(LogClock, SaysWhichReadingsNeededADecision) {
    const auto format = std::get<TimeFormat>(TimeFormat::compile("%Y-%m-%d %H:%M"));
    const LogClock clock(format, std::get<Zone>(load_zone("Europe/Brussels", LogClock::range())));
    EXPECT_EQ(clock.read("2012-03-25 02:30")->reading, Reading::Kind::skipped);
    EXPECT_EQ(clock.read("2012-03-25 03:30")->reading, Reading::Kind::once);
    const auto repeated = clock.read("2012-10-28 02:30");
    EXPECT_EQ(repeated->reading, Reading::Kind::repeated);
    EXPECT_EQ(repeated->later - repeated->at, std::chrono::hours(1));
}

TEST(TimeFormat, RefusesPatternsThatAreNoTime) {
    for (const char* pattern : {"", "%d/%m/%Y %Q", "%d/%m %H:%M", "%H:%M", "%d/%m/%Y %", "ISO",
                                "%d/%m/%Y %I:%M", "%d/%m/%Y %H:%M %p"}) {
        EXPECT_TRUE(std::holds_alternative<std::string>(TimeFormat::compile(pattern))) << pattern;
    }
}

}  // namespace
}  // namespace meridian
