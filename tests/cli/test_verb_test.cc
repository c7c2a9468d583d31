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
class PolicyTests : public ::testing::Test {
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

TEST_F(PolicyTests, AreSkippedAndSaySoWhereTheLogsAreElsewhere) {
    write("replay.yaml", std::string(house) +
                             "replay: [{stream: s2, log: far.csv, map: far.yaml, region: here, "
                             "category: {question: 100%}}]\n");
    write("replay.test.yaml", R"(
scenario: replay.yaml
needs_data: true
tests:
  one: {ticket: s2/0, expect: {state: resolved}}
  two: {expect: ["offered >= 1"]}
)");
    const auto told =
        run("  here: {ticket: {}, comes: 2026-03-02 09:00 UTC, expect: {state: resolved}}\n");
    EXPECT_EQ(told.exit_code, 0) << told.err;
    EXPECT_THAT(told.out,
                AllOf(HasSubstr("SKIPPED  one"), HasSubstr("SKIPPED  two"), HasSubstr("--data DIR"),
                      HasSubstr("3 tests: 1 passed, 0 failed, 0 inconclusive, 2 skipped")));
    const std::string file = here_.path.string() + "/house.test.yaml ";
    const std::string far = here_.path.string() + "/replay.test.yaml ";
    EXPECT_EQ(meridian("test " + file + far + "--strict").exit_code, 1);
    const auto alone = meridian("test " + far);
    EXPECT_EQ(alone.exit_code, 1);
    EXPECT_THAT(alone.err, HasSubstr("no test was run"));
    EXPECT_THAT(meridian("test " + file + far + "--annotations").out, HasSubstr("::notice file="));
    // A log that lies beside its scenario needs no folder, and no other folder hides it.
    EXPECT_EQ(meridian("test scenarios/examples/lifecycle.test.yaml --data " + here_.path.string())
                  .exit_code,
              0);
    // With a folder the log must be somewhere.
    const auto wrong = meridian("test " + file + far + "--data " + here_.path.string());
    EXPECT_EQ(wrong.exit_code, 2);
    EXPECT_THAT(wrong.err, HasSubstr("far.csv"));
}

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

/// Ten tickets a day for a week, one every 2 h 24 min, whatever the seed: seventy, less those that
/// come before the first gap has passed.
TEST_F(PolicyTests, HoldNumbersAgainstBounds) {
    const auto told = run(R"(
  load: {set: [streams.s.process=every], replications_max: 20, expect: ["offered <= 70", "offered >= 69", "breach_rate{target: answer} <= 99 %"]}
  too many: {set: [streams.s.process=every], replications_max: 20, expect: ["offered <= 60", "resolution <= 30 days"]}
)",
                          "-v");
    EXPECT_EQ(told.exit_code, 1);
    EXPECT_THAT(
        told.out,
        AllOf(HasSubstr("PASS  load"), HasSubstr("FAIL  too many"), HasSubstr("offered <= 60: "),
              HasSubstr(" ± 0, does not hold"), HasSubstr("resolution <= 30 days: "),
              HasSubstr("after 20 replications"), HasSubstr("--run '^too many$' --numbers 5"),
              HasSubstr("of 5 verdicts that should be PASS none is FAIL with at most 1 %")));
}

TEST_F(PolicyTests, LeaveOpenWhatIsTooClose) {
    const auto offered = run("  o: {replications_max: 2, expect: [\"offered <= 1\"]}\n");
    EXPECT_EQ(offered.exit_code, 0) << "two replications cannot show it at 99 %";
    EXPECT_THAT(offered.out, HasSubstr("INCONCLUSIVE  o"));
    EXPECT_EQ(meridian("test --strict " + here_.path.string()).exit_code, 1);
}

TEST_F(PolicyTests, CompareScenariosThatMeetTheSameCustomers) {
    const auto told = run(R"(
  nothing changed: {no_worse_than: {}, replications_max: 3, margin: {resolution: 1ms, "kept{target: answer}": 0.1 %}}
  more clerks help: {set: [teams.clerks.shifts=24x7], better_than: {}, replications_max: 20, margin: {"breach_rate{target: answer}": 10 %}}
  fewer hours do not: {set: ['teams.clerks.shifts=[{from: "08:00", to: "09:00"}]'], no_worse_than: {}, replications_max: 20, margin: {"breach_rate{target: answer}": 1 %}}
)",
                          "-v");
    EXPECT_EQ(told.exit_code, 1);
    EXPECT_THAT(told.out,
                AllOf(HasSubstr("PASS  nothing changed"),
                      HasSubstr("resolution: changes by 0 s ± 0 s; no worse by 1 ms: holds"),
                      HasSubstr("PASS  more clerks help"), HasSubstr("FAIL  fewer hours do not")));
}

TEST_F(PolicyTests, CompareWithABaselineThatSomebodyHasAccepted) {
    const std::string tests = R"(
  no worse: {no_worse_than: baseline, replications: 4, margin: {"breach_rate{target: answer}": 5 %, resolution: 1h}}
)";
    const std::string lock = (here_.path / "house.test.lock").string();
    const auto none = run(tests);
    EXPECT_EQ(none.exit_code, 1);
    EXPECT_THAT(none.out, HasSubstr("the test has no baseline in " + lock));

    const auto update = run(tests, "--update");
    EXPECT_EQ(update.exit_code, 0) << update.err;
    EXPECT_EQ(update.out, lock + ": 2 numbers written; review and commit it\n");
    const std::string written = contents(lock);
    EXPECT_THAT(written,
                AllOf(HasSubstr("  \"no worse\":\n    scenario: \""), HasSubstr("seed: 1\n"),
                      HasSubstr("\"breach_rate{target: answer}\":\n        estimate: "),
                      HasSubstr("\"resolution\":")));
    EXPECT_EQ(run(tests, "--update").out, update.out);
    EXPECT_EQ(contents(lock), written) << "the same again";

    const auto same = run(tests, "-v");
    EXPECT_EQ(same.exit_code, 0) << same.out;
    EXPECT_THAT(same.out, AllOf(HasSubstr("PASS  no worse"), HasSubstr("changes by 0 s ± 0 s"),
                                Not(HasSubstr(" was "))));
}

TEST_F(PolicyTests, CatchWhatHasBecomeWorseAndSayWhatElseHasChanged) {
    const std::string tests = R"(
  no worse: {no_worse_than: baseline, replications: 12, margin: {"breach_rate{target: answer}": 5 %}}
)";
    EXPECT_EQ(run(tests, "--update").exit_code, 0);
    std::string worse =
        house;  // an hour's work instead of eight for the clerks, and other customers
    worse.replace(worse.find("to: \"16:00\""), 11, "to: \"09:00\"");
    worse.replace(worse.find("replications: 2"), 15, "replications: 2, seed: 7");
    write("house.yaml", worse);
    const auto told = run(tests);
    EXPECT_EQ(told.exit_code, 1);
    EXPECT_THAT(told.out, AllOf(HasSubstr("FAIL  no worse"), HasSubstr("does not hold"),
                                HasSubstr("the seed was 1, is 7: other customers"),
                                HasSubstr("the scenario was ")));
}

/// Both sides of a comparison lack it, and one line is wrong.
TEST_F(PolicyTests, SayOnceWhatNeitherSideHas) {
    const auto told = run(R"(
  no worse: {no_worse_than: {set: [run.seed=2]}, margin: {"kept{target: nothing}": 1 %}}
)");
    EXPECT_EQ(told.exit_code, 2);
    const std::string wrong = "no SLA target is called 'nothing'";
    const auto first = told.err.find(wrong);
    ASSERT_NE(first, std::string::npos) << told.err;
    EXPECT_EQ(told.err.find(wrong, first + 1), std::string::npos) << told.err;
}

/// One ticket that comes at night sees the rule of the hour, and nothing else of three.
TEST_F(PolicyTests, SayWhichRulesTheyHaveNotSeen) {
    const std::string tests = R"(
  goes up: {ticket: {}, comes: 2026-03-02 16:30 UTC, at: 2026-03-02T17:30Z, expect: {rule: hour}}
)";
    const auto told = run(tests, "--coverage");
    EXPECT_EQ(told.exit_code, 0);
    EXPECT_THAT(told.out, AllOf(HasSubstr("\nRULES  1 of 3 did something in these tests (33.3 %)"),
                                HasSubstr("house.yaml: rule at-once\n"),
                                Not(HasSubstr("house.yaml: rule hour"))));
    EXPECT_EQ(run(tests, "--threshold 33%").exit_code, 0);
    EXPECT_EQ(run(tests, "--threshold 34%").exit_code, 1);
}

/// The test asks for the hour to the minute, so that half and twice of it are noticed, and so is
/// its absence. The shifts of the clerks may begin an hour later all the same; nor does the test
/// know that urgent tickets go up at once.
TEST_F(PolicyTests, SayWhichChangesTheyDoNotNotice) {
    const std::string tests = R"(
  waits: {ticket: {}, comes: 2026-03-02 18:30 UTC, at: 2026-03-02T19:29Z, expect: {rule: none, tier: desk}}
  goes up: {ticket: {}, comes: 2026-03-02 18:30 UTC, at: 2026-03-02T19:30Z, expect: {rule: hour}}
)";
    const auto told = run(tests, "--mutate");
    EXPECT_EQ(told.exit_code, 0) << told.err;
    EXPECT_THAT(told.out, AllOf(HasSubstr("\nMUTANTS  3 of 5 noticed (60.0 %); these survive:\n"),
                                HasSubstr("house.yaml: rule at-once: taken out\n"),
                                HasSubstr("house.yaml: team clerks: shifts an hour later\n"),
                                Not(HasSubstr(": rule hour"))));
    EXPECT_EQ(run(tests, "--mutate --threshold 61%").exit_code, 1);
    const auto more = run(tests + R"(
  urgent: {ticket: {priority: urgent}, comes: 2026-03-02 10:00 UTC, at: 2026-03-02 10:00 UTC, expect: {rule: at-once}}
  opens at eight: {ticket: {}, comes: 2026-03-02 08:00 UTC, at: 2026-03-02 08:00 UTC, expect: {state: in_work}}
)",
                          "--mutate --threshold 100%");
    EXPECT_EQ(more.exit_code, 0) << more.out;
}

TEST_F(PolicyTests, RefuseABaselineThatNobodyCouldHaveWritten) {
    write("house.test.lock", "tests: {no worse: {scenario: x}}\n");
    const auto told = run("  a: {no_findings: L02}\n");
    EXPECT_EQ(told.exit_code, 2);
    EXPECT_THAT(told.err, HasSubstr("this baseline of a test does not say 'numbers'"));
}

TEST_F(PolicyTests, RefuseNumbersThatThereAreNot) {
    const auto told = run(R"(
  a: {expect: ["resolutoin <= 1h"]}
  b: {expect: ["resolution <= 1 %"]}
  c: {no_worse_than: {}, margin: {offered: 1}}
)");
    EXPECT_EQ(told.exit_code, 2);
    EXPECT_THAT(told.err, AllOf(HasSubstr("error[T104]: no number is called 'resolutoin'"),
                                HasSubstr("house.test.yaml:4:16"),
                                HasSubstr("resolution is measured as a time, such as 10min"),
                                HasSubstr("neither more nor less of offered is better")));
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

TEST_F(PolicyTests, ThatCouldNotFailAreRefused) {
    for (const char* vacuous : {"expect: [\"resolution <= 1h\"]", "expect: {}", "never: {}"}) {
        const auto told =
            run(std::string("  a: {ticket: {}, comes: 2026-03-02 09:00 UTC, ") + vacuous + "}\n");
        EXPECT_EQ(told.exit_code, 2) << vacuous;
        EXPECT_THAT(told.err, HasSubstr("error[T101]")) << vacuous;
    }
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
