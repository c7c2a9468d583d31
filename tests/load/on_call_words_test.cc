#include <gtest/gtest.h>

#include "tools/load/loader.h"

namespace meridian::on_call_words_test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const std::string duty =
    "on_call.duty={team: desk, acknowledges: 5min, no_answer: 10%, night: {time: 1.5, no_answer: "
    "30%}}";
const std::string wake = "escalation=[{name: wake, on: created, do: {page: duty}}]";

/// A small scenario with these changes.
auto load(std::vector<std::string> set) {
    return load_scenario("tests/errors/base/whole.yaml", LoadOptions{.set = std::move(set)});
}

/// What it comes to: its text of errors, or "fine".
std::string told(std::vector<std::string> set) {
    const auto answer = load(std::move(set));
    const auto* errors = std::get_if<1>(&answer);
    return errors != nullptr ? render(*errors) : "fine";
}

std::string code(std::vector<std::string> set) { return told(std::move(set)).substr(0, 11); }

/// Monday, 9 March 2026, in Oslo, so many hours after its midnight.
Instant monday(int hour) {
    return Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 9}} + hours{hour - 1};
}

TEST(OnCallWords, SayWhoAnswersHowSoonAndHowSurely) {
    const auto answer = load({duty, wake});
    ASSERT_EQ(answer.index(), 0U) << told({duty, wake});
    const Draft& draft = *std::get<0>(answer).scenario;
    const OnCall& who = draft.on_call[OnCallId{0}];
    EXPECT_EQ(who.name, "duty");
    EXPECT_EQ(draft.organisation.teams[who.team].name, "desk");
    EXPECT_EQ(who.people, 1U);
    EXPECT_EQ(quantile(who.at(monday(12)).acknowledges, 0.5), minutes{5});
    EXPECT_DOUBLE_EQ(who.at(monday(12)).no_answer, 0.1);
    EXPECT_DOUBLE_EQ(who.at(monday(12)).time, 1);
}

/// What night does not say is as by day.
TEST(OnCallWords, SayWhatIsDifferentAtNight) {
    const auto answer = load({duty, wake});
    ASSERT_EQ(answer.index(), 0U);
    const OnCall& who = std::get<0>(answer).scenario->on_call[OnCallId{0}];
    EXPECT_EQ(quantile(who.at(monday(22)).acknowledges, 0.5), minutes{5});
    EXPECT_DOUBLE_EQ(who.at(monday(22)).no_answer, 0.3);
    EXPECT_DOUBLE_EQ(who.at(monday(5)).time, 1.5);
    EXPECT_DOUBLE_EQ(who.at(monday(6)).no_answer, 0.1);
}

/// The desk is there from 8 to 16.
TEST(OnCallWords, LeaveTheShiftsToTheTeam) {
    const auto answer = load({duty, wake});
    ASSERT_EQ(answer.index(), 0U);
    const Calendar& turns = std::get<0>(answer).scenario->on_call[OnCallId{0}].turns;
    EXPECT_TRUE(turns.is_open(monday(7)));
    EXPECT_FALSE(turns.is_open(monday(8)));
    EXPECT_FALSE(turns.is_open(monday(15)));
    EXPECT_TRUE(turns.is_open(monday(16)));
}

TEST(OnCallWords, MayNameWindowsOnTheTeamsClocksOrACalendar) {
    const std::string windows =
        "on_call.duty.turns=[{days: Mon-Sun, from: \"14:00\", to: \"18:00\"}]";
    const auto answer = load({duty, windows, wake});
    ASSERT_EQ(answer.index(), 0U) << told({duty, windows, wake});
    const Calendar& turns = std::get<0>(answer).scenario->on_call[OnCallId{0}].turns;
    EXPECT_FALSE(turns.is_open(monday(15)));
    EXPECT_TRUE(turns.is_open(monday(17)));
    EXPECT_FALSE(turns.is_open(monday(18)));
    EXPECT_EQ(code({duty, "on_call.duty.turns=office", wake}), "error[M190]");
}

TEST(OnCallWords, CountAnUnansweredPageRoundTheClock) {
    const std::vector<std::string> set{
        duty,
        "escalation=[{name: wake, on: created, do: {page: duty}}, {name: next, after: {no_ack: "
        "15min}, do: {page: duty}}]"};
    const auto answer = load(set);
    ASSERT_EQ(answer.index(), 0U) << told(set);
    const Trigger& trigger =
        std::get<0>(answer).scenario->policy.escalation.rules[RuleId{1}].trigger;
    EXPECT_EQ(trigger.kind, Trigger::Kind::no_ack);
    EXPECT_EQ(trigger.after, minutes{15});
    EXPECT_EQ(trigger.clock.kind, ClockSource::Kind::always);
}

TEST(OnCallWords, AreRefusedWhereNobodyCouldEverAnswer) {
    EXPECT_EQ(code({"on_call.duty={team: desk, acknowledges: 5min, no_answer: 100%}", wake}),
              "error[M190]");
    EXPECT_EQ(code({duty, "teams.desk.shifts=24x7", wake}), "error[M190]");
    EXPECT_EQ(code({duty, "on_call.duty.night={}", wake}), "error[N102]");
    EXPECT_EQ(code({duty, "escalation=[{name: wake, on: created, do: {page: dutty}}]"}),
              "error[R101]");
}

/// Of a tier that no ticket comes to nobody needs to say what the work there is, else.
TEST(OnCallWords, AreRefusedWhereNothingSaysWhatTheWorkIs) {
    const std::vector<std::string> set{
        "tiers.management={}",
        "teams.bosses={region: oslo, tier: management, agents: 1, shifts: [{calendar: office}]}",
        "on_call.duty={team: bosses, acknowledges: 5min}", wake};
    EXPECT_EQ(code(set), "error[M190]");
    std::vector<std::string> said = set;
    said.emplace_back("work.default.management={handle: 1h}");
    EXPECT_EQ(told(said), "fine");
}

TEST(OnCallWords, AreRefusedWhereNobodyIsPaged) {
    EXPECT_EQ(code({duty, "escalation=[{name: next, after: {no_ack: 5min}, do: {notify: boss}}]"}),
              "error[M191]");
}

/// By its end it waits for agents.
TEST(OnCallWords, AreRefusedBeforeATicketIsTakenIn) {
    const std::string intake = "lifecycle={document: {handle: 3min, tier: frontline}}";
    EXPECT_EQ(code({duty, intake, wake}), "error[M192]");
    EXPECT_EQ(told({duty, intake,
                    "escalation=[{name: wake, after: {in_tier: 1min, clock: 24x7}, do: {page: "
                    "duty}}]"}),
              "fine");
}

}  // namespace
}  // namespace meridian::on_call_words_test
