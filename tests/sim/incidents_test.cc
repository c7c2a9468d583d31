#include <gtest/gtest.h>

#include "tests/journal.h"

// Requirements 61, 62: what breaks brings customers until it is mended. The audit listens.

namespace meridian::testing::incidents_test {
namespace {

constexpr Instant monday = ScenarioSketch::monday;

/// One every 12 minutes comes about it, to a desk; the ticket about the cause takes an engineer
/// half an hour.
ScenarioSketch what_breaks(const std::vector<Interval>& breaks, std::uint32_t desks = 5) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("engineers");
    s.team({.name = "desk", .tier = "desk", .agents = desks});
    s.team({.name = "engineers", .tier = "engineers", .agents = 1});
    by_hand(s);
    s.work("outage", "desk", constant(10min));
    s.work("cause", "engineers", constant(30min));
    s.incident(breaks,
               {.name = "surge",
                .per_hour = 5,
                .entry = "desk",
                .process = Stream::Process::every,
                .category = {{"outage"}}},
               {.name = "cause", .entry = "engineers", .category = {{"cause"}}});
    return s;
}

std::vector<std::string> times(const Journal& journal, std::uint32_t stream) {
    std::vector<std::string> all;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::opened && e.ticket.stream() == StreamId{stream}) {
            all.push_back(journal.time(e.at));
        }
    }
    return all;
}

using Times = std::vector<std::string>;

/// The gap that was under way as the first break ended goes on in the second one: of 15 1/2 gaps
/// of the first break 2 had passed when it was mended, and of 15 1/2 of the second one 2 again.
TEST(Incidents, BreakAndAreMendedOneAfterAnother) {
    const Journal journal =
        journal_of(what_breaks({{monday + 9h, monday + 12h + 6min}, {monday + 14h, monday + 17h}}));
    EXPECT_EQ(times(journal, 2), (Times{"09:00", "14:00"}));
    EXPECT_EQ(times(journal, 1), (Times{"09:12", "09:24", "14:06", "14:18"}));
    const std::uint64_t cause = TicketNumber::of(StreamId{2}, 0).value;
    EXPECT_EQ(journal.first(Fact::mended, cause).value, 13);
    EXPECT_EQ(journal.first(Fact::mended, cause + 1).value, 13);
}

TEST(Incidents, EndWithTheirTimeWhereNobodyMendsThem) {
    ScenarioSketch s = what_breaks({{monday + 9h, monday + 10h + 6min}});
    s.work("cause", "engineers", constant(3h));
    const Journal journal = journal_of(s);
    EXPECT_EQ(times(journal, 1), (Times{"09:12", "09:24", "09:36", "09:48", "10:00"}));
    EXPECT_EQ(journal.first(Fact::mended, TicketNumber::of(StreamId{2}, 0).value).value, 0);
}

/// The first resolution counts: who reopens the ticket about the cause breaks nothing.
TEST(Incidents, AreMendedOnceThoughTheirTicketComesBack) {
    ScenarioSketch s = what_breaks({{monday + 9h, monday + 20h + 6min}});
    s.reopens("engineers", 0.999999, constant(1h));
    const Journal journal = journal_of(s);
    EXPECT_GT(journal.count(Fact::reopened), 2U);
    EXPECT_EQ(journal.count(Fact::mended), 1U);
    EXPECT_EQ(times(journal, 1).size(), 2U);
}

/// Who came before it was mended and hung up tries again all the same.
TEST(Incidents, LetThoseComeBackWhoHaveComeBefore) {
    ScenarioSketch s = what_breaks({{monday + 9h, monday + 12h + 6min}}, 1);
    const ChannelId phone = s.channel("phone", constant(1min));
    s.draft.workload.channels[phone].retry = {.share = 1, .after = constant(2h)};
    s.draft.workload.streams[StreamId{1}].channel = {{phone.index}, {1}};
    s.work("outage", "desk", constant(14min));
    const Journal journal = journal_of(s);
    EXPECT_EQ(times(journal, 1), (Times{"09:12", "09:24", "11:25"}));
}

}  // namespace
}  // namespace meridian::testing::incidents_test
