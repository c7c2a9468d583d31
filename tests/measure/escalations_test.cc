#include "sim/measure/escalations.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>

#include "sim/measure/statistics.h"
#include "sim/run.h"
#include "tests/draft.h"
#include "tests/handed.h"
#include "tests/journal.h"

// What an escalation is, attribute by attribute (F-F05), and how often tickets go to and fro
// (F-F06).

namespace meridian::testing {
namespace {

/// Desk, specialists, and a manager who may grant credit, all of one department. Work takes 30
/// minutes, and the desk resolves nothing.
ScenarioSketch house() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk", {"specialists"});
    s.tier("specialists");
    s.tier("management");
    s.team({.name = "desk", .tier = "desk"});
    s.team({.name = "specialists", .tier = "specialists"});
    s.team({.name = "manager", .tier = "management", .authority = {"credit"}});
    for (const char* tier : {"desk", "specialists", "management"}) {
        s.work("any", tier, constant(30min), tier == std::string("desk") ? 0 : 1);
    }
    by_hand(s);
    return s;
}

Tally tally_of(const ScenarioSketch& sketch, std::vector<Arrival> arrivals) {
    const Scenario scenario = sketch.seal();
    const OnShift on_shift(scenario);
    Statistics statistics(scenario, on_shift);
    Replication by_log;
    by_log.logs.push_back(std::make_unique<Handed>(std::move(arrivals)));
    const std::array<Observer*, 1> observers{&statistics};
    simulate(Plan(scenario), std::move(by_log), observers);
    return statistics.take();
}

using Kinds = std::array<std::int64_t, 3>;

/// A functional escalation, to another tier, in the same department, with no more authority.
/// requirements 9, 10
TEST(Escalation, CanBeFunctionalInTheSameDepartmentAndCountsOnceForEachAttribute) {
    const EscalationTally tally = tally_of(house(), {comes(9h)}).escalations;
    EXPECT_EQ(tally.events, 1);
    EXPECT_EQ(tally.by_kind, (Kinds{1, 0, 0}));
    EXPECT_EQ(tally.tier_changes, 1);
    EXPECT_EQ(tally.department_changes, 0);
    EXPECT_EQ(tally.authority_gains, 0);
}

/// The same event in a house whose specialists are a department of their own and may grant credit:
/// nothing but these two attributes changes.
TEST(Escalation, HasItsDepartmentAndAuthorityFromWhoeverBeginsNext) {
    ScenarioSketch s = house();
    s.draft.organisation.teams[s.team_id("specialists")].department = "engineering";
    s.draft.organisation.crews[CrewId{1}].authority = {s.authority_id("credit")};
    const EscalationTally tally = tally_of(s, {comes(9h)}).escalations;
    EXPECT_EQ(tally.by_kind, (Kinds{1, 0, 0}));
    EXPECT_EQ(tally.tier_changes, 1);
    EXPECT_EQ(tally.department_changes, 1);
    EXPECT_EQ(tally.authority_gains, 1);
}

/// A manager works beside the agent, who keeps the ticket: hierarchical, no other tier, more
/// authority. The tier change and the know-how are those of the escalation that follows.
/// requirement 10
TEST(Escalation, ToAManagerBesideTheAgentMovesNoTicket) {
    ScenarioSketch s = house();
    Rule rule;
    rule.name = "manager";
    rule.trigger = after_touch(10min);
    rule.actions = {involve(s.tier_id("management"), constant(5min))};
    rule.kind = EscalationKind::hierarchical;
    s.rule(rule);
    const EscalationTally tally = tally_of(s, {comes(9h)}).escalations;
    EXPECT_EQ(tally.events, 2);
    EXPECT_EQ(tally.by_kind, (Kinds{1, 1, 0}));
    EXPECT_EQ(tally.tier_changes, 1);
    EXPECT_EQ(tally.authority_gains, 1);
}

/// Two tickets: one goes up two tiers, which is one ticket escalated and two moves; one is resolved
/// at the desk. requirement 99
TEST(EscalationRate, CountsTicketsFromTheFirstTierAndMovesApart) {
    ScenarioSketch s = house();
    s.work("easy", "desk", constant(30min));
    s.work("any", "specialists", constant(30min), 0);
    const CategoryId easy = s.category("easy");
    const CategoryId hard = s.category("hard");
    Arrival simple;
    simple.category = easy;
    Arrival difficult;
    difficult.category = hard;
    const Tally tally = tally_of(s, {comes(9h, difficult), comes(11h, simple)});
    EXPECT_EQ(tally.tickets.all.offered, 2);
    EXPECT_EQ(tally.tickets.all.escalated, 1);
    EXPECT_EQ(tally.tickets.escalated_first, 1);
    EXPECT_EQ(tally.tickets.moves, 2);
}

/// Desk, specialists, desk, specialists, desk, specialists: the third to the sixth are each the
/// team before the last. Then it goes to the manager. requirement 42
TEST(PingPong, HasADepth) {
    ScenarioSketch s = house();
    s.draft.policy.escalation.returns_max = 2;
    Rule back;
    back.name = "not ours";
    back.trigger = on_giving_up();
    back.actions = {back_to_sender()};
    back.when.tier.include(s.tier_id("specialists"));
    back.limit = 1000;
    s.rule(back);
    s.work("any", "specialists", constant(30min), 0);
    const TicketTally tally = tally_of(s, {comes(9h)}).tickets;
    EXPECT_EQ(tally.returns, 2);
    EXPECT_EQ(tally.ping_pong, 1);
    EXPECT_EQ(tally.bounces, 4);
    EXPECT_EQ(tally.ping_pong_agents, 1);
}

}  // namespace
}  // namespace meridian::testing
