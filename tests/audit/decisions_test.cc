#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/audit/story.h"

namespace meridian::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A rule moves every ticket that has waited for an hour; ticket 0 waits behind 1 and 2.
Story a_day_with_a_rule(Rule rule, Span fires) {
    ScenarioSketch s = office();
    rule.name = "queue";
    rule.trigger = after_waiting(1h);
    rule.actions = {to_next(), notify("boss")};
    s.notified("boss");
    s.rule(rule);
    Story story = morning(s);
    story.at(9h).arrives(1).begun(0, 1).arrives(2).begun(1, 2).arrives(3);
    story.at(fires).escalated(3, 1, 0).queued(3, Why::escalation).begun(2, 3);
    story.tell(Fact::notified, 3, Id<void>::none_index, 0, 0);
    story.at(11h).resolved(0, 1).resolved(1, 2).resolved(2, 3);
    evening(story);
    return story;
}

TEST(Audit, AcceptsARuleThatFires) { EXPECT_EQ(a_day_with_a_rule({}, 10h).judged(), ""); }

TEST(Audit, SeesARuleFireAtTheWrongTime) {
    EXPECT_THAT(a_day_with_a_rule({}, 10h + 1min).broken(), ElementsAre("rule"));
}

TEST(Audit, SeesARuleFireThoughItsConditionsDoNotHold) {
    Rule rule;
    rule.when.answered = true;
    EXPECT_THAT(a_day_with_a_rule(rule, 10h).broken(), ElementsAre("rule"));
}

TEST(Audit, SeesARuleDoWhatItDoesNotSay) {
    Story story = a_day_with_a_rule({}, 10h);
    story.the(Fact::notified).value = 7;
    EXPECT_THAT(story.broken(), ElementsAre("rule"));
}

TEST(Audit, SeesAMoveBeyondTheHopLimit) {
    Story story = a_day_with_a_rule({}, 10h);
    story.sketch().draft.policy.escalation.hops_max = 0;
    EXPECT_THAT(story.broken(), ElementsAre("hop limit"));
}

/// A rule tells the boss of every ticket that an agent gives up; ticket 0 is given up twice.
Story given_up_twice(std::uint32_t limit, std::optional<Span> cooldown) {
    ScenarioSketch s = office();
    s.tier("board");
    s.team({.name = "board", .tier = "board", .daily = {{8h, 16h}}});
    Rule rule;
    rule.name = "tell";
    rule.trigger = on_giving_up();
    rule.actions = {notify("boss")};
    rule.limit = limit;
    rule.cooldown = cooldown;
    s.notified("boss");
    s.rule(rule);
    Story story = morning(s);
    const auto told = [&] { story.tell(Fact::notified, 0, Id<void>::none_index, 0, 0); };
    story.on_duty(3).at(9h).arrives(0).begun(0, 0).at(10h).stopped(0, 0, Why::gave_up);
    told();
    story.escalated(0, 1).queued(0, Why::escalation).started(2, 0);
    story.at(11h).stopped(2, 0, Why::gave_up);
    told();
    story.escalated(0, 2).queued(0, Why::escalation).started(3, 0).at(12h).resolved(3, 0);
    evening(story).off_duty(3);
    return story;
}

TEST(Audit, AcceptsARuleThatMayFireTwice) { EXPECT_EQ(given_up_twice(2, 1h).judged(), ""); }

TEST(Audit, SeesARuleFireTooOften) {
    EXPECT_THAT(given_up_twice(1, std::nullopt).broken(), ElementsAre("rule limit"));
}

TEST(Audit, SeesARuleFireTooSoonAgain) {
    EXPECT_THAT(given_up_twice(2, 2h).broken(), ElementsAre("cooldown"));
}

/// Agent 0 hands ticket 0 over with a note of ten minutes; on Tuesday agent 1 reads it first.
Story a_handover(Span note) {
    ScenarioSketch s = office();
    s.for_time(48h);
    s.at_shift_end(AtShiftEnd::hand_over, 10min, 5min);
    Story story = morning(s);
    story.at(15h).arrives(0).begun(0, 0);
    story.at(16h).tell(Fact::shift_ended, 0, 0, static_cast<std::int64_t>(AtShiftEnd::hand_over),
                       0);
    story.stopped(0, 0, Why::shift_end).off_duty(1).off_duty(2);
    story.at(16h + note).tell(Fact::note_written, 0, 0, note.count());
    story.queued(0, Why::handover).off_duty(0, note);
    story.at(32h).on_duty(0).started(0, 0).tell(Fact::re_read, 0, 0, Span{5min}.count());
    story.on_duty(1).on_duty(2).at(33h).resolved(0, 0);
    story.at(40h).off_duty(0).off_duty(1).off_duty(2);
    return story;
}

TEST(Audit, AcceptsAHandover) { EXPECT_EQ(a_handover(10min).judged(48h), ""); }

TEST(Audit, SeesANoteOfAnotherLength) {
    EXPECT_THAT(a_handover(11min).broken(48h), ElementsAre("handover"));
}

TEST(Audit, SeesAHandoverThatNoRowDecides) {
    Story story = a_handover(10min);
    story.the(Fact::shift_ended).value = static_cast<std::int64_t>(AtShiftEnd::finish);
    EXPECT_THAT(story.broken(48h), Contains("handover"));
}

TEST(Audit, MissesTheReReading) {
    Story story = a_handover(10min);
    story.leave_out(Fact::re_read);
    EXPECT_THAT(story.broken(48h), ElementsAre("handover"));
}

/// The same with a promise of four hours, round the clock.
Story a_promised_day() {
    ScenarioSketch s = office();
    s.sla("resolution", 4h);
    Story story = morning(s);
    story.at(9h).opened(0).due(Fact::clock_started, 0, 13h).queued(0, Why::arrival).begun(0, 0);
    story.at(11h).resolved(0, 0).clock(Fact::clock_stopped, 0, -Span{2h}.count());
    evening(story);
    return story;
}

TEST(Audit, AcceptsAPromisedDay) { EXPECT_EQ(a_promised_day().judged(), ""); }

TEST(Audit, SeesAWrongDeadline) {
    Story story = a_promised_day();
    story.the(Fact::clock_started).value += 1;
    EXPECT_THAT(story.broken(), ElementsAre("clock"));
}

TEST(Audit, SeesAWrongLateness) {
    Story story = a_promised_day();
    story.the(Fact::clock_stopped).value = 1;
    EXPECT_THAT(story.broken(), ElementsAre("clock"));
}

TEST(Audit, MissesAClockThatNeverStops) {
    Story story = a_promised_day();
    story.leave_out(Fact::clock_stopped);
    EXPECT_THAT(story.judged(), HasSubstr("clock: clock_stopped of 'resolution'"));
}

TEST(Audit, HoldsAPromiseThatIsKeptAtItsDeadline) {
    ScenarioSketch s = office();
    s.sla("resolution", 2h);
    Story story = morning(s);
    story.at(9h).opened(0).due(Fact::clock_started, 0, 11h).queued(0, Why::arrival).begun(0, 0);
    story.at(11h).resolved(0, 0).clock(Fact::clock_stopped, 0, 0);
    evening(story);
    EXPECT_EQ(story.judged(), "");
}

TEST(Audit, CountsTheClocksOwnHours) {
    ScenarioSketch s = office();
    SlaTarget promise;
    promise.name = "resolution";
    promise.target = {2h};
    promise.clock = by_calendar(s.calendar("split", {{8h, 10h}, {12h, 16h}}));
    promise.stop = {ClockEvent::Kind::resolved, {}};
    s.sla(promise);
    Story story = morning(s);
    story.at(9h).opened(0).due(Fact::clock_started, 0, 13h).queued(0, Why::arrival).begun(0, 0);
    story.at(14h).resolved(0, 0).clock(Fact::clock_stopped, 0, Span{1h}.count());
    evening(story);
    EXPECT_EQ(story.judged(), "");
}

/// Asked at 10:00, answered at 12:00; two hours are promised, one is used up.
Story a_question(std::int64_t used, Span due) {
    ScenarioSketch s = office();
    SlaTarget promise;
    promise.name = "resolution";
    promise.target = {2h};
    promise.stop = {ClockEvent::Kind::resolved, {}};
    promise.pause_waiting_customer = true;
    s.sla(promise);
    Story story = morning(s);
    story.at(9h).opened(0).due(Fact::clock_started, 0, 11h).queued(0, Why::arrival).begun(0, 0);
    story.at(10h).stopped(0, 0, Why::asks_customer).tell(Fact::asked_customer, 0, 0);
    story.clock(Fact::clock_paused, 0, used).at(12h).tell(Fact::replied, 0);
    story.due(Fact::clock_resumed, 0, due).queued(0, Why::reply).started(0, 0);
    story.at(12h + 30min).resolved(0, 0).clock(Fact::clock_stopped, 0, -Span{30min}.count());
    evening(story);
    return story;
}

TEST(Audit, AcceptsAPause) { EXPECT_EQ(a_question(Span{1h}.count(), 13h).judged(), ""); }

TEST(Audit, SeesAPauseThatCounts) {
    EXPECT_THAT(a_question(Span{1h}.count(), 12h).broken(), ElementsAre("clock"));
    EXPECT_THAT(a_question(0, 13h).broken(), ElementsAre("clock"));
}

/// P2 becomes P1 after an hour: eight hours shrink to three.
Story a_raise(SlaTarget::OnChange change, Span due) {
    ScenarioSketch s = office();
    SlaTarget promise;
    promise.name = "resolution";
    promise.target = {3h, 8h, 8h, 8h};
    promise.stop = {ClockEvent::Kind::resolved, {}};
    promise.on_change = change;
    s.sla(promise);
    s.rule("raise", after_open(1h), {raised()});
    Story story = morning(s);
    Attributes second;
    second.priority = 1;
    story.at(9h).opened(0, second).due(Fact::clock_started, 0, 17h);
    story.queued(0, Why::arrival).begun(0, 0).at(10h).priority[0] = 0;
    story.tell(Fact::prioritised, 0, Id<void>::none_index, 1, 0);
    story.due(Fact::clock_moved, 0, due).at(11h).resolved(0, 0);
    const Span used = change == SlaTarget::OnChange::restart ? 1h : 2h;
    story.clock(Fact::clock_stopped, 0, (used - 3h).count());
    evening(story);
    return story;
}

TEST(Audit, KeepsElapsedTimeWhenThePriorityChanges) {
    EXPECT_EQ(a_raise(SlaTarget::OnChange::keep_elapsed, 12h).judged(), "");
    EXPECT_THAT(a_raise(SlaTarget::OnChange::keep_elapsed, 13h).broken(), ElementsAre("clock"));
}

TEST(Audit, ForgetsElapsedTimeWhereAChangeRestarts) {
    EXPECT_EQ(a_raise(SlaTarget::OnChange::restart, 13h).judged(), "");
    EXPECT_THAT(a_raise(SlaTarget::OnChange::restart, 12h).broken(), ElementsAre("clock"));
}

/// A rule for tickets that come while the north is closed, which it is from noon on.
Story a_coming(Span at) {
    ScenarioSketch s = office();
    s.calendar("morning", {{8h, 12h}});
    s.business_hours("north", "morning");
    s.rule("night", on_coming_after_hours(), {notify("boss")});
    Story story = morning(s);
    story.at(at).opened(0).tell(Fact::notified, 0, Id<void>::none_index, 0, 0);
    story.queued(0, Why::arrival).begun(0, 0).at(at + 1h).resolved(0, 0);
    evening(story);
    return story;
}

TEST(Audit, SeesARuleForTheNightFireInBusinessHours) {
    EXPECT_EQ(a_coming(12h).judged(), "");
    EXPECT_THAT(a_coming(12h - Span{1}).broken(), ElementsAre("rule"));
}

/// Asked at 10:00, and the rule is due after an hour without a reply.
Story a_silence(Span fires) {
    ScenarioSketch s = office();
    s.rule("silent", after_waiting_customer(1h), {notify("boss")});
    Story story = morning(s);
    story.at(9h).arrives(0).begun(0, 0).at(10h).stopped(0, 0, Why::asks_customer);
    story.tell(Fact::asked_customer, 0, 0);
    story.at(fires).tell(Fact::notified, 0, Id<void>::none_index, 0, 0);
    story.at(12h).tell(Fact::replied, 0).queued(0, Why::reply).started(0, 0);
    story.at(13h).resolved(0, 0);
    evening(story);
    return story;
}

TEST(Audit, SeesARuleForSilentCustomersFireAtAnotherTime) {
    EXPECT_EQ(a_silence(11h).judged(), "");
    EXPECT_THAT(a_silence(11h + 1min).broken(), ElementsAre("rule"));
}

/// First answered at 9:00; asked at 11:00, and heard no more until the reply at 12:00.
Story a_day_without_news(Span fires) {
    ScenarioSketch s = office();
    s.rule("no news", after_no_update(1h), {notify("boss")});
    Story story = morning(s);
    const auto fire = [&](Span at) {
        if (fires == at) {
            story.at(at).tell(Fact::notified, 0, Id<void>::none_index, 0, 0);
        }
    };
    story.at(9h).arrives(0).begun(0, 0);
    fire(10h);
    fire(10h + 1min);
    story.at(11h).stopped(0, 0, Why::asks_customer).tell(Fact::asked_customer, 0, 0);
    fire(11h + 30min);
    story.at(12h).tell(Fact::replied, 0).queued(0, Why::reply).started(0, 0);
    fire(13h);
    story.at(14h).resolved(0, 0);
    evening(story);
    return story;
}

TEST(Audit, SeesARuleForCustomersWithoutNewsFireAtAnotherTime) {
    EXPECT_EQ(a_day_without_news(10h).judged(), "");
    EXPECT_EQ(a_day_without_news(13h).judged(), "");
    EXPECT_THAT(a_day_without_news(10h + 1min).broken(), ElementsAre("rule"));
    EXPECT_THAT(a_day_without_news(11h + 30min).broken(), ElementsAre("rule"));
}

TEST(Audit, SeesARuleForReopenedTicketsFireWithoutAReturn) {
    ScenarioSketch s = office();
    s.rule("back", on_reopening(), {notify("boss")});
    Story story = morning(s);
    story.at(9h).opened(0).tell(Fact::notified, 0, Id<void>::none_index, 0, 0);
    story.queued(0, Why::arrival).begun(0, 0).at(10h).resolved(0, 0);
    evening(story);
    EXPECT_THAT(story.broken(), ElementsAre("rule"));
}

TEST(Audit, SeesATicketWaitWhileSomebodyIsFree) {
    Story story = morning();
    story.at(9h).arrives(0).at(10h).begun(0, 0).at(11h).resolved(0, 0);
    evening(story);
    EXPECT_THAT(story.broken(), ElementsAre("work conservation"));
}

/// Both agents are busy; 2 and 3 wait, and `taken` is taken first.
Story a_queue(Discipline discipline, std::uint32_t taken, std::uint32_t left) {
    ScenarioSketch s = office();
    s.routing("desk").discipline = discipline;
    Story story = morning(s);
    Attributes urgent;
    Attributes slow;
    slow.priority = 3;
    story.at(9h).arrives(0).begun(0, 0).arrives(1).begun(1, 1);
    story.at(10h).arrives(2, slow).at(11h).arrives(3, urgent);
    story.at(12h).resolved(0, 0).begun(0, taken).resolved(1, 1).begun(1, left);
    story.at(13h).resolved(0, taken).resolved(1, left);
    evening(story);
    return story;
}

TEST(Audit, AcceptsTheOrderOfTheDiscipline) {
    EXPECT_EQ(a_queue(Discipline::fifo, 2, 3).judged(), "");
    EXPECT_EQ(a_queue(Discipline::priority, 3, 2).judged(), "");
}

TEST(Audit, SeesSomebodyJumpTheQueue) {
    EXPECT_THAT(a_queue(Discipline::fifo, 3, 2).broken(), ElementsAre("discipline"));
    EXPECT_THAT(a_queue(Discipline::priority, 2, 3).broken(), ElementsAre("discipline"));
}

}  // namespace
}  // namespace meridian::testing
