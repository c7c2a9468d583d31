#include <gtest/gtest.h>

#include "tests/examples/example.h"

// What breaks in scenarios/examples/cloud-outage.yaml, by hand.

namespace meridian::examples {
namespace {

using std::chrono::minutes;
using testing::Journal;

constexpr std::uint64_t cause = TicketNumber::of(StreamId{2}, 0).value;

/// Requirement 62: the ticket about the cause comes as the cloud fails, and its resolution mends
/// it. In 390 minutes there would be 71 customers, one every 5 5/11 minutes; in 100 minutes 18 are
/// there.
TEST(CloudOutage, IsMendedByTheResolutionOfItsCause) {
    const Journal journal = Example("cloud-outage").journal();
    EXPECT_EQ(journal.story(cause),
              "09:00 opened, 09:00 queued, 09:00 started by 2, 10:40 stopped, 10:40 mended, "
              "10:40 resolved");
    EXPECT_EQ(journal.first(Fact::mended, cause).value, 71 - 18);
}

/// Requirement 61: the surge, by hand.
TEST(CloudOutage, BringsCustomersUntilThen) {
    const Journal journal = Example("cloud-outage").journal();
    std::vector<std::string> came;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::opened && e.ticket.stream() == StreamId{1}) {
            came.push_back(journal.time(e.at).substr(0, 5));
        }
    }
    EXPECT_EQ(came.size(), 18U);
    EXPECT_EQ(came.front(), "09:05");
    EXPECT_EQ(came.back(), "10:38");  // 18 * 60 / 11 minutes after nine
}

/// Requirements 61 and 62.
TEST(CloudOutage, IsReportedWithWhatTheRepairSaved) {
    const Summary summary = Example("cloud-outage").summary();
    EXPECT_EQ(figure(summary, "incident_tickets").value, 18);
    EXPECT_EQ(figure(summary, "tickets_avoided").value, 53);
    EXPECT_EQ(figure(summary, "mended").value, 1);
    EXPECT_DOUBLE_EQ(figure(summary, "time_to_mend").value,
                     static_cast<double>(std::chrono::milliseconds{minutes{100}}.count()));
}

TEST(CloudOutage, LastsAsLongAsItMayIfItIsMendedTooLate) {
    const Summary summary =
        Example("cloud-outage", {}, {"work.cause.engineering.handle=10h"}).summary();
    EXPECT_EQ(figure(summary, "incident_tickets").value, 71);
    EXPECT_EQ(figure(summary, "tickets_avoided").value, 0);
}

}  // namespace
}  // namespace meridian::examples
