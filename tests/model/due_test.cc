#include "model/policy/due.h"

#include "tests/model/calendar/words.h"

// F-H08: deadlines that are moments of business days.

namespace meridian::due_test {
namespace {

using namespace calendar_words;

/// 8 to 16 on weekdays in Oslo, with 1 May off and 24 December until noon; known in 2026.
class OfficeInOslo : public ::testing::Test {
protected:
    OfficeInOslo() {
        const ZoneId oslo = house_.zones.add(golden("Europe/Oslo"));
        WeekPlan plan = open({weekdays(oclock(8), oclock(16))});
        plan.holidays = {holiday(date(2026, 5, 1), date(2026, 5, 1))};
        Holiday eve = holiday(date(2026, 12, 24), date(2026, 12, 24));
        eve.from = oclock(12);
        plan.holidays.push_back(eve);
        house_.calendars.add({"office", oslo, of(plan)});
    }

    [[nodiscard]] Calendar of(const WeekPlan& plan) const {
        return calendar_words::calendar_of(plan, house_.zones[ZoneId{0}], year_2026());
    }
    /// What starts at that time of Oslo's clocks is due then.
    [[nodiscard]] std::string due(Due how, Date day, LocalMinutes time) const {
        const Zone& oslo = house_.zones[ZoneId{0}];
        const auto at = due_at(how, house_, CalendarId{0}, calendar_words::at(oslo, day, time));
        if (!at) {
            return "never";
        }
        const LocalTime local = oslo.local_at(*at);
        return to_text(local.date) + " " + to_text(oclock(local.hour, local.minute));
    }

    Organisation house_;
    static constexpr Due today{.business_days = 0, .by = {}};
    static constexpr Due tomorrow{.business_days = 1, .by = {}};
};

constexpr Due by_four(std::uint32_t days) { return {.business_days = days, .by = oclock(16)}; }

TEST_F(OfficeInOslo, HasTheNextBusinessDayUntilItsEnd) {
    EXPECT_EQ(due(tomorrow, date(2026, 3, 3), oclock(9)), "2026-03-04 16:00");
    EXPECT_EQ(due(tomorrow, date(2026, 3, 3), oclock(7)), "2026-03-04 16:00");   // before it opens
    EXPECT_EQ(due(tomorrow, date(2026, 3, 3), oclock(23)), "2026-03-04 16:00");  // after it closed
}

TEST_F(OfficeInOslo, CountsNoWeekend) {
    EXPECT_EQ(due(tomorrow, date(2026, 3, 6), oclock(9)), "2026-03-09 16:00");  // a Friday
    EXPECT_EQ(due(tomorrow, date(2026, 3, 7), oclock(9)), "2026-03-09 16:00");  // a Saturday
    EXPECT_EQ(due(by_four(2), date(2026, 3, 7), oclock(9)), "2026-03-10 16:00");
    EXPECT_EQ(due(by_four(5), date(2026, 3, 6), oclock(9)), "2026-03-13 16:00");
}

TEST_F(OfficeInOslo, CountsNoHoliday) {
    EXPECT_EQ(due(tomorrow, date(2026, 4, 30), oclock(9)), "2026-05-04 16:00");
    EXPECT_EQ(due(today, date(2026, 5, 1), oclock(9)), "2026-05-04 16:00");
}

/// Its end is when it closes; a time of day is meant as it is said.
TEST_F(OfficeInOslo, EndsEarlyOnChristmasEve) {
    EXPECT_EQ(due(tomorrow, date(2026, 12, 23), oclock(9)), "2026-12-24 12:00");
    EXPECT_EQ(due(by_four(1), date(2026, 12, 23), oclock(9)), "2026-12-24 16:00");
}

TEST_F(OfficeInOslo, HasThisVeryDayWhileItsMomentIsNotPast) {
    EXPECT_EQ(due(today, date(2026, 3, 3), oclock(7)), "2026-03-03 16:00");
    EXPECT_EQ(due(today, date(2026, 3, 3), oclock(16)), "2026-03-03 16:00");
    EXPECT_EQ(due(today, date(2026, 3, 3), oclock(16, 1)), "2026-03-04 16:00");
    EXPECT_EQ(due({.business_days = 0, .by = oclock(10)}, date(2026, 3, 6), oclock(11)),
              "2026-03-09 10:00");
}

/// The Monday after the clocks went forward closes at 14:00 UTC, no longer at 15:00.
TEST_F(OfficeInOslo, KeepsItsOwnClockWhenTheClocksChange) {
    const Instant friday =
        calendar_words::at(house_.zones[ZoneId{0}], date(2026, 3, 27), oclock(9));
    EXPECT_EQ(due_at(tomorrow, house_, CalendarId{0}, friday), utc(2026, 3, 30, 14));
    const Instant autumn_friday =
        calendar_words::at(house_.zones[ZoneId{0}], date(2026, 10, 23), oclock(9));
    EXPECT_EQ(due_at(tomorrow, house_, CalendarId{0}, autumn_friday), utc(2026, 10, 26, 15));
}

/// On the Sunday on which it never is half past two it is due as the clocks jump, at 01:00 UTC; in
/// autumn the first time that it is half past two.
TEST_F(OfficeInOslo, IsDueInTheSkippedAndTheRepeatedHour) {
    house_.calendars.add({"every day", ZoneId{0}, of(open({daily(oclock(0), oclock(6))}))});
    const Due at_night{.business_days = 1, .by = oclock(2, 30)};
    const auto due_after = [&](Date day) {
        return due_at(at_night, house_, CalendarId{1},
                      calendar_words::at(house_.zones[ZoneId{0}], day, oclock(12)));
    };
    EXPECT_EQ(due_after(spring.plus(-1)), utc(spring, 1));
    EXPECT_EQ(due_after(autumn.plus(-1)), utc(autumn, 0, 30));
}

/// Hours past midnight belong to the day on which they lie: Saturday is a business day until two.
TEST_F(OfficeInOslo, EndsADayAtMidnightAtTheLatest) {
    house_.calendars.add({"evenings", ZoneId{0}, of(open({weekdays(oclock(18), oclock(2))}))});
    const Zone& oslo = house_.zones[ZoneId{0}];
    const auto due_after = [&](Date day) {
        const auto at =
            due_at(tomorrow, house_, CalendarId{1}, calendar_words::at(oslo, day, oclock(20)));
        return to_text(oslo.date_at(*at)) + " " + to_text(oclock(oslo.local_at(*at).hour));
    };
    EXPECT_EQ(due_after(date(2026, 3, 3)), "2026-03-05 00:00");  // the end of the 4th
    EXPECT_EQ(due_after(date(2026, 3, 6)), "2026-03-07 02:00");
    EXPECT_EQ(due_after(date(2026, 3, 7)), "2026-03-10 00:00");  // Monday has but its evening
}

/// Round the clock from Monday to Friday is five business days, not one.
TEST_F(OfficeInOslo, CountsDaysThatNeverClose) {
    WeekPlan plan = open({weekdays(oclock(0), oclock(24))});
    house_.calendars.add({"all week", ZoneId{0}, of(plan)});
    const Instant monday = calendar_words::at(house_.zones[ZoneId{0}], date(2026, 3, 2), oclock(9));
    EXPECT_EQ(due_at(tomorrow, house_, CalendarId{1}, monday), utc(2026, 3, 3, 23));
}

TEST_F(OfficeInOslo, IsNeverWhereTheCalendarDoesNotReach) {
    EXPECT_EQ(due({.business_days = 3, .by = {}}, date(2026, 12, 29), oclock(9)), "never");
    house_.calendars.add({"closed", ZoneId{0}, Calendar{{}, year_2026()}});
    EXPECT_FALSE(due_at(tomorrow, house_, CalendarId{1}, utc(2026, 3, 3)).has_value());
}

}  // namespace
}  // namespace meridian::due_test
