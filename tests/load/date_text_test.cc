#include "tools/load/date_text.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <string>

#include "model/calendar/zone.h"
#include "tests/load/told.h"

namespace meridian {
namespace {

TEST(ParseDate, ReadsBackEveryDayOfFourCenturies) {
    const Date first = *make_date(1800, 1, 1);
    for (std::int32_t i = 0; i < 400 * 365 + 97; ++i) {
        const Date date = first.plus(i);
        const auto back = parse_date(to_text(date));
        ASSERT_TRUE(back) << to_text(date);
        ASSERT_EQ(*back, date);
    }
}

TEST(ParseDate, NamesTheDayThatDoesNotExist) {
    const std::array refusals{
        Refusal{"2026-02-30", "[2026-02-30] there is no 30 February 2026"},
        Refusal{"2026-02-29", "[2026-02-29] there is no 29 February 2026"},
        Refusal{"2026-04-31", "[2026-04-31] there is no 31 April 2026"},
        Refusal{"2026-01-00", "[2026-01-00] there is no 0 January 2026"},
        Refusal{"2026-13-01", "[2026-13-01] there is no month 13"},
        Refusal{"0000-01-01", "[0000-01-01] there is no year 0000"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_date(refusal.text)), refusal.told);
    }
    EXPECT_TRUE(parse_date("2024-02-29"));
    EXPECT_TRUE(parse_date("2000-02-29"));
    EXPECT_FALSE(parse_date("1900-02-29"));
}

TEST(ParseDate, RefusesOtherLayouts) {
    const std::array refusals{
        Refusal{"", "[] no date is written (write year-month-day: 2026-03-02)"},
        Refusal{"02.03.2026",
                "[02.03.2026] '02.03.2026' is no date (write year-month-day: 2026-03-02)"},
        Refusal{"3/2/2026", "[3/2/2026] '3/2/2026' is no date (write year-month-day: 2026-03-02)"},
        Refusal{"2026-3-2", "[2026-3-2] '2026-3-2' is no date (write year-month-day: 2026-03-02)"},
        Refusal{"20260302", "[20260302] '20260302' is no date (write year-month-day: 2026-03-02)"},
        Refusal{"tomorrow", "[tomorrow] 'tomorrow' is no date (write year-month-day: 2026-03-02)"},
        Refusal{"2026-03-02x", "[x] nothing belongs here, but there is 'x'"},
        Refusal{"2026-03-02T08:00",
                "[2026-03-02T08:00] a time of day where a date belongs (write the date alone)"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_date(refusal.text)), refusal.told);
    }
}

TEST(ParseClockTime, ReadsBackEveryMinuteOfTheDay) {
    for (int minute = 0; minute <= 1440; ++minute) {
        const LocalMinutes time = oclock(0, minute);
        const auto back = parse_clock_time(to_text(time));
        ASSERT_TRUE(back) << to_text(time);
        ASSERT_EQ(*back, time);
    }
}

TEST(ParseClockTime, SaysWhatIsWrongAndWhere) {
    const std::array refusals{
        Refusal{"8:00", "[8:00] no time of day (write hours and minutes, two digits each: 08:00)"},
        Refusal{"8", "[8] no time of day (write hours and minutes, two digits each: 08:00)"},
        Refusal{"0800", "[0800] no time of day (write hours and minutes, two digits each: 08:00)"},
        Refusal{"", "[] no time of day (write hours and minutes, two digits each: 08:00)"},
        Refusal{"08:60", "[08:60] there is no 08:60 on a clock (the day ends at 24:00)"},
        Refusal{"25:00", "[25:00] there is no 25:00 on a clock (the day ends at 24:00)"},
        Refusal{"24:01", "[24:01] there is no 24:01 on a clock (the day ends at 24:00)"},
        Refusal{"08:00:30",
                "[:30] nothing belongs here, but there is ':30' (write hours and "
                "minutes, two digits each: 08:00)"},
        Refusal{"8 pm", "[8] no time of day (write hours and minutes, two digits each: 08:00)"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_clock_time(refusal.text)), refusal.told);
    }
}

TEST(ParseInstant, TurnsTheOffsetIntoUtc) {
    const std::array<std::array<const char*, 2>, 8> instants{{
        {"2026-03-02T08:00Z", "2026-03-02T08:00:00Z"},
        {"2026-03-02 08:00Z", "2026-03-02T08:00:00Z"},
        {" 2026-03-02T08:00:30Z ", "2026-03-02T08:00:30Z"},
        {"2026-03-02T08:00:30.25Z", "2026-03-02T08:00:30.250Z"},
        {"2026-03-02T08:00+01:00", "2026-03-02T07:00:00Z"},
        {"2026-03-02T23:00-0930", "2026-03-03T08:30:00Z"},
        {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
        {"2026-01-01T00:00+18:00", "2025-12-31T06:00:00Z"},
    }};
    for (const auto& [text, utc] : instants) {
        const auto instant = parse_instant(text);
        ASSERT_TRUE(instant) << told(text, instant);
        EXPECT_EQ(utc_text(*instant), utc) << text;
    }
}

TEST(ParseInstant, SaysWhatIsWrongAndWhere) {
    const std::array refusals{
        Refusal{"2026-03-02T08:00",
                "[2026-03-02T08:00] no instant: it does not say in which offset from UTC (write "
                "2026-03-02T08:00Z, or …+01:00)"},
        Refusal{"2026-03-02T24:00Z", "[24:00] 24:00 of a day (write 00:00 of the next day)"},
        Refusal{"2026-06-30T23:59:60Z",
                "[:60] leap seconds are not told apart here (write 00 to 59, two digits)"},
        Refusal{"2026-03-02T08:00:30.1234Z",
                "[:30.1234] no fraction of a second (write one to three digits)"},
        Refusal{"2026-03-02T08:00+19:00",
                "[+19:00] no clock is that far from UTC (write -18:00 to +18:00)"},
        Refusal{"2026-03-02T08:00+1", "[+] no offset from UTC (write Z, or +01:00)"},
        Refusal{"2026-03-02T08:00 CET", "[] '' is no offset from UTC (write Z, or +01:00)"},
        Refusal{"2026-03-02T08:00Zebra", "[ebra] nothing belongs here, but there is 'ebra'"},
        Refusal{"2026-03-02T",
                "[] no time of day (write hours and minutes, two digits each: "
                "08:00)"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_instant(refusal.text)), refusal.told);
    }
}

TEST(ParseWhen, TellsDaysClockReadingsAndInstantsApart) {
    EXPECT_EQ(*parse_when("2026-03-02"), When(*make_date(2026, 3, 2)));
    EXPECT_EQ(*parse_when("2026-03-02T08:00"), When(wall_time(*make_date(2026, 3, 2), oclock(8))));
    EXPECT_TRUE(std::holds_alternative<Instant>(*parse_when("2026-03-02T08:00Z")));
}

TEST(ParseWallTime, TakesNoOffset) {
    EXPECT_EQ(*parse_wall_time("2026-03-29T02:30"),
              wall_time(*make_date(2026, 3, 29), oclock(2, 30)));
    EXPECT_FALSE(parse_wall_time("2026-03-29T02:30Z"));
    EXPECT_FALSE(parse_wall_time("2026-03-29"));
}

}  // namespace
}  // namespace meridian
