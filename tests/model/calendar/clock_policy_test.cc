#include "model/calendar/week.h"

#include <gmock/gmock.h>

#include "tests/model/calendar/words.h"

namespace meridian::clock_policy_test {
namespace {

using namespace calendar_words;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The length of the one shift that starts on `day`.
Span shift_length(std::string_view name, Date day, Window shift) {
    shift.days = only_day(weekday_of(day));
    const Zone zone = golden(name);
    for (const Occurrence& found : occurrences(open({shift}), zone, year_2026())) {
        if (found.date == day) {
            return found.span.length();
        }
    }
    return Span{};
}

// ---- golden.md A.4

const Window night = daily(oclock(22), oclock(6));
const Window early = daily(oclock(0), oclock(8));

TEST(Shift, NightOfTheSkippedHourIsOneHourShorter) {
    EXPECT_EQ(shift_length("Europe/Stockholm", date(2026, 3, 28), night), hours{7});
    EXPECT_EQ(shift_length("Europe/Stockholm", date(2026, 3, 27), night), hours{8});
    EXPECT_EQ(shift_length("Europe/Stockholm", date(2026, 3, 29), night), hours{8});
    EXPECT_EQ(shift_length("America/New_York", date(2026, 3, 8), early), hours{7});
}

TEST(Shift, NightOfTheRepeatedHourIsOneHourLonger) {
    EXPECT_EQ(shift_length("Europe/Stockholm", date(2026, 10, 24), night), hours{9});
    EXPECT_EQ(shift_length("America/New_York", date(2026, 11, 1), early), hours{9});
    EXPECT_EQ(shift_length("Australia/Sydney", date(2026, 4, 5), early), hours{9});
    EXPECT_EQ(shift_length("Pacific/Chatham", date(2026, 4, 5), early), hours{9});
}

TEST(Shift, GainsHalfAnHourOnLordHowe) {
    EXPECT_EQ(shift_length("Australia/Lord_Howe", date(2026, 4, 5), early), minutes{8 * 60 + 30});
    EXPECT_EQ(shift_length("Australia/Lord_Howe", date(2026, 10, 4), early), minutes{7 * 60 + 30});
}

TEST(Shift, IsTheSameEveryNightWhereNobodyTouchesTheClocks) {
    for (const char* name : {"Asia/Kathmandu", "Pacific/Apia", "Asia/Kolkata"}) {
        const WeekPlan nights = open({night});
        for (const Occurrence& found : occurrences(nights, golden(name), year_2026())) {
            if (found.span.begin > year_2026().begin && found.span.end < year_2026().end) {
                ASSERT_EQ(found.span.length(), hours{8}) << name << ' ' << to_text(found.date);
            }
        }
        EXPECT_THAT(dst_notes(nights, golden(name), year_2026()), IsEmpty()) << name;
    }
}

TEST(Shift, StartsAtOddQuartersInUtc) {
    EXPECT_EQ(one(open({early}), golden("Asia/Kathmandu"), date(2026, 5, 2)),
              (Interval{utc(2026, 5, 1, 18, 15), utc(2026, 5, 2, 2, 15)}));
    EXPECT_EQ(one(open({early}), golden("Pacific/Chatham"), date(2026, 1, 2)),
              (Interval{utc(2026, 1, 1, 10, 15), utc(2026, 1, 1, 18, 15)}));
    EXPECT_EQ(one(open({early}), golden("Pacific/Apia"), date(2026, 1, 2)),
              (Interval{utc(2026, 1, 1, 11), utc(2026, 1, 1, 19)}));
}

/// Samoa went from Thursday 29 to Saturday 31 December 2011.
TEST(Shift, HasNoFridayInSamoaIn2011) {
    const Interval range{utc(2011, 12, 20), utc(2012, 1, 10)};
    const Zone apia = loaded("Pacific/Apia", range);
    const Instant jump = utc(2011, 12, 30, 10);
    const WeekPlan office = open({daily(oclock(9), oclock(17))});
    for (const Occurrence& found : occurrences(office, apia, range)) {
        EXPECT_NE(found.date, date(2011, 12, 30));
        if (range.begin < found.span.begin && found.span.end < range.end) {
            EXPECT_EQ(found.span.length(), hours{8}) << to_text(found.date);
        }
    }
    Span thursday_night{};
    for (const Occurrence& found : occurrences(open({night}), apia, range)) {
        if (found.date == date(2011, 12, 29)) {
            thursday_night = found.span.length();
            EXPECT_EQ(found.span.end, jump) << "Friday 06:00 is skipped";
        }
    }
    EXPECT_EQ(thursday_night, hours{2});
    const auto whole = open_intervals(open({daily(oclock(0), oclock(24))}), apia, range);
    EXPECT_THAT(whole, ElementsAre(range));
}

// ---- the clock policies

Interval in_stockholm(Date day, const Window& window, ClockPolicy policy = {}) {
    WeekPlan plan = open({window});
    plan.policy = policy;
    return one(plan, golden("Europe/Stockholm"), day);
}

TEST(ClockPolicy, StartsInTheSkippedHour) {
    const Window window = daily(oclock(2, 30), oclock(10));
    EXPECT_EQ(in_stockholm(spring, window), (Interval{utc(spring, 1), utc(spring, 8)}));
    EXPECT_EQ(in_stockholm(spring, window, {.skipped_start = Skipped::drop}), Interval{});
    EXPECT_EQ(in_stockholm(spring.plus(1), window, {.skipped_start = Skipped::drop}),
              (Interval{utc(spring.plus(1), 0, 30), utc(spring.plus(1), 8)}));
}

TEST(ClockPolicy, EndsInTheSkippedHourAtTheJumpUnderEveryPolicy) {
    const Window window = daily(oclock(0), oclock(2, 30));
    const Interval until_the_jump{utc(spring.plus(-1), 23), utc(spring, 1)};
    EXPECT_EQ(in_stockholm(spring, window), until_the_jump);
    EXPECT_EQ(in_stockholm(spring, window, {.skipped_start = Skipped::drop}), until_the_jump);
}

TEST(ClockPolicy, LeavesNothingOfAWindowInsideTheSkippedHour) {
    const Window window = daily(oclock(2, 15), oclock(2, 45));
    EXPECT_EQ(in_stockholm(spring, window), Interval{});
    EXPECT_EQ(in_stockholm(spring.plus(1), window).length(), minutes{30});
}

TEST(ClockPolicy, StartsInTheRepeatedHour) {
    const Window window = daily(oclock(2, 30), oclock(10));
    EXPECT_EQ(in_stockholm(autumn, window), (Interval{utc(autumn, 0, 30), utc(autumn, 9)}));
    EXPECT_EQ(in_stockholm(autumn, window, {.repeated_start = Repeated::second}),
              (Interval{utc(autumn, 1, 30), utc(autumn, 9)}));
}

TEST(ClockPolicy, EndsInTheRepeatedHour) {
    const Window window = daily(oclock(20), oclock(2, 30));
    const Date eve = autumn.plus(-1);
    EXPECT_EQ(in_stockholm(eve, window), (Interval{utc(eve, 18), utc(autumn, 1, 30)}));
    EXPECT_EQ(in_stockholm(eve, window, {.repeated_end = Repeated::first}),
              (Interval{utc(eve, 18), utc(autumn, 0, 30)}));
}

TEST(ClockPolicy, SendsAShiftUntilTwoHomeBeforeTwoComesAgain) {
    const Window window = daily(oclock(18), oclock(2));
    EXPECT_EQ(in_stockholm(autumn.plus(-1), window).length(), hours{8});
    EXPECT_EQ(in_stockholm(autumn.plus(-1), daily(oclock(18), oclock(3))).length(), hours{10});
}

TEST(ClockPolicy, LeavesNothingOfAWindowThatWouldEndBeforeItStarts) {
    const Window window = daily(oclock(2, 15), oclock(2, 45));
    EXPECT_EQ(in_stockholm(autumn, window).length(), minutes{90});
    EXPECT_EQ(in_stockholm(autumn, window,
                           {.repeated_start = Repeated::second, .repeated_end = Repeated::first}),
              Interval{});
}

TEST(ClockPolicy, LeavesNoHoleBetweenShiftsThatTouchOnTheClock) {
    for (const char* name : golden_names) {
        for (int hour = 1; hour < 24; ++hour) {
            const WeekPlan plan =
                open({daily(oclock(0), oclock(hour)), daily(oclock(hour), oclock(24))});
            Span sum{};
            for (const Occurrence& found : occurrences(plan, golden(name), year_2026())) {
                sum += found.span.length();
            }
            // On Chatham 02:45 to 03:45 comes twice: whoever goes home at 03:00 does so at the
            // second, whoever comes at 03:00 does so at the first.
            const bool in_the_middle = std::string_view{name} == "Pacific/Chatham" && hour == 3;
            EXPECT_EQ(sum - year_2026().length(), hours{in_the_middle ? 1 : 0})
                << name << " change of shifts at " << hour;
            EXPECT_THAT(open_intervals(plan, golden(name), year_2026()), ElementsAre(year_2026()));
        }
    }
}

TEST(DstNotes, TellEachChangeOnceInOrder) {
    const WeekPlan plan =
        open({night, daily(oclock(2, 30), oclock(8)), weekdays(oclock(8), oclock(16))});
    std::vector<std::string> notes;
    for (const DstNote& note : dst_notes(plan, golden("Europe/Stockholm"), year_2026())) {
        notes.push_back(describe(note, plan.windows[note.window]));
    }
    EXPECT_THAT(
        notes,
        ElementsAre(
            "2026-03-28 22:00-06:00 crosses a change of the clocks: 7 h 00 min instead of 8 h 00 "
            "min",
            "2026-03-29 02:30-08:00 starts in a skipped hour: 5 h 00 min instead of 5 h 30 min",
            "2026-10-24 22:00-06:00 crosses a change of the clocks: 9 h 00 min instead of 8 h 00 "
            "min",
            "2026-10-25 02:30-08:00 starts in a repeated hour: 6 h 30 min instead of 5 h 30 min"));
}

TEST(DstNotes, TellBothEdgesAndWindowsThatFellOut) {
    WeekPlan plan = open({daily(oclock(2, 15), oclock(2, 45))});
    const Zone stockholm = golden("Europe/Stockholm");
    const auto notes = dst_notes(plan, stockholm, {utc(spring.plus(-3)), utc(spring.plus(3))});
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_EQ(notes[0].what, DstNote::What::starts_in_skipped_hour);
    EXPECT_EQ(notes[1].what, DstNote::What::ends_in_skipped_hour);
    EXPECT_EQ(notes[0].actual, Span{0});
    EXPECT_EQ(notes[0].nominal, minutes{30});
    plan.policy.skipped_start = Skipped::drop;
    plan.windows = {daily(oclock(2), oclock(10))};
    const auto dropped = dst_notes(plan, stockholm, {utc(spring.plus(-3)), utc(spring.plus(3))});
    ASSERT_EQ(dropped.size(), 1U);
    EXPECT_EQ(dropped[0].actual, Span{0});
}

TEST(DstNotes, BelongToTheRangeThatTheirInstantIsIn) {
    const WeekPlan plan = open({daily(oclock(2, 15), oclock(2, 45))});
    const Zone stockholm = golden("Europe/Stockholm");
    const Instant jump = utc(spring, 1);
    EXPECT_EQ(dst_notes(plan, stockholm, {jump, jump + hours{1}}).size(), 2U);
    EXPECT_THAT(dst_notes(plan, stockholm, {jump - hours{1}, jump}), IsEmpty());
    EXPECT_THAT(dst_notes(plan, stockholm, {jump + Span{1}, jump + hours{1}}), IsEmpty());
}

TEST(DstNotes, LeaveOutWhatIsClosedAnyway) {
    WeekPlan plan = open({early});
    plan.holidays = {holiday(spring, spring)};
    const Interval spring_days{utc(spring.plus(-3)), utc(spring.plus(3))};
    EXPECT_THAT(dst_notes(plan, golden("Europe/Stockholm"), spring_days), IsEmpty());
    plan.holidays.clear();
    EXPECT_EQ(dst_notes(plan, golden("Europe/Stockholm"), spring_days).size(), 1U);
}

}  // namespace
}  // namespace meridian::clock_policy_test
