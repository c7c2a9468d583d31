#include <gtest/gtest.h>

#include "tests/journal.h"

// Requirement 89: whoever may not see the data of a ticket works on masked ones, where that is
// agreed, and takes longer.

namespace meridian::testing {
namespace {

/// European data may be seen in Oslo. In Denver they are masked, and work of half an hour takes
/// half as long again.
ScenarioSketch two_offices(TeamSketch oslo = {}, TeamSketch denver = {}) {
    ScenarioSketch s;
    s.region("oslo");
    s.residency("oslo", "eea");
    s.region("denver");
    s.tier("desk");
    oslo.name = oslo.region = "oslo";
    denver.name = denver.region = "denver";
    denver.masked = Masking{.of = {s.residency_id("eea")}, .time = 1.5};
    s.team(denver);
    s.team(oslo);
    s.work("any", "desk", constant(30min));
    by_hand(s, {.residency = {{"eea"}}});
    return s;
}

/// Although Denver has been idle as long, and comes first.
TEST(Masking, IsForWhoeverMayNotSeeTheDataInNeedAndTakesLonger) {
    const auto s = two_offices();
    const Journal journal = journal_of(s, {comes(9h), comes(9h)});
    EXPECT_EQ(journal.agent(0), 1U);
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:30");
    EXPECT_EQ(journal.agent(1), 0U);
    EXPECT_EQ(journal.at(Fact::resolved, 1), "09:45");
    EXPECT_FALSE(journal.has(Fact::masked, 0));
    EXPECT_TRUE(journal.has(Fact::masked, 1));
}

TEST(Masking, IsNotNeededForWhatMayGoAnywhere) {
    auto s = two_offices();
    s.draft.workload.streams[StreamId{0}].residency = {};
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.agent(0), 0U);
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:30");
    EXPECT_EQ(journal.count(Fact::masked), 0U);
}

TEST(Masking, IsOfTheNamedRegimesOnly) {
    auto s = two_offices({.daily = {{20h, 21h}}});
    s.draft.organisation.teams[s.team_id("denver")].masked->of = {s.residency_id("swiss")};
    EXPECT_EQ(journal_of(s, {comes(9h)}).at(Fact::started, 0), "20:00");
}

/// Who speaks the language, on masked data, comes before who sees the data through a tool.
TEST(Masking, ComesBeforeATranslation) {
    auto s = two_offices({.languages = {{"en"}}}, {.languages = {{"nb"}}});
    s.draft.organisation.translation = Translation{.time = 1.2};
    s.draft.workload.streams[StreamId{0}].language = {{s.language_id("nb").index}, {1}};
    const Journal journal = journal_of(s, {comes(9h), comes(9h)});
    EXPECT_EQ(journal.agent(0), 0U);
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:45");
    EXPECT_EQ(journal.at(Fact::resolved, 1), "09:36");
}

/// Half an hour, 1.2 times as long for the tool and 1.5 times for the mask.
TEST(Masking, MultipliesWithATranslation) {
    auto s = two_offices({.daily = {{20h, 21h}}}, {.languages = {{"en"}}});
    s.draft.organisation.translation = Translation{.time = 1.2};
    s.draft.workload.streams[StreamId{0}].language = {{s.language_id("nb").index}, {1}};
    EXPECT_EQ(journal_of(s, {comes(9h)}).story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:00 translated, 09:00 masked, "
              "09:54 stopped, 09:54 resolved");
}

/// Ten minutes take fifteen; that the ticket is masked is told of the ticket only.
TEST(Masking, HoldsForTasksBesideATicket) {
    auto s = two_offices({.daily = {{20h, 21h}}});
    s.rule("help", on_creation(), {involve(s.tier_id("desk"), constant(10min))});
    EXPECT_EQ(journal_of(s, {comes(9h)}).story(0),
              "09:00 opened, 09:00 involved, 09:00 task_queued, 09:00 task_started by 0, "
              "09:00 queued, 09:15 task_done, 09:15 started by 0, 09:15 masked, 10:00 stopped, "
              "10:00 resolved");
}

TEST(Masking, OfTheOwnRegimeIsRefused) {
    auto s = two_offices();
    s.draft.organisation.teams[s.team_id("oslo")].masked = Masking{.of = {s.residency_id("eea")}};
    EXPECT_THROW(static_cast<void>(s.seal()), std::logic_error);
}

}  // namespace
}  // namespace meridian::testing
