// Any week, holidays and clocks: what calendars and coverage say in intervals is what looking at
// the clock on the wall minute by minute says, and every question of a business clock has the
// answer that counting gives.

#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/calendar/calendar.h"
#include "model/calendar/coverage.h"
#include "model/calendar/week.h"
#include "model/calendar/zone.h"
#include "tests/fuzz/expect.h"
#include "tests/fuzz/minutes.h"

namespace meridian::fuzz {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::int32_t first_day = 20'500;  // 2026-02-16, a Monday

// ---- what is drawn

Span drawn_offset(FuzzedDataProvider& dice) {
    return minutes{dice.ConsumeIntegralInRange<int>(-12 * 60, 14 * 60)};
}

/// Clocks that are changed at most every other day, by up to a day: stranger than any on Earth.
/// (Nearer together a reading could come three times, which is more than a Reading says.)
Zone drawn_zone(FuzzedDataProvider& dice, Interval range) {
    Zone zone = Zone::fixed("Nowhere/Land", drawn_offset(dice),
                            {range.begin - days{4}, range.end + days{4}});
    Instant at = zone.range.begin;
    for (int left = dice.ConsumeIntegralInRange<int>(0, 4); left > 0; --left) {
        at += days{2} + minutes{dice.ConsumeIntegralInRange<int>(1, 4 * 1440)};
        const Span before =
            zone.transitions.empty() ? zone.first_offset : zone.transitions.back().offset;
        const bool usual = dice.ConsumeBool();
        const Span after =
            usual ? before + minutes{dice.ConsumeBool() ? 60 : -60} : drawn_offset(dice);
        const Span change = after - before;
        if (at < zone.range.end && change != Span{} && change <= days{1} && change >= -days{1}) {
            zone.transitions.push_back({.at = at, .offset = after});
        }
    }
    return zone;
}

LocalMinutes drawn_time(FuzzedDataProvider& dice, int most) {
    return oclock(0, dice.ConsumeIntegralInRange<int>(0, most));
}

Date drawn_date(FuzzedDataProvider& dice) {
    return {first_day + dice.ConsumeIntegralInRange<std::int32_t>(-30, 30)};
}

Window drawn_window(FuzzedDataProvider& dice) {
    Window window;
    window.days = dice.ConsumeIntegralInRange<DayMask>(1, every_day);
    window.from = drawn_time(dice, 1439);
    window.to = drawn_time(dice, 1440);
    window.every_weeks = dice.ConsumeIntegralInRange<std::uint16_t>(1, 3);
    window.anchor = drawn_date(dice);
    if (dice.ConsumeBool()) {
        window.valid_from = drawn_date(dice);
    }
    if (dice.ConsumeBool()) {
        window.valid_to = window.valid_from.value_or(Date{first_day})
                              .plus(dice.ConsumeIntegralInRange<std::int32_t>(0, 20));
    }
    return window;
}

Holiday drawn_holiday(FuzzedDataProvider& dice) {
    Holiday holiday;
    holiday.first = drawn_date(dice);
    holiday.last = holiday.first.plus(dice.ConsumeIntegralInRange<std::int32_t>(0, 5));
    if (dice.ConsumeBool()) {
        holiday.from = drawn_time(dice, 1439);
        holiday.to = oclock(0, dice.ConsumeIntegralInRange<int>(holiday.from.minutes + 1, 1440));
    }
    return holiday;
}

WeekPlan drawn_plan(FuzzedDataProvider& dice) {
    WeekPlan plan;
    for (int left = dice.ConsumeIntegralInRange<int>(0, 4); left > 0; --left) {
        plan.windows.push_back(drawn_window(dice));
    }
    for (int left = dice.ConsumeIntegralInRange<int>(0, 3); left > 0; --left) {
        plan.holidays.push_back(drawn_holiday(dice));
    }
    plan.policy.skipped_start = dice.ConsumeBool() ? Skipped::forward : Skipped::drop;
    plan.policy.repeated_start = dice.ConsumeBool() ? Repeated::first : Repeated::second;
    plan.policy.repeated_end = dice.ConsumeBool() ? Repeated::first : Repeated::second;
    return plan;
}

/// A moment in or around the range, to the millisecond.
Instant drawn_moment(FuzzedDataProvider& dice, Interval range) {
    const std::int64_t margin = 86'400'000;
    return range.begin + Span{dice.ConsumeIntegralInRange<std::int64_t>(
                             -margin, range.length().count() + margin)};
}

// ---- what is checked

std::string shown(const std::vector<Interval>& set) {
    std::string text;
    for (const Interval& i : set) {
        text += utc_text(i.begin) + " to " + utc_text(i.end) + "; ";
    }
    return text;
}

void expect_equal(const std::vector<Interval>& said, const Minutes& looked, const char* what) {
    const std::vector<Interval> seen = looked.intervals();
    expect(said == seen, "{}: said {}\nseen {}", what, shown(said), shown(seen));
}

/// The open time in [a, b), minute by minute.
Span counted(const Minutes& looked, Instant a, Instant b) {
    Span total{};
    for (std::size_t i = 0; i < looked.open.size(); ++i) {
        const Instant from = std::max(a, looked.at(i));
        const Instant to = std::min(b, looked.at(i + 1));
        if (looked.open[i] && from < to) {
            total += to - from;
        }
    }
    return total;
}

std::optional<Instant> due_by_counting(const Minutes& looked, Instant start, Span target) {
    Span left = target;
    for (std::size_t i = 0; left > Span{} && i < looked.open.size(); ++i) {
        const Instant from = std::max(start, looked.at(i));
        if (!looked.open[i] || from >= looked.at(i + 1)) {
            continue;
        }
        if (left <= looked.at(i + 1) - from) {
            return from + left;
        }
        left -= looked.at(i + 1) - from;
    }
    return left > Span{} ? std::nullopt : std::optional(start);
}

std::optional<Instant> opening_by_looking(const Minutes& looked, Instant t) {
    for (std::size_t i = 0; i < looked.open.size(); ++i) {
        if (looked.open[i] && t < looked.at(i + 1)) {
            return std::max(t, looked.at(i));
        }
    }
    return std::nullopt;
}

std::optional<Instant> closing_by_looking(const Minutes& looked, Instant t) {
    for (std::size_t i = 0; i < looked.open.size(); ++i) {
        if (!Interval{looked.at(i), looked.at(i + 1)}.contains(t)) {
            continue;
        }
        while (i < looked.open.size() && looked.open[i]) {
            ++i;
        }
        return looked.at(i) > t && counted(looked, t, t + Span{1}) > Span{}
                   ? std::optional(looked.at(i))
                   : std::nullopt;
    }
    return std::nullopt;
}

void check_clock(const Calendar& calendar, const Minutes& looked, FuzzedDataProvider& dice) {
    const Instant a = drawn_moment(dice, looked.range());
    const Instant b = drawn_moment(dice, looked.range());
    const Span target{dice.ConsumeIntegralInRange<std::int64_t>(-1, 5LL * 86'400'000)};
    expect(calendar.open_time(a, b) == (a < b ? counted(looked, a, b) : Span{}),
           "open from {} to {}", utc_text(a), utc_text(b));
    expect(calendar.deadline(a, target) == due_by_counting(looked, a, target), "{} ms after {}",
           target.count(), utc_text(a));
    expect(calendar.next_open(a) == opening_by_looking(looked, a), "opening after {}", utc_text(a));
    expect(calendar.closes_at(a) == closing_by_looking(looked, a), "closing after {}", utc_text(a));
    expect(calendar.is_open(a) == (counted(looked, a, a + Span{1}) > Span{}), "open at {}",
           utc_text(a));
    expect(calendar.total() == counted(looked, looked.begin, looked.range().end), "all of it");
}

template <class Both>
Minutes combined(const Minutes& a, const Minutes& b, Both both) {
    Minutes result = a;
    for (std::size_t i = 0; i < result.open.size(); ++i) {
        result.open[i] = both(a.open[i], b.open[i]);
    }
    return result;
}

void check_sets(const std::vector<Interval>& a, const std::vector<Interval>& b, const Minutes& in_a,
                const Minutes& in_b) {
    const auto both = [&](auto rule) { return combined(in_a, in_b, rule); };
    expect_equal(unite(a, b), both([](bool x, bool y) { return x || y; }), "union");
    expect_equal(intersect(a, b), both([](bool x, bool y) { return x && y; }), "intersection");
    expect_equal(subtract(a, b), both([](bool x, bool y) { return x && !y; }), "difference");
    expect_equal(complement(a, in_a.range()), both([](bool x, bool /*y*/) { return !x; }),
                 "complement");
    expect(total_length(a) == counted(in_a, in_a.begin, in_a.range().end), "length");
}

void check_headcount(const Calendar& a, const Calendar& b, const Minutes& in_a, const Minutes& in_b,
                     FuzzedDataProvider& dice) {
    const std::vector<Colleagues> present{
        {.hours = &a, .count = dice.ConsumeIntegralInRange<int>(0, 3)},
        {.hours = &b, .count = dice.ConsumeIntegralInRange<int>(0, 3)}};
    const int needed = dice.ConsumeIntegralInRange<int>(0, 7);
    const std::vector<Step> steps = headcount(present, in_a.range());
    Minutes enough = in_a;
    Span staffed{};
    for (std::size_t i = 0; i < in_a.open.size(); ++i) {
        const std::int64_t count =
            (in_a.open[i] ? present[0].count : 0) + (in_b.open[i] ? present[1].count : 0);
        if (count_at(steps, in_a.at(i)) != count) {
            expect(false, "{} people at {}", count, utc_text(in_a.at(i)));
        }
        enough.open[i] = count >= needed;
        staffed += count * minutes{1};
    }
    expect_equal(covered(steps, in_a.range(), needed), enough, "covered");
    enough.open.flip();
    expect_equal(uncovered(steps, in_a.range(), needed), enough, "uncovered");
    expect(staffed_time(steps, in_a.range()) == staffed, "staffed time");
}

void check_zone(const Zone& zone, const WallScan& wall, FuzzedDataProvider& dice) {
    const auto kept = zone_from_lock(lock_lines(zone), zone.name);
    expect(kept && *kept == zone, "a lock keeps the zone:\n{}", lock_lines(zone));
    const WallTime asked = wall_time(drawn_date(dice), drawn_time(dice, 1439));
    const Instant around{std::chrono::milliseconds{asked.ms}};
    if (around < zone.range.begin + days{1} || zone.range.end - days{1} < around) {
        return;
    }
    const Reading reading = zone.read(asked);
    const auto seen = wall.seen(asked);
    expect((reading.kind == Reading::Kind::skipped) == !seen.has_value(), "skipped or not");
    expect(!seen || (reading.first == seen->first && reading.last == seen->last),
           "first {}, last {}", utc_text(reading.first), utc_text(reading.last));
}

void check_occurrences(const WeekPlan& plan, const Zone& zone, Interval range) {
    const std::vector<Occurrence> found = occurrences(plan, zone, range);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Interval span = found[i].span;
        expect(range.begin <= span.begin && span.begin < span.end && span.end <= range.end,
               "{} to {} lies in the range", utc_text(span.begin), utc_text(span.end));
        expect(i == 0 || found[i - 1] < found[i], "occurrences are in order");
    }
    for (const DstNote& note : dst_notes(plan, zone, range)) {
        expect(!describe(note, plan.windows[note.window]).empty(), "a note says something");
        expect(note.actual >= Span{} && note.actual <= days{4}, "{} ms worked",
               note.actual.count());
    }
}

/// Clocks that are changed as often as one likes: then no more is promised than order.
void check_wild_zone(FuzzedDataProvider& dice, Interval range) {
    const WeekPlan plan = drawn_plan(dice);
    const std::string text = dice.ConsumeRemainingBytesAsString();
    if (const auto zone = zone_from_lock(text, "X")) {
        check_occurrences(plan, *zone, range);
        const auto again = zone_from_lock(lock_lines(*zone), "X");
        expect(again && *again == *zone, "a lock is read back:\n{}", lock_lines(*zone));
    }
}

void check(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider dice(data, size);
    const Instant begin{days{first_day} + minutes{dice.ConsumeIntegralInRange<int>(0, 7 * 1440)}};
    const Interval range{begin, begin + minutes{dice.ConsumeIntegralInRange<int>(1, 4 * 1440)}};
    if (dice.ConsumeIntegralInRange<int>(0, 15) == 0) {
        check_wild_zone(dice, range);
        return;
    }
    const Zone zone = drawn_zone(dice, range);
    const WallScan wall(zone, {range.begin - days{7}, range.end + days{7}});
    check_zone(zone, wall, dice);
    const WeekPlan a = drawn_plan(dice);
    const WeekPlan b = drawn_plan(dice);
    const Minutes in_a = wall.open_in(a, range);
    const Minutes in_b = wall.open_in(b, range);
    const std::vector<Interval> set_a = open_intervals(a, zone, range);
    const std::vector<Interval> set_b = open_intervals(b, zone, range);
    expect_equal(set_a, in_a, "open");
    expect_equal(set_b, in_b, "open");
    check_occurrences(a, zone, range);
    const Calendar hours_a(set_a, range);
    const Calendar hours_b(set_b, range);
    check_clock(hours_a, in_a, dice);
    check_clock(hours_b, in_b, dice);
    check_sets(set_a, set_b, in_a, in_b);
    check_headcount(hours_a, hours_b, in_a, in_b, dice);
}

}  // namespace
}  // namespace meridian::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    meridian::fuzz::check(data, size);
    return 0;
}
