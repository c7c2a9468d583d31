#include "tools/load/week_text.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>

#include "model/calendar/weekday.h"
#include "tests/load/told.h"

namespace meridian {
namespace {

TEST(ParseWeekdays, ReadsBackEverySetOfDays) {
    for (unsigned mask = 1; mask < 128; ++mask) {
        const std::string text = weekdays_text(static_cast<DayMask>(mask));
        const auto back = parse_weekdays(text);
        ASSERT_TRUE(back) << text;
        ASSERT_EQ(*back, mask) << text;
    }
    EXPECT_EQ(weekdays_text(0), "");
}

/// Every range of two different days, held against the days counted one by one.
TEST(ParseWeekdays, RunsFromTheFirstDayToTheLastOverTheWeekendIfNeedBe) {
    for (int first = 0; first < 7; ++first) {
        for (int last = 0; last < 7; ++last) {
            if (first == last) {
                continue;
            }
            unsigned days = 1U << static_cast<unsigned>(last);
            for (int day = first; day != last; day = (day + 1) % 7) {
                days |= 1U << static_cast<unsigned>(day);
            }
            const std::string text =
                std::string(weekday_name(first)) + '-' + std::string(weekday_name(last));
            ASSERT_TRUE(parse_weekdays(text)) << text;
            ASSERT_EQ(*parse_weekdays(text), days) << text;
        }
    }
}

TEST(ParseWeekdays, ReadsThePlannersWays) {
    const std::array<std::pair<const char*, unsigned>, 8> sets{{
        {"Mon-Fri", 0b0011111},
        {"Sat,Sun", 0b1100000},
        {"Fri-Mon", 0b1110001},
        {"daily", 0b1111111},
        {"Mon-Sun", 0b1111111},
        {"Monday - friday, SUN", 0b1011111},
        {"Wed", 0b0000100},
        {" Mon , Wed-Thu ", 0b0001101},
    }};
    for (const auto& [text, mask] : sets) {
        const auto days = parse_weekdays(text);
        ASSERT_TRUE(days) << told(text, days);
        EXPECT_EQ(*days, mask) << text;
    }
}

TEST(ParseWeekdays, SaysWhatIsWrongAndWhere) {
    const char* missing =
        "[] a day of the week is missing here (the days are Mon, Tue, Wed, Thu, Fri, Sat, Sun; or "
        "daily)";
    const std::array refusals{
        Refusal{"", missing},
        Refusal{"Mon,", missing},
        Refusal{"Mon-", missing},
        Refusal{"Mon-Fry", "[Fry] no day of the week is called 'Fry' (did you mean 'Fri'?)"},
        Refusal{"Thurs", "[Thurs] no day of the week is called 'Thurs' (did you mean 'Thu'?)"},
        Refusal{"weekdays",
                "[weekdays] no day of the week is called 'weekdays' (the days are Mon, "
                "Tue, Wed, Thu, Fri, Sat, Sun; or daily)"},
        Refusal{"Mon Tue", "[Tue] a comma or a dash is missing here (write Mon-Fri or Mon,Wed)"},
        Refusal{"Mon-Fri,Fri", "[Fri] Fri is named twice (name every day once)"},
        Refusal{"Mon-Mon",
                "[Mon-Mon] one day or seven: both could be meant (write Mon, or "
                "daily)"},
        Refusal{"1-5",
                "[1-5] a day of the week is missing here (the days are Mon, Tue, Wed, Thu, "
                "Fri, Sat, Sun; or daily)"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_weekdays(refusal.text)), refusal.told);
    }
}

TEST(ParseWeekday, TakesOneDay) {
    EXPECT_EQ(*parse_weekday("Sunday"), 6);
    EXPECT_EQ(told("Mon,Tue", parse_weekday("Mon,Tue")), "[,Tue] one day of the week belongs here");
}

TEST(ParseMonth, KnowsShortAndFullNames) {
    EXPECT_EQ(*parse_month("Jan"), 0);
    EXPECT_EQ(*parse_month("may"), 4);
    EXPECT_EQ(*parse_month("December"), 11);
    EXPECT_EQ(told("Sept", parse_month("Sept")),
              "[Sept] no month is called 'Sept' (did you mean 'Sep'?)");
}

/// All 25 x 25 pairs: an hour that begins lies in 0 to 23, the end differs from it, 0 is read
/// as 24.
TEST(ParseHours, ReadsEveryPairOfHours) {
    for (int from = 0; from <= 24; ++from) {
        for (int to = 0; to <= 24; ++to) {
            const std::string text = std::to_string(from) + '-' + std::to_string(to);
            const auto hours = parse_hours(text);
            if (from == 24 || from == to) {
                EXPECT_FALSE(hours) << text;
            } else {
                ASSERT_TRUE(hours) << text;
                EXPECT_EQ(*hours, (HourRange{from, to == 0 ? 24 : to})) << text;
            }
        }
    }
}

TEST(ParseHours, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(*parse_hours("08:00-16:00"), (HourRange{8, 16}));
    EXPECT_EQ(*parse_hours(" 22 - 06 "), (HourRange{22, 6}));
    const std::array refusals{
        Refusal{"", "[] an hour is missing here (write two whole hours: 08-16)"},
        Refusal{"08", "[] a dash is missing here (write two whole hours: 08-16)"},
        Refusal{"08:30-16", "[08:30] no whole hour (write two whole hours: 08-16)"},
        Refusal{"08-25", "[25] a day has no hour 25 (write two whole hours: 08-16)"},
        Refusal{"08-08", "[08-08] the hours end where they begin (the whole day is 00-24)"},
        Refusal{"08-16h",
                "[h] nothing belongs here, but there is 'h' (write two whole hours: "
                "08-16)"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_hours(refusal.text)), refusal.told);
    }
}

}  // namespace
}  // namespace meridian
