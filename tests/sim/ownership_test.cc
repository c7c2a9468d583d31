#include <gtest/gtest.h>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

/// Two sites on one tier: the early one 08 to 16, the late one 16 to 24. Work takes an hour, and
/// whoever leaves with a ticket in hand returns it to the queue.
ScenarioSketch two_sites() {
    ScenarioSketch s;
    s.region("east");
    s.region("west");
    s.tier("desk");
    s.team({.name = "early", .region = "east", .daily = {{8h, 16h}}});
    s.team({.name = "late", .region = "west", .daily = {{16h, 24h}}});
    by_hand(s);
    s.work("any", "desk", constant(1h));
    s.for_time(48h);
    s.at_shift_end(AtShiftEnd::return_to_queue);
    return s;
}

OwnershipRule all(Ownership keep) { return {.name = "all", .when = {}, .keep = keep}; }

/// P1 follows the sun, all else stays with its owner.
void hybrid(ScenarioSketch& s) {
    OwnershipRule urgent = all(Ownership::follow_the_sun);
    urgent.when.priorities = 0b0001;
    s.draft.policy.ownership.add(urgent);
    s.draft.policy.ownership.add(all(Ownership::sticky));
}

std::string tail(const Journal& journal, const std::string& from) {
    return journal.story(0).substr(journal.story(0).find(from));
}

// requirement 87
TEST(Ownership, LetsTheOwnerGoOnTheNextDayWhereItIsSticky) {
    ScenarioSketch s = two_sites();
    s.draft.policy.ownership.add(all(Ownership::sticky));
    EXPECT_EQ(tail(journal_of(s, {comes(15h + 30min)}), "16:00"),
              "16:00 shift_ended, 16:00 stopped, 16:00 parked, Tue 08:00 queued, "
              "Tue 08:00 started by 0, Tue 08:30 stopped, Tue 08:30 resolved");
}

// requirement 87
TEST(Ownership, LetsTheNextSiteTakeOverWhereItFollowsTheSun) {
    ScenarioSketch s = two_sites();
    s.draft.policy.ownership.add(all(Ownership::follow_the_sun));
    EXPECT_EQ(tail(journal_of(s, {comes(15h + 30min)}), "16:00"),
              "16:00 shift_ended, 16:00 stopped, 16:00 queued, 16:00 started by 1, "
              "16:30 stopped, 16:30 resolved");
}

TEST(Ownership, ReturnsWhatARowWouldParkWhereItFollowsTheSun) {
    ScenarioSketch s = two_sites();
    s.draft.policy.handover.at_shift_end = {};
    s.at_shift_end(AtShiftEnd::park);
    s.draft.policy.ownership.add(all(Ownership::follow_the_sun));
    EXPECT_EQ(journal_of(s, {comes(15h + 30min)}).at(Fact::resolved, 0), "16:30");
}

TEST(Ownership, LetsOwnersFinishWhatTheyKeep) {
    ScenarioSketch s = two_sites();
    s.draft.policy.handover.at_shift_end = {};
    s.at_shift_end(AtShiftEnd::finish);
    s.draft.policy.ownership.add(all(Ownership::sticky));
    EXPECT_EQ(journal_of(s, {comes(15h + 30min)}).overtime(0), 30min);
}

TEST(Ownership, KeepsAnAnswerForAnOwnerWhoHasGone) {
    ScenarioSketch s = two_sites();
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(3h)});
    s.draft.policy.ownership.add(all(Ownership::sticky));
    // Asked at 14:30, answered at 17:30: until the next morning it is nobody else's.
    EXPECT_EQ(tail(journal_of(s, {comes(14h)}), "17:30"),
              "17:30 replied, 17:30 parked, Tue 08:00 queued, Tue 08:00 started by 0, "
              "Tue 08:30 stopped, Tue 08:30 resolved");
}

TEST(Ownership, KeepsWhatWaitsForAnOwnerWhoGoesHome) {
    ScenarioSketch s = two_sites();
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(10min)});
    s.draft.policy.ownership.add(all(Ownership::sticky));
    // The owner begins 1 at 15:30 and has it until 16:00, so 0, answered at 15:40, waits.
    const Journal journal = journal_of(s, {comes(15h), comes(15h + 20min)});
    EXPECT_EQ(tail(journal, "15:40"),
              "15:40 replied, 15:40 queued, 16:00 parked, Tue 08:00 queued, "
              "Tue 08:00 started by 0, Tue 08:30 stopped, Tue 08:30 resolved");
}

// requirement 87
TEST(Ownership, SwitchesToTheNextSiteWhenAKeptTicketBecomesP1) {
    ScenarioSketch s = two_sites();
    hybrid(s);
    s.rule("rescue", after_open(2h), {raised_to(0)});
    const Journal journal = journal_of(s, {comes(15h + 30min, {.priority = 2})});
    EXPECT_EQ(tail(journal, "16:00"),
              "16:00 shift_ended, 16:00 stopped, 16:00 parked, 17:30 prioritised, 17:30 queued, "
              "17:30 started by 1, 18:00 stopped, 18:00 resolved");
}

TEST(Ownership, IsHybridByPriority) {
    ScenarioSketch s = two_sites();
    hybrid(s);
    const auto resolved = [&](Priority priority) {
        return journal_of(s, {comes(15h + 30min, {.priority = priority})}).at(Fact::resolved, 0);
    };
    EXPECT_EQ(resolved(0), "16:30");
    EXPECT_EQ(resolved(1), "Tue 08:30");
}

}  // namespace
}  // namespace meridian::testing
