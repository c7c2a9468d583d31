#include <gtest/gtest.h>

#include "sim/run.h"
#include "tests/journal.h"

namespace meridian::testing {
namespace {

TEST(Run, WritesAWholeLife) {
    const Journal journal = journal_of(one_desk(), {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:10 stopped, 09:10 resolved");
    EXPECT_EQ(journal.at(Fact::first_response, 0), "09:00");
    EXPECT_EQ(journal.end(), ScenarioSketch::monday + 24h);
}

TEST(Run, LeavesOpenWhatTheHorizonCutsOff) {
    const Journal journal = journal_of(one_desk(), {comes(23h + 55min)});
    EXPECT_EQ(journal.story(0),
              "23:55 opened, 23:55 queued, 23:55 started by 0, Tue 00:00 stopped, "
              "Tue 00:00 left_open");
    EXPECT_EQ(Span{journal.first(Fact::left_open, 0).value}, 5min);
    EXPECT_EQ(Span{journal.first(Fact::stopped, 0).value}, 5min);
}

TEST(Run, TakesNothingThatComesAtTheHorizonsEnd) {
    const Journal journal = journal_of(one_desk(), {comes(24h - 1ms), comes(24h)});
    EXPECT_EQ(journal.count(Fact::opened), 1U);
}

}  // namespace
}  // namespace meridian::testing
