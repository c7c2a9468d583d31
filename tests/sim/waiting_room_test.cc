#include <gtest/gtest.h>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

/// One agent, work of 10 minutes, room for so many to wait.
ScenarioSketch desk_with_room_for(std::uint32_t most) {
    ScenarioSketch s = one_desk();
    s.routing("desk").queue_max = most;
    return s;
}

TEST(WaitingRoom, TurnsAwayWhoFindsItFull) {
    ScenarioSketch s = desk_with_room_for(1);
    const Journal journal = journal_of(s, {comes(9h), comes(9h), comes(9h), comes(9h + 10min)});
    EXPECT_EQ(journal.story(1),
              "09:00 opened, 09:00 queued, 09:10 started by 0, 09:20 stopped, "
              "09:20 resolved");
    EXPECT_EQ(journal.story(2), "09:00 opened, 09:00 blocked");
    EXPECT_EQ(journal.first(Fact::blocked, 2).value, 1);
    EXPECT_EQ(journal.at(Fact::resolved, 3), "09:30");  // there is room again
}

TEST(WaitingRoom, OfNobodyStillLetsInWhoIsServedAtOnce) {
    ScenarioSketch s = desk_with_room_for(0);
    const Journal journal = journal_of(s, {comes(9h), comes(9h + 5min), comes(9h + 10min)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:10");
    EXPECT_EQ(journal.at(Fact::blocked, 1), "09:05");
    EXPECT_EQ(journal.at(Fact::resolved, 2), "09:20");
}

TEST(WaitingRoom, CancelsThePromises) {
    ScenarioSketch s = desk_with_room_for(0);
    s.sla("resolution", 1h, {ClockEvent::Kind::resolved, {}});
    const Journal journal = journal_of(s, {comes(9h), comes(9h)});
    EXPECT_EQ(journal.clock(1), "09:00 started until 10:00, 09:00 cancelled");
}

TEST(WaitingRoom, IsForNewcomersOnly) {
    ScenarioSketch s = one_desk();
    s.tier("second");
    s.team({.name = "experts", .tier = "second"});
    s.work("any", "desk", constant(10min), 0);
    s.work("any", "second", constant(1h));
    s.routing("second").queue_max = 0;
    const Journal journal = journal_of(s, {comes(9h), comes(9h)});
    EXPECT_EQ(journal.at(Fact::resolved, 1), "11:10");  // waits although there is no room
    EXPECT_EQ(journal.count(Fact::blocked), 0U);
}

TEST(WaitingRoom, TurnsAwayWhomSelfServicePassesOn) {
    ScenarioSketch s;
    s.region("here");
    s.self_service("bot");
    s.tier("desk");
    s.team({.name = "team"});
    s.work("any", "bot", constant(3min), 0);
    s.routing("desk").queue_max = 0;
    s.rule("to them", on_giving_up(), {to_next(), raised()});  // what is gone is not raised
    by_hand(s);
    const Journal journal = journal_of(s, {comes(9h), comes(9h, {.priority = 3})});
    EXPECT_EQ(journal.story(1), "09:00 opened, 09:00 self_served, 09:03 escalated, 09:03 blocked");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:13");
}

TEST(WaitingRoom, HasRoomForABacklog) {
    ScenarioSketch s = desk_with_room_for(0);
    const Journal journal = journal_of(s, {comes(-1h), comes(-1h), comes(9h)});
    EXPECT_EQ(journal.count(Fact::blocked), 0U);
    EXPECT_EQ(journal.count(Fact::resolved), 3U);
}

}  // namespace
}  // namespace meridian::testing
