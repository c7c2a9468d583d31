#include <gtest/gtest.h>

#include "tools/load/loader.h"

namespace meridian::priority_words_test {
namespace {

const std::vector<std::string> levels{"impacts=[high, low]",
                                      "urgencies=[high, low]",
                                      "risks=[grave, slight]",
                                      "values=[key, usual]",
                                      "streams.nordic.impact={high: 20%, low: 80%}",
                                      "streams.nordic.risk={grave: 5%, slight: 95%}"};

/// The small scenario with these levels and changes.
std::variant<Loaded, std::vector<Diagnostic>> with(std::vector<std::string> set) {
    set.insert(set.begin(), levels.begin(), levels.end());
    return load_scenario("tests/errors/base/whole.yaml", LoadOptions{.set = std::move(set)});
}

std::string code(std::vector<std::string> set) {
    const auto answer = with(std::move(set));
    const auto* errors = std::get_if<1>(&answer);
    return errors != nullptr ? render(*errors).substr(0, 11) : "fine";
}

Policy policy(std::vector<std::string> set) {
    const auto answer = with(std::move(set));
    return std::get<Loaded>(answer).scenario->policy;
}

TEST(FormulaWords, AddUpPointsOfWhatTheStreamSays) {
    const PriorityFormula formula =
        policy({"priority.formula={impact: {high: 3, low: 1}, risk: {grave: 2, slight: 0}, least: "
                "{P1: 5, P2: 3, P3: 2}}"})
            .formula;
    EXPECT_EQ(formula.impact, (std::vector<std::int32_t>{3, 1}));
    EXPECT_TRUE(formula.urgency.empty());
    EXPECT_EQ(formula.of({.impact = 0, .risk = 0}), 0);  // five points
    EXPECT_EQ(formula.of({.impact = 0, .risk = 1}), 1);  // three
    EXPECT_EQ(formula.of({.impact = 1, .risk = 0}), 1);  // three
    EXPECT_EQ(formula.of({.impact = 1, .risk = 1}), 3);  // one
}

TEST(FormulaWords, RefuseWhatLeavesAPriorityOpen) {
    EXPECT_EQ(code({"priority.formula={value: {key: 1, usual: 0}, least: {P1: 3, P2: 2, P3: 1}}"}),
              "error[M171]");
    EXPECT_EQ(code({"priority.formula={impact: {high: 1}, least: {P1: 3, P2: 2, P3: 1}}"}),
              "error[M172]");
    EXPECT_EQ(code({"priority.formula={impact: {high: 1, low: 0}, least: {P1: 2, P2: 2, P3: 1}}"}),
              "error[M172]");
    EXPECT_EQ(code({"priority={formula: {impact: {high: 1, low: 0}, least: {P1: 3, P2: 2, P3: 1}}, "
                    "matrix: {high: {high: P1, low: P1}, low: {high: P1, low: P1}}}"}),
              "error[S106]");
}

TEST(AgeingWords, AreRulesBeforeAllOthers) {
    const Policy aged = policy({"priority.ageing={at_least: {P2: 16h, P3: 8h}, clock: business}",
                                "escalation=[{name: a-day, after: {open: 24h, clock: 24x7}, do: "
                                "{escalate: next}}]"});
    const Table<Rule>& rules = aged.escalation.rules;
    ASSERT_EQ(rules.size(), 3U);
    EXPECT_EQ(rules[RuleId{0}].name, "ageing to P3");
    EXPECT_EQ(rules[RuleId{0}].trigger.after, std::chrono::hours{8});
    EXPECT_EQ(rules[RuleId{0}].trigger.clock.kind, ClockSource::Kind::customer);
    EXPECT_TRUE(rules[RuleId{0}].proceed);
    EXPECT_EQ(rules[RuleId{1}].name, "ageing to P2");
    EXPECT_EQ(rules[RuleId{2}].name, "a-day");
}

TEST(AgeingWords, RefuseWhatChangesNothing) {
    EXPECT_EQ(code({"priority.ageing={at_least: {P4: 8h}}"}), "error[N102]");
    EXPECT_EQ(code({"priority.ageing={at_least: {P3: 1d}, clock: business}"}), "error[M103]");
}

TEST(TriageErrorWords, SayWhatIsSetWrong) {
    const TriageError wrong =
        policy(
            {"priority.triage_error={set: {P1: {P2: 10%, P4: 5%}, P3: {P1: 1%}}, notices: 10min}"})
            .triage;
    EXPECT_EQ(wrong.notices, std::chrono::minutes{10});
    EXPECT_DOUBLE_EQ(wrong.share(0, 1), 0.1);
    EXPECT_DOUBLE_EQ(wrong.right(0), 0.85);
    EXPECT_DOUBLE_EQ(wrong.right(1), 1);
    EXPECT_EQ(wrong.set(0, 0.09), 1);  // the first tenth
    EXPECT_EQ(wrong.set(0, 0.11), 3);  // the next twentieth
    EXPECT_EQ(wrong.set(0, 0.16), 0);
    EXPECT_EQ(wrong.set(1, 0.001), 1);
}

/// An agent sees what is true; what rules have made more urgent meanwhile stays so.
TEST(TriageErrorWords, ArePutRightOverWhatRulesHaveDone) {
    EXPECT_EQ(put_right(0, 2, 2), 0);
    EXPECT_EQ(put_right(2, 0, 0), 2);
    EXPECT_EQ(put_right(2, 1, 0), 0);  // raised
    EXPECT_EQ(put_right(0, 3, 2), 0);  // raised, not far enough
    EXPECT_EQ(put_right(1, 3, 1), 1);  // raised to what it is
}

TEST(TriageErrorWords, RefuseWhatSetsNothingWrong) {
    EXPECT_EQ(code({"priority.triage_error={set: {P1: {P2: 0%}}}"}), "error[N102]");
    EXPECT_EQ(code({"priority.triage_error={set: {P1: {P5: 5%}}}"}), "error[R101]");
    EXPECT_EQ(code({"priority.triage_error={notices: 5min}"}), "error[S102]");
}

TEST(PenaltyWords, SayWhatAPromiseCosts) {
    const std::string sla = "sla.answer={target: 8h, clock: 24x7, penalty: ";
    const Penalty penalty =
        policy({sla + "{per_breach: 100, per_hour: 2.5, at_most: 150}}"}).sla[SlaId{0}].penalty;
    EXPECT_DOUBLE_EQ(penalty.of(std::chrono::hours{4}), 110);
    EXPECT_DOUBLE_EQ(penalty.of(std::chrono::hours{40}), 150);
    EXPECT_EQ(code({sla + "{at_most: 150}}"}), "error[N102]");
}

}  // namespace
}  // namespace meridian::priority_words_test
