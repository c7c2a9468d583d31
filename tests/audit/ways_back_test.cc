#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/audit/story.h"

// What the audit sees of tickets that go back, of rules with steps, and of customers who have had
// enough.

namespace meridian::testing {
namespace {

using ::testing::ElementsAre;

/// The expert looks for an hour and sends ticket 0 back to the desk, which then resolves it.
Story sent_back_once(EscalationPolicy how = {}) {
    ScenarioSketch s = office();
    how.rules = s.draft.policy.escalation.rules;
    s.draft.policy.escalation = how;
    Rule rule;
    rule.name = "not ours";
    rule.trigger = after_touch(1h);
    rule.actions = {back_to(s.tier_id("desk"))};
    s.rule(rule);
    Story story = morning(s);
    story.at(9h).arrives(0).begun(0, 0);
    story.at(9h + 30min).stopped(0, 0, Why::gave_up).escalated(0, 1).queued(0, Why::escalation);
    story.started(2, 0).at(10h + 30min).stopped(2, 0, Why::moved_by_rule);
    story.tier[0] = 0;
    story.tell(Fact::sent_back, 0, Id<void>::none_index, 1, 0)
        .queued(0, Why::sent_back)
        .started(0, 0);
    story.at(11h).resolved(0, 0);
    evening(story);
    return story;
}

TEST(Audit, AcceptsAWayBack) { EXPECT_EQ(sent_back_once().judged(), ""); }

TEST(Audit, SeesATicketGoToATeamThatDidNotHaveIt) {
    Story story = sent_back_once();
    story.the(Fact::sent_back).actor = 1;
    EXPECT_THAT(story.broken(), ::testing::Contains("path"));
}

TEST(Audit, SeesATicketSentBackTooOften) {
    EscalationPolicy how;
    how.returns_max = 0;
    EXPECT_THAT(sent_back_once(how).broken(), ElementsAre("hop limit"));
}

TEST(Audit, SeesATicketGoBackTooSoon) {
    EscalationPolicy how;
    how.stay = 1h;
    EXPECT_EQ(sent_back_once(how).judged(), "");
    how.stay = 1h + Span{1};
    EXPECT_THAT(sent_back_once(how).broken(), ElementsAre("hysteresis"));
}

/// Of ticket 0 the boss hears at once and an hour later.
Story told_in_steps() {
    ScenarioSketch s = office();
    Rule rule;
    rule.name = "in steps";
    rule.trigger = on_creation();
    rule.steps = {{.actions = {notify("boss")}}, {.after = 1h, .actions = {notify("boss")}}};
    s.rule(rule);
    Story story = morning(s);
    story.at(9h).opened(0).tell(Fact::chain_began, 0, Id<void>::none_index, 0, 0);
    story.tell(Fact::stepped, 0, 0, 0, 0).tell(Fact::notified, 0, Id<void>::none_index, 0, 0);
    story.queued(0, Why::arrival).begun(0, 0);
    story.at(10h).tell(Fact::stepped, 0, 1, 0, 0);
    story.tell(Fact::notified, 0, Id<void>::none_index, 0, 0).at(11h).resolved(0, 0);
    evening(story);
    return story;
}

TEST(Audit, AcceptsSteps) { EXPECT_EQ(told_in_steps().judged(), ""); }

TEST(Audit, SeesAStepThatIsLeftOut) {
    Story story = told_in_steps();
    story.leave_out(Fact::stepped, 1);
    story.leave_out(Fact::notified, 1);
    EXPECT_THAT(story.broken(), ElementsAre("chain"));
}

TEST(Audit, SeesAStepThatComesTooSoon) {
    Story story = told_in_steps();
    story.the(Fact::stepped, 1).at -= 1min;
    story.the(Fact::notified, 1).at -= 1min;
    EXPECT_THAT(story.broken(), ElementsAre("chain"));
}

TEST(Audit, SeesAStepPassedOverWithoutAReason) {
    Story story = told_in_steps();
    story.the(Fact::stepped, 1).value = static_cast<std::int64_t>(StepEnd::passed_over);
    story.leave_out(Fact::notified, 1);
    EXPECT_THAT(story.broken(), ElementsAre("chain"));
}

/// The customer of ticket 0 bears two hours, and demands a manager at 11:00.
Story demanded_at(Span when) {
    ScenarioSketch s = office();
    s.draft.workload.streams[StreamId{0}].displeasure[0] = {.share = 1, .after = constant(2h)};
    Story story = morning(s);
    story.at(9h).arrives(0).begun(0, 0).at(when).tell(Fact::demanded, 0);
    story.at(12h).resolved(0, 0);
    evening(story);
    return story;
}

TEST(Audit, SeesACustomerBurstOutTooSoonOrWhereNobodyDoes) {
    EXPECT_EQ(demanded_at(11h).judged(), "");
    EXPECT_THAT(demanded_at(10h).broken(), ElementsAre("outburst"));
    Story other = demanded_at(11h);
    other.the(Fact::demanded).value = 1;  // nobody quarrels
    EXPECT_THAT(other.broken(), ElementsAre("outburst"));
}

}  // namespace
}  // namespace meridian::testing
