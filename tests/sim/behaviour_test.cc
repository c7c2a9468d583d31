#include <gtest/gtest.h>

#include <cmath>

#include "tests/journal.h"

// Requirements 36, 45 and 65: who is prone to it escalates what could have been resolved, and who
// is new is slower and does so more.

namespace meridian::testing {
namespace {

ScenarioSketch desk_and_experts(TeamSketch desk) {
    ScenarioSketch s = one_desk(std::move(desk));
    s.tier("experts");
    s.team({.name = "experts", .tier = "experts", .agents = 50});
    s.work("any", "desk", constant(30min));
    s.work("any", "experts", constant(20min));
    return s;
}

TEST(Behaviour, GivesUpWhatCouldHaveBeenResolved) {
    const Journal journal = journal_of(desk_and_experts({.escalates = 1}), {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:30 overescalated, "
              "09:30 stopped, 09:30 escalated, 09:30 queued, 09:30 started by 1, 09:50 stopped, "
              "09:50 resolved");
}

TEST(Behaviour, IsNotToBlameWhereItCouldNotBeResolved) {
    auto s = desk_and_experts({.escalates = 1});
    s.work("any", "desk", constant(30min), 0);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_FALSE(journal.has(Fact::overescalated, 0));
    EXPECT_EQ(journal.at(Fact::escalated, 0), "09:30");
}

/// Where hardly anybody needs to be asked, everybody is: half-way, and once.
TEST(Behaviour, AsksTheCustomerWithoutNeed) {
    auto s = desk_and_experts({.asks = 1});
    s.work("any", "desk", constant(30min), 1, {.share = 1e-12, .reply = constant(2h)});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:15 stopped, "
              "09:15 asked, 11:15 replied, 11:15 queued, 11:15 started by 0, 11:30 stopped, "
              "11:30 resolved");
    EXPECT_EQ(journal.first(Fact::asked_customer, 0).value, 1);
}

TEST(Behaviour, IsNotToBlameWhereTheCustomerHasToBeAsked) {
    auto s = desk_and_experts({.asks = 1});
    s.work("any", "desk", constant(30min), 1, {.share = 1, .reply = constant(2h)});
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.count(Fact::asked_customer), 1U);
    EXPECT_EQ(journal.first(Fact::asked_customer, 0).value, 0);
}

TEST(Behaviour, AsksNobodyWhereThereIsNothingToAsk) {
    const Journal journal = journal_of(desk_and_experts({.asks = 1}), {comes(9h)});
    EXPECT_FALSE(journal.has(Fact::asked_customer, 0));
}

TEST(Behaviour, ChangesNothingWhereNothingLeadsOn) {
    const Journal journal = journal_of(one_desk({.escalates = 1}), {comes(9h)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:10");
    EXPECT_FALSE(journal.has(Fact::overescalated, 0));
}

/// Whoever is more prone gives up on all that others give up on, and on more: the same tickets.
TEST(Behaviour, IsOneOrderOfTicketsForAllAgents) {
    std::vector<Arrival> arrivals;
    for (int i = 0; i < 200; ++i) {
        arrivals.push_back(comes(std::chrono::minutes{40 * i}));
    }
    auto little = desk_and_experts({.escalates = 0.2});
    auto much = desk_and_experts({.escalates = 0.6});
    little.for_time(24h * 7);
    much.for_time(24h * 7);
    const Journal a = journal_of(little, arrivals);
    const Journal b = journal_of(much, arrivals);
    int more = 0;
    for (std::uint64_t i = 0; i < 200; ++i) {
        EXPECT_LE(a.has(Fact::overescalated, i), b.has(Fact::overescalated, i)) << i;
        more += !a.has(Fact::overescalated, i) && b.has(Fact::overescalated, i) ? 1 : 0;
    }
    EXPECT_GT(more, 0);
}

/// n tickets could be resolved, and a share p of them is given up: standard error
/// sqrt(p (1 - p) / n), and 5 of them fail a correct program once in 1.7 million.
TEST(Behaviour, EscalatesTheStatedShareWithoutNeed) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("experts");
    s.team({.name = "team", .tier = "desk", .agents = 20, .escalates = 0.35});
    s.team({.name = "experts", .tier = "experts", .agents = 20});
    s.stream({.name = "tickets", .per_hour = 20});
    s.work("any", "desk", constant(10min), 0.7);
    s.for_time(24h * 30);
    const Journal journal = journal_of(s);
    double solved = 0;
    for (const Entry& e : journal.entries()) {
        solved += e.fact == Fact::resolved && e.tier == 0 ? 1 : 0;
    }
    const auto avoidable = static_cast<double>(journal.count(Fact::overescalated));
    const double n = solved + avoidable;
    EXPECT_NEAR(avoidable / n, 0.35, 5 * std::sqrt(0.35 * 0.65 / n));
}

/// Requirement 65: half as fast on the first day, four fifths on the second, then as everybody.
TEST(RampUp, MakesSpeedFollowTheCurve) {
    const Instant day = ScenarioSketch::monday;
    auto s =
        desk_and_experts({.learning = {{day, 0.5, {}}, {day + 24h, 0.8, {}}, {day + 48h, 1, {}}}});
    s.for_time(24h * 3);
    const Journal journal = journal_of(s, {comes(9h), comes(33h), comes(57h)});
    EXPECT_EQ(Span{journal.first(Fact::stopped, 0).value}, 60min);
    EXPECT_EQ(Span{journal.first(Fact::stopped, 1).value}, 37min + 30s);
    EXPECT_EQ(Span{journal.first(Fact::stopped, 2).value}, 30min);
}

TEST(RampUp, EndsThePronenessOfTheNew) {
    const Instant day = ScenarioSketch::monday;
    auto s = desk_and_experts({.learning = {{day, 1, 1.0}, {day + 24h, 1, {}}}});
    s.for_time(24h * 3);
    const Journal journal = journal_of(s, {comes(9h), comes(33h)});
    EXPECT_TRUE(journal.has(Fact::overescalated, 0));
    EXPECT_FALSE(journal.has(Fact::overescalated, 1));
}

}  // namespace
}  // namespace meridian::testing
