#include <gtest/gtest.h>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

using Served = std::vector<std::uint64_t>;

/// One agent, who is busy with ticket 0 until 10:00; meanwhile these wait, from 09:10, 09:20, …
Served served_after(ScenarioSketch& s, const std::vector<Arrival>& waiting) {
    std::vector<Arrival> all{comes(9h)};
    Span at = 9h;
    for (const Arrival& arrival : waiting) {
        at += 10min;
        all.push_back(comes(at, arrival));
    }
    return journal_of(s, all).served();
}

ScenarioSketch busy_until_ten(Discipline discipline) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(1h));
    s.routing("desk").discipline = discipline;
    return s;
}

TEST(Discipline, FifoTakesTheFirst) {
    ScenarioSketch s = busy_until_ten(Discipline::fifo);
    EXPECT_EQ(served_after(s, {{.priority = 3}, {.priority = 1}, {.priority = 0}}),
              (Served{0, 1, 2, 3}));
}

TEST(Discipline, PriorityTakesTheMostUrgentThenTheFirst) {
    ScenarioSketch s = busy_until_ten(Discipline::priority);
    EXPECT_EQ(served_after(s, {{.priority = 3}, {.priority = 1}, {.priority = 1}, {.priority = 0}}),
              (Served{0, 4, 2, 3, 1}));
}

TEST(Discipline, EarliestDeadlineTakesWhatIsDueFirst) {
    ScenarioSketch s = busy_until_ten(Discipline::earliest_deadline);
    SlaTarget target{.name = "resolution", .target = {{}, 8h, 2h, 4h}};
    target.stop.kind = ClockEvent::Kind::resolved;
    s.sla(target);
    // P1 has no deadline and comes last; due 17:20, 11:30 and 13:40.
    EXPECT_EQ(served_after(s, {{.priority = 0}, {.priority = 1}, {.priority = 2}, {.priority = 3}}),
              (Served{0, 3, 4, 2, 1}));
}

TEST(Discipline, WeightedWaitWeighsTimeWithPriority) {
    ScenarioSketch s = busy_until_ten(Discipline::weighted_wait);
    s.routing("desk").weights = {4, 3, 2, 1};
    // At 10:00: 50 min * 1 = 50, 40 * 3 = 120, 30 * 4 = 120 (the older first), 20 * 2 = 40.
    // At 11:00: 110, -, 90 * 4 = 360, 80 * 2 = 160. At 12:00: 170, -, -, 280.
    EXPECT_EQ(served_after(s, {{.priority = 3}, {.priority = 1}, {.priority = 0}, {.priority = 2}}),
              (Served{0, 2, 3, 4, 1}));
}

TEST(Discipline, ComesAfterHomeFirst) {
    ScenarioSketch s = one_desk();
    s.region("there");
    s.work("any", "desk", constant(1h));
    s.routing("desk").discipline = Discipline::priority;
    s.routing("desk").home_first = true;
    const Arrival away{.region = RegionId{1}, .priority = 0};
    const Arrival home{.region = RegionId{0}, .priority = 3};
    const Journal journal =
        journal_of(s, {comes(9h, home), comes(9h + 1min, away), comes(9h + 2min, home)});
    EXPECT_EQ(journal.served(), (std::vector<std::uint64_t>{0, 2, 1}));
}

TEST(Discipline, LeastSlackDeductsTheWorkFromTheDeadline) {
    ScenarioSketch s = busy_until_ten(Discipline::least_slack);
    const CategoryId quick = s.category("quick");
    const CategoryId slow = s.category("slow");
    s.work("quick", "desk", constant(1h));
    s.work("slow", "desk", constant(3h));
    s.sla("resolution", 6h);
    // Due 15:10 and 15:20; less the work 14:10 and 12:20.
    EXPECT_EQ(served_after(s, {{.category = quick}, {.category = slow}}), (Served{0, 2, 1}));
    s.routing("desk").discipline = Discipline::earliest_deadline;
    EXPECT_EQ(served_after(s, {{.category = quick}, {.category = slow}}), (Served{0, 1, 2}));
}

/// Three teams of one, agents 0 to 2, that differ in cost and skill.
ScenarioSketch three_teams(AgentChoice choice) {
    ScenarioSketch s;
    s.region("here");
    s.region("there");
    s.tier("desk");
    s.category("network", "networks");
    s.team({.name = "a", .skills = {{"networks", {.speed = 0.5}}}, .cost = per_hour(30)});
    s.team({.name = "b",
            .region = "there",
            .skills = {{"networks", {.speed = 1}}},
            .cost = per_hour(40)});
    s.team({.name = "c", .skills = {{"networks", {.speed = 0.8}}}, .cost = per_hour(20)});
    s.work("any", "desk", constant(10min));
    s.routing("desk").choice = choice;
    by_hand(s);
    return s;
}

std::vector<std::uint32_t> agents(const Journal& journal, std::uint64_t tickets) {
    std::vector<std::uint32_t> found;
    for (std::uint64_t n = 0; n < tickets; ++n) {
        found.push_back(journal.agent(n));
    }
    return found;
}

using Agents = std::vector<std::uint32_t>;

TEST(AgentChoice, LongestIdle) {
    // 0 gets free at 09:20 (half speed), 1 at 09:11: idle the longest are 2, then 1, then 0.
    const Journal journal = journal_of(
        three_teams(AgentChoice::longest_idle),
        {comes(9h), comes(9h + 1min), comes(9h + 30min), comes(9h + 31min), comes(9h + 32min)});
    EXPECT_EQ(agents(journal, 5), (Agents{0, 1, 2, 1, 0}));
}

TEST(AgentChoice, LeastLoaded) {
    // Busy so far: 0 20 min, 1 10 min, 2 12.5 min after the first three.
    const Journal journal =
        journal_of(three_teams(AgentChoice::least_loaded),
                   {comes(9h), comes(9h), comes(9h), comes(10h), comes(11h), comes(12h)});
    EXPECT_EQ(agents(journal, 6), (Agents{0, 1, 2, 1, 2, 0}));
}

TEST(AgentChoice, BestProficiency) {
    const Journal journal =
        journal_of(three_teams(AgentChoice::best_proficiency), {comes(9h), comes(9h), comes(9h)});
    EXPECT_EQ(agents(journal, 3), (Agents{1, 2, 0}));
}

TEST(AgentChoice, Cheapest) {
    const Journal journal =
        journal_of(three_teams(AgentChoice::cheapest), {comes(9h), comes(9h), comes(9h)});
    EXPECT_EQ(agents(journal, 3), (Agents{2, 0, 1}));
}

/// From 22:00 agent 2 costs 20 and 60 % more, 32; agent 0 still 30.
TEST(AgentChoice, CheapestCountsThePremiumOfTheHour) {
    ScenarioSketch s = three_teams(AgentChoice::cheapest);
    LabourCost& cost = *s.draft.organisation.teams[TeamId{2}].cost;
    cost.night = {
        .share = 0.6,
        .hours = Calendar({{s.monday + 22h, s.monday + 24h}}, {s.monday, s.monday + 48h})};
    const Journal journal = journal_of(s, {comes(9h), comes(21h + 59min), comes(22h + 30min)});
    EXPECT_EQ(agents(journal, 3), (Agents{2, 2, 0}));
}

TEST(AgentChoice, RoundRobin) {
    // Ticket 1 finds 0 still busy; 0 gets free last, but its turn is before that of 1.
    const Journal journal = journal_of(
        three_teams(AgentChoice::round_robin),
        {comes(9h), comes(9h + 1min), comes(9h + 2min), comes(9h + 30min), comes(9h + 50min)});
    EXPECT_EQ(agents(journal, 5), (Agents{0, 1, 2, 0, 1}));
}

TEST(AgentChoice, PrefersHome) {
    ScenarioSketch s = three_teams(AgentChoice::longest_idle);
    s.routing("desk").prefer_home = true;
    const Journal journal =
        journal_of(s, {comes(9h, {.region = s.region_id("there")}),
                       comes(9h, {.region = s.region_id("there")}), comes(10h)});
    EXPECT_EQ(agents(journal, 3), (Agents{1, 0, 2}));
}

TEST(EnoughTime, GivesNoHalfHourToWhoLeavesInTenMinutes) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "early", .daily = {{8h, 16h}}});
    s.team({.name = "late", .daily = {{15h, 23h}}});
    s.category("long");
    const CategoryId brief = s.category("brief");
    s.work("any", "desk", constant(30min));
    s.work("brief", "desk", constant(5min));
    by_hand(s);
    s.routing("desk").enough_time = true;
    // 0 goes to the late one although the early one has waited longer; 1 waits for the late one;
    // 2 is short enough.
    const Journal journal = journal_of(
        s, {comes(15h + 50min), comes(15h + 51min), comes(15h + 52min, {.category = brief})});
    EXPECT_EQ(agents(journal, 3), (Agents{1, 1, 0}));
    EXPECT_EQ(journal.at(Fact::started, 1), "16:20");
    // Where nobody has more time, it is begun all the same.
    EXPECT_EQ(journal_of(s, {comes(22h + 50min)}).at(Fact::started, 0), "22:50");
}

/// A home team and an away team, of one agent each.
ScenarioSketch home_and_away(Stage overflow) {
    ScenarioSketch s;
    s.region("home");
    s.region("away");
    s.tier("desk");
    s.team({.name = "home", .region = "home", .daily = {{8h, 16h}}});
    s.team({.name = "away", .region = "away"});
    s.work("any", "desk", constant(1h));
    by_hand(s, {.region = "home"});
    s.routing("desk").stages = {{.reach = Stage::Reach::home}, overflow};
    return s;
}

TEST(Overflow, WidensExactlyAfterTheStatedWait) {
    const Journal journal =
        journal_of(home_and_away({.after = 10min}), {comes(9h), comes(9h + 30min)});
    EXPECT_EQ(journal.agent(0), 0U);
    EXPECT_EQ(journal.at(Fact::widened, 1), "09:40");
    EXPECT_EQ(journal.agent(1), 1U);
    EXPECT_EQ(journal.at(Fact::started, 1), "09:40");
}

TEST(Overflow, DoesNotWidenWhenWorkBeginsAtThatInstant) {
    const Journal journal =
        journal_of(home_and_away({.after = 30min}), {comes(9h), comes(9h + 30min)});
    EXPECT_EQ(journal.at(Fact::widened, 1), "never");
    EXPECT_EQ(journal.agent(1), 0U);
}

TEST(Overflow, WidensAtOnceWhenNobodyIsOnDutyAtHome) {
    const Journal journal =
        journal_of(home_and_away({.nobody_on_duty = true}), {comes(7h), comes(9h), comes(9h)});
    EXPECT_EQ(agents(journal, 3), (Agents{1, 0, 0}));
    EXPECT_EQ(journal.at(Fact::started, 2), "10:00");
}

TEST(Overflow, WidensWhenMoreOthersWaitThanAllowed) {
    const Journal journal =
        journal_of(home_and_away({.after = 10min, .queue_over = 1}),
                   {comes(9h), comes(9h + 1min), comes(9h + 2min), comes(9h + 3min)});
    // 1, 2 and 3 wait when the wait of 1 is over: two others, so it goes. When 2's is over one
    // other waits: it stays, as does 3.
    EXPECT_EQ(journal.at(Fact::widened, 1), "09:11");
    EXPECT_EQ(journal.at(Fact::widened, 2), "never");
    EXPECT_EQ(journal.at(Fact::widened, 3), "never");
}

TEST(Overflow, WidensWhenFewerAreFreeThanStated) {
    const Journal journal = journal_of(home_and_away({.free_under = 1}), {comes(9h), comes(9h)});
    EXPECT_EQ(agents(journal, 2), (Agents{0, 1}));
}

TEST(Overflow, WidensDuringItsHoursOnly) {
    ScenarioSketch s = home_and_away({.after = 10min});
    s.routing("desk").stages[1].during = s.calendar("morning", {DailyHours{8h, 10h}});
    const Journal journal = journal_of(s, {comes(9h), comes(9h + 30min), comes(10h + 5min)});
    EXPECT_EQ(journal.at(Fact::widened, 1), "09:40");
    EXPECT_EQ(journal.at(Fact::widened, 2), "never");
}

/// Two long tasks and a short one wait in one line; whoever leaves in 70 minutes takes the short
/// one.
TEST(EnoughTime, TakesALaterOneThatIsShortEnough) {
    ScenarioSketch s = one_desk({.name = "early", .daily = {{8h, 16h}}});
    s.team({.name = "late", .daily = {{8h, 20h}}});
    s.routing("desk").enough_time = true;
    s.work("any", "desk", constant(6h + 50min));
    s.rule("long", after_open(5h), {involve(s.tier_id("desk"), constant(3h))});
    s.rule("short", after_open(5h + 1min), {involve(s.tier_id("desk"), constant(10min))});
    const Journal journal = journal_of(s, {comes(8h), comes(8h + 10min)});
    const std::vector<Entry> begun = journal.all(Fact::task_started, 0);
    ASSERT_EQ(begun.size(), 2U);
    EXPECT_EQ(journal.time(begun[0].at), "14:50");
    EXPECT_EQ(begun[0].actor, 0U);
    EXPECT_EQ(journal.time(begun[1].at), "15:00");
    EXPECT_EQ(begun[1].actor, 1U);
}

TEST(Overflow, CountsAllOthersThatWaitForTheSameCrews) {
    ScenarioSketch s = one_desk({.languages = {{"nb"}, {"en"}}});
    s.routing("desk").stages = {{}, {.queue_over = 1}};
    Arrival norwegian;
    norwegian.language = s.language_id("nb");
    Arrival english;
    english.language = s.language_id("en");
    const Journal journal =
        journal_of(s, {comes(8h, english), comes(8h + 1min, english), comes(8h + 2min, norwegian),
                       comes(8h + 3min, norwegian)});
    EXPECT_EQ(journal.first(Fact::queued, 2).value, 0);
    EXPECT_EQ(journal.first(Fact::queued, 3).value, 1);
}

/// Nobody is at home. The first of two stages of the same minute leads to somebody who is busy, so
/// that the second, for when nobody is on duty, does not hold any more.
TEST(Overflow, LooksAtStagesOfOneInstantOneAfterAnother) {
    ScenarioSketch s = home_and_away({.after = 10min});
    s.routing("desk").stages.push_back({.after = 10min, .nobody_on_duty = true});
    const Journal journal = journal_of(s, {comes(20h), comes(20h + 1min)});
    EXPECT_EQ(journal.first(Fact::widened, 0).value, 1);
}

// Requirements 15, 47, 86 and 89.
TEST(Fit, AsksForRegionLanguageSkillAuthorityAndResidency) {
    ScenarioSketch s;
    s.region("oslo");
    s.region("denver");
    s.tier("desk");
    s.residency("oslo", "eea");
    s.category("refund", "billing");
    s.draft.workload.categories[{0}].authority = {s.authority_id("credit")};
    s.team({.name = "serves others", .region = "oslo", .serves = {"denver"}});
    s.team({.name = "no norwegian", .region = "oslo", .languages = {{"en"}}});
    s.team(
        {.name = "no billing", .region = "oslo", .skills = {{"network"}}, .authority = {"credit"}});
    s.team({.name = "may not", .region = "oslo"});
    s.team({.name = "data must not", .region = "denver", .authority = {"credit"}});
    s.team({.name = "right",
            .region = "oslo",
            .languages = {{"nb"}},
            .skills = {{"billing"}},
            .authority = {"credit"}});
    by_hand(
        s,
        {.region = "oslo", .category = {{"refund"}}, .language = {{"nb"}}, .residency = {{"eea"}}});
    const Journal journal = journal_of(s, {comes(9h), comes(9h)});
    EXPECT_EQ(agents(journal, 2), (Agents{5, 5}));
    EXPECT_EQ(journal.at(Fact::started, 1), "09:10");
}

}  // namespace
}  // namespace meridian::testing
