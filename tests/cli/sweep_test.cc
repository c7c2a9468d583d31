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
using ::testing::StartsWith;

class SweepVerb : public ::testing::Test {
protected:
    [[nodiscard]] std::string out() const { return (here_.path / "result").string(); }
    [[nodiscard]] Told sweep(const std::string& options) const {
        return meridian(
            "sweep scenarios/first-steps.yaml --replications 2 --set 'run={from: 2026-01-05, for: "
            "14d}' --out '" +
            out() + "' " + options);
    }

    TestFolder here_;
};

TEST_F(SweepVerb, ShowsEveryPointBesideTheScenarioAsItStands) {
    const Told told = sweep("--vary teams.dublin.agents=3..4 --metric breaches");
    EXPECT_EQ(told.exit_code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("\n  teams.dublin.agents "));
    EXPECT_THAT(told.out, HasSubstr("\n         as it stands "));
    EXPECT_THAT(told.out, HasSubstr("  0\n"));  // three agents are what it has
    EXPECT_THAT(told.out, HasSubstr("  Everything: " + out() + "/ (sweep.svg is the picture)\n"));
    EXPECT_EQ(names_in(out()),
              (std::set<std::string>{"sweep.csv", "sweep.json", "sweep.svg", "sweep.txt"}));
    EXPECT_THAT(contents(out() + "/sweep.svg"), HasSubstr("<svg xmlns"));
}

TEST_F(SweepVerb, WritesTheSameNumbersForProgramsAndSpreadsheets) {
    const Told told = sweep(
        "--json --vary teams.dublin.agents=2,4 --vary sla.first-response.target=20min..30min:10min "
        "--metric 'kept{target: first-response}'");
    ASSERT_EQ(told.exit_code, 0) << told.err;
    const json document = json::parse(told.out);
    EXPECT_EQ(document["schema"], "meridian-sweep/1");
    EXPECT_EQ(document["design"], "grid");
    EXPECT_EQ(document["finished"], true);
    EXPECT_EQ(document["varied"], (json{"teams.dublin.agents", "sla.first-response.target"}));
    ASSERT_EQ(document["points"].size(), 4U);
    EXPECT_EQ(document["points"][1]["values"], (json{"2", "30min"}));
    EXPECT_EQ(document["points"][0]["numbers"][0]["unit"], "share");
    const std::string csv = contents(out() + "/sweep.csv");
    EXPECT_THAT(csv, StartsWith("teams.dublin.agents,sla.first-response.target,metric,unit,value,"
                                "value_hw,change,change_hw,p,p_holm,verdict,"));
    EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 1 + 4);
}

TEST_F(SweepVerb, SpreadsALatinHypercubeFromTheSeed) {
    const std::string latin =
        "--json --latin 4 --vary teams.dublin.agents=2..5 --vary "
        "sla.first-response.target=20min..60min --metric breaches --seed ";
    const std::string one = sweep(latin + "7 --threads 1").out;
    EXPECT_EQ(one, sweep(latin + "7 --threads 2").out);
    EXPECT_NE(json::parse(one)["points"][0]["values"],
              json::parse(sweep(latin + "8").out)["points"][0]["values"]);
    std::set<std::string> agents;
    const json document = json::parse(one);
    for (const json& point : document["points"]) {
        agents.insert(point["values"][0]);
    }
    EXPECT_EQ(agents, (std::set<std::string>{"2", "3", "4", "5"}));
}

TEST_F(SweepVerb, SaysEverythingThatIsWrongBeforeAnythingRuns) {
    const Told told = sweep("--vary teams.dublin.agnts=2..5 --vary teams.seattle.agents=-2,3,x");
    EXPECT_EQ(told.exit_code, 2);
    EXPECT_EQ(told.out, "");
    EXPECT_THAT(told.err, HasSubstr(" --> --vary:1:14\n"));
    EXPECT_THAT(told.err, HasSubstr("did you mean 'agents'?"));
    EXPECT_THAT(told.err, HasSubstr("teams.seattle.agents=-2\n"));
    EXPECT_THAT(told.err, HasSubstr("teams.seattle.agents=x\n"));
    EXPECT_THAT(told.err, Not(HasSubstr("teams.dublin.agnts=3")));  // once
    EXPECT_FALSE(std::filesystem::exists(out()));
}

TEST_F(SweepVerb, SaysWhatItDoesNotUnderstand) {
    const auto err = [&](const std::string& options) { return sweep(options).err; };
    EXPECT_THAT(err(""), HasSubstr("what is to be varied?"));
    EXPECT_THAT(err("--vary a=10%..40%"),
                HasSubstr("'10%..40%' has no step\n  a=10%..40%\n    ^^"));
    EXPECT_THAT(err("--vary run.seed=1..2 --metric breeches"),
                HasSubstr("no number is called 'breeches'"));
    EXPECT_THAT(err("--vary run.seed=1..2 --metric breeches"),
                HasSubstr("did you mean 'breaches'?"));
    EXPECT_THAT(err("--vary run.seed=1..2 --what-if"), HasSubstr("leave --vary out"));
    EXPECT_THAT(err("--vary run.seed=1..2 --until 'breaches <= 1 %'"),
                HasSubstr("breaches is measured as a plain number"));
    EXPECT_THAT(err("--vary run.seed=1..2 --until breaches"), HasSubstr("needs <= or >="));
    EXPECT_THAT(err("--vary run.seed=1 --until 'breaches <= 1'"),
                HasSubstr("values of one --vary"));
    EXPECT_THAT(err("--what-if --hires many"), HasSubstr("--hires takes a whole number"));
    EXPECT_THAT(err("--vary run.seed=1..2 --latin 1"), HasSubstr("--latin takes a whole number"));
    EXPECT_THAT(err("--vary run.seed=1..100 --vary teams.dublin.agents=1..100"),
                HasSubstr("a grid of more than 1000 points"));
}

/// Requirement 16: where it ceases to work as it grows.
TEST_F(SweepVerb, FindsWhereABoundCeasesToHold) {
    const Told told = sweep(
        "--vary streams.europe.multiplier,streams.america.multiplier=0.25..3:0.25 "
        "--until 'sla_compliance >= 70 %'");
    ASSERT_EQ(told.exit_code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("\nBREAK-POINT of sla_compliance >= 70 %\n  it holds up to "));
    const json document = json::parse(contents(out() + "/break-point.json"));
    EXPECT_EQ(document["found"], "between");
    EXPECT_LT(document["looked_at"].size(), 12U);
    const double last = std::stod(document["last_that_holds"].get<std::string>());
    const double first = std::stod(document["first_that_fails"].get<std::string>());
    EXPECT_DOUBLE_EQ(first - last, 0.25);
    for (const json& looked : document["looked_at"]) {
        const bool holds = looked["estimate"] >= 0.7;
        EXPECT_EQ(holds, std::stod(looked["value"].get<std::string>()) <= last);
    }
    EXPECT_EQ(names_in(out()),
              (std::set<std::string>{"break-point.csv", "break-point.json", "break-point.txt"}));
    const std::string everywhere =
        "--vary teams.dublin.agents=3..5 --until 'sla_compliance >= 1 %'";
    EXPECT_THAT(sweep(everywhere).out, HasSubstr("it holds wherever was looked, from 3 to 5"));
}

TEST_F(SweepVerb, RanksSingleChangesByWhatTheySave) {
    const Told told = sweep("--what-if --hires 1 --metric first_response");
    ASSERT_EQ(told.exit_code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("\nWHAT EACH CHANGE SAVES  broken promises\n"));
    EXPECT_THAT(told.out, HasSubstr("\n  one more of dublin: 3 -> 4 "));
    EXPECT_THAT(told.out, HasSubstr("\nWHAT EACH FURTHER HIRE BUYS  "));
    EXPECT_EQ(names_in(out()),
              (std::set<std::string>{"what-if.csv", "what-if.json", "what-if.txt"}));
    const json document = json::parse(contents(out() + "/what-if.json"));
    EXPECT_EQ(document["schema"], "meridian-what-if/1");
    EXPECT_EQ(document["finished"], true);
    EXPECT_EQ(document["changes"].size(), 9U);  // a hire and two moves of each of three teams
    EXPECT_EQ(document["further_hires"].size(), 2U);
    for (std::size_t i = 1; i < 9; ++i) {
        EXPECT_LE(document["changes"][i]["saved_a_week"]["value"],
                  document["changes"][i - 1]["saved_a_week"]["value"]);
    }
    const std::string csv = contents(out() + "/what-if.csv");
    const std::string again = "--what-if --hires 0 --quiet --set run.for=7d";
    EXPECT_EQ(sweep(again).exit_code, 0);  // an older result gives way
    EXPECT_THAT(csv, StartsWith("kind,change,saved_a_week,saved_a_week_hw,"));
    EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 9);
}

/// Its second point takes minutes; how long the first one takes depends on the machine.
TEST_F(SweepVerb, KeepsWhatIsDoneWhenItIsInterrupted) {
    for (int patience = 1; patience <= 64; patience *= 2) {
        Started run(
            "sweep scenarios/first-steps.yaml --replications 40 --metric offered --set "
            "run.for=1d --vary run.for=1d,364d --out " +
            out());
        std::this_thread::sleep_for(std::chrono::seconds(patience));
        run.send(SIGINT);
        const Told told = run.end();
        ASSERT_EQ(told.exit_code, 128 + SIGINT);
        if (told.out.empty()) {
            EXPECT_EQ(told.err,
                      "meridian: interrupted before the first point was done; nothing was "
                      "written\n");
            EXPECT_FALSE(std::filesystem::exists(out()));
            continue;
        }
        EXPECT_EQ(told.err, "meridian: interrupted; 1 of 2 points are kept in " + out() + "/\n");
        EXPECT_THAT(told.out, HasSubstr("INTERRUPTED: 1 of 2 points are done"));
        const json document = json::parse(contents(out() + "/sweep.json"));
        EXPECT_EQ(document["finished"], false);
        EXPECT_EQ(document["points"].size(), 1U);
        return;
    }
    FAIL() << "the first point was never done";
}

}  // namespace
}  // namespace meridian::cli
