#include "sim/experiment/staffing/tours.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "sim/experiment/staffing/tour_week.h"
#include "tests/staffing/shifts.h"

namespace meridian::tours_test {
namespace {

using testing::desk;
using testing::hour_of;

Tours tours(const Scenario& scenario) { return tours_of(*scenario, periods_of(*scenario)); }

double sum(const WeekOfAgents& week) { return std::accumulate(week.begin(), week.end(), 0.0); }

/// Twelve weeks around the last Sunday of March: an hour earlier in UTC from then on.
TEST(Tours, KeepTheirHoursOnTheLocalClock) {
    const Scenario scenario = desk({"run.for=12 weeks"});
    const Tours made = tours(scenario);
    ASSERT_EQ(made.tours.size(), 1U);
    const Tour& tour = made.tours[0];
    EXPECT_EQ(tour.name, "Mon-Fri 08:00-16:00");
    EXPECT_EQ(tour.present, 4U);
    ASSERT_EQ(tour.on_duty.size(), 2U);
    EXPECT_EQ(tour.on_duty[0][hour_of(0, 6)], 0);
    EXPECT_EQ(tour.on_duty[0][hour_of(0, 7)], 1);
    EXPECT_EQ(tour.on_duty[0][hour_of(0, 14)], 1);
    EXPECT_EQ(tour.on_duty[0][hour_of(0, 15)], 0);
    EXPECT_EQ(tour.on_duty[1][hour_of(0, 6)], 1);
    EXPECT_EQ(tour.on_duty[1][hour_of(0, 14)], 0);
    EXPECT_EQ(sum(tour.on_duty[1]), 40);
    EXPECT_EQ(tour.paid_hours, 40);
}

/// Without `cost` hours stand for money. Half an hour of nine is not paid, a tenth are absent.
TEST(Tours, ArePaidForMoreThanTheyAreOnDuty) {
    const Scenario scenario =
        desk({"teams.desk.shifts=[{days: Mon-Fri, from: \"08:00\", to: \"17:00\", agents: 4, "
              "break: 30min}]",
              "teams.desk.absence=10%"});
    const Tours made = tours(scenario);
    const Tour& tour = made.tours.at(0);
    EXPECT_FALSE(made.priced);
    EXPECT_NEAR(sum(tour.on_duty.at(0)), 5 * 8.5 * 0.9, 1e-9);
    EXPECT_NEAR(tour.paid_hours, 45 - 5 * 0.5 * 0.9, 1e-9);
    EXPECT_EQ(tour.cost, tour.paid_hours);
}

const std::vector<std::string> nights{
    "run.for=12 weeks", "teams.desk.cost={per_hour: 10, night: 50%, weekend: 100%}",
    "staffing.shifts=[{starts: [\"22:00\"], length: 8h, days: Sat-Sun}]"};

/// From Saturday 22:00 to Monday 06:00: sixteen hours, all at night, ten at the weekend.
TEST(Tours, CostMoreAtNightAndAtWeekends) {
    const Scenario scenario = desk(nights);
    const Tours made = tours(scenario);
    ASSERT_EQ(made.tours.size(), 2U);
    const Tour& tour = made.tours[1];
    EXPECT_TRUE(made.priced);
    EXPECT_EQ(tour.name, "Sat,Sun 22:00-06:00");
    EXPECT_EQ(tour.present, 0U);
    EXPECT_NEAR(tour.paid_hours, 16, 1e-9);
    EXPECT_NEAR(tour.base_cost, 160, 1e-9);
    EXPECT_NEAR(tour.night_cost, 80, 1e-9);
    EXPECT_NEAR(tour.weekend_cost, 100, 1e-9);
    EXPECT_NEAR(tour.cost, 340, 1e-9);
    EXPECT_TRUE(tour.night);
    EXPECT_TRUE(tour.weekend);
    EXPECT_TRUE(tour.part_time);
    EXPECT_FALSE(made.tours[0].night);
    EXPECT_FALSE(made.tours[0].weekend);
    EXPECT_FALSE(made.tours[0].part_time);
}

Interval week_from(int month, int day) {
    const Instant midnight = std::chrono::sys_days{std::chrono::year{2026} / month / day};
    return {midnight, midnight + std::chrono::hours{168}};
}

/// In the nights to 29 March and 25 October 2026, the clocks of Oslo change. Weeks from Wednesdays.
TEST(Tours, AreAnHourShorterOrLongerWhenTheClocksChange) {
    std::vector<std::string> set = nights;
    set[0] = "run.for=40 weeks";
    const Scenario scenario = desk(set);
    const Tours made = tours(scenario);
    const TourWeek week(*scenario, made.tours.at(1));
    EXPECT_NEAR(week.in(week_from(3, 18)).paid, 16, 1e-9);
    EXPECT_NEAR(week.in(week_from(3, 25)).paid, 15, 1e-9);
    EXPECT_NEAR(sum(week.in(week_from(3, 25)).on_duty), 15, 1e-9);
    EXPECT_NEAR(week.in(week_from(10, 21)).paid, 17, 1e-9);
    EXPECT_NEAR(week.in(week_from(10, 28)).paid, 16, 1e-9);
}

TEST(Tours, RunOverTheEndOfTheWeek) {
    const auto runs = day_runs({.from = oclock(8), .to = oclock(16), .breaks = {}});
    EXPECT_EQ(runs.size(), 7U);
    EXPECT_NE(std::find(runs.begin(), runs.end(), 0b111'0011), runs.end());  // Fri-Tue
    EXPECT_EQ(day_runs({.from = oclock(8),
                        .to = oclock(16),
                        .days = monday_to_friday,
                        .days_a_week = 4,
                        .breaks = {}}),
              (std::vector<DayMask>{0b000'1111, 0b001'1110}));
}

/// The shift there is comes only once, with those who work it.
TEST(Tours, AreNotOfferedTwice) {
    const Scenario scenario =
        desk({"staffing.shifts=[{starts: [\"08:00\", \"09:00\"], length: 8h, days: Mon-Fri}]"});
    const Tours made = tours(scenario);
    ASSERT_EQ(made.tours.size(), 2U);
    EXPECT_EQ(made.tours[0].present, 4U);
    EXPECT_EQ(made.tours[1].name, "Mon-Fri 09:00-17:00");
}

/// Seven nights on, seven off: two people are one unit, one of whom is there every night.
TEST(Tours, OfPeopleWhoTakeTurnsAreOne) {
    const Scenario scenario = desk(
        {"teams.desk.agents=2",
         "teams.desk.shifts=[{from: \"22:00\", to: \"06:00\", agents: 1, every: 2 weeks, starting: "
         "2026-03-02}, {from: \"22:00\", to: \"06:00\", agents: 1, every: 2 weeks, starting: "
         "2026-03-09}]"});
    const Tours made = tours(scenario);
    ASSERT_EQ(made.tours.size(), 1U);
    const Tour& tour = made.tours[0];
    EXPECT_FALSE(tour.kept);
    EXPECT_EQ(tour.people, 2U);
    EXPECT_EQ(tour.present, 1U);
    EXPECT_NEAR(tour.paid_hours, 56, 1e-9);
    EXPECT_NEAR(sum(tour.on_duty.at(0)), 56, 1e-9);
    EXPECT_TRUE(tour.part_time);  // 28 hours each, of 40
}

/// One of two turns alone is there every other week: an average of half, and nobody's to change.
TEST(Tours, OfHalfARotationStayAsTheyAre) {
    const Scenario scenario =
        desk({"run.for=12 weeks", "teams.desk.agents=1",
              "teams.desk.shifts=[{from: \"08:00\", to: \"16:00\", agents: 1, every: 2 weeks}]"});
    const Tours made = tours(scenario);
    ASSERT_EQ(made.tours.size(), 1U);
    EXPECT_TRUE(made.tours[0].kept);
    EXPECT_NEAR(made.tours[0].paid_hours, 28, 0.01);
}

TEST(Tours, OfMembersAreKeptAndThoseRoundTheClockAreNot) {
    const Scenario named =
        desk({"teams.desk={region: oslo, tier: frontline, members: {ana: {}, "
              "bo: {}}, shifts: [{from: \"08:00\", to: \"16:00\"}]}"});
    EXPECT_TRUE(tours(named).tours.at(0).kept);
    EXPECT_EQ(tours(named).tours.at(0).present, 2U);
    const Scenario always = desk({"teams.desk.shifts=24x7"});
    const Tour tour = tours(always).tours.at(0);
    EXPECT_FALSE(tour.kept);
    EXPECT_EQ(tour.name, "24x7");
    EXPECT_NEAR(sum(tour.on_duty.at(0)), 168, 1e-9);
}

}  // namespace
}  // namespace meridian::tours_test
