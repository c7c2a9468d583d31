#include <gtest/gtest.h>

#include <cmath>

#include "tests/journal.h"

// Requirement 85: whoever does not speak the language works through a tool, where it may be used.

namespace meridian::testing {
namespace {

/// One who speaks English at a desk where a tool makes work take half as long again.
ScenarioSketch desk_with_a_tool(Translation tool = {.time = 1.5}) {
    ScenarioSketch s = one_desk({.languages = {"en"}});
    s.language_id("zh");
    s.draft.organisation.translation = tool;
    s.work("any", "desk", constant(30min));
    return s;
}

TEST(Translation, MakesWorkTakeLonger) {
    auto s = desk_with_a_tool();
    const Journal journal = journal_of(s, {comes(9h, {.language = s.language_id("zh")}),
                                           comes(11h, {.language = s.language_id("en")})});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "09:45");
    EXPECT_EQ(journal.at(Fact::resolved, 1), "11:30");
    EXPECT_TRUE(journal.has(Fact::translated, 0));
    EXPECT_FALSE(journal.has(Fact::translated, 1));
}

TEST(Translation, IsForWhomeverSpeaksTheLanguageOnlyInNeed) {
    auto s = desk_with_a_tool();
    s.crew({.name = "team", .languages = {"zh"}});
    const Attributes chinese{.language = s.language_id("zh")};
    const Journal journal = journal_of(
        s, {comes(9h, {.language = chinese.language}), comes(9h, {.language = chinese.language})});
    EXPECT_EQ(journal.agent(0), 1U);  // although the other one is idle as long, and comes first
    EXPECT_EQ(journal.agent(1), 0U);
}

TEST(Translation, IsNotUsedForForbiddenCategories) {
    auto s = desk_with_a_tool();
    s.draft.workload.categories[s.category("medical")].translatable = false;
    const Journal journal = journal_of(s, {comes(9h, {.language = s.language_id("zh")})});
    EXPECT_EQ(journal.at(Fact::started, 0), "never");
}

TEST(Translation, IsNotUsedByTeamsThatMayNot) {
    auto s = desk_with_a_tool();
    s.draft.organisation.teams[s.team_id("team")].translates = false;
    const Journal journal = journal_of(s, {comes(9h, {.language = s.language_id("zh")})});
    EXPECT_EQ(journal.at(Fact::started, 0), "never");
}

TEST(Translation, HasTheWorkDoneOnceMoreWhereItGotItWrong) {
    auto s = desk_with_a_tool({.time = 1.5, .error = 1});
    const Journal journal = journal_of(s, {comes(9h, {.language = s.language_id("zh")})});
    EXPECT_EQ(journal.at(Fact::mistranslated, 0), "09:45");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:30");
    EXPECT_EQ(journal.all(Fact::mistranslated, 0).size(), 1U);  // then it is looked at closely
}

/// n tickets go wrong with probability p: standard error sqrt(p (1 - p) / n), and 5 of them fail a
/// correct program once in 1.7 million.
TEST(Translation, GetsTheStatedShareWrong) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.language_id("zh");
    s.team({.name = "team", .agents = 20, .languages = {"en"}});
    s.stream({.name = "tickets", .per_hour = 20, .language = {{"zh", 1}}});
    s.draft.organisation.translation = Translation{.time = 1.2, .error = 0.2};
    s.work("any", "desk", constant(10min));
    s.for_time(24h * 30);
    const Journal journal = journal_of(s);
    const auto n = static_cast<double>(journal.count(Fact::resolved));
    EXPECT_NEAR(static_cast<double>(journal.count(Fact::mistranslated)) / n, 0.2,
                5 * std::sqrt(0.2 * 0.8 / n));
}

}  // namespace
}  // namespace meridian::testing
