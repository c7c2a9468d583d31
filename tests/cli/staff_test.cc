#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "tests/cli/program.h"
#include "tests/report/folder.h"

namespace meridian::cli {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

class StaffVerb : public ::testing::Test {
protected:
    [[nodiscard]] std::string out(const std::string& name = "result") const {
        return (here_.path / name).string();
    }
    [[nodiscard]] Told staff(const std::string& options, const std::string& name = "result") const {
        return meridian(
            "staff scenarios/first-steps.yaml --set 'run={from: 2026-01-05, for: 3w}' "
            "--trials 12 --verify 2 --out '" +
            out(name) + "' " + options);
    }

    /// Tours of eight and a half hours, whenever they begin.
    const std::string tours =
        "--set 'staffing={shifts: [{starts: {from: \"00:00\", to: \"20:00\", every: 4h}, length: "
        "8h 30min, break: 30min}]}' ";

    TestFolder here_;
};

TEST_F(StaffVerb, AnswersOnTheShiftsOfTheScenario) {
    const Told told = staff("");
    EXPECT_EQ(told.exit_code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("WHOM IT TAKES  agents, on the shifts of the scenario"));
    EXPECT_THAT(told.out, HasSubstr("no staffing can do with less than"));
    EXPECT_EQ(names_in(out()), (std::set<std::string>{"staffing.json", "staffing.txt"}));
    const json answer = json::parse(contents(out() + "/staffing.json"));
    EXPECT_EQ(answer["scope"], "on_average");
    EXPECT_LE(answer["certificate"]["bound"]["cost"], answer["needed"]["cost"]);
}

TEST_F(StaffVerb, WritesARosterThatRunsAsItIs) {
    const Told told = staff(tours);
    ASSERT_EQ(told.exit_code, 0) << told.err;
    EXPECT_EQ(told.err, "");
    EXPECT_THAT(told.out, HasSubstr("on the shifts of a new roster"));
    EXPECT_EQ(names_in(out()),
              (std::set<std::string>{"requirement.csv", "roster.csv", "roster.xlsx", "roster.yaml",
                                     "staffing.json", "staffing.txt"}));
    const Told run = meridian("run '" + out() +
                              "/roster.yaml' --replications 2 --set "
                              "'run={from: 2026-01-05, for: 3w}' --out '" +
                              out("run") + "'");
    EXPECT_EQ(run.exit_code, 0) << run.err;

    // Whoever works in the answer works in the roster, and nobody else.
    const json answer = json::parse(contents(out() + "/staffing.json"));
    int needed = 0;
    for (const json& shift : answer["shifts"]) {
        needed += shift["needed"].get<int>();
        EXPECT_GT(shift["needed"].get<int>() + shift["now"].get<int>(), 0) << shift;
    }
    EXPECT_EQ(answer["as_it_stands"]["agents"], 9);
    EXPECT_EQ(answer["needed"]["agents"], needed);
    const json summary = json::parse(contents(out("run") + "/summary.json"));
    EXPECT_EQ(summary["people"]["by_tier"][0]["agents"], needed);
}

/// Rules hold in the answer, not only in the roster that the search begins with.
TEST_F(StaffVerb, KeepsTheRulesThroughout) {
    const Told told = staff(
        "--set 'staffing={shifts: [{starts: {from: \"00:00\", to: \"20:00\", every: 4h}, length: "
        "8h 30min, break: 30min}], rules: {default: {nights: 0%}}}'");
    ASSERT_EQ(told.exit_code, 0) << told.err;
    const json answer = json::parse(contents(out() + "/staffing.json"));
    int people = 0;
    for (const json& shift : answer["shifts"]) {
        const std::string hours = shift["shift"];
        const bool night = hours.ends_with("00:00-08:30") || hours.ends_with("20:00-04:30");
        EXPECT_TRUE(!night || shift["needed"] == 0) << shift;
        people += shift["needed"].get<int>();
    }
    EXPECT_GT(people, 0);
}

TEST_F(StaffVerb, WritesTheSameBytesOnOneThreadAndTwo) {
    ASSERT_EQ(staff(tours + "--threads 1", "one").exit_code, 0);
    ASSERT_EQ(staff(tours + "--threads 2", "two").exit_code, 0);
    for (const std::string& name : names_in(out("one"))) {
        EXPECT_EQ(contents(out("one") + "/" + name), contents(out("two") + "/" + name)) << name;
    }
}

TEST_F(StaffVerb, AsksForEveryWeekAndEveryHourOfTheWeek) {
    const Told told = staff("--scope every_week,every_interval");
    ASSERT_EQ(told.exit_code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("worst of 3"));
    const json answer = json::parse(contents(out() + "/staffing.json"));
    EXPECT_EQ(answer["scope"], "every_week, every_interval");
    std::set<std::string> weeks;
    int hours = 0;
    for (const json& promise : answer["promises"]) {
        if (promise["of"] == "week") {
            weeks.insert(promise["slice"]);
        }
        hours += promise["of"] == "hour of the week" ? 1 : 0;
    }
    EXPECT_EQ(weeks, (std::set<std::string>{"week of 2026-01-05", "week of 2026-01-12",
                                            "week of 2026-01-19"}));
    EXPECT_GT(hours, 24);
    EXPECT_LE(hours, 168);
}

TEST_F(StaffVerb, NamesHoursThatNobodyCanCover) {
    const Told told = staff(
        "--set 'staffing={shifts: [{regions: [dublin], starts: [\"09:00\"], length: 8h, days: "
        "Mon-Fri}]}'");
    ASSERT_EQ(told.exit_code, 0) << told.err;
    EXPECT_THAT(told.out,
                HasSubstr("Roster: nobody can cover, and the roster leaves out, desk in "));
}

TEST_F(StaffVerb, SaysWhatItDoesNotUnderstand) {
    const Told told = staff("--scope weekly");
    EXPECT_EQ(told.exit_code, 2);
    EXPECT_THAT(told.err, HasSubstr("every_week, every_interval and every_slice, not 'weekly'"));
    EXPECT_FALSE(std::filesystem::exists(out()));
}

/// Its trials take minutes each.
TEST_F(StaffVerb, KeepsTheBestWhenItIsInterrupted) {
    Started run("staff scenarios/first-steps.yaml --replications 20000 --out " + out());
    std::this_thread::sleep_for(std::chrono::seconds{2});
    run.send(SIGINT);
    const Told told = run.end();
    EXPECT_EQ(told.exit_code, 128 + SIGINT);
    EXPECT_EQ(told.err, "meridian: interrupted; the best staffing found until then is kept in " +
                            out() + "/\n");
    EXPECT_THAT(told.out, HasSubstr("NOT verified"));
    EXPECT_EQ(json::parse(contents(out() + "/staffing.json"))["finished"], false);
}

}  // namespace
}  // namespace meridian::cli
