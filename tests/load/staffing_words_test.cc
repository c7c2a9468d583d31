#include <gtest/gtest.h>

#include "tools/load/loader.h"

namespace meridian {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

std::variant<Loaded, std::vector<Diagnostic>> with(std::vector<std::string> set) {
    return load_scenario("tests/errors/base/whole.yaml", LoadOptions{.set = std::move(set)});
}

std::string code(std::vector<std::string> set) {
    const auto answer = with(std::move(set));
    const auto* errors = std::get_if<1>(&answer);
    return errors != nullptr ? render(*errors).substr(0, 11) : "fine";
}

Staffing staffing(std::vector<std::string> set) {
    const auto answer = with(std::move(set));
    const auto* errors = std::get_if<1>(&answer);
    EXPECT_EQ(errors, nullptr) << render(*errors);
    return errors != nullptr ? Staffing{} : std::get<Loaded>(answer).scenario->staffing;
}

const std::string nine_hours =
    "staffing.shifts=[{starts: {from: \"22:00\", to: \"01:00\"}, length: [9h, 5h], break: 1h}]";

TEST(StaffingWords, MakeAShiftOfEachStartAndLength) {
    const Staffing made = staffing({nine_hours});
    const auto& patterns = made.teams.at(0).patterns;
    ASSERT_EQ(patterns.size(), 8U);
    EXPECT_EQ(patterns[1].from, oclock(23));
    EXPECT_EQ(patterns[1].to, oclock(8));
    EXPECT_EQ(patterns[1].length(), Span{hours{9}});
    EXPECT_EQ(patterns[1].paid(), Span{hours{8}});
    EXPECT_EQ(patterns[1].days_a_week, 5);
    ASSERT_EQ(patterns[1].breaks.size(), 1U);
    EXPECT_EQ(patterns[1].breaks[0].length, Span{hours{1}});
    EXPECT_EQ(patterns[7].from, oclock(1));
    EXPECT_EQ(patterns[7].length(), Span{hours{5}});
}

TEST(StaffingWords, WorkOnAllOfTheirDaysWhereThoseAreFewerThanFive) {
    const Staffing made =
        staffing({"staffing.shifts=[{starts: [\"08:00\"], length: 8h, days: Sat-Sun}]"});
    EXPECT_EQ(made.teams.at(0).patterns.at(0).days_a_week, 2);
    EXPECT_EQ(made.teams.at(0).patterns.at(0).days, every_day & ~monday_to_friday);
}

TEST(StaffingWords, KnowTheShiftsThereAre) {
    const Staffing made = staffing({});
    ASSERT_EQ(made.present.size(), 1U);
    ASSERT_EQ(made.present[0].rows.size(), 1U);
    EXPECT_EQ(made.present[0].rows[0].window.days, monday_to_friday);
    EXPECT_EQ(made.present[0].rows[0].window.from, oclock(8));
    EXPECT_TRUE(made.present[0].calendar.empty());
    EXPECT_EQ(staffing({"teams.desk.shifts=[{calendar: office}]"}).present.at(0).calendar,
              "office");
    EXPECT_TRUE(staffing({"teams.desk.shifts=24x7"}).present.at(0).rows.empty());
}

TEST(StaffingWords, TakeFromTheDefaultWhatARegionDoesNotSay) {
    const LabourRules rules = staffing({nine_hours,
                                        "staffing.rules={default: {rest: 12h, nights: 25%}, "
                                        "oslo: {nights: 10%, weekends: 40%, part_time: 20%}}"})
                                  .teams.at(0)
                                  .rules;
    EXPECT_EQ(rules.rest, Span{hours{12}});
    EXPECT_EQ(rules.nights, 0.1);
    EXPECT_EQ(rules.weekends, 0.4);
    EXPECT_EQ(rules.part_time, 0.2);
    EXPECT_EQ(rules.hours_a_week, Span{hours{48}});
}

TEST(StaffingWords, LimitPeopleAndChanges) {
    const Staffing made =
        staffing({"staffing.people.desk={at_least: 2, at_most: 5}", "staffing.change_at_most=3",
                  "staffing.scope=[every_week, every_slice]"});
    EXPECT_EQ(made.teams.at(0).at_least, 2U);
    EXPECT_EQ(made.teams.at(0).at_most, 5U);
    EXPECT_EQ(made.change_at_most, 3U);
    EXPECT_TRUE(made.every_week);
    EXPECT_FALSE(made.every_interval);
    EXPECT_TRUE(made.every_slice);
    EXPECT_EQ(code({"staffing.people.desk={at_least: 6, at_most: 5}"}), "error[M182]");
}

/// An hour for lunch leaves ten to be paid, which is allowed, five times a week is not.
TEST(StaffingWords, RefuseWhatTheRulesForbid) {
    const auto shift = [](const std::string& more) {
        return "staffing.shifts=[{starts: [\"08:00\"], " + more + "}]";
    };
    EXPECT_EQ(code({shift("length: 11h, break: 1h, days_a_week: 4")}), "fine");
    EXPECT_EQ(code({shift("length: 11h, break: 1h, days_a_week: 5")}), "error[M181]");
    EXPECT_EQ(code({shift("length: 11h, days_a_week: 4")}), "error[M181]");
    EXPECT_EQ(
        code({shift("length: 12h, days_a_week: 4"), "staffing.rules.default={hours_a_day: 12h}"}),
        "fine");
    EXPECT_EQ(code({shift("length: 12h, days_a_week: 4"),
                    "staffing.rules.default={hours_a_day: 12h, rest: 13h}"}),
              "error[M181]");
    EXPECT_EQ(code({shift("length: 4h, days_a_week: 7")}), "error[M181]");
    EXPECT_EQ(code({shift("length: 4h, days: Mon-Fri, days_a_week: 6")}), "error[M181]");
    EXPECT_EQ(code({shift("length: 25h")}), "error[M181]");
    EXPECT_EQ(code({"staffing.rules.oslo={rest: 12h}"}), "error[N102]");
}

TEST(StaffingWords, GiveNobodyOtherShiftsWhoHasANameOrIsThereRoundTheClock) {
    const std::string shift = "staffing.shifts=[{teams: [desk], starts: [\"08:00\"], length: 8h}]";
    EXPECT_EQ(code({shift}), "fine");
    EXPECT_EQ(code({shift, "teams.desk.shifts=24x7"}), "error[M181]");
    EXPECT_EQ(
        code({"staffing.shifts=[{starts: [\"08:00\"], length: 8h}]", "teams.desk.shifts=24x7"}),
        "error[M181]");
}

/// A run does not look at it.
TEST(StaffingWords, AreNoPartOfTheFingerprint) {
    const auto print = [](std::vector<std::string> set) {
        const auto answer = with(std::move(set));
        return std::get<Loaded>(answer).scenario->fingerprint;
    };
    EXPECT_EQ(print({}), print({nine_hours}));
}

}  // namespace
}  // namespace meridian
