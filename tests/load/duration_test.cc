#include "tools/load/duration.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

#include "tests/load/sequence.h"
#include "tests/load/told.h"

namespace meridian {
namespace {

using namespace std::chrono_literals;

struct WrittenDuration {
    const char* text;
    Span value;
    bool days = false;
    bool business = false;
};

TEST(ParseDuration, ReadsEveryUnit) {
    const std::array cases{
        WrittenDuration{"250ms", 250ms},
        WrittenDuration{"20s", 20s},
        WrittenDuration{"20 sec", 20s},
        WrittenDuration{"1 second", 1s},
        WrittenDuration{"2 seconds", 2s},
        WrittenDuration{"20min", 20min},
        WrittenDuration{"1 minute", 1min},
        WrittenDuration{"90 minutes", 90min},
        WrittenDuration{"4h", 4h},
        WrittenDuration{"1 hour", 1h},
        WrittenDuration{"8 hours", 8h},
        WrittenDuration{"2d", 48h, true},
        WrittenDuration{"1 day", 24h, true},
        WrittenDuration{"3 days", 72h, true},
        WrittenDuration{"3w", 504h, true},
        WrittenDuration{"1 week", 168h, true},
        WrittenDuration{"12 weeks", 2016h, true},
        WrittenDuration{"0min", 0ms},
    };
    for (const WrittenDuration& c : cases) {
        const auto duration = parse_duration(c.text);
        ASSERT_TRUE(duration) << told(c.text, duration);
        EXPECT_EQ(*duration, (Duration{c.value, c.days, c.business})) << c.text;
    }
}

TEST(ParseDuration, ReadsFractionsSumsAndBusinessTime) {
    const std::array cases{
        WrittenDuration{"1.5h", 90min},
        WrittenDuration{"0.25min", 15s},
        WrittenDuration{"37.5h", 37h + 30min},
        WrittenDuration{"1.2345s", 1235ms},  // half up
        WrittenDuration{"1.23449s", 1234ms},
        WrittenDuration{"0.333333333h", 1200s},  // 1 199 999.9988 ms
        WrittenDuration{"1h 30min", 90min},
        WrittenDuration{"1h30min", 90min},
        WrittenDuration{"  2d\t3h 4min 5s 6ms ", 51h + 4min + 5s + 6ms, true},
        WrittenDuration{"8 business h", 8h, false, true},
        WrittenDuration{"2 business days", 48h, true, true},
        WrittenDuration{"1 business h 30 business min", 90min, false, true},
    };
    for (const WrittenDuration& c : cases) {
        const auto duration = parse_duration(c.text);
        ASSERT_TRUE(duration) << told(c.text, duration);
        EXPECT_EQ(*duration, (Duration{c.value, c.days, c.business})) << c.text;
    }
}

TEST(ParseDuration, SaysWhatIsWrongAndWhere) {
    const std::array refusals{
        Refusal{"", "[] no duration is written (write 20min, 4h or 1h 30min)"},
        Refusal{"20", "[20] a duration without a unit (write 20min, 20s or 20h)"},
        Refusal{"1.5 ", "[1.5 ] a duration without a unit (write 1.5min, 1.5s or 1.5h)"},
        Refusal{"20 mins", "[mins] no unit of time is called 'mins' (did you mean 'min'?)"},
        Refusal{"2 hr", "[hr] no unit of time is called 'hr' (did you mean 'h'?)"},
        Refusal{"4H", "[H] no unit of time is called 'H' (did you mean 'h'?)"},
        Refusal{"20 huors", "[huors] no unit of time is called 'huors' (did you mean 'hours'?)"},
        Refusal{"20m", "[m] no unit of time is called 'm' (write min for minutes)"},
        Refusal{"3 months", "[months] months have no fixed length (write days or weeks)"},
        Refusal{"1 year", "[year] years have no fixed length (write days or weeks)"},
        Refusal{"20 furlongs",
                "[furlongs] no unit of time is called 'furlongs' (the units are ms, "
                "s, min, h, d and w)"},
        Refusal{"20 µs",
                "[µs] no unit of time is called 'µs' (the units are ms, s, min, h, d and "
                "w)"},
        Refusal{"-20min", "[-20min] a negative duration"},
        Refusal{"1h 1h", "[1h] the same unit twice (add them up)"},
        Refusal{"1h 2 hours", "[2 hours] the same unit twice (add them up)"},
        Refusal{"30min 1h",
                "[1h] a larger unit after a smaller one (write the larger one first: "
                "1h 30min)"},
        Refusal{"1 business h 30min",
                "[30min] business time and wall time in one duration (write it in one unit: 90 "
                "business min)"},
        Refusal{"8 business", "[8 business] a duration without a unit (write 8min, 8s or 8h)"},
        Refusal{"h", "[h] 'h' is no number"},
        Refusal{"1h and 30min", "[and] 'and' is no number"},
        Refusal{"1,5h",
                "[,5h] a number has no separators but the decimal point (write 1.5 for one "
                "and a half, 1000 for a thousand)"},
        Refusal{"1e3s", "[e] no unit of time is called 'e' (the units are ms, s, min, h, d and w)"},
        Refusal{"0.1234567890s",
                "[0.1234567890] more than nine digits after the point (a "
                "millisecond is the smallest unit)"},
        Refusal{"1001 years", "[years] years have no fixed length (write days or weeks)"},
        Refusal{"36600d", "[36600d] a duration of more than 100 years"},
        Refusal{"99999999999999999999h",
                "[99999999999999999999h] a duration of more than 100 years"},
        Refusal{"36525d 1ms", "[36525d 1ms] a duration of more than 100 years"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_duration(refusal.text)), refusal.told);
    }
}

TEST(ParseDuration, ReadsANegativeOneOnlyWhereItIsAllowed) {
    EXPECT_EQ(parse_duration("-1h 30min", Negative::allowed)->value, -90min);
    EXPECT_EQ(parse_duration("1h 30min", Negative::allowed)->value, 90min);
    EXPECT_EQ(told("--1h", parse_duration("--1h", Negative::allowed)), "[-1h] two minus signs");
    EXPECT_EQ(told("1h -30min", parse_duration("1h -30min", Negative::allowed)),
              "[-30min] a minus sign within a duration (it stands once, in front of all: -1h "
              "30min)");
    EXPECT_EQ(told("- ", parse_duration("- ", Negative::allowed)), "[] a number is missing here");
}

TEST(ParseDuration, ReadsTheLongestOneAndNoLonger) {
    EXPECT_EQ(parse_duration("36525d")->value, longest_duration);
    EXPECT_EQ(parse_duration("-36525d", Negative::allowed)->value, -longest_duration);
    EXPECT_TRUE(parse_duration("3155760000000ms"));
    EXPECT_FALSE(parse_duration("3155760000001ms"));
}

TEST(DurationText, ReadsBackAsTheSameSpan) {
    for (std::int64_t ms = -5'000; ms <= 5'000; ++ms) {
        ASSERT_EQ(parse_duration(duration_text(Span(ms)), Negative::allowed)->value, Span(ms));
    }
    Sequence random(41);
    for (int i = 0; i < 20'000; ++i) {
        const auto range = static_cast<std::uint64_t>(longest_duration.count());
        const Span span(static_cast<std::int64_t>(random() % range) >> (random() % 45));
        const auto back = parse_duration(duration_text(span));
        ASSERT_TRUE(back) << duration_text(span);
        ASSERT_EQ(back->value, span) << duration_text(span);
    }
}

TEST(DurationText, WritesItShort) {
    EXPECT_EQ(duration_text(0ms), "0s");
    EXPECT_EQ(duration_text(90min), "1h 30min");
    EXPECT_EQ(duration_text(48h), "48h");
    EXPECT_EQ(duration_text(-1250ms), "-1s 250ms");
    EXPECT_EQ(duration_text(Span(std::numeric_limits<std::int64_t>::min())),
              "-2562047788015h 12min 55s 808ms");
}

TEST(DayOnABusinessClock, ShowsBothReadings) {
    const auto problem = [](const char* text, Span business_day) {
        return told(text, day_on_a_business_clock(text, *parse_duration(text), business_day));
    };
    EXPECT_EQ(problem("1d", 8h),
              "[1d] '1d' has two readings on a business clock (write 8h for "
              "working days of 8h, 24h for days of 24 h)");
    EXPECT_EQ(problem("2d 3h", 7h + 30min),
              "[2d 3h] '2d 3h' has two readings on a business clock (write 18h for working days of "
              "7h 30min, 51h for days of 24 h)");
    EXPECT_EQ(problem("1d", 0h),
              "[1d] '1d' has two readings on a business clock (write 24h for "
              "open hours of the clock, or the hours of so many working days)");
}

}  // namespace
}  // namespace meridian
