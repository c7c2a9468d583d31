#include "sim/measure/pareto.h"

#include <gtest/gtest.h>

#include "model/id.h"

namespace meridian::testing {
namespace {

TicketRow escalated(Dimension dimension, const char* name, double tickets, std::uint32_t index) {
    TicketRow row;
    row.dimension = dimension;
    row.name = name;
    row.index = index;
    row.escalated.value = tickets;
    return row;
}

// Requirement 67.
TEST(APareto, PutsWhatIsEscalatedMostFirstAndAddsUp) {
    Summary summary;
    summary.tickets = {escalated(Dimension::category, "billing", 100, 0),
                       escalated(Dimension::tag, "login", 10, 0),
                       escalated(Dimension::tag, "vpn", 60, 1),
                       escalated(Dimension::tag, "rare", 0, 2),
                       escalated(Dimension::tag, "(none)", 30, Id<void>::none_index)};
    const std::vector<ParetoRow> rows = pareto(summary);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].name, "vpn");
    EXPECT_DOUBLE_EQ(rows[0].share, 0.6);
    EXPECT_EQ(rows[1].name, "");  // without a tag
    EXPECT_DOUBLE_EQ(rows[1].cumulative, 0.9);
    EXPECT_EQ(rows[2].name, "login");
    EXPECT_DOUBLE_EQ(rows[2].share, 0.1);
    EXPECT_DOUBLE_EQ(rows[2].cumulative, 1);
    EXPECT_EQ(rows[3].by, "category");
    EXPECT_DOUBLE_EQ(rows[3].cumulative, 1);
}

TEST(APareto, HasCausesBySecondsAndEscalationRulesByFirings) {
    Summary summary;
    CauseRow busy;
    busy.cause = Cause::all_busy;
    busy.time.value = 3'000;
    CauseRow nobody;
    nobody.cause = Cause::nobody_on_shift;
    nobody.time.value = 9'000;
    CauseRow closed;
    closed.cause = Cause::clock_closed;  // counts for no promise
    closed.time.value = 90'000;
    summary.causes = {busy, nobody, closed};
    RuleRow rule;
    rule.name = "eight-hours";
    rule.kind = "escalation";
    rule.fired.value = 4;
    RuleRow handover = rule;
    handover.kind = "handover";
    summary.rules = {rule, handover};
    const std::vector<ParetoRow> rows = pareto(summary);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].name, "nobody_on_shift");
    EXPECT_DOUBLE_EQ(rows[0].amount, 9);
    EXPECT_DOUBLE_EQ(rows[0].share, 0.75);
    EXPECT_EQ(rows[1].name, "all_busy");
    EXPECT_EQ(rows[2].by, "rule");
    EXPECT_DOUBLE_EQ(rows[2].amount, 4);
}

TEST(APareto, OfNothingIsEmpty) { EXPECT_TRUE(pareto(Summary{}).empty()); }

}  // namespace
}  // namespace meridian::testing
