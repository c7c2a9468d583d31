#include <gtest/gtest.h>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

/// Two teams on one tier whose shifts overlap by an hour: 08 to 16 and 15 to 23. Work takes an
/// hour; the late one is busy with ticket 0 from 15:00 on where `busy`.
ScenarioSketch overlapping(AtShiftEnd act) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "early", .daily = {{8h, 16h}}});
    s.team({.name = "late", .daily = {{15h, 23h}}});
    by_hand(s);
    s.work("any", "desk", constant(1h));
    s.for_time(48h);
    HandoverRule rule{.name = "shift end"};
    rule.act = act;
    rule.call = 10min;
    s.draft.policy.handover.at_shift_end.add(rule);
    return s;
}

HandoverRule& rule_of(ScenarioSketch& s) {
    return s.draft.policy.handover.at_shift_end[HandoverRuleId{0}];
}

std::string tail(const Journal& journal, std::uint64_t ticket) {
    return journal.story(ticket).substr(journal.story(ticket).find("16:00"));
}

TEST(PassingOn, IsATalkBetweenTwoInAWarmTransfer) {
    const Journal journal =
        journal_of(overlapping(AtShiftEnd::warm_transfer), {comes(15h + 30min)});
    // 30 min of work are left, after 10 min of listening.
    EXPECT_EQ(tail(journal, 0),
              "16:00 shift_ended, 16:00 stopped, 16:00 called by 0, 16:00 queued, "
              "16:00 started by 1, 16:00 re_read, 16:40 stopped, 16:40 resolved");
    EXPECT_EQ(journal.day(0).substr(0, 31), "08:00 on_duty, 16:10 off_duty, ");
}

TEST(PassingOn, GoesOnAtOnceInAConference) {
    const Journal journal = journal_of(overlapping(AtShiftEnd::conference), {comes(15h + 30min)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "16:30");
    EXPECT_EQ(journal.day(0).substr(0, 31), "08:00 on_duty, 16:10 off_duty, ");
}

TEST(PassingOn, FailsBackWhereNobodyIsFree) {
    ScenarioSketch s = overlapping(AtShiftEnd::warm_transfer);
    // Ticket 1 keeps the late one busy from 15:40 to 16:40: the early one finishes ticket 0.
    const std::vector<Arrival> two{comes(15h + 30min), comes(15h + 40min)};
    EXPECT_EQ(tail(journal_of(s, two), 0), "16:00 shift_ended, 16:30 stopped, 16:30 resolved");
    s.draft.policy.handover.fail_back = AtShiftEnd::return_to_queue;
    EXPECT_EQ(tail(journal_of(s, two), 0),
              "16:00 shift_ended, 16:00 stopped, 16:00 queued, 16:40 started by 1, 17:10 stopped, "
              "17:10 resolved");
}

// requirement 80
TEST(PassingOn, CallsAfterTheNoteInsteadOfReReading) {
    ScenarioSketch s = overlapping(AtShiftEnd::hand_over);
    rule_of(s).note = 8min;
    rule_of(s).re_read = 12min;
    rule_of(s).quality = 0.5;
    EXPECT_EQ(tail(journal_of(s, {comes(15h + 30min)}), 0),
              "16:00 shift_ended, 16:00 stopped, 16:08 note_written by 0, 16:08 called by 0, "
              "16:08 queued, 16:08 started by 1, 16:08 re_read, 16:48 stopped, 16:48 resolved");
}

// requirements 39, 80
TEST(PassingOn, DoesAgainWhatABadNoteDoesNotSay) {
    ScenarioSketch s = overlapping(AtShiftEnd::hand_over);
    rule_of(s).call = 0min;
    rule_of(s).note = 8min;
    rule_of(s).re_read = 12min;
    rule_of(s).quality = 0.8;
    const Journal journal = journal_of(s, {comes(15h + 30min)});
    // Of 30 min of work 6 are in vain: 12 min of reading and 36 of work from 16:08 on.
    EXPECT_EQ(tail(journal, 0),
              "16:00 shift_ended, 16:00 stopped, 16:08 note_written by 0, 16:08 reworked, "
              "16:08 queued, 16:08 started by 1, 16:08 re_read, 16:56 stopped, 16:56 resolved");
    EXPECT_EQ(Span{journal.first(Fact::reworked, 0).value}, 6min);
}

// requirement 39
TEST(PassingOn, BlindlyDoesAllOfItAgain) {
    ScenarioSketch s = overlapping(AtShiftEnd::return_to_queue);
    rule_of(s).call = 0min;
    rule_of(s).quality = 0;
    EXPECT_EQ(journal_of(s, {comes(15h + 30min)}).at(Fact::resolved, 0), "17:00");
}

}  // namespace
}  // namespace meridian::testing
