#include "model/calendar/week.h"

#include <gmock/gmock.h>

#include "model/calendar/coverage.h"
#include "tests/model/calendar/words.h"

namespace meridian::holiday_test {
namespace {

using namespace calendar_words;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Window night = daily(oclock(22), oclock(6));

TEST(Holiday, ClosesItsDatesThemselvesIncluded) {
    WeekPlan plan = open({daily(oclock(8), oclock(16))});
    plan.holidays = {holiday(date(2026, 1, 6), date(2026, 1, 7))};
    EXPECT_THAT(hours_of(plan, golden("Europe/London"), date(2026, 1, 5), date(2026, 1, 8)),
                ElementsAre(Interval{utc(2026, 1, 5, 8), utc(2026, 1, 5, 16)},
                            Interval{utc(2026, 1, 8, 8), utc(2026, 1, 8, 16)}));
}

TEST(Holiday, ClosesTheCalendarDayAlsoForNightShifts) {
    WeekPlan plan = open({night});
    plan.holidays = {holiday(date(2026, 1, 6), date(2026, 1, 6))};
    EXPECT_THAT(
        open_intervals(plan, golden("Europe/London"), {utc(2026, 1, 5, 12), utc(2026, 1, 7, 12)}),
        ElementsAre(Interval{utc(2026, 1, 5, 22), utc(2026, 1, 6)},
                    Interval{utc(2026, 1, 7), utc(2026, 1, 7, 6)}));
}

TEST(Holiday, IsALocalDay) {
    WeekPlan plan = open({daily(oclock(0), oclock(24))});
    plan.holidays = {holiday(date(2026, 1, 26), date(2026, 1, 26))};  // Australia Day
    const Interval closed{utc(2026, 1, 25, 13), utc(2026, 1, 26, 13)};
    const auto open_hours = open_intervals(plan, golden("Australia/Sydney"), year_2026());
    EXPECT_THAT(complement(open_hours, year_2026()), ElementsAre(closed));
}

TEST(Holiday, OnADayWithAChangeOfTheClocksLastsAsLongAsTheDay) {
    WeekPlan plan = open({daily(oclock(0), oclock(24))});
    plan.holidays = {holiday(spring, spring), holiday(autumn, autumn)};
    const auto open_hours = open_intervals(plan, golden("Europe/Stockholm"), year_2026());
    EXPECT_THAT(complement(open_hours, year_2026()),
                ElementsAre(Interval{utc(spring.plus(-1), 23), utc(spring, 22)},
                            Interval{utc(autumn.plus(-1), 22), utc(autumn, 23)}));
}

TEST(Holiday, CanBeHalfADay) {
    WeekPlan plan = open({daily(oclock(8), oclock(16))});
    Holiday christmas_eve = holiday(date(2026, 12, 24), date(2026, 12, 24));
    christmas_eve.from = oclock(12);
    plan.holidays = {christmas_eve};
    EXPECT_THAT(hours_of(plan, golden("Europe/London"), date(2026, 12, 24), date(2026, 12, 24)),
                ElementsAre(Interval{utc(2026, 12, 24, 8), utc(2026, 12, 24, 12)}));
}

TEST(Holiday, CutsAShiftInTwoOccurrencesOfOneWindow) {
    WeekPlan plan = open({daily(oclock(8), oclock(16))});
    Holiday funeral = holiday(date(2026, 1, 9), date(2026, 1, 9));
    funeral.from = oclock(10);
    funeral.to = oclock(11, 30);
    plan.holidays = {funeral};
    const auto each =
        occurrences(plan, golden("Europe/London"), {utc(2026, 1, 9), utc(2026, 1, 10)});
    ASSERT_EQ(each.size(), 2U);
    EXPECT_EQ(each[0].span, (Interval{utc(2026, 1, 9, 8), utc(2026, 1, 9, 10)}));
    EXPECT_EQ(each[1].span, (Interval{utc(2026, 1, 9, 11, 30), utc(2026, 1, 9, 16)}));
    EXPECT_EQ(each[0].window, each[1].window);
    EXPECT_EQ(each[0].date, each[1].date);
}

TEST(Holiday, OfAThousandYearsCostsNoMoreThanTheRange) {
    WeekPlan plan = open({daily(oclock(8), oclock(16))});
    plan.holidays = {holiday(date(1, 1, 1), date(9999, 12, 31))};
    EXPECT_THAT(open_intervals(plan, golden("Europe/London"), year_2026()), IsEmpty());
}

TEST(Holiday, SaysWhatIsWrongWithItAndIsSkipped) {
    const auto wrong = [](auto change) {
        Holiday closed = holiday(date(2026, 1, 9), date(2026, 1, 9));
        change(closed);
        WeekPlan plan = open({daily(oclock(0), oclock(24))});
        plan.holidays = {closed};
        EXPECT_THAT(open_intervals(plan, golden("Europe/Oslo"), year_2026()),
                    ElementsAre(year_2026()));
        return !problem_with(closed).empty();
    };
    EXPECT_TRUE(wrong([](Holiday& h) { h.last = date(2026, 1, 8); }));
    EXPECT_TRUE(wrong([](Holiday& h) { h.from = h.to; }));
    EXPECT_TRUE(wrong([](Holiday& h) { h.from = oclock(-1); }));
    EXPECT_TRUE(wrong([](Holiday& h) { h.to = oclock(25); }));
    EXPECT_EQ(problem_with(holiday(date(2026, 1, 9), date(2026, 1, 9))), "");
}

}  // namespace
}  // namespace meridian::holiday_test
