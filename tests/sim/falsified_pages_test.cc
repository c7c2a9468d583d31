#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/on_call_house.h"
#include "tests/sim/tape.h"

// The audit finds people on call who do otherwise than the scenario says.

namespace meridian::testing::falsified_pages_test {
namespace {

using ::testing::Contains;

/// A ticket an hour, of which those at night are paged about: the first page is slept through, the
/// second one is answered.
ScenarioSketch paging() {
    OnCallHouse house(1);
    house.s.draft.workload.streams = {};
    house.s.draft.workload.logs = {};
    house.s.stream(
        {.name = "tickets", .per_hour = 1, .entry = "first", .process = Stream::Process::every});
    const OnCallId boss = house.rotation("boss", "second", 5min);
    house.wakes_at_once();
    house.s.rule("next", after_no_ack(15min), {paged(boss)});
    return house.s;
}

TEST(AuditOfPages, AcceptsATrueRun) {
    EXPECT_TRUE(broken(paging(), [](Tape&) {}).empty());
}

TEST(AuditOfPages, SeesAnAnswerAtAnotherTime) {
    EXPECT_THAT(broken(paging(), [](Tape& t) { t.the(Fact::acknowledged).at += 1ms; }),
                Contains("on call"));
    EXPECT_THAT(broken(paging(), [](Tape& t) { t.the(Fact::acknowledged).at -= 1ms; }),
                Contains("on call"));
}

TEST(AuditOfPages, SeesAPageThatIsAnsweredTwice) {
    const auto twice = [](Tape& t) {
        const auto at = &t.the(Fact::acknowledged) - t.entries.data();
        t.entries.insert(t.entries.begin() + at, t.the(Fact::acknowledged));
    };
    EXPECT_THAT(broken(paging(), twice), Contains("on call"));
}

TEST(AuditOfPages, SeesAnAnswerOfWhoIsNotPaged) {
    EXPECT_THAT(broken(paging(), [](Tape& t) { t.the(Fact::acknowledged).actor = 0; }),
                Contains("on call"));
}

TEST(AuditOfPages, SeesAPageThatIsNotAnswered) {
    EXPECT_THAT(broken(paging(), [](Tape& t) { t.leave_out(Fact::acknowledged); }),
                Contains("on call"));
}

TEST(AuditOfPages, SeesSomebodyWhoIsNotOnCall) {
    const auto off = [](Tape& t) {
        t.the(Fact::paged).value = static_cast<std::int64_t>(NoAnswer::off);
    };
    EXPECT_THAT(broken(paging(), off), Contains("on call"));
    const auto on_shift = [](Tape& t) {
        for (Entry& e : t.entries) {
            if (e.fact == Fact::paged && e.value == static_cast<std::int64_t>(NoAnswer::off)) {
                e.value = static_cast<std::int64_t>(NoAnswer::sleeps);
            }
        }
    };
    EXPECT_THAT(broken(paging(), on_shift), Contains("on call"));
}

TEST(AuditOfPages, SeesSomebodyBusyWhoHasNothingInHand) {
    const auto busy = [](Tape& t) {
        t.the(Fact::paged).value = static_cast<std::int64_t>(NoAnswer::busy);
    };
    EXPECT_THAT(broken(paging(), busy), Contains("on call"));
}

TEST(AuditOfPages, SeesAnotherTimeToAnswerOrToWork) {
    EXPECT_THAT(broken(paging(), [](Tape& t) { t.the(Fact::paged, 1).value += 2; }),
                Contains("on call"));
    EXPECT_THAT(broken(paging(), [](Tape& t) { t.the(Fact::acknowledged).value += 2; }),
                Contains("on call"));
}

TEST(AuditOfPages, SeesWhatIsNotSolvedAndResolved) {
    EXPECT_THAT(broken(paging(), [](Tape& t) { t.the(Fact::worked_from_home).value = 0; }),
                Contains("on call"));
}

TEST(AuditOfPages, SeesARuleThatDoesNotWaitItsTime) {
    const auto sooner = [](Tape& t) { t.the(Fact::paged, 1).at -= 1min; };
    EXPECT_THAT(broken(paging(), sooner), Contains("rule"));
}

TEST(AuditOfPages, SeesAFirstResponseOfAnAgent) {
    EXPECT_THAT(broken(paging(), [](Tape& t) { t.the(Fact::first_response).actor = 1; }),
                Contains("first response"));
}

}  // namespace
}  // namespace meridian::testing::falsified_pages_test
