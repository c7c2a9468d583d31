#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/audit/story.h"

// The audit finds what people may not do: decide alone, use a tool, give up, or be the wrong one.

namespace meridian::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

/// The desk asks the expert before anything is resolved there.
ScenarioSketch office_that_asks() {
    ScenarioSketch sketch = office();
    sketch.draft.workload.categories[sketch.category("refunds")].authority = {
        sketch.authority_id("refund")};
    sketch.draft.organisation.crews[CrewId{1}].authority = {sketch.authority_id("refund")};
    sketch.work("any", "desk", constant(1h));
    sketch.consults("desk", "expert", constant(10min));
    return sketch;
}

/// Asked at 10:00, answered at 10:10.
Story a_day_with_a_question() {
    Story story = morning(office_that_asks());
    story.at(9h).arrives(0).begun(0, 0);
    story.at(10h).tell(Fact::consulted, 0, 0, Span{10min}.count(), 1);
    const auto of_task = [&](Fact fact, std::uint32_t actor, Span value = {}) {
        story.tell(fact, 1, actor, value.count());  // slot 1, of the same ticket
        story.the(fact).ticket = story.the(Fact::opened).ticket;
        story.the(fact).tier = 1;
    };
    of_task(Fact::task_queued, 1);
    of_task(Fact::task_started, 2);
    story.at(10h + 10min);
    of_task(Fact::task_done, 2, 10min);
    story.tell(Fact::advised, 0, 0, Span{10min}.count()).resolved(0, 0);
    evening(story);
    return story;
}

TEST(AuditOfConsultation, AcceptsAnAnswer) { EXPECT_EQ(a_day_with_a_question().judged(), ""); }

TEST(AuditOfConsultation, SeesWhoDecidesWithoutAnAnswer) {
    Story story = morning(office_that_asks());
    story.at(9h).arrives(0).begun(0, 0).at(10h).resolved(0, 0);
    evening(story);
    EXPECT_THAT(story.broken(), ElementsAre("consultation"));
}

TEST(AuditOfConsultation, SeesAnAnswerThatNobodyGave) {
    Story story = a_day_with_a_question();
    story.the(Fact::advised).value += 1;
    EXPECT_THAT(story.broken(), Contains("consultation"));
}

TEST(AuditOfConsultation, SeesAQuestionToAnotherTier) {
    Story story = a_day_with_a_question();
    story.the(Fact::consulted).cause = 0;
    EXPECT_THAT(story.broken(), Contains("consultation"));
}

/// Only the second agent at the desk speaks the language; the first one may use a tool or not.
ScenarioSketch office_with_a_tool(bool for_this) {
    ScenarioSketch sketch = office();
    const LanguageId en = sketch.language_id("en");
    sketch.language_id("zh");
    auto& speaks = sketch.draft.organisation.crews[CrewId{0}].languages;
    speaks.resize(en.index + 1);
    speaks[en.index] = Proficiency{};
    sketch.draft.organisation.translation = Translation{.time = 1.5};
    sketch.draft.workload.categories[sketch.category("medical")].translatable = for_this;
    return sketch;
}

Story a_translated_day(bool for_this) {
    ScenarioSketch sketch = office_with_a_tool(for_this);
    const LanguageId zh = sketch.language_id("zh");
    Story story = morning(std::move(sketch));
    story.at(9h).opened(0, {.category = {0}, .language = zh}).queued(0, Why::arrival);
    story.started(0, 0).tell(Fact::translated, 0, 0).tell(Fact::first_response, 0, 0);
    story.at(10h).resolved(0, 0);
    evening(story);
    return story;
}

TEST(AuditOfTranslation, SeesTheToolUsedForAForbiddenCategory) {
    EXPECT_THAT(a_translated_day(false).broken(), Contains("translation"));
    EXPECT_THAT(a_translated_day(true).broken(), ::testing::Not(Contains("translation")));
}

TEST(AuditOfTranslation, SeesWorkWithoutTheLanguageAndWithoutTheTool) {
    Story story = a_translated_day(true);
    story.leave_out(Fact::translated);
    EXPECT_THAT(story.broken(), Contains("translation"));
}

/// The office is under no data regime, and may work on masked data of the one or not.
Story a_masked_day(bool of_this) {
    ScenarioSketch sketch = office();
    const ResidencyId eea = sketch.residency_id("eea");
    const ResidencyId other = sketch.residency_id("swiss");
    sketch.draft.organisation.teams[TeamId{0}].masked = Masking{.of = {of_this ? eea : other}};
    Story story = morning(std::move(sketch));
    story.at(9h).opened(0, {.category = {0}, .residency = eea}).queued(0, Why::arrival);
    story.started(0, 0).tell(Fact::masked, 0, 0).tell(Fact::first_response, 0, 0);
    story.at(10h).resolved(0, 0);
    evening(story);
    return story;
}

TEST(AuditOfMasking, AcceptsMaskedDataWhereThatIsAgreed) {
    EXPECT_EQ(a_masked_day(true).judged(), "");
}

TEST(AuditOfMasking, SeesMaskedDataOfAnotherRegime) {
    EXPECT_THAT(a_masked_day(false).broken(), ElementsAre("eligible", "masking"));
}

TEST(AuditOfMasking, SeesDataThatAreNotMasked) {
    Story story = a_masked_day(true);
    story.leave_out(Fact::masked);
    EXPECT_THAT(story.broken(), ElementsAre("masking"));
}

TEST(AuditOfMasking, SeesAMaskThatNobodyNeeds) {
    Story story = morning();
    story.at(9h).arrives(0).started(0, 0).tell(Fact::masked, 0, 0);
    story.tell(Fact::first_response, 0, 0).at(10h).resolved(0, 0);
    evening(story);
    EXPECT_THAT(story.broken(), ElementsAre("masking"));
}

TEST(AuditOfBehaviour, SeesWhoGivesUpWithoutNeedAndIsNotProneToIt) {
    Story story = morning();
    story.at(9h).arrives(0).begun(0, 0).at(10h).tell(Fact::overescalated, 0, 0);
    story.stopped(0, 0, Why::gave_up).escalated(0, 1).queued(0, Why::escalation).started(2, 0);
    story.at(11h).resolved(2, 0);
    evening(story);
    EXPECT_THAT(story.broken(), ElementsAre("behaviour"));
}

TEST(AuditOfBehaviour, SeesAQuestionWithoutNeedOfSomebodyNotProneToIt) {
    Story story = morning();
    story.at(9h).arrives(0).begun(0, 0).at(10h).stopped(0, 0, Why::asks_customer);
    story.tell(Fact::asked_customer, 0, 0, 1).at(11h).tell(Fact::replied, 0);
    story.queued(0, Why::reply).started(0, 0).at(12h).resolved(0, 0);
    evening(story);
    EXPECT_THAT(story.broken(), ElementsAre("behaviour"));
}

TEST(AuditOfMisrouting, SeesAWrongOneWhereEverybodyIsRight) {
    Story story = morning();
    story.at(9h).arrives(0).begun(0, 0).at(10h).stopped(0, 0, Why::misrouted);
    story.queued(0, Why::misrouted).started(1, 0).at(11h).resolved(1, 0);
    evening(story);
    EXPECT_THAT(story.broken(), ElementsAre("mis-routing"));
}

}  // namespace
}  // namespace meridian::testing
