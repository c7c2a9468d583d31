#include <gtest/gtest.h>

#include <cmath>

#include "tests/journal.h"

// Requirement 46: whoever may not decide alone asks, and keeps the ticket.

namespace meridian::testing {
namespace {

/// Half an hour of work at the desk, ten minutes for an answer of the one manager.
ScenarioSketch desk_that_asks(TeamSketch desk = {}, TeamSketch managers = {}) {
    ScenarioSketch s = one_desk(std::move(desk));
    s.tier("managers");
    managers.name = "managers";
    managers.tier = "managers";
    s.team(managers);
    s.work("any", "desk", constant(30min));
    s.work("any", "managers", constant(20min));
    s.consults("desk", "managers", constant(10min));
    return s;
}

TEST(Asking, KeepsBothInHandUntilTheAnswerIsThere) {
    const Journal journal = journal_of(desk_that_asks(), {comes(9h), comes(9h + 35min)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:30 consulted by 0, "
              "09:30 task_queued, 09:30 task_started by 1, 09:40 task_done, 09:40 advised by 0, "
              "09:40 stopped, 09:40 resolved");
    EXPECT_EQ(journal.at(Fact::started, 1), "09:40");
    EXPECT_EQ(Span{journal.first(Fact::stopped, 0).value}, 40min);
}

TEST(Asking, WaitsUntilTheOtherOneIsThere) {
    const Journal journal = journal_of(desk_that_asks({}, {.daily = {{11h, 17h}}}), {comes(9h)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "11:10");
    EXPECT_EQ(Span{journal.first(Fact::advised, 0).value}, 100min);
}

TEST(Asking, LastsBeyondTheShiftWhateverItsLimit) {
    const Journal journal = journal_of(
        desk_that_asks({.daily = {{8h, 9h + 35min}}, .overtime_max = Span{0}}), {comes(9h)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:40");
    EXPECT_EQ(journal.overtime(0), 5min);
    EXPECT_EQ(journal.at(Fact::shift_ended, 0), "never");
}

TEST(Asking, IsNotInterrupted) {
    auto s = desk_that_asks();
    s.routing("desk").discipline = Discipline::priority;
    s.routing("desk").preemption.emplace();
    const Journal journal =
        journal_of(s, {comes(9h, {.priority = 3}), comes(9h + 35min, {.priority = 0})});
    EXPECT_EQ(journal.at(Fact::started, 1), "09:40");
}

TEST(Asking, NeedsNoAnswerOnceARuleHasTakenTheTicketAway) {
    auto s = desk_that_asks({}, {.agents = 2});
    s.rule("cap", after_open(35min), {to_next()});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::escalated, 0), "09:35");
    EXPECT_EQ(journal.at(Fact::task_done, 0), "09:40");  // in vain
    EXPECT_EQ(journal.at(Fact::advised, 0), "never");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:55");
}

TEST(Asking, IsForThoseWhoLackTheAuthority) {
    ScenarioSketch s = one_desk({.authority = {"refund"}});
    s.crew({.name = "team"});
    s.tier("managers");
    s.team({.name = "managers", .tier = "managers", .authority = {"refund"}});
    s.draft.workload.categories[s.category("refunds")].authority = {s.authority_id("refund")};
    s.work("any", "desk", constant(30min));
    s.consults("desk", "managers", constant(10min));
    const Journal journal = journal_of(s, {comes(9h), comes(9h)});
    EXPECT_EQ(journal.agent(0), 0U);
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:30");
    EXPECT_EQ(journal.agent(1), 1U);
    EXPECT_EQ(journal.at(Fact::resolved, 1), "09:40");
}

TEST(Asking, IsNotDoneByWhoeverGivesUp) {
    auto s = desk_that_asks();
    s.work("any", "desk", constant(30min), 0);
    s.consults("desk", "managers", constant(10min));
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::consulted, 0), "never");
    EXPECT_EQ(journal.at(Fact::escalated, 0), "09:30");
}

/// n tickets ask with probability p: the share has standard error sqrt(p (1 - p) / n), and 5 of
/// them fail a correct program once in 1.7 million.
TEST(Asking, HappensOnTheStatedShare) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("managers");
    s.team({.name = "team", .tier = "desk", .agents = 20});
    s.team({.name = "managers", .tier = "managers", .agents = 20});
    s.stream({.name = "tickets", .per_hour = 20});
    s.work("any", "desk", constant(10min));
    s.consults("desk", "managers", constant(1min), 0.3);
    s.for_time(24h * 30);
    const Journal journal = journal_of(s);
    const auto n = static_cast<double>(journal.count(Fact::resolved));
    EXPECT_NEAR(static_cast<double>(journal.count(Fact::consulted)) / n, 0.3,
                5 * std::sqrt(0.3 * 0.7 / n));
}

}  // namespace
}  // namespace meridian::testing
