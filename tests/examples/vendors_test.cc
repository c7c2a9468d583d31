#include <gtest/gtest.h>

#include "tests/examples/example.h"

// Who has the tickets of scenarios/examples/outage-carrier.yaml, by hand. Times are UTC: Oslo is
// one hour ahead on Friday and two on Monday, New York four behind.

namespace meridian::examples {
namespace {

using testing::Journal;

constexpr std::string_view outage = "outage-carrier";

/// Requirement 11: six of the carrier's hours, of which Friday has nine left.
TEST(OutageCarrier, MendsOnFridayWhatComesInTheMorning) {
    const Journal journal = Example(std::string(outage)).journal();
    EXPECT_EQ(journal.at(Fact::sent_out, 0), "Fri 13:00");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "Fri 19:00");
}

/// Requirement 11: two hours on Friday, four on Monday from 08:00 in New York, 12:00 UTC.
TEST(OutageCarrier, MendsOnMondayWhatComesInTheAfternoon) {
    const Example example{std::string(outage)};
    const Journal journal = example.journal();
    EXPECT_EQ(journal.at(Fact::sent_out, 3), "Fri 20:00");
    EXPECT_EQ(journal.at(Fact::resolved, 3), "Mon 16:00");
    EXPECT_EQ(journal.clock(3, example.sla("carrier-contract")),
              "Fri 20:00 started until Mon 18:00, Mon 16:00 stopped 2h to spare");
    EXPECT_EQ(journal.clock(3, example.sla("resolution")),
              "Fri 19:00 started until Sat 19:00, Mon 16:00 stopped late by 45h");
}

/// Requirement 37: the lawyers' office has 45 minutes left on Friday; an hour and a quarter on
/// Monday from 09:00 in Oslo, 07:00 UTC.
TEST(OutageCarrier, WaitsForTheLawyersOverTheWeekend) {
    const Example example{std::string(outage)};
    const Journal journal = example.journal();
    EXPECT_EQ(journal.story(1),
              "Fri 13:00 opened, Fri 13:00 queued, Fri 13:00 started by 1, Fri 13:15 stopped, "
              "Fri 13:15 sent_out, "
              "Mon 08:15 came_back, Mon 08:15 resolved");
    EXPECT_EQ(journal.clock(1, example.sla("credit")),
              "Fri 13:00 started until Fri 13:30, Fri 13:15 paused at 15min, Mon 08:15 resumed "
              "until Mon 08:30, "
              "Mon 08:15 stopped 15min to spare");
}

/// Requirements 11 and 37.
TEST(OutageCarrier, IsReportedWithWhatItCosts) {
    const Summary summary = Example(std::string(outage)).summary();
    EXPECT_EQ(figure(summary, "vendor_sent").value, 4);
    EXPECT_EQ(figure(summary, "vendor_solved").value, 1);
    EXPECT_EQ(figure(summary, "vendor_cost").value, 4000 + 2500 + 4000);
}

/// Twice as many engineers and frontline mend nothing sooner.
TEST(OutageCarrier, TakesItsTimeWhoeverWaits) {
    const Journal few = Example(std::string(outage)).journal();
    const Journal many =
        Example(std::string(outage), {}, {"teams.frontline.agents=4", "teams.engineers.agents=4"})
            .journal();
    for (std::uint64_t ticket = 0; ticket < 4; ++ticket) {
        EXPECT_EQ(few.at(Fact::resolved, ticket), many.at(Fact::resolved, ticket));
    }
}

/// On Saturday as on Monday.
TEST(OutageCarrier, IsBackSoonerWhereItWorksAtWeekends) {
    const std::string open = "[{days: Mon-Sun, from: \"08:00\", to: \"18:00\"}]";
    const Journal journal =
        Example(std::string(outage), {}, {"calendars.carrier-desk.open=" + open}).journal();
    EXPECT_EQ(journal.at(Fact::resolved, 3), "Sat 16:00");
}

}  // namespace
}  // namespace meridian::examples
