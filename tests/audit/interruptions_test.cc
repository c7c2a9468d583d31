#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/audit/story.h"

namespace meridian::testing {
namespace {

using ::testing::ElementsAre;

ScenarioSketch pre_emptive_office() {
    ScenarioSketch sketch = office();
    sketch.routing("desk").preemption.emplace();
    return sketch;
}

/// A P4 at each of the two desks, and a P1 that interrupts the one begun last.
Story an_interrupted_day(const ScenarioSketch& sketch, Priority by = 0) {
    Story story = morning(sketch);
    story.at(9h).arrives(0, {.priority = 3}).begun(0, 0);
    story.at(10h).arrives(1, {.priority = 3}).begun(1, 1);
    story.at(11h).arrives(2, {.priority = by}).stopped(1, 1, Why::interrupted);
    story.begun(1, 2).queued(1, Why::interrupted);
    story.at(12h).resolved(1, 2).started(1, 1);
    story.at(13h).resolved(0, 0).resolved(1, 1);
    evening(story);
    return story;
}

TEST(AuditOfInterruptions, AcceptsAMoreUrgentTicket) {
    EXPECT_EQ(an_interrupted_day(pre_emptive_office()).judged(), "");
}

TEST(AuditOfInterruptions, SeesOneWhereNobodyMay) {
    EXPECT_THAT(an_interrupted_day(office()).broken(), ElementsAre("pre-emption"));
}

TEST(AuditOfInterruptions, SeesOneByATicketThatIsNoMoreUrgent) {
    EXPECT_THAT(an_interrupted_day(pre_emptive_office(), 3).broken(), ElementsAre("pre-emption"));
}

TEST(AuditOfInterruptions, SeesOneByAPriorityThatMayNot) {
    ScenarioSketch sketch = pre_emptive_office();
    sketch.routing("desk").preemption->by = 0b10;
    EXPECT_THAT(an_interrupted_day(sketch).broken(), ElementsAre("pre-emption"));
}

TEST(AuditOfInterruptions, SeesAnUrgentTicketWaitBesideLessUrgentWork) {
    Story story = morning(pre_emptive_office());
    story.at(9h).arrives(0, {.priority = 3}).begun(0, 0).arrives(1, {.priority = 3}).begun(1, 1);
    story.at(10h).arrives(2, {.priority = 0});
    story.at(11h).resolved(0, 0).begun(0, 2).at(12h).resolved(1, 1).resolved(0, 2);
    evening(story);
    EXPECT_THAT(story.broken(), ElementsAre("pre-emption"));
}

TEST(AuditOfInterruptions, MissesATicketThatIsInterruptedAndLost) {
    Story story = an_interrupted_day(pre_emptive_office());
    story.leave_out(Fact::queued, 3);
    EXPECT_THAT(story.broken(), ::testing::Contains("life"));
}

TEST(AuditOfReserve, SeesALessUrgentTicketBegunWithTheLastWhoIsFree) {
    ScenarioSketch sketch = office();
    sketch.routing("desk").reserve = Reserve{.agents = 1, .for_priorities = 0b1};
    Story story = morning(sketch);
    story.at(9h).arrives(0, {.priority = 3}).begun(0, 0);
    story.at(10h).arrives(1, {.priority = 3}).begun(1, 1);
    story.at(11h).resolved(0, 0).resolved(1, 1);
    evening(story);
    EXPECT_THAT(story.broken(), ElementsAre("reserve"));
}

}  // namespace
}  // namespace meridian::testing
