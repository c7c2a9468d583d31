#include <gtest/gtest.h>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

/// Two teams on one tier, each with one agent: the early one 08 to 16, the late one 16 to 24.
/// Work takes an hour.
ScenarioSketch two_shifts() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "early", .daily = {{8h, 16h}}});
    s.team({.name = "late", .daily = {{16h, 24h}}});
    by_hand(s);
    s.work("any", "desk", constant(1h));
    s.for_time(48h);
    return s;
}

TEST(Handover, FinishesInOvertime) {
    ScenarioSketch s = two_shifts();
    s.at_shift_end(AtShiftEnd::finish);
    const Journal journal = journal_of(s, {comes(15h + 30min)});
    EXPECT_EQ(journal.story(0),
              "15:30 opened, 15:30 queued, 15:30 started by 0, 16:00 shift_ended, 16:30 stopped, "
              "16:30 resolved");
    EXPECT_EQ(journal.day(0),
              "08:00 on_duty, 16:30 off_duty, Tue 08:00 on_duty, Tue 16:00 off_duty");
    EXPECT_EQ(journal.overtime(0), 30min);
}

TEST(Handover, StopsOvertimeAtItsMostAndKeepsTheTicketForItsOwner) {
    ScenarioSketch s = two_shifts();
    s.draft.organisation.crews[{0}].overtime_max = 10min;
    s.at_shift_end(AtShiftEnd::finish);
    const Journal journal = journal_of(s, {comes(15h + 30min)});
    EXPECT_EQ(journal.story(0),
              "15:30 opened, 15:30 queued, 15:30 started by 0, 16:00 shift_ended, 16:10 stopped, "
              "16:10 parked, Tue 08:00 queued, Tue 08:00 started by 0, Tue 08:20 stopped, "
              "Tue 08:20 resolved");
}

TEST(Handover, AllowsNoOvertimeWhereItsMostIsNothing) {
    ScenarioSketch s = two_shifts();
    s.draft.organisation.crews[{0}].overtime_max = 0min;
    s.at_shift_end(AtShiftEnd::finish);
    const Journal journal = journal_of(s, {comes(15h + 30min)});
    EXPECT_EQ(journal.at(Fact::parked, 0), "16:00");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "Tue 08:30");
}

TEST(Handover, CostsANoteAndReReading) {
    ScenarioSketch s = two_shifts();
    s.at_shift_end(AtShiftEnd::hand_over, 8min, 12min);
    const Journal journal = journal_of(s, {comes(15h + 30min)});
    // 30 min of work are left; the note is written until 16:08, then 12 min of reading.
    EXPECT_EQ(journal.story(0),
              "15:30 opened, 15:30 queued, 15:30 started by 0, 16:00 shift_ended, 16:00 stopped, "
              "16:08 note_written by 0, 16:08 queued, 16:08 started by 1, 16:08 re_read, "
              "16:50 stopped, 16:50 resolved");
    EXPECT_EQ(Span{journal.first(Fact::note_written, 0).value}, 8min);
    EXPECT_EQ(Span{journal.first(Fact::re_read, 0).value}, 12min);
    EXPECT_EQ(journal.day(0).substr(0, 31), "08:00 on_duty, 16:08 off_duty, ");
}

TEST(Handover, ReturnsToTheQueueWithoutANote) {
    ScenarioSketch s = two_shifts();
    s.at_shift_end(AtShiftEnd::return_to_queue, 0min, 12min);
    const Journal journal = journal_of(s, {comes(15h + 30min)});
    EXPECT_EQ(journal.story(0),
              "15:30 opened, 15:30 queued, 15:30 started by 0, 16:00 shift_ended, 16:00 stopped, "
              "16:00 queued, 16:00 started by 1, 16:00 re_read, 16:42 stopped, 16:42 resolved");
}

TEST(Handover, ParksUntilTheOwnersNextShift) {
    ScenarioSketch s = two_shifts();
    s.at_shift_end(AtShiftEnd::park);
    const Journal journal = journal_of(s, {comes(15h + 30min)});
    EXPECT_EQ(journal.story(0),
              "15:30 opened, 15:30 queued, 15:30 started by 0, 16:00 shift_ended, 16:00 stopped, "
              "16:00 parked, Tue 08:00 queued, Tue 08:00 started by 0, Tue 08:30 stopped, "
              "Tue 08:30 resolved");
}

TEST(Handover, ReturnsWhatWouldBeParkedForSomebodyWhoDoesNotComeBack) {
    ScenarioSketch s = two_shifts();
    s.for_time(24h);
    s.at_shift_end(AtShiftEnd::park);
    EXPECT_EQ(journal_of(s, {comes(15h + 30min)}).at(Fact::resolved, 0), "16:30");
}

TEST(Handover, ReturnsAParkedTicketWhenItsOwnerIsAbsent) {
    ScenarioSketch s = two_shifts();
    s.at_shift_end(AtShiftEnd::park);
    s.draft.organisation.crews[{0}].absence = 0.5;
    // The first seed with which the owner comes on Monday and not on Tuesday.
    for (std::uint64_t seed = 1; seed < 100; ++seed) {
        const Journal journal = journal_of(s.seed(seed), {comes(15h + 30min)});
        if (journal.day(0) == "08:00 on_duty, 16:00 off_duty, Tue 08:00 absent") {
            EXPECT_EQ(journal.at(Fact::parked, 0), "16:00");
            EXPECT_EQ(journal.story(0).substr(journal.story(0).find("parked, ")),
                      "parked, Tue 08:00 queued, Tue 16:00 started by 1, Tue 16:30 stopped, "
                      "Tue 16:30 resolved");
            return;
        }
    }
    FAIL() << "an agent who misses every other shift never missed Tuesday's alone";
}

TEST(Handover, LetsAParkedTicketWaitForItsOwnerInAMeeting) {
    ScenarioSketch s = two_shifts();
    const Instant tuesday = ScenarioSketch::monday + 24h;
    s.draft.organisation.crews[{0}].meetings = {{tuesday + 8h, tuesday + 9h}};
    s.at_shift_end(AtShiftEnd::park);
    SlaTarget target{.name = "resolution", .target = {3h}};
    target.stop.kind = ClockEvent::Kind::resolved;
    target.pause_parked = true;
    s.sla(target);
    const Journal journal = journal_of(s, {comes(15h + 30min)});
    const Entry back = journal.all(Fact::queued, 0).back();
    EXPECT_EQ(journal.time(back.at), "Tue 08:00");
    EXPECT_EQ(back.cause, static_cast<std::uint16_t>(Why::parked_resumed));
    EXPECT_EQ(journal.at(Fact::resolved, 0), "Tue 09:30");
    EXPECT_EQ(
        journal.clock(0),
        "15:30 started until 18:30, 16:00 paused at 30min, Tue 08:00 resumed until Tue 10:30, "
        "Tue 09:30 stopped 1h to spare");
}

TEST(Handover, LetsAParkedTicketWaitForAnybodyWhereOwnersAreNotSticky) {
    ScenarioSketch s = two_shifts();
    const Instant tuesday = ScenarioSketch::monday + 24h;
    s.draft.organisation.crews[{0}].meetings = {{tuesday + 8h, tuesday + 9h}};
    s.team({.name = "helper", .daily = {{7h, 12h}}});
    s.routing("desk").sticky_owner = false;
    s.at_shift_end(AtShiftEnd::park);
    EXPECT_EQ(journal_of(s, {comes(15h + 30min)}).at(Fact::resolved, 0), "Tue 08:30");
}

TEST(Handover, DecidesByPriorityAndWorkLeft) {
    ScenarioSketch s = two_shifts();
    Predicate urgent;
    urgent.priorities = 0b0001;
    Predicate nearly_done;
    nearly_done.work_left_under = 20min;
    s.at_shift_end(AtShiftEnd::return_to_queue, 0min, 0min, urgent);
    s.at_shift_end(AtShiftEnd::finish, 0min, 0min, nearly_done);
    s.at_shift_end(AtShiftEnd::park);
    const auto resolved = [&](Span at, Priority priority) {
        return journal_of(s, {comes(at, {.priority = priority})}).story(0);
    };
    EXPECT_NE(resolved(15h + 15min, 0).find("16:00 queued, 16:00 started by 1"), std::string::npos);
    EXPECT_NE(resolved(15h + 15min, 1).find("16:15 resolved"), std::string::npos);
    EXPECT_NE(resolved(15h + 30min, 1).find("16:00 parked"), std::string::npos);
    // 20 minutes left are not under 20 minutes.
    EXPECT_NE(resolved(15h + 20min, 1).find("16:00 parked"), std::string::npos);
}

TEST(Handover, KeepsTheOldPlaceInTheQueue) {
    ScenarioSketch s = two_shifts();
    s.routing("desk").discipline = Discipline::fifo;
    s.at_shift_end(AtShiftEnd::return_to_queue);
    // Ticket 1 waits since 15:40 for the only agent; ticket 0 comes back at 16:00 and is older.
    const Journal journal = journal_of(s, {comes(15h + 30min), comes(15h + 40min)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "16:30");
    EXPECT_EQ(journal.at(Fact::started, 1), "16:30");
}

TEST(Handover, GoesOnWithoutAWordWhereShiftsTouch) {
    ScenarioSketch s = one_desk({.daily = {{8h, 16h}, {16h, 24h}}});
    s.work("any", "desk", constant(1h));
    s.at_shift_end(AtShiftEnd::hand_over, 8min, 12min);
    const Journal journal = journal_of(s, {comes(15h + 30min)});
    EXPECT_EQ(journal.story(0),
              "15:30 opened, 15:30 queued, 15:30 started by 0, 16:30 stopped, 16:30 resolved");
    EXPECT_EQ(journal.day(0), "08:00 on_duty");
}

TEST(Handover, GivesATicketThatWaitsForItsOwnerBackWhenTheOwnerLeaves) {
    ScenarioSketch s = two_shifts();
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(30min)});
    s.at_shift_end(AtShiftEnd::finish);
    // Asked 14:30, answered 15:00 while the agent works on the second until 15:00 … and so on:
    // 0: 14:00-14:30, 1: 14:30-15:00, 0: 15:00-15:30, 1 is answered at 15:30: 15:30-16:00.
    const Journal journal = journal_of(s, {comes(14h), comes(14h + 10min)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "15:30");
    EXPECT_EQ(journal.at(Fact::resolved, 1), "16:00");
    // With an hour between, the reply finds the owner gone.
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(3h)});
    const Journal later = journal_of(s, {comes(14h)});
    EXPECT_EQ(later.story(0),
              "14:00 opened, 14:00 queued, 14:00 started by 0, 14:30 stopped, 14:30 asked, "
              "17:30 replied, 17:30 queued, 17:30 started by 1, 18:00 stopped, 18:00 resolved");
}

TEST(Handover, SendsBackWhatWaitsForAnOwnerWhoGoesHome) {
    ScenarioSketch s = two_shifts();
    s.work("any", "desk", constant(1h), 1, {.share = 1, .reply = constant(10min)});
    s.at_shift_end(AtShiftEnd::finish);
    // 0 asks at 15:30 and is answered at 15:40, while its owner has begun 1 at 15:30, which asks at
    // 16:00, the end of the shift: 0 goes back, and 1 has lost its owner when it is answered.
    const Journal journal = journal_of(s, {comes(15h), comes(15h + 20min)});
    EXPECT_EQ(journal.story(0).substr(journal.story(0).find("15:40")),
              "15:40 replied, 15:40 queued, 16:00 queued, 16:00 started by 1, 16:30 stopped, "
              "16:30 resolved");
    EXPECT_EQ(journal.at(Fact::resolved, 1), "17:00");
}

}  // namespace
}  // namespace meridian::testing
