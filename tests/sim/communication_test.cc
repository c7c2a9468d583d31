#include <gtest/gtest.h>

#include "tests/journal.h"

// What customers are told, where it meets other mechanisms. The audit listens to each of these.

namespace meridian::testing::communication_test {
namespace {

/// One desk of two; P1 hears at once and every hour, with a report, the others nothing.
ScenarioSketch desk_that_tells(TeamSketch team = {.agents = 2}) {
    ScenarioSketch s = one_desk(std::move(team));
    s.work("any", "desk", constant(150min));
    Communication c;
    c.tier = s.tier_id("desk");
    c.notice = Communication::Notice{.handle = constant(5min), .within = 15min};
    c.updates =
        Communication::Updates{.handle = constant(5min), .every = 60min, .ahead = {}, .clock = {}};
    c.report = Communication::Report{.handle = constant(20min), .within = 24h, .clock = {}};
    s.draft.policy.communication = {c, std::nullopt, std::nullopt, std::nullopt};
    return s;
}

Arrival with_priority(Priority priority) {
    Arrival arrival;
    arrival.priority = priority;
    return arrival;
}

std::vector<std::string> times(const Journal& journal, std::uint16_t what) {
    std::vector<std::string> all;
    for (const Entry& e : journal.all(Fact::informed, 0)) {
        if (e.cause == what) {
            all.push_back(journal.time(e.at));
        }
    }
    return all;
}

using Times = std::vector<std::string>;

TEST(Communication, IsOfTheTicketsPriority) {
    const Journal journal = journal_of(desk_that_tells(), {comes(9h, with_priority(1))});
    EXPECT_EQ(journal.count(Fact::informed), 0U);
}

TEST(Communication, BeginsWhenATicketIsRaised) {
    ScenarioSketch s = desk_that_tells();
    s.rule("raise", after_open(20min), {raised_to(0)});
    const Journal journal = journal_of(s, {comes(9h, with_priority(2))});
    EXPECT_EQ(times(journal, 0), (Times{"09:20"}));
    EXPECT_EQ(times(journal, 1), (Times{"10:20", "11:20"}));
    EXPECT_EQ(times(journal, 2), (Times{"11:30"}));
}

TEST(Communication, OpensAnUpdateAheadOfItsTime) {
    ScenarioSketch s = desk_that_tells();
    s.draft.policy.communication[0]->updates->ahead = 15min;
    const Journal journal = journal_of(s, {comes(9h, with_priority(0))});
    EXPECT_EQ(times(journal, 1), (Times{"09:45", "10:30", "11:15"}));
}

/// The next one counts from when an agent begins with the last one. Two come at 12:30: one takes
/// the ticket, the other the notice that waits since 09:00, and at 12:35 the update of 10:00.
TEST(Communication, OpensNoUpdateBeforeTheLastOneWasBegun) {
    ScenarioSketch s = desk_that_tells({.agents = 2, .daily = {{12h + 30min, 20h}}});
    const Journal journal = journal_of(s, {comes(9h, with_priority(0))});
    EXPECT_EQ(times(journal, 1), (Times{"10:00", "13:35", "14:35"}));
}

/// By hours that end at 10:30: the update of 11:00 comes when they have counted an hour.
TEST(Communication, CountsByItsClock) {
    ScenarioSketch s = desk_that_tells();
    const CalendarId hours = s.calendar("hours", {{9h + 30min, 10h + 15min}, {11h, 12h}});
    s.draft.policy.communication[0]->updates->clock = {.kind = ClockSource::Kind::calendar,
                                                       .calendar = hours};
    const Journal journal = journal_of(s, {comes(9h, with_priority(0))});
    EXPECT_EQ(times(journal, 1), (Times{"11:15"}));
}

TEST(Communication, ReportsOnceThoughTheTicketComesBack) {
    ScenarioSketch s = desk_that_tells();
    s.reopens("desk", 0.999, constant(1h));  // keyed: this ticket does come back
    const Journal journal = journal_of(s, {comes(9h, with_priority(0))});
    EXPECT_EQ(times(journal, 0), (Times{"09:00"}));
    EXPECT_EQ(times(journal, 2), (Times{"11:30"}));
    EXPECT_GT(times(journal, 1).size(), 4U);  // while it is back
}

/// What is told is heard: silence begins anew as the task ends.
TEST(Communication, SilencesWhoeverChases) {
    ScenarioSketch s = desk_that_tells({.agents = 2, .daily = {{9h, 12h}}});
    s.draft.workload.streams[StreamId{0}].chasing = Chasing{90min, constant(1min), constant(5min)};
    EXPECT_EQ(journal_of(s, {comes(9h, with_priority(0))}).count(Fact::chased), 0U);
    s.draft.policy.communication.clear();
    EXPECT_GT(journal_of(s, {comes(9h, with_priority(0))}).count(Fact::chased), 0U);
}

}  // namespace
}  // namespace meridian::testing::communication_test
