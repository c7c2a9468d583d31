// The world outside the program: signals, disks, pipes, memory. Whatever it does, no results folder
// is half-written, the message is one clear line, and the exit code is the one that --help
// promises.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "tests/cli/program.h"
#include "tests/report/folder.h"
#include "tests/sanitized.h"

namespace meridian::cli {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using Names = std::set<std::string>;

constexpr const char* two_weeks =
    "run scenarios/first-steps.yaml --replications 2 --set 'run.for=2 weeks' ";
constexpr const char* for_ever = "run scenarios/first-steps.yaml --replications 100000 ";

class Outside : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_NE(std::getenv("MERIDIAN"), nullptr) << "names the program under test";
    }

    [[nodiscard]] std::string out() const { return (here_.path / "result").string(); }
    [[nodiscard]] std::string to_out() const { return "--out '" + out() + "' "; }

    /// Waits until a run has begun to write.
    void wait_for_a_folder() const {
        for (int i = 0; i < 6000; ++i) {
            if (!names_in(here_.path).empty()) {
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        FAIL() << "no run has begun";
    }

    TestFolder here_;
};

// ---- signals

struct Signal {
    const char* name;
    int number;
};
void PrintTo(const Signal& signal, std::ostream* stream) { *stream << signal.name; }

class Interrupted : public Outside, public ::testing::WithParamInterface<Signal> {};

TEST_P(Interrupted, LeavesNothingBehindAndSaysSo) {
    Started run(for_ever + to_out() + "--tickets --journal");
    wait_for_a_folder();
    run.send(GetParam().number);
    const Told told = run.end();
    EXPECT_EQ(told.exit_code, 128 + GetParam().number);
    EXPECT_EQ(told.out, "");
    EXPECT_EQ(told.err, "meridian: interrupted; what was not finished was not written\n");
    EXPECT_EQ(names_in(here_.path), Names{});
}

INSTANTIATE_TEST_SUITE_P(Cli, Interrupted,
                         ::testing::Values(Signal{"SIGINT", SIGINT}, Signal{"SIGTERM", SIGTERM},
                                           Signal{"SIGHUP", SIGHUP}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST_F(Outside, AnInterruptLeavesTheOlderResultAlone) {
    ASSERT_EQ(meridian(two_weeks + to_out()).exit_code, 0);
    const std::string before = contents(out() + "/summary.json");
    Started run(for_ever + to_out());
    while (names_in(here_.path).size() < 2) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    run.send(SIGINT);
    EXPECT_EQ(run.end().exit_code, 128 + SIGINT);
    EXPECT_EQ(names_in(here_.path), Names{"result"});
    EXPECT_EQ(contents(out() + "/summary.json"), before);
}

TEST_F(Outside, WhatAKilledRunLeavesIsHiddenAndTheNextRunRemovesIt) {
    Started run(for_ever + to_out() + "--tickets");
    wait_for_a_folder();
    run.send(SIGKILL);
    EXPECT_EQ(run.end().exit_code, 128 + SIGKILL);
    EXPECT_THAT(names_in(here_.path), Each(StartsWith(".result.unfinished-")));
    const Told next = meridian(two_weeks + to_out());
    EXPECT_EQ(next.exit_code, 0) << next.err;
    EXPECT_EQ(names_in(here_.path), Names{"result"});
}

TEST_F(Outside, ARunDoesNotTakeALivingOneForDead) {
    Started living(for_ever + to_out());
    wait_for_a_folder();
    EXPECT_EQ(meridian(two_weeks + to_out()).exit_code, 0);
    EXPECT_THAT(names_in(here_.path),
                AllOf(Contains("result"), Contains(StartsWith(".result.unfinished-"))));
    living.send(SIGTERM);
    EXPECT_EQ(living.end().exit_code, 128 + SIGTERM);
    EXPECT_EQ(names_in(here_.path), Names{"result"});
}

// ---- disks

/// Runs the line where a file system of its own is mounted at $DISK, gone afterwards; exit code 77
/// when this user may mount nothing.
Told on_a_disk(const std::string& options, const std::string& line) {
    return shell(
        "unshare --mount true 2>/dev/null || exit 77; export DISK; DISK=$(mktemp -d); "
        "unshare --mount sh -c 'mount -t tmpfs -o " +
        options + " tmpfs \"$DISK\" || exit 77; " + line +
        "'; code=$?; rmdir \"$DISK\"; exit $code");
}

TEST_F(Outside, AFullDiskIsNamedAndNothingStaysOnIt) {
    const Told told = on_a_disk(
        "size=64k", std::string("\"$MERIDIAN\" ") +
                        "run scenarios/first-steps.yaml --replications 2 --tickets --journal "
                        "--out \"$DISK\"/result; code=$?; ls -A \"$DISK\"; exit $code");
    if (told.exit_code == 77) {
        GTEST_SKIP() << "only root mounts a small disk";
    }
    EXPECT_EQ(told.exit_code, 3);
    EXPECT_THAT(told.err, AllOf(StartsWith("meridian: cannot write '"),
                                EndsWith("': No space left on device\n")));
    EXPECT_EQ(told.out, "");
}

TEST_F(Outside, AReadOnlyDiskIsNamedBeforeTheRunBegins) {
    const Told told =
        on_a_disk("ro", std::string("\"$MERIDIAN\" ") + for_ever + "--out \"$DISK\"/result");
    if (told.exit_code == 77) {
        GTEST_SKIP() << "only root mounts a read-only disk";
    }
    EXPECT_EQ(told.exit_code, 3);
    EXPECT_THAT(told.err, AllOf(StartsWith("meridian: cannot write '"),
                                EndsWith("': Read-only file system\n")));
}

TEST_F(Outside, AFolderThatMayNotBeWrittenIsNamedBeforeTheRunBegins) {
    // Root may write everywhere: there somebody else runs a copy of the program.
    std::string as_nobody;
    if (::geteuid() == 0) {
        ASSERT_EQ(shell("cp \"$MERIDIAN\" scenarios/first-steps.yaml '" + here_.path.string() +
                        "' && cp -r scenarios/profiles '" + here_.path.string() + "'")
                      .exit_code,
                  0);
        as_nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    } else {
        ASSERT_EQ(shell("ln -s \"$MERIDIAN\" '" + here_.path.string() +
                        "/meridian' && cp -r "
                        "scenarios/first-steps.yaml scenarios/profiles '" +
                        here_.path.string() + "'")
                      .exit_code,
                  0);
    }
    const Told told = shell("cd '" + here_.path.string() + "' && mkdir shut && chmod 555 shut && " +
                            "chmod 755 . && " + as_nobody +
                            "./meridian run first-steps.yaml --replications 100000 --out "
                            "shut/result; code=$?; ls -A shut; exit $code");
    EXPECT_EQ(told.exit_code, 3);
    EXPECT_EQ(told.out, "");
    EXPECT_THAT(told.err,
                AllOf(StartsWith("meridian: cannot write '"), EndsWith("': Permission denied\n")));
}

TEST_F(Outside, AFileThatMayNotGrowIsNamedAndNothingStays) {
    // The limit makes every file beyond 2 kB fail.
    const Told told = shell(std::string("ulimit -f 4; \"$MERIDIAN\" ") + two_weeks + to_out());
    EXPECT_EQ(told.exit_code, 3);
    EXPECT_THAT(told.err,
                AllOf(StartsWith("meridian: cannot write '"), EndsWith("': File too large\n")));
    EXPECT_EQ(names_in(here_.path), Names{});
}

TEST_F(Outside, AWorkingFolderThatIsGoneIsNamed) {
    const Told told = shell("mkdir '" + out() +
                            "' && cp -r scenarios/first-steps.yaml "
                            "scenarios/profiles '" +
                            here_.path.string() + "' && cd '" + out() + "' && rmdir '" + out() +
                            "' && \"$MERIDIAN\" run '" + here_.path.string() +
                            "/first-steps.yaml' --replications 2");
    EXPECT_EQ(told.exit_code, 3);
    EXPECT_THAT(told.err,
                AllOf(StartsWith("meridian: cannot write "), Not(HasSubstr("please report"))));
}

// ---- pipes and closed streams

TEST_F(Outside, AReaderThatGoesAwayIsNoError) {
    const Told schema = shell("{ \"$MERIDIAN\" schema; echo $? >&2; } | true");
    EXPECT_EQ(schema.err, "0\n");
    const Told run = shell(std::string("{ \"$MERIDIAN\" ") + two_weeks + to_out() +
                           "; echo $? >&2; } | head -n 1");
    EXPECT_EQ(run.out, "  First steps\n");
    EXPECT_EQ(run.err, "0\n");
    EXPECT_EQ(names_in(here_.path), Names{"result"});
}

TEST_F(Outside, AReaderOfMessagesThatGoesAwayLeavesTheExitCode) {
    const Told told = shell("{ \"$MERIDIAN\" run no/such.yaml; echo $? >&3; } 3>&1 2>&1 | true");
    EXPECT_EQ(told.err, "");
    EXPECT_EQ(shell("\"$MERIDIAN\" run no/such.yaml 2>/dev/full").exit_code, 2);
}

TEST_F(Outside, FullStandardOutputIsAnError) {
    const Told told = shell("\"$MERIDIAN\" run --define > /dev/full");
    EXPECT_EQ(told.exit_code, 3);
    EXPECT_EQ(told.err, "meridian: cannot write to standard output: No space left on device\n");
}

TEST_F(Outside, ClosedStreamsDoNotEndUpInTheResult) {
    const std::string options = two_weeks + std::string("--tickets --journal ");
    ASSERT_EQ(meridian(options + to_out() + "--quiet").exit_code, 0);
    const std::string closed = (here_.path / "closed").string();
    // With the lists open, the numbers 0 and 1 would be theirs.
    const Told told =
        shell("\"$MERIDIAN\" " + options + "--out '" + closed + "' <&- >&- 2>&-; echo $?");
    EXPECT_EQ(told.out, "3\n") << "standard output that was closed is an error like a full one";
    for (const std::string& name : names_in(out())) {
        EXPECT_TRUE(contents(out() + "/" + name) == contents(closed + "/" + name)) << name;
    }
    const Told quiet =
        shell("\"$MERIDIAN\" " + options + "--quiet --out '" + closed + "' <&- >&- 2>&-; echo $?");
    EXPECT_EQ(quiet.out, "0\n");
}

// ---- memory

TEST_F(Outside, TooLittleMemoryIsSaidInOneLine) {
    if (testing::sanitized) {
        GTEST_SKIP() << "the sanitizers reserve more than any limit";
    }
    int refused = 0;
    for (int kilobytes = 10'000; kilobytes <= 60'000; kilobytes += 1'000) {
        const std::string limited =
            "ulimit -v " + std::to_string(kilobytes) + "; exec \"$MERIDIAN\" ";
        const int started = shell(limited + "--version").exit_code;
        if (started != 0 && started != 3) {
            continue;  // the libraries that it links do not even start
        }
        const Told told = shell(limited +
                                "run scenarios/follow-the-sun.yaml --replications 2 --set "
                                "run.until=2026-01-12 --quiet " +
                                to_out());
        EXPECT_THAT(told.exit_code, AnyOf(0, 3)) << kilobytes << " kB: " << told.err;
        if (told.exit_code == 3) {
            EXPECT_EQ(told.err, "meridian: not enough memory\n") << kilobytes << " kB";
            EXPECT_THAT(names_in(here_.path), AnyOf(IsEmpty(), Names{"result"}));
            ++refused;
        }
    }
    EXPECT_GT(refused, 0) << "no limit was too small";
}

}  // namespace
}  // namespace meridian::cli
