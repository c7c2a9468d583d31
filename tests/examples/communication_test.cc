#include <gtest/gtest.h>

#include "tests/examples/example.h"

// What customers are told in scenarios/examples/p1-hourly.yaml, by hand.

namespace meridian::examples {
namespace {

using std::chrono::minutes;
using testing::Journal;

/// Requirement 74: notice at once, hourly updates, a report; agent 1 is the duty manager.
TEST(HourlyUpdates, AreGivenOnTheHourFromTheNoticeToTheReport) {
    const Journal journal = Example("p1-hourly").journal();
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 informed, 09:00 task_queued, 09:00 task_started by 1, "
              "09:00 queued, 09:00 started by 0, 09:05 task_done, "
              "10:00 informed, 10:00 task_queued, 10:00 task_started by 1, 10:05 task_done, "
              "11:00 informed, 11:00 task_queued, 11:00 task_started by 1, 11:05 task_done, "
              "12:00 informed, 12:00 task_queued, 12:00 task_started by 1, 12:05 task_done, "
              "12:30 stopped, 12:30 informed, 12:30 task_queued, 12:30 task_started by 1, "
              "12:30 resolved, 14:30 task_done");
}

/// The one of 12:40 waits for the duty manager, and the next one counts from there.
TEST(HourlyUpdates, WaitForWhoeverGivesThem) {
    const Journal journal = Example("p1-hourly").journal();
    EXPECT_EQ(journal.story(1),
              "10:40 opened, 10:40 informed, 10:40 task_queued, 10:40 task_started by 1, "
              "10:40 queued, 10:45 task_done, "
              "11:40 informed, 11:40 task_queued, 11:40 task_started by 1, 11:45 task_done, "
              "12:30 started by 0, 12:40 informed, 12:40 task_queued, "
              "14:30 task_started by 1, 14:35 task_done, "
              "15:30 informed, 15:30 task_queued, 15:30 task_started by 1, 15:35 task_done, "
              "16:00 stopped, 16:00 informed, 16:00 task_queued, 16:00 task_started by 1, "
              "16:00 resolved, 18:00 task_done");
}

/// Requirements 73, 74. Of six intervals that of 11:40 to 14:30 is too long. The first report takes
/// two office hours, the second one none: it is written after four.
TEST(HourlyUpdates, HaveTargetsOfTheirOwnAndTakeTime) {
    const Summary summary = Example("p1-hourly").summary();
    EXPECT_EQ(figure(summary, "notices_in_time").value, 1);
    EXPECT_DOUBLE_EQ(figure(summary, "updates_in_time").value, 5.0 / 6);
    EXPECT_DOUBLE_EQ(figure(summary, "reports_in_time").value, 0.5);
    EXPECT_DOUBLE_EQ(figure(summary, "communication_time").value,
                     static_cast<double>(std::chrono::milliseconds{minutes{280}}.count()));
}

}  // namespace
}  // namespace meridian::examples
