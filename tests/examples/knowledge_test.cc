#include <gtest/gtest.h>

#include "tests/examples/example.h"

// What is known in scenarios/examples/kb-learning.yaml, by hand.

namespace meridian::examples {
namespace {

using std::chrono::minutes;
using testing::Journal;

/// Requirement 63: agent 1 is the specialist, who solves it and then writes it down.
TEST(Knowledge, IsWrittenDownByWhoeverHasTheSolution) {
    const Journal journal = Example("kb-learning").journal();
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:10 stopped, 09:10 escalated, "
              "09:10 queued, 09:10 started by 1, 10:10 stopped, 10:10 documented, "
              "10:10 task_queued, 10:10 resolved, 10:10 task_started by 1, 10:40 task_done");
}

/// Requirement 63. The second one comes before the article is there, the third one after it.
TEST(Knowledge, LetsTheFrontlineSolveTheNextOne) {
    const Journal journal = Example("kb-learning").journal();
    EXPECT_EQ(journal.story(1),
              "10:20 opened, 10:20 queued, 10:20 started by 0, 10:30 stopped, 10:30 escalated, "
              "10:30 queued, 10:40 started by 1, 11:40 stopped, 11:40 resolved");
    EXPECT_EQ(journal.story(2),
              "10:45 opened, 10:45 queued, 10:45 started by 0, 10:55 looked_up, 10:55 stopped, "
              "10:55 resolved");
}

/// Written at 10:40 for a day: at 10:45 nobody knows any more, and it is written again.
TEST(Knowledge, IsForgotten) {
    const Journal journal = Example("kb-learning").journal();
    EXPECT_EQ(journal.story(3),
              "Tue 10:35 opened, Tue 10:35 queued, Tue 10:35 started by 0, Tue 10:45 stopped, "
              "Tue 10:45 escalated, Tue 10:45 queued, Tue 10:45 started by 1, Tue 11:45 stopped, "
              "Tue 11:45 documented, Tue 11:45 task_queued, Tue 11:45 resolved, "
              "Tue 11:45 task_started by 1, Tue 12:15 task_done");
    EXPECT_EQ(journal.story(4),
              "Tue 12:20 opened, Tue 12:20 queued, Tue 12:20 started by 0, Tue 12:30 looked_up, "
              "Tue 12:30 stopped, Tue 12:30 resolved");
}

/// Requirement 63: two articles, half an hour each, have each solved one of five tickets.
TEST(Knowledge, IsReportedWithWhatItCostsAndSaves) {
    const Summary summary = Example("kb-learning").summary();
    EXPECT_EQ(figure(summary, "articles").value, 2);
    EXPECT_EQ(figure(summary, "articles_read").value, 2);
    EXPECT_EQ(figure(summary, "article_solved").value, 2);
    EXPECT_EQ(figure(summary, "article_yield").value, 1);
    EXPECT_DOUBLE_EQ(figure(summary, "documentation_time").value,
                     static_cast<double>(std::chrono::milliseconds{minutes{60}}.count()));
    EXPECT_DOUBLE_EQ(figure(summary, "escalation_rate").value, 3.0 / 5);
}

}  // namespace
}  // namespace meridian::examples
