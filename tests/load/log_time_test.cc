#include "tools/load/log_time.h"

#include <gtest/gtest.h>

#include "tests/load/log_files.h"

namespace meridian {
namespace {

struct WrittenInstant {
    const char* name;
    const char* pattern;
    const char* text;
    const char* instant;  // "-": no time
};
void PrintTo(const WrittenInstant& each, std::ostream* out) { *out << each.name; }

class WrittenTimes : public ::testing::TestWithParam<WrittenInstant> {};

/// Times without offset are readings of a clock in Brussels.
TEST_P(WrittenTimes, BecomeInstants) {
    const WrittenInstant& each = GetParam();
    auto format = TimeFormat::compile(each.pattern);
    ASSERT_TRUE(std::holds_alternative<TimeFormat>(format)) << std::get<std::string>(format);
    auto zone = load_zone("Europe/Brussels", LogClock::range());
    const LogClock clock(std::get<TimeFormat>(format), std::get<Zone>(zone));
    const auto time = clock.read(each.text);
    EXPECT_EQ(time ? utc_text(time->at) : "-", each.instant);
}

INSTANTIATE_TEST_SUITE_P(
    Iso, WrittenTimes,
    ::testing::Values(
        WrittenInstant{"Utc", "iso", "2012-05-02T08:36:31Z", "2012-05-02T08:36:31Z"},
        WrittenInstant{"Offset", "iso", "2012-05-02T08:36:31+02:00", "2012-05-02T06:36:31Z"},
        WrittenInstant{"OffsetWithoutColon", "iso", "2012-05-02 08:36:31-0330",
                       "2012-05-02T12:06:31Z"},
        WrittenInstant{"Fraction", "iso", "2012-05-02T08:36:31.1259Z", "2012-05-02T08:36:31.125Z"},
        WrittenInstant{"ShortFraction", "iso", "2012-05-02T08:36:31.5Z",
                       "2012-05-02T08:36:31.500Z"},
        WrittenInstant{"LocalSummer", "iso", "2012-05-02T08:36", "2012-05-02T06:36:00Z"},
        WrittenInstant{"LocalWinter", "iso", "2012-01-02 08:36:31", "2012-01-02T07:36:31Z"},
        WrittenInstant{"DateOnly", "iso", "2012-01-02", "2012-01-01T23:00:00Z"},
        WrittenInstant{"LeapSecond", "iso", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
        WrittenInstant{"NoSuchDay", "iso", "2012-02-30T00:00:00Z", "-"},
        WrittenInstant{"NoSuchHour", "iso", "2012-02-20T24:00:00Z", "-"},
        WrittenInstant{"SomethingBehind", "iso", "2012-02-20T22:00:00Zx", "-"},
        WrittenInstant{"NoFractionBehindThePoint", "iso", "2012-02-20T22:00:00.Z", "-"},
        WrittenInstant{"Before1970", "iso", "1969-12-31T00:00:00Z", "-"},
        WrittenInstant{"After2037", "iso", "2038-01-01T00:00:00Z", "-"},
        WrittenInstant{"Empty", "iso", "", "-"}, WrittenInstant{"Words", "iso", "yesterday", "-"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Patterns, WrittenTimes,
    ::testing::Values(
        WrittenInstant{"DayFirst", "%d/%m/%Y %H:%M", "1/3/2016 01:22", "2016-03-01T00:22:00Z"},
        WrittenInstant{"HalfDays", "%m/%d/%Y %I:%M %p", "3/1/2016 12:05 am",
                       "2016-02-29T23:05:00Z"},
        WrittenInstant{"Afternoon", "%m/%d/%Y %I:%M %p", "3/1/2016 1:05 PM",
                       "2016-03-01T12:05:00Z"},
        WrittenInstant{"HourThirteenOfHalfADay", "%m/%d/%Y %I:%M %p", "3/1/2016 13:05 PM", "-"},
        WrittenInstant{"MonthName", "%d-%b-%Y %H:%M:%S.%f %z", "07-mar-2016 10:00:00.25 +01",
                       "2016-03-07T09:00:00.250Z"},
        WrittenInstant{"PercentSign", "%Y%%%m%%%d", "2016%03%07", "2016-03-06T23:00:00Z"},
        WrittenInstant{"MonthsAndDaysSwapped", "%d/%m/%Y %H:%M", "1/13/2016 01:22", "-"},
        WrittenInstant{"TooShort", "%d/%m/%Y %H:%M", "1/3/2016 01", "-"},
        WrittenInstant{"TooLong", "%d/%m/%Y %H:%M", "1/3/2016 01:22:33", "-"},
        WrittenInstant{"SkippedHour", "%d/%m/%Y %H:%M", "25/3/2012 02:30", "2012-03-25T01:00:00Z"},
        WrittenInstant{"RepeatedHour", "%d/%m/%Y %H:%M", "28/10/2012 02:30",
                       "2012-10-28T00:30:00Z"}),
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
