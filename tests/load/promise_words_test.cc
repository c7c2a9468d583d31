#include <gtest/gtest.h>

#include "tools/load/loader.h"

namespace meridian::promise_words_test {
namespace {

const std::string office =
    "calendars.office={zone: Europe/Oslo, open: [{days: Mon-Fri, from: '08:00', to: '16:00'}]}";

std::variant<Loaded, std::vector<Diagnostic>> with(const std::string& sla) {
    return load_scenario("tests/errors/base/whole.yaml",
                         LoadOptions{.set = {office, "sla.some={" + sla + "}"}});
}

std::string code(const std::string& sla) {
    const auto answer = with(sla);
    const auto* errors = std::get_if<1>(&answer);
    return errors != nullptr ? render(*errors).substr(0, 11) : "fine";
}

SlaTarget promise(const std::string& sla) {
    const auto answer = with(sla);
    return std::get<Loaded>(answer).scenario->policy.sla[SlaId{0}];
}

TEST(DueWords, AreBusinessDaysAndATimeOfThem) {
    const SlaTarget by_four = promise("due: {business_days: 2, by: '16:00'}, clock: office");
    EXPECT_EQ(by_four.due->business_days, 2U);
    EXPECT_EQ(by_four.due->by, oclock(16));
    EXPECT_FALSE(by_four.target.front().has_value());
    const SlaTarget plain = promise("due: {}, clock: office");
    EXPECT_EQ(plain.due->business_days, 1U);
    EXPECT_FALSE(plain.due->by.has_value());
    EXPECT_EQ(promise("due: {by: end, business_days: 0}, clock: office").due->business_days, 0U);
}

TEST(DueWords, RefuseWhatMovesNoInstant) {
    EXPECT_EQ(code("due: {}, clock: office, pause: [waiting_customer]"), "error[N102]");
    EXPECT_EQ(code("due: {}, clock: office, on_change: restart"), "error[N102]");
}

TEST(DueWords, StandInsteadOfATarget) {
    EXPECT_EQ(code("due: {}, target: 4h, clock: office"), "error[S106]");
    EXPECT_EQ(code("clock: office"), "error[S106]");
    EXPECT_EQ(code("due: {}, clock: 24x7"), "error[M179]");
    EXPECT_EQ(code("due: {business_days: 31}, clock: office"), "error[M179]");
}

TEST(ResponseInName, IsNoMatterOfWhatIsNoPromiseAtAll) {
    const auto answer = load_scenario("tests/errors/base/whole.yaml",
                                      LoadOptions{.set = {office, "sla.first-response=soon"}});
    const auto* errors = std::get_if<1>(&answer);
    ASSERT_NE(errors, nullptr);
    ASSERT_EQ(errors->size(), 1U) << render(*errors);
    EXPECT_EQ(errors->front().code, "S103");
}

TEST(RepeatsWord, NeedsAStopThatComesAgain) {
    EXPECT_TRUE(promise("target: 4h, clock: 24x7, stop: next_reply, repeats: true").repeats);
    EXPECT_FALSE(promise("target: 4h, clock: 24x7, stop: next_reply").repeats);
    EXPECT_EQ(code("target: 4h, clock: 24x7, repeats: true"), "error[N102]");
    EXPECT_EQ(code("target: 4h, clock: 24x7, stop: acknowledged, repeats: true"), "error[N102]");
}

TEST(ClockWords, CountTheShiftsOfTheTeam) {
    EXPECT_EQ(promise("target: 4h, clock: team").clock.kind, ClockSource::Kind::team);
    EXPECT_EQ(promise("target: 4h, clock: 24x7, stop: acknowledged").stop.kind,
              ClockEvent::Kind::acknowledged);
    EXPECT_EQ(code("target: 4h, clock: 24x7, stop: closed"), "error[N101]");
}

}  // namespace
}  // namespace meridian::promise_words_test
