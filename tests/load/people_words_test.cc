#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tools/load/loader.h"

namespace meridian::people_words_test {
namespace {

using std::chrono::days;

std::variant<Loaded, std::vector<Diagnostic>> answer(std::vector<std::string> set) {
    return load_scenario("tests/errors/base/whole.yaml", LoadOptions{.set = std::move(set)});
}

/// The scenario with these changes; throws with the text of what is wrong.
Scenario made(std::vector<std::string> set) {
    auto loaded = answer(std::move(set));
    if (const auto* errors = std::get_if<1>(&loaded)) {
        throw std::logic_error(render(*errors));
    }
    return std::get<0>(std::move(loaded)).scenario;
}

std::string code(std::vector<std::string> set) {
    const auto loaded = answer(std::move(set));
    const auto* errors = std::get_if<1>(&loaded);
    return errors != nullptr ? render(*errors).substr(0, 11) : "fine";
}

/// Whether the frontline may settle billing, which needs 80, when it holds this.
bool may_settle(const std::string& held) {
    const Scenario s = made({"categories={billing: {authority: {credit: 80}}, login: {}}",
                             "teams.desk.authority=" + held,
                             "teams.bosses={region: oslo, tier: specialist, agents: 1, shifts: "
                             "24x7, authority: {credit: unlimited}}"});
    const auto& categories = s->workload.categories;
    const auto billing = std::find_if(categories.begin(), categories.end(),
                                      [](const Category& c) { return c.name == "billing"; });
    return has_authority(s->organisation.crews[CrewId{0}], *billing);
}

TEST(Authority, ReachesUpToItsAmount) {
    EXPECT_FALSE(may_settle("{credit: 79.99}"));
    EXPECT_TRUE(may_settle("{credit: 80}"));
    EXPECT_TRUE(may_settle("{credit: unlimited}"));
    EXPECT_TRUE(may_settle("[credit]"));
    EXPECT_FALSE(may_settle("{refund: unlimited}"));
}

TEST(Authority, OfAnyAmountIsEnoughWhereNoneIsNeeded) {
    const Scenario s = made({"categories={billing: {authority: [credit]}, login: {}}",
                             "teams.desk.authority={credit: 5}"});
    EXPECT_TRUE(
        has_authority(s->organisation.crews[CrewId{0}], s->workload.categories[CategoryId{0}]));
}

TEST(Authority, IsNoNegativeAmount) {
    EXPECT_EQ(code({"categories={billing: {authority: {credit: -5}}, login: {}}"}), "error[S104]");
    EXPECT_EQ(code({"teams.desk.authority={credit: any}"}).substr(0, 6), "error[");
}

TEST(Consultation, AsksSomebodyDeclaredLaterWhoMayDecide) {
    const std::string bosses =
        "teams.bosses={region: oslo, tier: specialist, agents: 1, shifts: 24x7}";
    EXPECT_EQ(code({bosses,
                    "work.default.frontline={handle: 10min, consults: {tier: specialist, "
                    "handle: 4min}}"}),
              "fine");
    EXPECT_EQ(code({bosses,
                    "work.default.specialist={handle: 10min, consults: {tier: frontline, "
                    "handle: 4min}}"}),
              "error[M161]");
    EXPECT_EQ(code({bosses,
                    "work.default.frontline={handle: 10min, consults: {tier: frontline, "
                    "handle: 4min}}"}),
              "error[M161]");
}

TEST(RampUp, CountsFromTheDayOfJoining) {
    const Scenario s =
        made({"teams.new={region: oslo, tier: specialist, shifts: 24x7, members: "
              "{ana: {joined: 2026-03-04}, bo: {}}, ramp_up: [{week: 0, speed: "
              "0.5}, {week: 1, speed: 0.8, escalates: 10%}]}"});
    const Crew& ana = s->organisation.crews[CrewId{1}];
    EXPECT_THAT(ana.members, ::testing::ElementsAre("ana"));
    ASSERT_EQ(ana.learning.size(), 2U);
    EXPECT_EQ(utc_text(ana.learning[0].from), "2026-03-03T23:00:00Z");
    EXPECT_EQ(ana.learning[0].speed, 0.5);
    EXPECT_FALSE(ana.learning[0].escalates);
    EXPECT_EQ(ana.learning[1].from - ana.learning[0].from, days{7});
    EXPECT_EQ(ana.learning[1].escalates, 0.1);
    EXPECT_TRUE(s->organisation.crews[CrewId{2}].learning.empty());
}

TEST(RampUp, BringsNobodyInBeforeTheDayOfJoining) {
    const Scenario s =
        made({"teams.new={region: oslo, tier: specialist, shifts: [{days: Mon-Fri, from: "
              "\"08:00\", to: \"16:00\"}], members: {ana: {joined: 2026-03-04}}}"});
    EXPECT_EQ(utc_text(s->organisation.crews[CrewId{1}].shifts.front().begin),
              "2026-03-04T07:00:00Z");
}

TEST(RampUp, LetsWhoeverIsThereRoundTheClockBeginThatDay) {
    const Scenario s =
        made({"teams.new={region: oslo, tier: specialist, shifts: 24x7, members: "
              "{ana: {joined: 2026-03-04}}}"});
    EXPECT_EQ(utc_text(s->organisation.crews[CrewId{1}].shifts.front().begin),
              "2026-03-03T23:00:00Z");
}

TEST(RampUp, IsNothingWithoutSomebodyWhoJoined) {
    EXPECT_EQ(code({"teams.desk.ramp_up=[{week: 0, speed: 0.5}]"}), "error[N102]");
}

const std::string regimes = "residencies=[eea, us]";
const std::string in_europe = "regions.oslo={zone: Europe/Oslo, business: office, residency: eea}";

TEST(MaskedData, SayOfWhomTheyAreAndWhatTheyTake) {
    const Scenario s = made({regimes, in_europe, "teams.desk.masked={of: [us], time: 1.25}"});
    const std::optional<Masking>& masked = s->organisation.teams[TeamId{0}].masked;
    ASSERT_TRUE(masked.has_value());
    ASSERT_EQ(masked->of.size(), 1U);
    EXPECT_EQ(s->organisation.residencies[masked->of.front()].name, "us");
    EXPECT_EQ(masked->time, 1.25);
    EXPECT_EQ(made({regimes, in_europe, "teams.desk.masked={of: [us]}"})
                  ->organisation.teams[TeamId{0}]
                  .masked->time,
              1);
    EXPECT_FALSE(made({regimes, in_europe})->organisation.teams[TeamId{0}].masked.has_value());
}

TEST(MaskedData, AreThoseOfSomebodyElse) {
    const auto loaded = answer({regimes, in_europe, "teams.desk.masked={of: [us, eea]}"});
    ASSERT_EQ(loaded.index(), 1U);
    const std::string text = render(std::get<1>(loaded));
    EXPECT_THAT(text,
                ::testing::StartsWith("error[N102]: the team may see data of 'eea' as they are\n"));
    EXPECT_THAT(text, ::testing::HasSubstr("= hint: name the data regimes of others\n"));
}

TEST(MaskedData, AreOfARegimeThatThereIsAndTakeSomeTime) {
    EXPECT_EQ(code({regimes, in_europe, "teams.desk.masked={of: [uk]}"}), "error[R101]");
    EXPECT_EQ(code({regimes, in_europe, "teams.desk.masked={of: []}"}), "error[S110]");
    EXPECT_EQ(code({regimes, in_europe, "teams.desk.masked={of: [us], time: 0}"}), "error[S104]");
    EXPECT_EQ(code({regimes, in_europe, "teams.desk.masked={time: 2}"}), "error[S102]");
}

const std::string with_a_bot = "tiers.bot={self_service: true, next: frontline, intake: ";
const std::string its_work = "work.default.bot={handle: 2min, resolves: 10%}";
const std::string wrong_ones =
    "work.default.frontline={handle: 10min, misrouted: {share: 5%, notices: 6min}}";

TEST(Intake, SaysHowMuchMisroutingItLeaves) {
    const Scenario s = made({with_a_bot + "{misrouted: 60%}}", its_work, wrong_ones});
    const auto& tiers = s->organisation.tiers;
    const auto bot = std::find_if(tiers.begin(), tiers.end(),
                                  [](const Tier& tier) { return tier.self_service; });
    EXPECT_EQ(bot->misrouted, 0.6);
    EXPECT_EQ(tiers[TierId{0}].misrouted, 1);
}

TEST(Intake, IsRefusedWhereItChangesNothing) {
    EXPECT_EQ(code({with_a_bot + "{misrouted: 60%}}", its_work}), "error[N102]");
    EXPECT_EQ(code({with_a_bot + "{misrouted: 100%}}", its_work, wrong_ones}), "error[N102]");
    EXPECT_EQ(code({with_a_bot + "{misrouted: 101%}}", its_work, wrong_ones}), "error[S104]");
    EXPECT_EQ(code({with_a_bot + "{}}", its_work, wrong_ones}), "error[S102]");
}

}  // namespace
}  // namespace meridian::people_words_test
