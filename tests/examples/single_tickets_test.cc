#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/examples/example.h"

// The worked examples with one ticket or a few, whose lives can be told by hand. Times are UTC.

namespace meridian::examples {
namespace {

using testing::Journal;

TEST(SmartTv, ClimbsFromTheHelpCentreToTheEngineersInOrder) {
    const Example example("smart-tv");
    const Journal journal = example.journal();
    EXPECT_EQ(journal.story(0),
              "Mon 09:00 opened, "
              "Mon 09:00 self_served, Mon 09:05 escalated, "  // the help centre
              "Mon 09:05 self_served, Mon 09:08 escalated, "  // the bot
              "Mon 09:08 queued, Mon 09:08 started by 0, Mon 09:23 stopped, Mon 09:23 escalated, "
              "Mon 09:23 queued, Mon 09:23 started by 2, Mon 10:08 stopped, Mon 10:08 escalated, "
              // The engineer writes software until 11:48.
              "Mon 10:08 queued, Mon 11:48 started by 3, Mon 12:48 stopped, Mon 12:48 resolved");
    EXPECT_THAT(journal.day(3), ::testing::HasSubstr("Mon 11:48 break_ended"));
}

TEST(OpenFor24Hours, IsSaturdayOnTheWallClockAndWednesdayInBusinessHours) {
    const Example example("open-24h");
    const Journal journal = example.journal();
    EXPECT_EQ(journal.fired(0, example.rule("a-day")), "Sat 14:00 notified");
    EXPECT_EQ(journal.fired(0, example.rule("24-working-hours")), "Wed 14:00 escalated");
}

TEST(LoginVpn, TakesFiftyFiveMinutesOnTheWrongTrack) {
    const Journal journal = Example("login-vpn").journal();
    EXPECT_EQ(journal.story(0),
              "Mon 09:00 opened, Mon 09:00 queued, Mon 09:00 started by 0, "
              "Mon 09:40 stopped, Mon 09:40 escalated, Mon 09:40 queued, Mon 09:40 started by 1, "
              "Mon 09:55 stopped, Mon 09:55 resolved");
}

TEST(LoginVpn, TakesTwentyWithAClearProcess) {
    const Journal journal = Example("login-vpn", "login-vpn-policy").journal();
    EXPECT_EQ(journal.story(0),
              "Mon 09:00 opened, Mon 09:00 queued, Mon 09:00 started by 0, "
              "Mon 09:05 stopped, Mon 09:05 escalated, Mon 09:05 queued, Mon 09:05 started by 1, "
              "Mon 09:20 stopped, Mon 09:20 resolved");
}

}  // namespace
}  // namespace meridian::examples
