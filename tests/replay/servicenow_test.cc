#include <array>

#include "model/calendar/zone.h"
#include "tests/replay/data.h"
#include "tools/load/log_time.h"

// Counts of two months of the incident log of a ServiceNow instance (C. Amaral, M. Fantinato,
// S. Peres 2018, doi 10.24432/C57S4H), reproduced through scenarios/maps/servicenow.yaml.

namespace meridian::replay {
namespace {

const char* const file = "servicenow_incidents_2016-03_04.csv.gz";
constexpr double hour = 3600;

class ServiceNowLog : public ::testing::Test {
protected:
    void SetUp() override {
        MERIDIAN_NEEDS_DATA(file);
        static const auto log =
            read_log(data_file(file), whole_log_map("scenarios/maps/servicenow.yaml"));
        log_ = log.get();
    }
    [[nodiscard]] double made_share(const std::string& priority) const {
        const Recorded::Urgency urgency = log_->urgency(priority);
        return static_cast<double>(urgency.sla_made) / static_cast<double>(urgency.sla_known);
    }
    const ReadLog* log_ = nullptr;
};

TEST_F(ServiceNowLog, IsReadToTheLastRow) {
    EXPECT_EQ(log_->summary.rows, 99'703U);
    EXPECT_EQ(log_->summary.tickets, 16'929U);
    EXPECT_EQ(log_->summary.skipped(), 0U);
    EXPECT_EQ(log_->summary[LogNote::Kind::unknown_value].count, 0U);
    EXPECT_EQ(log_->summary[LogNote::Kind::bad_number].count, 0U);
    EXPECT_EQ(log_->summary[LogNote::Kind::bad_other_time].count, 0U);
    EXPECT_EQ(log_->summary[LogNote::Kind::resolved_early].count, 0U);
}

TEST_F(ServiceNowLog, HasTheCountsByPriority) {
    EXPECT_EQ(log_->urgency("P1").tickets, 172U);
    EXPECT_EQ(log_->urgency("P2").tickets, 284U);
    EXPECT_EQ(log_->urgency("P3").tickets, 15'981U);
    EXPECT_EQ(log_->urgency("P4").tickets, 492U);
}

TEST_F(ServiceNowLog, MadeItsTargetsInTheCountedShares) {
    const Recorded& recorded = log_->recorded;
    EXPECT_EQ(recorded.sla_known, 16'929U);
    EXPECT_NEAR(static_cast<double>(recorded.sla_made) / 16929, 0.571, 5e-4);
    EXPECT_NEAR(made_share("P1"), 0.012, 5e-4);
    EXPECT_NEAR(made_share("P2"), 0.004, 5e-4);
    EXPECT_NEAR(made_share("P3"), 0.580, 5e-4);
    EXPECT_NEAR(made_share("P4"), 0.811, 5e-4);
}

TEST_F(ServiceNowLog, WasReassignedAndReopenedAsCounted) {
    const Recorded& recorded = log_->recorded;
    EXPECT_EQ(recorded.reassigned_known, 16'929U);
    EXPECT_NEAR(static_cast<double>(recorded.reassigned) / 16929, 0.488, 5e-4);
    EXPECT_NEAR(static_cast<double>(recorded.reassignments) / 16929, 1.033, 5e-4);
    EXPECT_EQ(recorded.reassignments_max, 27);
    EXPECT_NEAR(static_cast<double>(recorded.reopened) / 16929, 0.0118, 5e-5);
}

TEST_F(ServiceNowLog, WasResolvedAfterTheMeasuredTimes) {
    const DurationSample& times = log_->recorded.to_resolution;
    EXPECT_EQ(times.size(), 15'708U);
    EXPECT_NEAR(times.quantile_seconds(0.25) / hour, 0.67, 0.005);
    EXPECT_NEAR(times.quantile_seconds(0.5) / hour, 27.87, 0.005);
    EXPECT_NEAR(times.quantile_seconds(0.75) / hour, 171.4, 0.05);
    EXPECT_NEAR(times.quantile_seconds(0.9) / hour, 407.4, 0.2);
    EXPECT_NEAR(times.mean_seconds() / hour, 195.6, 0.05);
}

TEST_F(ServiceNowLog, IsClosedByARobotFiveDaysAfterResolution) {
    EXPECT_NEAR(log_->recorded.to_close.quantile_seconds(0.5) / hour, 120.5, 0.5);
}

TEST_F(ServiceNowLog, WasOpenedOnTheCountedWeekdays) {
    const Zone zone = std::get<Zone>(load_zone("America/Sao_Paulo", LogClock::range()));
    std::array<int, 7> opened{};
    for (const LoggedTicket& ticket : log_->tickets) {
        ++opened[static_cast<std::size_t>(zone.local_at(ticket.created).weekday)];
    }
    EXPECT_EQ(opened, (std::array<int, 7>{3709, 3296, 3458, 2954, 2747, 440, 325}));
}

/// 180 is the number of different texts in the column; one of them is the marker for "missing".
TEST_F(ServiceNowLog, IsTheWorkOf72GroupsAnd179NamedResolvers) {
    EXPECT_EQ(log_->recorded.distinct(LogField::team), 72U);
    EXPECT_EQ(log_->recorded.distinct(LogField::resolver), 179U);
    EXPECT_EQ(log_->recorded.counts(LogField::resolver).size(), 180U);
}

TEST_F(ServiceNowLog, GoesToGroup70FirstInHalfOfTheIncidents) {
    EXPECT_NEAR(static_cast<double>(log_->tickets_with(LogField::team, "Group 70")) / 16929, 0.5,
                0.02);
}

}  // namespace
}  // namespace meridian::replay
