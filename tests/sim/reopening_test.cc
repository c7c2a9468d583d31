#include <gtest/gtest.h>

#include <cmath>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

/// Work of 10 minutes; nearly every resolution is followed by the customer's return 2 hours later.
ScenarioSketch desk_that_solves_nothing_for_good() {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(10min));
    s.reopens("desk", 1 - 1e-12, constant(2h));
    s.for_time(4h + 9h);
    return s;
}

TEST(Reopening, BringsTheSameTicketBack) {
    const Journal journal = journal_of(desk_that_solves_nothing_for_good(), {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:10 stopped, "
              "09:10 resolved, 11:10 reopened, 11:10 queued, 11:10 started by 0, 11:20 stopped, "
              "11:20 resolved");
    EXPECT_EQ(journal.all(Fact::resolved, 0)[1].value, 0);  // 13:20 is beyond the run
}

TEST(Reopening, StartsNoPromiseAnew) {
    ScenarioSketch s = desk_that_solves_nothing_for_good();
    s.sla("resolution", 1h, {ClockEvent::Kind::resolved, {}});
    EXPECT_EQ(journal_of(s, {comes(9h)}).clock(0),
              "09:00 started until 10:00, 09:10 stopped 50min to spare");
}

TEST(Reopening, EndsRulesThatCountFromCreationAndBeginsThoseOfTheTier) {
    ScenarioSketch s = desk_that_solves_nothing_for_good();
    s.notified("boss");
    const RuleId open = s.rule("old", after_open(1h), {notify("boss")});
    const RuleId touched = s.rule("long", after_touch(5min), {notify("boss")});
    s.draft.policy.escalation.rules[touched].limit = 9;
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.fired(0, open), "");
    EXPECT_EQ(journal.fired(0, touched), "09:05 notified, 11:15 notified");
}

TEST(Reopening, LeadsBackToWhereTheTicketFirstReachedAgents) {
    ScenarioSketch s;
    s.region("here");
    s.self_service("bot");
    s.tier("desk");
    s.tier("experts");
    s.team({.name = "team", .tier = "desk"});
    s.team({.name = "others", .tier = "experts"});
    s.work("any", "bot", constant(3min), 0);
    s.work("any", "desk", constant(10min), 0);
    s.work("any", "experts", constant(20min));
    s.reopens("experts", 1 - 1e-12, constant(1h));
    s.for_time(10h + 40min);
    by_hand(s);
    const Journal journal = journal_of(s, {comes(9h)});
    const Entry back = journal.first(Fact::reopened, 0);
    EXPECT_EQ(journal.time(back.at), "10:33");
    EXPECT_EQ(TierId{back.tier}, s.tier_id("desk"));
    EXPECT_EQ(TierId{static_cast<std::uint32_t>(back.value)}, s.tier_id("experts"));
}

/// 4,000 tickets, a quarter of the resolutions reopened: the share of reopenings has standard error
/// sqrt(0.25 * 0.75 / n), n > 4,000; a correct program is beyond 5 of them once in 1.7 million.
TEST(Reopening, HappensToTheShareAskedFor) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "team", .agents = 50});
    s.work("any", "desk", constant(1min));
    s.reopens("desk", 0.25, constant(1min));
    s.stream({.name = "calls", .per_hour = 4000});
    s.for_time(1h);
    const Journal journal = journal_of(s.seal());
    const auto resolved = static_cast<double>(journal.count(Fact::resolved));
    const auto reopened = static_cast<double>(journal.count(Fact::reopened));
    EXPECT_NEAR(reopened / resolved, 0.25, 5 * std::sqrt(0.25 * 0.75 / resolved));
}

}  // namespace
}  // namespace meridian::testing
