#include "model/calendar/coverage.h"

#include <gmock/gmock.h>

#include <array>

#include "tests/model/calendar/words.h"

namespace meridian::coverage_test {
namespace {

using namespace calendar_words;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Instant tick(std::int64_t ms) { return Instant{Span{ms}}; }
Interval ticks(std::int64_t begin, std::int64_t end) { return {tick(begin), tick(end)}; }

// ---- golden.md A.1: three sites, every day of 2026

struct Site {
    const char* zone;
    LocalMinutes from;
    LocalMinutes to;
};

constexpr std::array sites{Site{"Europe/Stockholm", oclock(8), oclock(16)},
                           Site{"America/Los_Angeles", oclock(7), oclock(15)},
                           Site{"Australia/Sydney", oclock(10), oclock(18)}};

std::vector<Calendar> rota() {
    std::vector<Calendar> calendars;
    for (const Site& site : sites) {
        calendars.push_back(
            calendar_of(open({daily(site.from, site.to)}), golden(site.zone), year_2026()));
    }
    return calendars;
}

std::vector<Step> rota_headcount() {
    const std::vector<Calendar> calendars = rota();
    std::vector<Colleagues> present;
    for (const Calendar& calendar : calendars) {
        present.push_back({.hours = &calendar, .count = 1});
    }
    return headcount(present, year_2026());
}

/// What holds from a UTC date until the next row; -1 where there is no hole or overlap to start.
struct Regime {
    Date from;
    int uncovered_hours;
    int hole_starts;
    int overlap_hours;
    int overlap_starts;
};

std::vector<Regime> regimes() {
    return {{date(2026, 1, 1), 0, -1, 0, -1},  {date(2026, 3, 8), 1, 22, 1, 14},
            {date(2026, 3, 29), 1, 22, 1, 6},  {date(2026, 4, 4), 2, 22, 1, 6},
            {date(2026, 4, 5), 2, 22, 2, 6},   {date(2026, 10, 3), 1, 22, 2, 6},
            {date(2026, 10, 4), 1, 22, 1, 6},  {date(2026, 10, 25), 1, 22, 1, 14},
            {date(2026, 11, 1), 0, -1, 0, -1}, {date(2027, 1, 1), 0, -1, 0, -1}};
}

void expect_day(const std::vector<Interval>& found, Date day, int length, int starts) {
    EXPECT_EQ(total_length(found), hours{length}) << to_text(day);
    if (starts >= 0) {
        ASSERT_FALSE(found.empty()) << to_text(day);
        EXPECT_EQ(found.front().begin, utc(day, starts)) << to_text(day);
    }
}

TEST(ThreeSites, FollowTheTableOfRegimesOnEveryDayOfTheYear) {
    const std::vector<Step> steps = rota_headcount();
    const std::vector<Regime> rows = regimes();
    for (std::size_t row = 0; row + 1 < rows.size(); ++row) {
        const Regime& regime = rows[row];
        for (Date day = regime.from; day < rows[row + 1].from; day = day.plus(1)) {
            const Interval whole_day{utc(day), utc(day.plus(1))};
            expect_day(uncovered(steps, whole_day), day, regime.uncovered_hours,
                       regime.hole_starts);
            expect_day(covered(steps, whole_day, 2), day, regime.overlap_hours,
                       regime.overlap_starts);
        }
    }
}

TEST(ThreeSites, Leave420HoursOf2026Uncovered) {
    const auto holes = uncovered(rota_headcount(), year_2026());
    EXPECT_EQ(total_length(holes), hours{420});
    EXPECT_EQ(year_2026().length(), hours{8760});
    EXPECT_EQ(longest(holes), (Interval{utc(2026, 4, 4, 22), utc(2026, 4, 5)}));
}

TEST(ThreeSites, EqualAskingThreeClocksEveryMinute) {
    std::array<Zone, sites.size()> zones;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        zones[i] = golden(sites[i].zone);
    }
    const std::vector<Step> steps = rota_headcount();
    std::int64_t empty_minutes = 0;
    for (Instant t = utc(2026, 1, 1); t < utc(2027, 1, 1); t += minutes{1}) {
        std::int64_t on_duty = 0;
        for (std::size_t i = 0; i < sites.size(); ++i) {
            const LocalTime now = zones[i].local_at(t);
            const LocalMinutes clock_face = oclock(now.hour, now.minute);
            on_duty += sites[i].from <= clock_face && clock_face < sites[i].to ? 1 : 0;
        }
        ASSERT_EQ(count_at(steps, t), on_duty) << utc_text(t);
        empty_minutes += on_duty == 0 ? 1 : 0;
    }
    EXPECT_EQ(empty_minutes, 420 * 60);
}

// ---- sets

TEST(Normalised, SortsMergesAndDropsWhatIsEmpty) {
    EXPECT_THAT(normalised({ticks(5, 9), ticks(1, 3), ticks(3, 4), ticks(7, 8), ticks(20, 20),
                            ticks(30, 25)}),
                ElementsAre(ticks(1, 4), ticks(5, 9)));
}

TEST(Longest, IsTheEarliestOfEquals) {
    const std::vector<Interval> set{ticks(0, 2), ticks(5, 9), ticks(10, 14)};
    EXPECT_EQ(longest(set), ticks(5, 9));
    EXPECT_EQ(longest({}), std::nullopt);
}

TEST(Complement, IsWhatTheSetLeavesOfTheRange) {
    const std::vector<Interval> set{ticks(-5, 2), ticks(5, 9), ticks(30, 40)};
    EXPECT_THAT(complement(set, ticks(0, 20)), ElementsAre(ticks(2, 5), ticks(9, 20)));
    EXPECT_THAT(complement({}, ticks(0, 20)), ElementsAre(ticks(0, 20)));
    EXPECT_THAT(complement(set, ticks(6, 9)), IsEmpty());
    EXPECT_THAT(complement(set, ticks(9, 9)), IsEmpty());
}

// ---- headcount

TEST(Headcount, HasOneStepForEachChange) {
    const Calendar day(std::vector<Interval>{ticks(0, 10), ticks(20, 30)}, ticks(0, 40));
    const Calendar evening(std::vector<Interval>{ticks(10, 20)}, ticks(0, 40));
    const std::array present{Colleagues{&day, 2}, Colleagues{&evening, 2}, Colleagues{nullptr, 9}};
    EXPECT_THAT(headcount(present, ticks(-5, 40)),
                ElementsAre(Step{tick(-5), 0}, Step{tick(0), 2}, Step{tick(30), 0}));
    EXPECT_THAT(headcount(present, ticks(5, 30)), ElementsAre(Step{tick(5), 2}));
    EXPECT_THAT(headcount(present, ticks(5, 5)), IsEmpty());
    EXPECT_THAT(headcount({}, ticks(0, 9)), ElementsAre(Step{tick(0), 0}));
}

TEST(Uncovered, AsksForAsManyAsNeeded) {
    const Calendar day(std::vector<Interval>{ticks(0, 20)}, ticks(0, 40));
    const Calendar late(std::vector<Interval>{ticks(10, 30)}, ticks(0, 40));
    const std::array present{Colleagues{&day, 1}, Colleagues{&late, 2}};
    const auto steps = headcount(present, ticks(0, 40));
    EXPECT_THAT(uncovered(steps, ticks(0, 40)), ElementsAre(ticks(30, 40)));
    EXPECT_THAT(uncovered(steps, ticks(0, 40), 3), ElementsAre(ticks(0, 10), ticks(20, 40)));
    EXPECT_THAT(covered(steps, ticks(0, 40), 2), ElementsAre(ticks(10, 30)));
    EXPECT_THAT(uncovered(steps, ticks(-9, 5)), ElementsAre(ticks(-9, 0)));
    EXPECT_THAT(uncovered({}, ticks(0, 5)), ElementsAre(ticks(0, 5)));
    EXPECT_EQ(staffed_time(steps, ticks(0, 40)), Span{20 + 2 * 20});
    EXPECT_EQ(staffed_time(steps, ticks(5, 15)), Span{10 + 2 * 5});
}

// ---- against counting

constexpr std::int64_t end_of_time = 100;
using Bits = std::array<int, end_of_time>;

std::vector<Interval> random_set(Cases& cases, Bits& bits) {
    std::vector<Interval> intervals;
    for (std::int64_t n = cases.below(8); n > 0; --n) {
        const std::int64_t begin = cases.below(end_of_time);
        const std::int64_t end = std::min(end_of_time, begin + cases.below(25));
        intervals.push_back(ticks(begin, end));
        for (std::int64_t t = begin; t < end; ++t) {
            bits[static_cast<std::size_t>(t)] = 1;
        }
    }
    return normalised(intervals);
}

template <class Rule>
std::vector<Interval> counted(const Bits& a, const Bits& b, Rule rule) {
    std::vector<Interval> set;
    for (std::size_t t = 0; t < a.size(); ++t) {
        const auto from = static_cast<std::int64_t>(t);
        if (rule(a[t], b[t])) {
            if (set.empty() || set.back().end != tick(from)) {
                set.push_back(ticks(from, from));
            }
            set.back().end = tick(from + 1);
        }
    }
    return set;
}

TEST(Sets, EqualCountingInstants) {
    Cases cases(11);
    const Interval all = ticks(0, end_of_time);
    for (int round = 0; round < 2000; ++round) {
        Bits a_bits{};
        Bits b_bits{};
        const auto a = random_set(cases, a_bits);
        const auto b = random_set(cases, b_bits);
        ASSERT_EQ(a, counted(a_bits, b_bits, [](int x, int) { return x == 1; }));
        ASSERT_EQ(unite(a, b), counted(a_bits, b_bits, [](int x, int y) { return x + y > 0; }));
        ASSERT_EQ(intersect(a, b), counted(a_bits, b_bits, [](int x, int y) { return x * y > 0; }));
        ASSERT_EQ(subtract(a, b), counted(a_bits, b_bits, [](int x, int y) { return x > y; }));
        ASSERT_EQ(complement(a, all), counted(a_bits, b_bits, [](int x, int) { return x == 0; }));
    }
}

TEST(Headcount, EqualsCountingPeople) {
    Cases cases(13);
    const Interval all = ticks(0, end_of_time);
    for (int round = 0; round < 1000; ++round) {
        std::array<Calendar, 4> calendars;
        std::vector<Colleagues> present;
        Bits people{};
        for (Calendar& calendar : calendars) {
            Bits bits{};
            calendar = Calendar(random_set(cases, bits), all);
            const std::int64_t count = cases.below(4);
            present.push_back({.hours = &calendar, .count = count});
            for (std::size_t t = 0; t < bits.size(); ++t) {
                people[t] += static_cast<int>(count) * bits[t];
            }
        }
        const auto steps = headcount(present, all);
        std::int64_t sum = 0;
        for (std::int64_t t = 0; t < end_of_time; ++t) {
            const int expected = people[static_cast<std::size_t>(t)];
            ASSERT_EQ(count_at(steps, tick(t)), expected) << t;
            sum += expected;
        }
        ASSERT_EQ(staffed_time(steps, all), Span{sum});
        for (std::size_t i = 1; i < steps.size(); ++i) {
            ASSERT_NE(steps[i - 1].count, steps[i].count) << "a step that changes nothing";
        }
        for (const std::int64_t needed : {1, 3}) {
            const auto holes = counted(people, people, [&](int n, int) { return n < needed; });
            ASSERT_EQ(uncovered(steps, all, needed), holes);
        }
    }
}

}  // namespace
}  // namespace meridian::coverage_test
