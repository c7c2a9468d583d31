#include <gtest/gtest.h>

#include <cmath>

#include "tests/journal.h"

// Requirement 63: what one tier writes down another one knows. The audit listens to each of these.

namespace meridian::testing {
namespace {

/// The first tier solves nothing by itself in 10 minutes, the second one all in an hour.
ScenarioSketch two_tiers(double first_resolves = 0) {
    ScenarioSketch s;
    s.region("here");
    s.tier("first");
    s.tier("second");
    s.team({.name = "first", .tier = "first", .agents = 2});
    s.team({.name = "second", .tier = "second", .agents = 2});
    by_hand(s);
    s.work("any", "first", constant(10min), first_resolves);
    s.work("any", "second", constant(1h));
    return s;
}

TEST(Articles, AreWrittenOnceThoughTwoHaveTheSolution) {
    ScenarioSketch s = two_tiers();
    s.documents("second", constant(2h));
    s.articles({{"first", 1}});
    const Journal journal = journal_of(s, {comes(9h), comes(9h + 30min), comes(13h)});
    EXPECT_EQ(journal.count(Fact::documented), 1U);
    EXPECT_EQ(journal.at(Fact::resolved, 1), "10:40");
    EXPECT_EQ(journal.at(Fact::looked_up, 2), "13:10");
    EXPECT_EQ(journal.first(Fact::looked_up, 2).value, 1);
}

/// As the work ends, not as it begins: the article of 10:40 helps the work of 10:35.
TEST(Articles, AreLookedUpAsTheWorkEnds) {
    ScenarioSketch s = two_tiers();
    s.documents("second", constant(30min));
    s.articles({{"first", 1}});
    const Journal journal = journal_of(s, {comes(9h), comes(10h + 35min)});
    EXPECT_EQ(journal.at(Fact::resolved, 1), "10:45");
}

TEST(Articles, HelpSelfService) {
    ScenarioSketch s;
    s.region("here");
    s.self_service("bot");
    s.tier("desk");
    s.team({.name = "team", .tier = "desk"});
    by_hand(s);
    s.work("any", "bot", constant(5min), 0);
    s.work("any", "desk", constant(20min));
    s.documents("desk", constant(10min));
    s.articles({{"bot", 1}});
    const Journal journal = journal_of(s, {comes(9h), comes(10h)});
    EXPECT_EQ(journal.story(1), "10:00 opened, 10:00 self_served, 10:05 looked_up, 10:05 resolved");
}

/// One of two issues a ticket: the article on one is none on the other.
TEST(Articles, AreAboutOneIssueEach) {
    ScenarioSketch s = two_tiers();
    s.documents("second", constant(30min));
    s.articles({{"first", 1}}, 2);
    std::vector<Arrival> tickets;
    for (int i = 0; i < 20; ++i) {
        tickets.push_back(comes(i * 4h));
    }
    s.for_time(24h * 5);
    const Journal journal = journal_of(s, tickets);
    EXPECT_EQ(journal.count(Fact::documented), 2U);
    EXPECT_EQ(journal.count(Fact::looked_up), 18U);
}

/// n tickets, a quarter on each of four issues: standard error sqrt(1/4 * 3/4 / n), and 5 of them
/// fail a correct program once in 1.7 million times, four times that for four issues.
TEST(Issues, AreEquallyFrequent) {
    ScenarioSketch s = two_tiers();
    s.stream({.name = "many", .per_hour = 100});
    s.documents("second", constant(30min));
    s.articles({{"first", 1}}, 4);
    s.for_time(24h * 3);
    const Journal journal = journal_of(s);
    std::vector<double> about(4, 0);
    double n = 0;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::opened) {
            about.at(journal.attributes(e).issue) += 1;
            n += 1;
        }
    }
    for (const double share : about) {
        EXPECT_NEAR(share / n, 0.25, 5 * std::sqrt(0.25 * 0.75 / n));
    }
}

/// Of n tickets ended by the first tier with an article at hand a share p = 80 % is solved there,
/// and 40 points of it by the article: standard errors sqrt(p (1 - p) / n), 5 of them fail a
/// correct program once in 1.7 million times.
TEST(Articles, SolveTheStatedShare) {
    ScenarioSketch s = two_tiers(0.4);
    s.team({.name = "more", .tier = "first", .agents = 30});
    s.stream({.name = "many", .per_hour = 50});
    s.documents("second", constant(30min));
    s.articles({{"first", 0.8}});
    s.for_time(24h * 5);
    const Journal journal = journal_of(s);
    double n = 0;
    double saved = 0;
    double up = 0;
    std::uint64_t last = 0;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::looked_up) {
            n += 1;
            saved += static_cast<double>(e.value);
            last = e.ticket.value;
        } else if (e.fact == Fact::escalated && e.ticket.value == last) {
            up += 1;
        }
    }
    ASSERT_GT(n, 1000);
    EXPECT_NEAR(1 - up / n, 0.8, 5 * std::sqrt(0.8 * 0.2 / n));
    EXPECT_NEAR(saved / n, 0.4, 5 * std::sqrt(0.4 * 0.6 / n));
}

/// The same numbers decide with and without: nothing that was solved before is not any more.
TEST(Articles, TakeNoSolutionAway) {
    const auto solved = [](bool with_articles) {
        ScenarioSketch s = two_tiers(0.4);
        s.stream({.name = "some", .per_hour = 2});
        if (with_articles) {
            s.documents("second", constant(30min));
            s.articles({{"first", 0.8}});
        }
        s.for_time(24h * 5);
        std::vector<std::uint64_t> there;
        const Journal journal = journal_of(s);
        for (const Entry& e : journal.entries()) {
            if (e.fact == Fact::resolved && e.tier == 0) {
                there.push_back(e.ticket.value);
            }
        }
        std::ranges::sort(there);
        return there;
    };
    const auto before = solved(false);
    const auto after = solved(true);
    EXPECT_GT(after.size(), before.size());
    EXPECT_TRUE(std::ranges::includes(after, before));
}

}  // namespace
}  // namespace meridian::testing
