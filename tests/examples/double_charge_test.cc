#include <gtest/gtest.h>

#include "tests/examples/example.h"

// Requirements 37 and 46, worked out by hand. Times are UTC.

namespace meridian::examples::double_charge_test {
namespace {

using namespace std::chrono_literals;
using testing::Journal;

double minutes(Span span) { return static_cast<double>(span.count()); }

/// Touch time of everybody who worked on a ticket, and on tasks beside it.
Span spent_on(const Journal& journal, std::uint64_t ticket) {
    Span sum{};
    for (const Fact fact : {Fact::stopped, Fact::task_done}) {
        for (const Entry& stretch : journal.all(fact, ticket)) {
            sum += Span{stretch.value};
        }
    }
    return sum;
}

TEST(DoubleCharge, IsSettledByTheFrontlineUpToItsLimit) {
    const Journal journal = Example("double-charge").journal();
    EXPECT_EQ(journal.at(Fact::resolved, 0), "Mon 09:10");
    EXPECT_EQ(journal.at(Fact::consulted, 0), "never");
}

TEST(DoubleCharge, IsSettledByWhoeverAsksAManager) {
    const Journal journal = Example("double-charge").journal();
    EXPECT_EQ(journal.at(Fact::consulted, 1), "Mon 10:10");
    EXPECT_EQ(journal.at(Fact::advised, 1), "Mon 10:14");
    EXPECT_EQ(journal.at(Fact::resolved, 1), "Mon 10:14");
    EXPECT_EQ(journal.first(Fact::resolved, 1).actor, journal.agent(1));
    EXPECT_EQ(spent_on(journal, 1), 18min);  // 14 of the agent, 4 of the manager
}

/// Two agents ask the one manager at 11:10: the second waits for eight minutes.
TEST(DoubleCharge, WaitsWhileTheManagerAnswersSomebodyElse) {
    const Journal journal = Example("double-charge").journal();
    EXPECT_EQ(journal.at(Fact::resolved, 2), "Mon 11:14");
    EXPECT_EQ(journal.at(Fact::resolved, 3), "Mon 11:18");
    EXPECT_EQ(Span{journal.first(Fact::advised, 3).value}, 8min);
}

TEST(DoubleCharge, IsSettledByTheManagerToWhomItIsHandedOver) {
    const Journal journal = Example("double-charge", "double-charge-hand-over").journal();
    EXPECT_EQ(journal.at(Fact::escalated, 1), "Mon 10:03");
    EXPECT_EQ(journal.at(Fact::resolved, 1), "Mon 10:12");
    EXPECT_EQ(journal.at(Fact::consulted, 1), "never");
    EXPECT_EQ(spent_on(journal, 1), 12min);
    EXPECT_EQ(journal.at(Fact::resolved, 3), "Mon 11:21");
}

TEST(DoubleCharge, ReportsTheMinutesThatConsultationAdds) {
    const Summary keeps = Example("double-charge").summary();
    EXPECT_EQ(figure(keeps, "consultations").value, 4);
    EXPECT_EQ(figure(keeps, "consultation_time").value, minutes(22min + 18min));
    EXPECT_EQ(figure(keeps, "consultation_wait").value, minutes(22min) / 4);
    const Summary hands_over = Example("double-charge", "double-charge-hand-over").summary();
    EXPECT_EQ(figure(hands_over, "consultations").value, 1);  // the expense
    EXPECT_EQ(figure(hands_over, "consultation_time").value, minutes(12min));
}

/// Requirement 37: ten minutes of work, six until finance has approved it.
TEST(Approval, IsWaitedForBeforeAnExpenseIsSettled) {
    const Journal journal = Example("double-charge").journal();
    EXPECT_EQ(journal.at(Fact::resolved, 4), "Mon 13:16");
    EXPECT_EQ(Span{journal.first(Fact::advised, 4).value}, 6min);
}

}  // namespace
}  // namespace meridian::examples::double_charge_test
