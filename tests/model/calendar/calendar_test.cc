#include "model/calendar/calendar.h"

#include "tests/model/calendar/words.h"

namespace meridian::calendar_test {
namespace {

using namespace calendar_words;

Instant tick(std::int64_t ms) { return Instant{Span{ms}}; }

/// 9-17 on weekdays in Oslo, for the winter weeks of the deadline table.
const Interval winter{utc(2026, 1, 1), utc(2026, 3, 1)};

struct DeadlineCase {
    const char* name;
    Date start_date;
    LocalMinutes start;
    Span target;
    std::vector<Window> windows;
    Date due_date;
    LocalMinutes due;
};

void PrintTo(const DeadlineCase& c, std::ostream* out) { *out << c.name; }

class Deadlines : public ::testing::TestWithParam<DeadlineCase> {};

/// golden.md A.2, on the clock of Oslo.
TEST_P(Deadlines, AreThoseOfTheTable) {
    const DeadlineCase& c = GetParam();
    const Zone oslo = golden("Europe/Oslo");
    const Calendar calendar = calendar_of(open(c.windows), oslo, winter);
    const auto due = calendar.deadline(at(oslo, c.start_date, c.start), c.target);
    ASSERT_TRUE(due.has_value());
    EXPECT_EQ(utc_text(*due), utc_text(at(oslo, c.due_date, c.due)));
}

const std::vector<Window> nine_to_five{weekdays(oclock(9), oclock(17))};
const std::vector<Window> eight_to_five{weekdays(oclock(8), oclock(17))};
const std::vector<Window> eight_to_four{weekdays(oclock(8), oclock(16))};
const std::vector<Window> with_lunch{weekdays(oclock(9), oclock(12)),
                                     weekdays(oclock(13), oclock(17))};
const std::vector<Window> around_the_clock{daily(oclock(0), oclock(24))};

Date january(int day) { return make_date(2026, 1, day).value_or(Date{}); }
Date february(int day) { return make_date(2026, 2, day).value_or(Date{}); }

INSTANTIATE_TEST_SUITE_P(
    Golden, Deadlines,
    ::testing::Values(DeadlineCase{"FridayAfternoonToMonday", january(30), oclock(16, 30), hours{1},
                                   nine_to_five, february(2), oclock(9, 30)},
                      DeadlineCase{"EightHoursOverAWeekend", january(30), oclock(16), hours{8},
                                   nine_to_five, february(2), oclock(16)},
                      DeadlineCase{"TwoBusinessDays", january(26), oclock(8), hours{16},
                                   eight_to_five, january(27), oclock(15)},
                      DeadlineCase{"ADayOf24HoursEndsWithAWindow", january(26), oclock(9),
                                   hours{24}, nine_to_five, january(28), oclock(17)},
                      DeadlineCase{"FiveHoursWithinADay", january(26), oclock(10), hours{5},
                                   nine_to_five, january(26), oclock(15)},
                      DeadlineCase{"TenHoursIntoTheNextDay", january(26), oclock(10), hours{10},
                                   nine_to_five, january(27), oclock(12)},
                      DeadlineCase{"LunchIsNotWorked", january(26), oclock(10), hours{4},
                                   with_lunch, january(26), oclock(15)},
                      DeadlineCase{"EightHoursRoundTheClock", january(30), oclock(15), hours{8},
                                   around_the_clock, january(30), oclock(23)},
                      DeadlineCase{"EightBusinessHours", january(30), oclock(15), hours{8},
                                   eight_to_four, february(2), oclock(15)},
                      DeadlineCase{"ADayRoundTheClock", january(30), oclock(15), hours{24},
                                   around_the_clock, january(31), oclock(15)},
                      DeadlineCase{"ADayOfBusinessHours", january(30), oclock(15), hours{24},
                                   eight_to_four, february(4), oclock(15)},
                      DeadlineCase{"CreatedOnASunday", february(1), oclock(12), hours{1},
                                   nine_to_five, february(2), oclock(10)}),
    [](const auto& tested) { return std::string{tested.param.name}; });

/// golden.md A.2, last row: the wall clock shows five hours, four have passed.
TEST(Calendar, CountsFourHoursInTheNightOfTheSkippedHour) {
    const Zone stockholm = golden("Europe/Stockholm");
    const Instant midnight = at(stockholm, date(2026, 3, 29), oclock(0));
    const Instant due = utc(2026, 3, 29, 3);
    EXPECT_EQ(Calendar::always(year_2026()).deadline(midnight, hours{4}), due);
    const WeekPlan round_the_clock = open(around_the_clock);
    EXPECT_EQ(calendar_of(round_the_clock, stockholm, year_2026()).deadline(midnight, hours{4}),
              due);
    EXPECT_EQ(stockholm.local_at(due).hour, 5);
}

TEST(Calendar, IsHalfOpen) {
    const Calendar calendar({{tick(10), tick(20)}}, {tick(0), tick(100)});
    EXPECT_FALSE(calendar.is_open(tick(9)));
    EXPECT_TRUE(calendar.is_open(tick(10)));
    EXPECT_TRUE(calendar.is_open(tick(19)));
    EXPECT_FALSE(calendar.is_open(tick(20)));
}

TEST(Calendar, PutsADeadlineAtTheEndOfAWindowNotAtTheNextOpening) {
    const Calendar calendar({{tick(10), tick(20)}, {tick(50), tick(60)}}, {tick(0), tick(100)});
    EXPECT_EQ(calendar.deadline(tick(10), Span{10}), tick(20));
    EXPECT_EQ(calendar.deadline(tick(10), Span{11}), tick(51));
    EXPECT_EQ(calendar.deadline(tick(20), Span{10}), tick(60));
    EXPECT_EQ(calendar.deadline(tick(20), Span{11}), std::nullopt);
}

TEST(Calendar, GivesAZeroTargetItsStartAlsoWhenClosed) {
    const Calendar calendar({{tick(10), tick(20)}}, {tick(0), tick(100)});
    EXPECT_EQ(calendar.deadline(tick(15), Span{0}), tick(15));
    EXPECT_EQ(calendar.deadline(tick(30), Span{0}), tick(30));
    EXPECT_EQ(calendar.deadline(tick(30), Span{-5}), tick(30));
    EXPECT_EQ(Calendar{}.deadline(tick(30), Span{0}), tick(30));
}

TEST(Calendar, HasNoDeadlineForTargetsOfAnySizeItCannotHold) {
    const Calendar calendar({{tick(10), tick(20)}}, {tick(0), tick(100)});
    EXPECT_EQ(calendar.deadline(tick(0), Span::max()), std::nullopt);
    EXPECT_EQ(Calendar::always({tick(0), tick(100)}).deadline(tick(1), Span::max()), std::nullopt);
    EXPECT_EQ(Calendar{}.deadline(tick(0), Span{1}), std::nullopt);
}

TEST(Calendar, CountsAsClosedOutsideWhatIsKnown) {
    const Calendar always = Calendar::always({tick(100), tick(200)});
    EXPECT_FALSE(always.is_open(tick(99)));
    EXPECT_FALSE(always.is_open(tick(200)));
    EXPECT_EQ(always.open_time(tick(0), tick(1000)), Span{100});
    EXPECT_EQ(always.deadline(tick(0), Span{100}), tick(200));
    EXPECT_EQ(always.deadline(tick(0), Span{101}), std::nullopt);
    EXPECT_EQ(always.next_open(tick(0)), tick(100));
    EXPECT_EQ(always.next_open(tick(200)), std::nullopt);
    EXPECT_EQ(always.closes_at(tick(150)), tick(200));
}

TEST(Calendar, KnowsThatItIsAlwaysOpenHoweverItWasBuilt) {
    EXPECT_TRUE(Calendar::always({tick(0), tick(9)}).is_always_open());
    EXPECT_TRUE(
        Calendar({{tick(4), tick(9)}, {tick(-3), tick(4)}}, {tick(0), tick(9)}).is_always_open());
    EXPECT_FALSE(Calendar({{tick(0), tick(8)}}, {tick(0), tick(9)}).is_always_open());
    EXPECT_FALSE(Calendar{}.is_always_open());
}

TEST(Calendar, OfAnEmptyRangeIsNeverOpen) {
    for (const Calendar& calendar : {Calendar{}, Calendar({{tick(0), tick(9)}}, {tick(5), tick(5)}),
                                     Calendar({{tick(0), tick(9)}}, {tick(5), tick(3)}),
                                     Calendar::always({tick(5), tick(5)})}) {
        EXPECT_FALSE(calendar.is_open(tick(5)));
        EXPECT_EQ(calendar.open_time(tick(0), tick(9)), Span{0});
        EXPECT_EQ(calendar.next_open(tick(0)), std::nullopt);
        EXPECT_EQ(calendar.range().length(), Span{0});
    }
}

/// A calendar of at most 120 ms beside one bit for every millisecond of it.
struct Slow {
    std::vector<bool> open = std::vector<bool>(120, false);

    [[nodiscard]] bool is_open(std::int64_t t) const {
        return t >= 0 && t < 120 && open[static_cast<std::size_t>(t)];
    }
    [[nodiscard]] std::int64_t open_time(std::int64_t a, std::int64_t b) const {
        std::int64_t count = 0;
        for (std::int64_t t = a; t < b; ++t) {
            count += is_open(t) ? 1 : 0;
        }
        return count;
    }
    [[nodiscard]] std::optional<Instant> deadline(std::int64_t start, std::int64_t target) const {
        std::int64_t used = 0;
        for (std::int64_t t = start; t <= 130; ++t) {
            if (used >= target) {
                return tick(t);
            }
            used += is_open(t) ? 1 : 0;
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<Instant> next(std::int64_t start, bool wanted) const {
        for (std::int64_t t = start; t <= 130; ++t) {
            if (is_open(t) == wanted) {
                return tick(t);
            }
        }
        return std::nullopt;
    }
};

void expect_equal(const Calendar& calendar, const Slow& slow, std::int64_t t) {
    ASSERT_EQ(calendar.is_open(tick(t)), slow.is_open(t)) << t;
    ASSERT_EQ(calendar.next_open(tick(t)), slow.next(t, true)) << t;
    ASSERT_EQ(calendar.closes_at(tick(t)), slow.is_open(t) ? slow.next(t, false) : std::nullopt)
        << t;
    for (std::int64_t other = -5; other < 126; other += 7) {
        ASSERT_EQ(calendar.open_time(tick(t), tick(other)), Span{slow.open_time(t, other)})
            << t << ' ' << other;
        ASSERT_EQ(calendar.deadline(tick(t), Span{other}), slow.deadline(t, other))
            << t << ' ' << other;
    }
}

/// 200 random calendars, every question at every millisecond, against counting.
TEST(Calendar, EqualsCountingMillisecondByMillisecond) {
    Cases cases(20260329);
    for (int round = 0; round < 200; ++round) {
        std::vector<Interval> intervals;
        Slow slow;
        for (std::int64_t n = cases.below(9); n > 0; --n) {
            const std::int64_t begin = cases.below(140) - 10;
            const std::int64_t end = begin + cases.below(30) - 2;  // now and then empty or reversed
            intervals.push_back({tick(begin), tick(end)});
            for (std::int64_t t = std::max<std::int64_t>(begin, 0);
                 t < std::min<std::int64_t>(end, 120); ++t) {
                slow.open[static_cast<std::size_t>(t)] = true;
            }
        }
        const Calendar calendar(intervals, {tick(0), tick(120)});
        ASSERT_EQ(calendar.total(), Span{slow.open_time(0, 120)});
        for (std::int64_t t = -4; t < 124; ++t) {
            expect_equal(calendar, slow, t);
        }
    }
}

}  // namespace
}  // namespace meridian::calendar_test
