#include <gtest/gtest.h>

#include <chrono>

#include "model/policy/sla.h"

namespace meridian {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// The public ticket 941606: its schedule changed while it waited for its first reply. Two ways to
/// count give two answers, both exact. Schedules are windows of the week, from Sunday 00:00 UTC.
class Ticket941606 : public ::testing::Test {
protected:
    Ticket941606() {
        const minutes first[] = {minutes{720},  minutes{2160}, minutes{3600}, minutes{5040},
                                 minutes{6480}, minutes{7920}, minutes{9360}};
        const minutes second[] = {minutes{2340}, minutes{3780}, minutes{5220}, minutes{6660},
                                  minutes{8100}};
        calendars_.add({.name = "level 1", .zone = {}, .open = weekly(first, minutes{840})});
        calendars_.add({.name = "level 2", .zone = {}, .open = weekly(second, minutes{570})});
    }

    template <std::size_t n>
    static Calendar weekly(const minutes (&begins)[n], minutes length) {
        const Interval range{sunday, sunday + std::chrono::weeks{1}};
        std::vector<Interval> open;
        for (const minutes begin : begins) {
            open.push_back({sunday + begin, sunday + begin + length});
        }
        return Calendar(std::move(open), range);
    }

    static constexpr Instant sunday{
        std::chrono::sys_days{std::chrono::year{2020} / std::chrono::September / 27}};
    static constexpr Instant created =
        sunday + std::chrono::days{2} + minutes{17 * 60 + 1} + seconds{38};
    static constexpr Instant changed =
        sunday + std::chrono::days{3} + minutes{19 * 60 + 1} + seconds{25};
    static constexpr Instant replied = changed + seconds{21};
    static constexpr CalendarId level_1{0};
    static constexpr CalendarId level_2{1};
    Table<NamedCalendar> calendars_;
};

/// 538.3667 + 421.4167 + 0.35 = 960.1333 minutes.
TEST_F(Ticket941606, HasWaited960MinutesSegmentBySegment) {
    ClockState clock;
    clock.calendar = level_1;
    clock = start(clock, calendars_, created, minutes{2000});
    clock = retarget(clock, calendars_, changed, minutes{2000}, level_2);
    EXPECT_EQ(consumed(clock, calendars_, replied), minutes{960} + seconds{8});
}

/// 690.1333 minutes: as if it had been there from the beginning.
TEST_F(Ticket941606, HasWaited690MinutesByTheLastSchedule) {
    EXPECT_EQ(counted(calendars_, level_2, created, replied), minutes{690} + seconds{8});
}

/// 1560.1333 minutes.
TEST_F(Ticket941606, HasWaited1560MinutesRoundTheClock) {
    EXPECT_EQ(counted(calendars_, CalendarId{}, created, replied), minutes{1560} + seconds{8});
}

}  // namespace
}  // namespace meridian
