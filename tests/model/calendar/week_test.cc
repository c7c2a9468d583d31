#include "model/calendar/week.h"

#include <gmock/gmock.h>

#include "model/calendar/coverage.h"
#include "tests/model/calendar/words.h"

namespace meridian::week_test {
namespace {

using namespace calendar_words;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Window night = daily(oclock(22), oclock(6));

// ---- windows

TEST(Week, HasItsDaysAndNoOthers) {
    const Zone oslo = golden("Europe/Oslo");
    const auto open_hours = hours_of(open({weekdays(oclock(8), oclock(16))}), oslo,
                                     date(2026, 1, 9), date(2026, 1, 12));  // Friday to Monday
    EXPECT_THAT(open_hours, ElementsAre(Interval{utc(2026, 1, 9, 7), utc(2026, 1, 9, 15)},
                                        Interval{utc(2026, 1, 12, 7), utc(2026, 1, 12, 15)}));
}

TEST(Week, ClosesForLunch) {
    const auto open_hours =
        hours_of(open({daily(oclock(9), oclock(12)), daily(oclock(13), oclock(17))}),
                 golden("Europe/London"), date(2026, 1, 9), date(2026, 1, 9));
    EXPECT_THAT(open_hours, ElementsAre(Interval{utc(2026, 1, 9, 9), utc(2026, 1, 9, 12)},
                                        Interval{utc(2026, 1, 9, 13), utc(2026, 1, 9, 17)}));
}

TEST(Week, GivesAWindowAcrossMidnightToTheDayOnWhichItStarts) {
    Window friday_night = daily(oclock(22), oclock(6));
    friday_night.days = only_day(4);
    const auto open_hours = hours_of(open({friday_night}), golden("Europe/London"),
                                     date(2026, 1, 5), date(2026, 1, 11));
    EXPECT_THAT(open_hours, ElementsAre(Interval{utc(2026, 1, 9, 22), utc(2026, 1, 10, 6)}));
}

TEST(Week, CutsAWindowAtTheEdgesOfTheRange) {
    const Zone london = golden("Europe/London");
    const Interval range{utc(2026, 1, 9, 2), utc(2026, 1, 9, 23)};
    EXPECT_THAT(open_intervals(open({night}), london, range),
                ElementsAre(Interval{utc(2026, 1, 9, 2), utc(2026, 1, 9, 6)},
                            Interval{utc(2026, 1, 9, 22), utc(2026, 1, 9, 23)}));
    EXPECT_THAT(open_intervals(open({night}), london, {range.begin, range.begin}), IsEmpty());
    EXPECT_THAT(open_intervals(open({night}), london, {range.end, range.begin}), IsEmpty());
}

TEST(Week, HasNoHoursOutsideWhatTheZoneKnows) {
    const Zone zone = Zone::fixed("UTC", hours{0}, {utc(2026, 1, 9), utc(2026, 1, 10)});
    EXPECT_THAT(open_intervals(open({daily(oclock(0), oclock(24))}), zone, year_2026()),
                ElementsAre(zone.range));
    EXPECT_THAT(open_intervals(open({night}), zone, {utc(2027, 1, 1), utc(2027, 2, 1)}), IsEmpty());
}

/// Newfoundland put its clocks back at 00:01, on 7 November 2010 from 00:01 to 23:01 of the sixth:
/// Sunday began at 02:30 UTC, was Saturday again from 02:31 on, and began anew at 03:30.
TEST(Week, SeesBothSidesOfAMidnightThatComesTwice) {
    const Zone zone = loaded("America/St_Johns", {utc(2010, 11, 1), utc(2010, 11, 20)});
    Window friday = daily(oclock(23, 59), oclock(23, 59));
    friday.days = only_day(4);
    EXPECT_THAT(open_intervals(open({friday}), zone, {utc(2010, 11, 7, 2, 30), utc(2010, 11, 8)}),
                ElementsAre(Interval{utc(2010, 11, 7, 2, 30), utc(2010, 11, 7, 3, 29)}));
    Window sunday = daily(oclock(0), oclock(8));
    sunday.days = only_day(6);
    EXPECT_THAT(
        open_intervals(open({sunday}), zone, {utc(2010, 11, 6, 12), utc(2010, 11, 7, 2, 45)}),
        ElementsAre(Interval{utc(2010, 11, 7, 2, 30), utc(2010, 11, 7, 2, 45)}));
}

TEST(Week, TakesEqualEndsForAWholeDay) {
    const Interval expected{utc(2026, 1, 9, 8), utc(2026, 1, 10, 8)};
    Window whole_day = daily(oclock(8), oclock(8));
    whole_day.days = only_day(4);
    EXPECT_EQ(one(open({whole_day}), golden("Europe/London"), date(2026, 1, 9)), expected);
}

TEST(Week, IsOpenAroundTheClockOnEveryKindOfDay) {
    for (const Window& whole_day :
         {daily(oclock(0), oclock(24)), daily(oclock(0), oclock(0)), daily(oclock(8), oclock(8))}) {
        for (const char* name : golden_names) {
            EXPECT_THAT(open_intervals(open({whole_day}), golden(name), year_2026()),
                        ElementsAre(year_2026()))
                << name;
        }
    }
}

TEST(Week, MergesWindowsThatOverlapOrTouchButKeepsTheirOccurrences) {
    const Zone london = golden("Europe/London");
    const Interval friday{utc(2026, 1, 9), utc(2026, 1, 10)};
    const WeekPlan plan = open({daily(oclock(12), oclock(16)), daily(oclock(8), oclock(12)),
                                daily(oclock(15), oclock(18))});
    EXPECT_THAT(open_intervals(plan, london, friday),
                ElementsAre(Interval{utc(2026, 1, 9, 8), utc(2026, 1, 9, 18)}));
    const auto each = occurrences(plan, london, friday);
    ASSERT_EQ(each.size(), 3U);
    EXPECT_EQ(each[0].window, 1U);
    EXPECT_EQ(each[1].window, 0U);
    EXPECT_EQ(each[1].span, (Interval{utc(2026, 1, 9, 12), utc(2026, 1, 9, 16)}));
    EXPECT_EQ(each[2].window, 2U);
    EXPECT_EQ(each[2].date, date(2026, 1, 9));
}

TEST(Week, RotatesWithItsAnchor) {
    Window every_third = daily(oclock(22), oclock(6));
    every_third.days = only_day(6);  // Sunday night into Monday: still the week that ends
    every_third.every_weeks = 3;
    every_third.anchor = date(2026, 1, 15);  // any day of that week will do
    std::vector<std::string> dates;
    for (const Occurrence& found : occurrences(open({every_third}), golden("Europe/London"),
                                               {utc(2026, 1, 1), utc(2026, 3, 15)})) {
        dates.push_back(to_text(found.date));
    }
    EXPECT_THAT(dates, ElementsAre("2026-01-18", "2026-02-08", "2026-03-01"));
}

TEST(Week, RotatesAlsoBeforeItsAnchor) {
    Window every_other = daily(oclock(8), oclock(9));
    every_other.days = only_day(0);
    every_other.every_weeks = 2;
    every_other.anchor = date(2026, 6, 1);
    std::vector<std::string> dates;
    for (const Occurrence& found : occurrences(open({every_other}), golden("Europe/London"),
                                               {utc(2026, 4, 27), utc(2026, 6, 20)})) {
        dates.push_back(to_text(found.date));
    }
    EXPECT_THAT(dates, ElementsAre("2026-05-04", "2026-05-18", "2026-06-01", "2026-06-15"));
}

TEST(Week, LetsTwoTeamsShareTheWeeksWithoutAHole) {
    Window odd = daily(oclock(0), oclock(24));
    odd.every_weeks = 2;
    odd.anchor = date(2026, 1, 1);
    Window even = odd;
    even.anchor = date(2026, 1, 8);
    const Zone sydney = golden("Australia/Sydney");
    const auto a = open_intervals(open({odd}), sydney, year_2026());
    const auto b = open_intervals(open({even}), sydney, year_2026());
    EXPECT_THAT(intersect(a, b), IsEmpty());
    EXPECT_THAT(unite(a, b), ElementsAre(year_2026()));
}

TEST(Week, IsValidFromAndToItsDatesThemselvesIncluded) {
    Window seasonal = daily(oclock(22), oclock(6));
    seasonal.valid_from = date(2026, 5, 4);
    seasonal.valid_to = date(2026, 5, 5);
    EXPECT_THAT(open_intervals(open({seasonal}), golden("Asia/Singapore"), year_2026()),
                ElementsAre(Interval{utc(2026, 5, 4, 14), utc(2026, 5, 4, 22)},
                            Interval{utc(2026, 5, 5, 14), utc(2026, 5, 5, 22)}));
}

TEST(Week, SaysWhatIsWrongWithAWindowAndSkipsIt) {
    const auto wrong = [](auto change) {
        Window window;
        change(window);
        EXPECT_THAT(open_intervals(open({window}), golden("Europe/Oslo"), year_2026()), IsEmpty());
        return !problem_with(window).empty();
    };
    EXPECT_TRUE(wrong([](Window& w) { w.days = 0; }));
    EXPECT_TRUE(wrong([](Window& w) { w.days = 0xFF; }));
    EXPECT_TRUE(wrong([](Window& w) { w.from = oclock(24); }));
    EXPECT_TRUE(wrong([](Window& w) { w.from = oclock(-1); }));
    EXPECT_TRUE(wrong([](Window& w) { w.to = oclock(24, 1); }));
    EXPECT_TRUE(wrong([](Window& w) { w.to = oclock(-1); }));
    EXPECT_TRUE(wrong([](Window& w) { w.every_weeks = 0; }));
    EXPECT_TRUE(wrong([](Window& w) { w.every_weeks = 521; }));
    EXPECT_TRUE(wrong([](Window& w) {
        w.valid_from = date(2026, 5, 4);
        w.valid_to = date(2026, 5, 3);
    }));
    EXPECT_EQ(problem_with(Window{}), "");
}

// ---- against the clock on the wall

/// Open at t, asked minute by minute: is the clock inside a window of today or of yesterday?
bool is_open_on_the_wall(const WeekPlan& plan, const LocalTime& now) {
    const int minute = now.hour * 60 + now.minute;
    const auto is_closed = [&](const Holiday& h) {
        return h.first <= now.date && now.date <= h.last && h.from.minutes <= minute &&
               minute < h.to.minutes;
    };
    for (const Holiday& h : plan.holidays) {
        if (is_closed(h)) {
            return false;
        }
    }
    for (const Window& w : plan.windows) {
        const bool today = (w.days >> now.weekday & 1) != 0;
        const bool yesterday = (w.days >> ((now.weekday + 6) % 7) & 1) != 0;
        const bool over_midnight = w.to <= w.from;
        if ((today && w.from.minutes <= minute && (over_midnight || minute < w.to.minutes)) ||
            (yesterday && over_midnight && minute < w.to.minutes)) {
            return true;
        }
    }
    return false;
}

WeekPlan random_plan(Cases& cases) {
    // No edge between 01:00 and 04:00, where a window that the clocks are put back into is more
    // than the minutes at which the clock is inside it.
    const auto edge = [&] { return oclock(0, static_cast<int>(240 + cases.below(1200 + 60))); };
    const auto within_day = [&](LocalMinutes t) {
        return LocalMinutes{static_cast<std::int16_t>(t.minutes % 1440)};
    };
    WeekPlan plan;
    for (std::int64_t n = 1 + cases.below(4); n > 0; --n) {
        Window window = daily(within_day(edge()), within_day(edge()));
        window.days = static_cast<DayMask>(1 + cases.below(127));
        plan.windows.push_back(window);
    }
    for (std::int64_t n = cases.below(4); n > 0; --n) {
        const Date first = date(2026, 1, 1).plus(static_cast<std::int32_t>(cases.below(365)));
        Holiday closed = holiday(first, first.plus(static_cast<std::int32_t>(cases.below(10))));
        closed.from = cases.below(2) == 0 ? oclock(0) : oclock(12);
        plan.holidays.push_back(closed);
    }
    return plan;
}

/// Three random plans in each zone over the whole of 2026, minute by minute.
TEST(OpenIntervals, EqualAskingTheClockEveryMinute) {
    Cases cases(7);
    for (const char* name : golden_names) {
        const Zone zone = golden(name);
        for (int round = 0; round < 3; ++round) {
            const WeekPlan plan = random_plan(cases);
            std::vector<Interval> scanned;
            for (Instant t = utc(2026, 1, 1); t < utc(2027, 1, 1); t += minutes{1}) {
                if (!is_open_on_the_wall(plan, zone.local_at(t))) {
                    continue;
                }
                if (scanned.empty() || scanned.back().end != t) {
                    scanned.push_back({t, t});
                }
                scanned.back().end = t + minutes{1};
            }
            ASSERT_EQ(open_intervals(plan, zone, year_2026()), scanned) << name << ' ' << round;
        }
    }
}

}  // namespace
}  // namespace meridian::week_test
