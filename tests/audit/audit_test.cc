#include "sim/audit/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/audit/story.h"

namespace meridian::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Audit, AcceptsAGoodDay) { EXPECT_EQ(a_good_day().judged(), ""); }

TEST(Audit, CountsAllAndKeepsSome) {
    const Scenario scenario = office().seal();
    Audit audit(scenario, 2);
    audit.finish(ScenarioSketch::monday + 24h);  // three shifts that nobody took up
    EXPECT_EQ(audit.count(), 3U);
    EXPECT_EQ(audit.violations().size(), 2U);
    EXPECT_FALSE(audit.clean());
}

TEST(Audit, SaysWhenAndWho) {
    const Violation violation{ScenarioSketch::monday + 8h, TicketNumber::of({1}, 17), "life", "no"};
    EXPECT_EQ(to_text(violation), "2026-01-05T08:00:00Z ticket 1/17: life: no");
}

TEST(Audit, SeesTimeRunBackwards) {
    Story story = a_good_day();
    story.the(Fact::resolved).at -= 30min;
    EXPECT_THAT(story.broken(), Contains("time"));
}

TEST(Audit, SeesSomethingAfterTheEnd) {
    Story story = a_good_day();
    story.at(25h).tell(Fact::notified, 0);
    EXPECT_THAT(story.broken(), Contains("time"));
}

TEST(Audit, SeesAnArrivalBeforeTheShiftsOfItsInstant) {
    Story story(office());
    story.at(8h).arrives(0).on_duty(0).begun(0, 0).on_duty(1).on_duty(2);
    story.at(9h).resolved(0, 0).arrives(1).begun(0, 1);
    story.at(10h).arrives(2).begun(1, 2);
    story.resolved(0, 1);  // work that ends at 10:00 comes before the ticket that arrives then
    story.at(11h).resolved(1, 2);
    evening(story);
    EXPECT_THAT(story.broken(), ElementsAre("order"));
}

TEST(Audit, SeesATicketOpenedTwice) {
    Story story = morning();
    story.at(9h).arrives(0).begun(0, 0).at(10h).resolved(0, 0);
    story.at(11h).arrives(0).started(0, 0).at(12h).resolved(0, 0);
    evening(story);
    EXPECT_THAT(story.broken(), Contains("opened"));
}

TEST(Audit, SeesATicketThatWasNeverOpened) {
    Story story = a_good_day();
    story.leave_out(Fact::opened);
    EXPECT_THAT(story.broken(), Contains("opened"));
}

TEST(Audit, SeesTwoTicketsInOneSlot) {
    Story story = morning();
    story.at(9h).arrives(0).begun(0, 0);
    story.at(10h).opened(1);
    story.the(Fact::opened, 1).slot = 0;
    EXPECT_THAT(story.broken(), Contains("slot"));
}

TEST(Audit, SeesAnAfterlife) {
    Story story = a_good_day();
    story.at(17h).queued(0, Why::returned);
    EXPECT_THAT(story.broken(), Contains("ended"));
}

TEST(Audit, MissesATicketThatNeitherEndsNorIsLeftOpen) {
    Story story = a_good_day();
    story.at(17h).arrives(1);
    EXPECT_THAT(story.broken(), ElementsAre("conservation"));
}

TEST(Audit, AcceptsATicketThatIsLeftOpen) {
    Story story = a_good_day();
    story.at(17h).arrives(1).at(24h).tell(Fact::left_open, 1, Id<void>::none_index,
                                          Span{7h}.count());
    EXPECT_EQ(story.judged(), "");
    story.the(Fact::left_open).value += 1;
    EXPECT_THAT(story.broken(), ElementsAre("life"));
}

TEST(Audit, SeesATicketThatWasToBeReopenedAndWasNot) {
    Story story = a_good_day();
    story.the(Fact::resolved).value = (ScenarioSketch::monday + 20h).time_since_epoch().count();
    EXPECT_THAT(story.broken(), ElementsAre("life"));
}

TEST(Audit, SeesATicketReopenedThatWasResolvedForGood) {
    Story story = a_good_day();
    story.tier[0] = 0;
    story.at(17h).tell(Fact::reopened, 0, Id<void>::none_index, 1).queued(0, Why::reopened);
    EXPECT_THAT(story.broken(), Contains("ended"));
}

TEST(Audit, SeesATicketTurnedAwayWhereEverybodyMayWait) {
    Story story = a_good_day();
    story.at(17h).opened(1).tell(Fact::blocked, 1);
    EXPECT_THAT(story.broken(), ElementsAre("waiting room"));
}

TEST(Audit, SeesATicketWaitWhereThereIsNoRoom) {
    ScenarioSketch sketch = office();
    sketch.routing("desk").queue_max = 0;
    Story story = a_good_day(sketch);
    story.at(17h).arrives(1).at(24h).tell(Fact::left_open, 1, Id<void>::none_index,
                                          Span{7h}.count());
    EXPECT_THAT(story.broken(), ElementsAre("waiting room"));
}

TEST(Audit, SeesATicketChangeItsTierWithoutAMove) {
    Story story = a_good_day();
    story.leave_out(Fact::escalated);
    EXPECT_THAT(story.broken(), Contains("path"));
}

TEST(Audit, SeesAPriorityChangeThatNobodyTold) {
    Story story = a_good_day();
    story.the(Fact::resolved).priority = 3;
    EXPECT_THAT(story.broken(), ElementsAre("life"));
}

TEST(Audit, SeesATicketResolvedBySomebodyElse) {
    Story story = a_good_day();
    story.the(Fact::resolved).actor = 1;
    EXPECT_THAT(story.broken(), ElementsAre("life"));
}

TEST(Audit, SeesATicketQueuedForAnotherNeed) {
    Story story = a_good_day();
    story.the(Fact::queued).actor = 1;
    EXPECT_THAT(story.broken(), ElementsAre("eligible"));
}

TEST(Audit, SeesWorkThatNeverStarted) {
    Story story = a_good_day();
    story.leave_out(Fact::started, 1);
    EXPECT_THAT(story.broken(), Contains("life"));
}

TEST(Audit, SeesATicketThatStopsAndHangs) {
    Story story = morning();
    story.at(9h).arrives(0).begun(0, 0).at(10h).stopped(0, 0, Why::gave_up);
    story.at(11h).tell(Fact::resolved, 0, 0);
    evening(story);
    EXPECT_THAT(story.judged(), HasSubstr("life: the ticket is out of work, and nothing follows"));
}

TEST(Audit, SeesAnAgentWithTwoTickets) {
    Story story = morning();
    story.at(9h).arrives(0).begun(0, 0).arrives(1).begun(0, 1);
    story.at(10h).resolved(0, 0).resolved(0, 1);
    evening(story);
    EXPECT_THAT(story.broken(), Contains("double booking"));
}

TEST(Audit, SeesWorkBeforeTheShift) {
    Story story(office());
    story.at(7h).arrives(0).begun(0, 0);
    EXPECT_THAT(story.broken(), Contains("duty"));
}

TEST(Audit, SeesWorkThatBeginsAsTheShiftEnds) {
    Story story = morning();
    story.at(16h).off_duty(0).off_duty(2).arrives(0).begun(1, 0);
    story.at(17h).resolved(1, 0).off_duty(1, 1h);
    EXPECT_THAT(story.judged(), HasSubstr("duty: agent 1 begins work off shift"));
}

TEST(Audit, SeesAShiftThatNobodyTookUp) {
    Story story = a_good_day();
    story.leave_out(Fact::on_duty, 1);
    story.leave_out(Fact::off_duty, 1);
    EXPECT_THAT(story.judged(), HasSubstr("duty: agent 1 never took up the shift of"));
}

TEST(Audit, SeesSomebodyLeaveEarly) {
    Story story = a_good_day();
    story.the(Fact::off_duty, 0).value = -1;
    EXPECT_THAT(story.broken(), ElementsAre("duty"));
}

/// Agent 0 works until 18:00, on a decision to finish.
Story a_late_day(ScenarioSketch sketch = office()) {
    Story story = morning(std::move(sketch));
    story.at(15h).arrives(0).begun(0, 0);
    story.at(16h).tell(Fact::shift_ended, 0, 0, static_cast<std::int64_t>(AtShiftEnd::finish), 0);
    story.off_duty(1).off_duty(2).at(18h).resolved(0, 0).off_duty(0, 2h);
    return story;
}

TEST(Audit, AcceptsOvertimeThatWasDecided) { EXPECT_EQ(a_late_day().judged(), ""); }

TEST(Audit, SeesOvertimeThatNobodyDecided) {
    Story story = a_late_day();
    story.leave_out(Fact::shift_ended);
    EXPECT_THAT(story.broken(), ElementsAre("duty"));
}

TEST(Audit, SeesTooMuchOvertime) {
    ScenarioSketch s = office();
    s.draft.organisation.crews[{0}].overtime_max = 1h;
    EXPECT_THAT(a_late_day(s).broken(), ElementsAre("overtime"));
}

/// Agent 0 leaves for half an hour at noon, 4 h after the shift's begin.
Story a_day_with_a_break(Span leaves, Span returns) {
    ScenarioSketch s = office();
    s.draft.organisation.crews[{1}].breaks = {{Break::Kind::rest, 30min, 4h, 4h, false}};
    Story story = morning(s);
    story.at(leaves).tell_of_agent(Fact::break_began, 2).at(returns);
    story.tell_of_agent(Fact::break_ended, 2);
    evening(story);
    return story;
}

TEST(Audit, AcceptsABreak) { EXPECT_EQ(a_day_with_a_break(12h, 12h + 30min).judged(), ""); }

TEST(Audit, SeesABreakBeforeItIsDue) {
    EXPECT_THAT(a_day_with_a_break(11h, 11h + 30min).broken(), ElementsAre("break"));
}

TEST(Audit, SeesABreakThatLastsTooLong) {
    EXPECT_THAT(a_day_with_a_break(12h, 13h).broken(), ElementsAre("break"));
}

TEST(Audit, SeesWorkDuringABreak) {
    Story story = a_day_with_a_break(12h, 12h + 30min);
    Story other = morning(story.sketch());
    other.at(9h).arrives(0).begun(0, 0).at(12h).tell_of_agent(Fact::break_began, 2);
    other.stopped(0, 0, Why::gave_up).escalated(0, 1).queued(0, Why::escalation).started(2, 0);
    EXPECT_THAT(other.broken(), Contains("break"));
}

TEST(Audit, SeesAnAssignmentOnAnotherTier) {
    Story story = morning();
    story.at(9h).arrives(0).begun(2, 0).at(10h).resolved(2, 0);
    evening(story);
    EXPECT_THAT(story.judged(), HasSubstr("eligible: agent 2 is on another tier"));
}

TEST(Audit, SeesAnAssignmentInAForeignLanguage) {
    ScenarioSketch s = office();
    const LanguageId nb = s.language_id("nb");
    s.language_id("en");
    s.draft.organisation.crews[{0}].languages = {std::nullopt, Proficiency{}};
    Story story = morning(s);
    Attributes norwegian;
    norwegian.language = nb;
    story.at(9h).arrives(0, norwegian).begun(0, 0).at(10h).resolved(0, 0);
    evening(story);
    EXPECT_THAT(story.judged(), HasSubstr("eligible: agent 0 does not speak its language"));
}

TEST(Audit, SeesAnAssignmentWhereTheDataMustNotBe) {
    ScenarioSketch s = office();
    const ResidencyId eea = s.residency_id("eea");
    Story story = morning(s);
    Attributes guarded;
    guarded.residency = eea;
    story.at(9h).arrives(0, guarded).begun(0, 0).at(10h).resolved(0, 0);
    evening(story);
    EXPECT_THAT(story.judged(), HasSubstr("eligible: agent 0 works where its data must not be"));
}

TEST(Audit, SeesTouchTimeThatIsNotTheTimeSpent) {
    Story story = a_good_day();
    story.the(Fact::stopped).value -= 1;
    EXPECT_THAT(story.broken(), ElementsAre("touch time"));
}

TEST(Audit, MissesTheFirstResponse) {
    Story story = a_good_day();
    story.leave_out(Fact::first_response);
    EXPECT_THAT(story.broken(), ElementsAre("first response"));
}

TEST(Audit, SeesASecondFirstResponse) {
    Story story = morning();
    story.at(9h).arrives(0).begun(0, 0).tell(Fact::first_response, 0, 0);
    story.at(10h).resolved(0, 0);
    evening(story);
    EXPECT_THAT(story.broken(), ElementsAre("first response"));
}

TEST(Audit, SeesAMoveToWhereTheTiersDoNotLead) {
    ScenarioSketch s = office();
    s.tier("board");
    Story story = morning(s);
    story.at(9h).arrives(0).begun(0, 0).at(10h).stopped(0, 0, Why::gave_up);
    story.escalated(0, 2).queued(0, Why::escalation);
    story.at(24h).tell(Fact::left_open, 0);
    EXPECT_THAT(story.judged(), HasSubstr("path: desk does not lead to board"));
}

TEST(Audit, SeesAMoveThatNobodyDecided) {
    Story story = a_good_day();
    story.the(Fact::stopped).cause = static_cast<std::uint16_t>(Why::moved_by_rule);
    EXPECT_THAT(story.broken(), ElementsAre("path"));
}

}  // namespace
}  // namespace meridian::testing
