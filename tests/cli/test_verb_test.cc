#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/cli/program.h"
#include "tests/report/folder.h"

namespace meridian::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// A house whose tickets can be followed by hand: one desk 08-16 in UTC, ten minutes a ticket, up
/// to the experts after an hour of waiting; urgent ones go up at once.
const char* const house = R"(schema: meridian/1
run: {from: 2026-03-02, for: 1 week, replications: 2}
regions: {here: {zone: UTC}}
priorities: [urgent, normal]
tiers: {desk: {next: experts}, experts: {}}
teams:
  clerks:   {region: here, tier: desk, agents: 1, shifts: [{from: "08:00", to: "16:00"}]}
  experts:  {region: here, tier: experts, agents: 1, shifts: 24x7}
streams: {s: {region: here, volume: 10 per day, category: {question: 100%}, priority: {normal: 100%}}}
work: {question: {desk: {handle: 10min}, experts: {handle: 30min}}}
handover: {at_shift_end: [{otherwise: finish}]}
escalation:
  - {name: at-once, on: created, when: {priority: urgent}, do: {escalate: next}}
  - {name: hour, after: {open: 1h, clock: 24x7}, when: {tier: desk}, do: {escalate: next}}
sla: {answer: {target: 30min, clock: 24x7, stop: first_response}}
)";

/// A folder with the house and a file of tests about it.
class PolicyTests : public testing::Test {
protected:
    void SetUp() override { write("house.yaml", house); }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(here_.path / name) << text;
    }
    /// `meridian test` of one file with these tests.
    [[nodiscard]] Told run(const std::string& tests, const std::string& options = "") const {
        write("house.test.yaml", "scenario: house.yaml\ntests:\n" + tests);
        return meridian("test " + here_.path.string() + " " + options);
    }

    TestFolder here_;
};

/// The ticket of 16:30 finds the desk closed: an hour later it goes up, and is worked on there.
TEST_F(PolicyTests, SayWhoHasATicketAtAnInstant) {
    const auto told = run(R"(
  waits: {ticket: {}, comes: 2026-03-02 16:30 UTC, at: 2026-03-02 17:29 UTC, expect: {state: waiting, tier: desk, team: nobody, escalated: false, rule: none, broken: answer}}
  goes up: {ticket: {}, comes: 2026-03-02 16:30 UTC, at: 2026-03-02T17:30Z, expect: {state: in_work, tier: experts, team: experts, region: here, escalated: true, rule: hour, fired: hour}}
  ends: {ticket: {}, comes: 2026-03-02 16:30 UTC, at: 2026-03-02 18:00 UTC, expect: {state: resolved, team: experts}}
  in time: {ticket: {}, comes: 2026-03-02 09:00 UTC, expect: {state: resolved, team: clerks, kept: answer}, never: {escalated: true, broken: answer}}
  before it comes: {ticket: {}, comes: 2026-03-02 09:00 UTC, at: 2026-03-02 08:00 UTC, expect: {state: unopened}}
  on local clocks: {ticket: {priority: urgent}, comes: 2026-03-02 10:00 Europe/Oslo, at: 2026-03-02 09:00 UTC, expect: {rule: at-once, tier: experts}, never: {team: clerks}}
)");
    EXPECT_EQ(told.exit_code, 0) << told.out << told.err;
    EXPECT_EQ(told.out, "6 tests: 6 passed, 0 failed, 0 inconclusive\n");
}

TEST_F(PolicyTests, ShowWhatWasExpectedAndWhatWasGotAndHowToSeeItAgain) {
    const auto told = run(R"(
  stays (or not): {ticket: {}, comes: 2026-03-02 16:30 UTC, at: 2026-03-02 17:30 UTC, expect: {tier: desk}}
  is left alone: {ticket: {}, comes: 2026-03-02 16:30 UTC, never: {escalated: true}}
)",
                          "--annotations --junit " + (here_.path / "j.xml").string());
    const std::string file = (here_.path / "house.test.yaml").string();
    EXPECT_EQ(told.exit_code, 1);
    EXPECT_EQ(told.out,
              "FAIL  stays (or not)  (" + file +
                  ":4)\n"
                  "      expected  tier: desk\n"
                  "      got       tier: experts, at 2026-03-02T17:30:00Z\n"
                  "      again: meridian test " +
                  file +
                  " --run '^stays \\(or not\\)$'\n"
                  "FAIL  is left alone  (" +
                  file +
                  ":5)\n"
                  "      never     escalated: true\n"
                  "      got       escalated: true, at 2026-03-02T17:30:00Z\n"
                  "      again: meridian test " +
                  file +
                  " --run '^is left alone$'\n"
                  "\n2 tests: 0 passed, 2 failed, 0 inconclusive\n"
                  "::error file=" +
                  file +
                  ",line=4,title=stays (or not)::expected  tier: desk%0Agot       tier: experts, "
                  "at 2026-03-02T17:30:00Z\n"
                  "::error file=" +
                  file +
                  ",line=5,title=is left alone::never     escalated: true%0Agot       escalated: "
                  "true, at 2026-03-02T17:30:00Z\n");
    EXPECT_THAT(contents(here_.path / "j.xml"),
                AllOf(HasSubstr("tests=\"2\" failures=\"2\" skipped=\"0\""),
                      HasSubstr("<failure message=\"expected  tier: desk\">")));
    const auto again = meridian("test " + file + " --run '^stays \\(or not\\)$'");
    EXPECT_THAT(again.out, HasSubstr("\n1 test: 0 passed, 1 failed"));
}

TEST_F(PolicyTests, FollowATicketOfTheWholeRun) {
    const auto told = run(R"(
  is resolved: {ticket: s/3, expect: {state: resolved}}
  is not there: {ticket: s/999999, expect: {state: resolved}}
)");
    EXPECT_EQ(told.exit_code, 1);
    EXPECT_THAT(told.out, HasSubstr("1 passed, 1 failed"));
    EXPECT_THAT(told.out, HasSubstr("the run has no such ticket"));
}

TEST_F(PolicyTests, ExpectErrorsAndFindings) {
    const auto told = run(R"(
  refused: {set: [teams.clerks.tier=dekst], expect_errors: R101}
  not refused: {expect_errors: [R101]}
  found: {findings: [L06]}
  not found: {no_findings: L06}
)");
    EXPECT_EQ(told.exit_code, 1);
    EXPECT_THAT(told.out, AllOf(Not(HasSubstr("FAIL  refused")), Not(HasSubstr("FAIL  found")),
                                HasSubstr("FAIL  not refused"), HasSubstr("FAIL  not found"),
                                HasSubstr("got       a scenario without errors")));
}

TEST_F(PolicyTests, AreChosenByNameAndTag) {
    const std::string tests = R"(
  one: {tags: [quick], no_findings: L02}
  two: {tags: [slow, night], no_findings: L02}
  three: {no_findings: L02}
)";
    EXPECT_THAT(run(tests, "-v --tags night,quick").out,
                AllOf(HasSubstr("PASS  one"), HasSubstr("PASS  two"), HasSubstr("2 tests")));
    EXPECT_THAT(run(tests, "-v --run '^t'").out, AllOf(HasSubstr("PASS  two"), HasSubstr("three")));
    EXPECT_EQ(run(tests, "--run '('").exit_code, 2);
}

TEST_F(PolicyTests, ThatDoNotRunShowNothing) {
    const auto told = run("  one: {no_findings: L02}\n", "--run nothing");
    EXPECT_EQ(told.exit_code, 1);
    EXPECT_THAT(told.err, HasSubstr("no test was run"));
}

TEST_F(PolicyTests, WithMistakesAreInputThatIsWrong) {
    const auto told = run("  one: {ticket: {colour: red}, expect: {team: clerk}}\n");
    EXPECT_EQ(told.exit_code, 2);
    EXPECT_THAT(told.err, AllOf(HasSubstr("error[S101]"), HasSubstr("error[R101]"),
                                HasSubstr("did you mean 'clerks'?")));
    write("house.yaml", "schema: meridian/1\n");
    EXPECT_EQ(meridian("test " + here_.path.string()).exit_code, 2);
    EXPECT_EQ(meridian("test " + (here_.path / "nothing").string()).exit_code, 2);
}

TEST_F(PolicyTests, SayTheSameWithAnyNumberOfThreads) {
    std::string tests;
    for (int i = 0; i < 12; ++i) {
        tests += "  t" + std::to_string(i) +
                 ": {ticket: {}, comes: 2026-03-02 09:00 UTC, expect: {state: parked}}\n";
    }
    EXPECT_EQ(run(tests, "--threads 1").out, run(tests, "--threads 8").out);
}

}  // namespace
}  // namespace meridian::cli
