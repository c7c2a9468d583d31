#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/journal.h"

// Requirement 43: the wrong expert is involved, notices after a while, and passes it on.

namespace meridian::testing {
namespace {

TEST(Misrouting, IsSeenAfterAWhileAndPutRight) {
    auto s = one_desk({.agents = 2});
    s.work("any", "desk", constant(30min));
    s.misroutes("desk", 1, constant(10min));
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:10 stopped, 09:10 queued, "
              "09:10 started by 1, 09:40 stopped, 09:40 resolved");
}

/// What is in vain counts neither for the work nor for the question halfway through it.
TEST(Misrouting, LeavesAllOfTheWorkToBeDone) {
    auto s = one_desk({.agents = 2});
    s.work("any", "desk", constant(30min), 1, {.share = 1, .reply = constant(1h)});
    s.misroutes("desk", 1, constant(10min));
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::asked_customer, 0), "09:25");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:40");
}

TEST(Misrouting, GoesOnAfterAShiftWhereItStopped) {
    auto s = one_desk({.daily = {{8h, 9h + 4min}, {10h, 16h}}});
    s.work("any", "desk", constant(30min));
    s.misroutes("desk", 1, constant(10min));
    s.at_shift_end(AtShiftEnd::park);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:36");  // six minutes more in vain, and the work
}

/// n visits, of which a share p is begun by the wrong one: standard error sqrt(p (1 - p) / n), and
/// 5 of them fail a correct program once in 1.7 million.
TEST(Misrouting, HappensOnTheStatedShareOfVisits) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "team", .agents = 20});
    s.stream({.name = "tickets", .per_hour = 20});
    s.work("any", "desk", constant(10min));
    s.misroutes("desk", 0.15, constant(3min));
    s.for_time(24h * 30);
    const Journal journal = journal_of(s);
    double wrong = 0;
    for (const Entry& e : journal.entries()) {
        wrong += e.fact == Fact::stopped && static_cast<Why>(e.cause) == Why::misrouted ? 1 : 0;
    }
    const auto n = static_cast<double>(journal.count(Fact::resolved));
    EXPECT_NEAR(wrong / n, 0.15, 5 * std::sqrt(0.15 * 0.85 / n));
}

/// A bot, for as long as a minute each, and a desk of twenty behind it.
ScenarioSketch desk_behind_a_bot(double misrouted, double left) {
    ScenarioSketch s;
    s.region("here");
    s.self_service("bot");
    s.tier("desk");
    s.team({.name = "team", .tier = "desk", .agents = 20});
    s.work("any", "bot", constant(1min), 0);
    s.work("any", "desk", constant(10min));
    s.misroutes("desk", misrouted, constant(3min));
    s.draft.organisation.tiers[s.tier_id("bot")].misrouted = left;
    return s;
}

std::vector<std::uint64_t> misrouted(const Journal& journal) {
    std::vector<std::uint64_t> wrong;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::stopped && static_cast<Why>(e.cause) == Why::misrouted) {
            wrong.push_back(e.ticket.value);
        }
    }
    std::ranges::sort(wrong);
    return wrong;
}

/// Requirement 4. Of two, one goes past the bot.
TEST(Intake, LeavesNothingToBeMisroutedOfWhatItServed) {
    auto s = desk_behind_a_bot(1, 0);
    by_hand(s, {.entry = "bot"});
    Arrival past;
    past.entry = s.tier_id("desk");
    const Journal journal = journal_of(s, {comes(9h), comes(9h, past)});
    EXPECT_EQ(misrouted(journal), std::vector<std::uint64_t>{1});
}

/// The bot would have asked for a minute.
TEST(Intake, FindsNothingOutAboutWhomARuleTakesAway) {
    auto s = desk_behind_a_bot(1, 0);
    by_hand(s, {.entry = "bot"});
    s.rule("impatient", after_open(59s), {to_next()});
    EXPECT_EQ(misrouted(journal_of(s, {comes(9h)})).size(), 1U);
    s.draft.policy.escalation.rules[RuleId{0}].trigger.after = 61s;
    EXPECT_EQ(misrouted(journal_of(s, {comes(9h)})).size(), 0U);
}

TEST(Intake, IsRememberedOnEveryTier) {
    auto s = desk_behind_a_bot(0, 0);
    s.tier("experts");
    s.team({.name = "experts", .tier = "experts"});
    s.work("any", "experts", constant(10min));
    s.misroutes("experts", 1, constant(3min));
    s.rule("up", after_touch(5min), {to_next()});
    by_hand(s, {.entry = "bot"});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:16");
    EXPECT_EQ(misrouted(journal).size(), 0U);
}

/// Requirement 4: with intake the rate is the stated factor of that without, on the same customers.
/// Whom the intake leaves to the wrong one is one of those who went there without it. Of n visits
/// a share p is begun by the wrong one: standard error sqrt(p (1 - p) / n), and 5 of them fail a
/// correct program once in 1.7 million; with 0.3 and 0.4 of it, of about 14,400.
TEST(Intake, ChangesTheRateOfMisroutingByTheStatedFactor) {
    const auto run = [](double left) {
        auto s = desk_behind_a_bot(0.3, left);
        s.stream({.name = "tickets", .per_hour = 20, .entry = "bot"});
        s.for_time(24h * 30);
        return journal_of(s);
    };
    const Journal off = run(1);
    const Journal on = run(0.4);
    const auto n = static_cast<double>(off.count(Fact::self_served));
    const auto without = misrouted(off);
    const auto with = misrouted(on);
    EXPECT_TRUE(std::ranges::includes(without, with));
    EXPECT_NEAR(static_cast<double>(without.size()) / n, 0.3, 5 * std::sqrt(0.3 * 0.7 / n));
    EXPECT_NEAR(static_cast<double>(with.size()) / n, 0.12, 5 * std::sqrt(0.12 * 0.88 / n));
}

TEST(Intake, IsRefusedWhereAgentsWork) {
    auto s = one_desk();
    s.draft.organisation.tiers[TierId{0}].misrouted = 0.5;
    EXPECT_THROW(static_cast<void>(s.seal()), std::logic_error);
}

}  // namespace
}  // namespace meridian::testing
