#include <gtest/gtest.h>

#include <cmath>

#include "tests/journal.h"

// Customers who have had enough: they demand a manager, or quarrel (F-F02).

namespace meridian::testing {
namespace {

Displeasure& of_customers(ScenarioSketch& s, Outburst what) {
    return s.draft.workload.streams[StreamId{0}].displeasure.at(static_cast<std::size_t>(what));
}

/// A desk of one, and a manager above it. Customers bear 3 hours.
ScenarioSketch desk_and_manager() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("management");
    s.team({.name = "desk", .tier = "desk", .daily = {{13h, 20h}}});
    s.team({.name = "manager", .tier = "management"});
    s.work("any", "desk", constant(1h));
    s.work("any", "management", constant(20min));
    by_hand(s);
    of_customers(s, Outburst::demand) = {.share = 1, .after = constant(3h)};
    return s;
}

/// requirement 25
TEST(Demand, TakesATicketToTheManagerThatNobodyHasLookedAt) {
    ScenarioSketch s = desk_and_manager();
    s.rule("manager", on_demand(), {to_next()});
    EXPECT_EQ(journal_of(s, {comes(9h)}).story(0),
              "09:00 opened, 09:00 queued, 12:00 demanded, 12:00 escalated, 12:00 queued, "
              "12:00 started by 1, 12:20 stopped, 12:20 resolved");
}

/// Asked at 13:30, which counts for an hour: what would have come at 17:00 comes at 16:00, while
/// the customer still owes the answer.
TEST(Demand, ComesTheSoonerForEveryContact) {
    ScenarioSketch s = desk_and_manager();
    s.work("any", "desk", constant(1h), 1, {1, constant(5h)});
    of_customers(s, Outburst::demand) = {.share = 1, .after = constant(8h), .contact = 1h};
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::asked_customer, 0), "13:30");
    EXPECT_EQ(journal.at(Fact::demanded, 0), "16:00");
}

/// From the desk to the manager at 13:15 by a rule: one hand-off, worth two hours. The desk had it
/// first, which is none.
TEST(Demand, ComesTheSoonerForEveryChangeOfHands) {
    ScenarioSketch s = desk_and_manager();
    s.work("any", "management", constant(5h));
    of_customers(s, Outburst::demand) = {.share = 1, .after = constant(8h), .hand_off = 2h};
    s.rule("cap", after_touch(15min), {to_next()});
    EXPECT_EQ(journal_of(s, {comes(9h)}).at(Fact::demanded, 0), "15:00");
}

/// What is left may be less than a contact counts: then it comes at once. Nobody does it twice, or
/// after having been helped.
TEST(Demand, ComesOnceAndNotAfterTheResolution) {
    ScenarioSketch s = desk_and_manager();
    s.work("any", "desk", constant(1h), 1, {1, constant(1h)});
    of_customers(s, Outburst::demand) = {.share = 1, .after = constant(6h), .contact = 4h};
    // The first is asked at 13:30; the second is resolved at 14:10 and would have burst out at
    // 19:00.
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::demanded, 0), "13:30");
    EXPECT_EQ(journal.count(Fact::demanded), 1U);
    s.work("any", "desk", constant(1h));
    EXPECT_EQ(journal_of(s, {comes(9h)}).count(Fact::demanded), 0U);
}

/// requirement 26
TEST(Conflict, CallsForAManagerBesideTheAgentWhoKeepsTheTicket) {
    ScenarioSketch s = desk_and_manager();
    of_customers(s, Outburst::demand) = {};
    of_customers(s, Outburst::quarrel) = {.share = 1, .after = constant(4h + 30min)};
    Rule rule;
    rule.name = "calm down";
    rule.trigger = on_conflict();
    rule.actions = {involve(s.tier_id("management"), constant(15min))};
    rule.kind = EscalationKind::hierarchical;
    s.rule(rule);
    EXPECT_EQ(journal_of(s, {comes(9h)}).story(0),
              "09:00 opened, 09:00 queued, 13:00 started by 0, 13:30 demanded, 13:30 involved, "
              "13:30 task_queued, 13:30 task_started by 1, 13:45 task_done, 14:00 stopped, "
              "14:00 resolved");
}

/// A weibull of shape 2 and scale 10 h has the hazard t / 50 per hour at t hours: of 4,000 tickets
/// that nobody touches, 1 - exp(-(5/10)^2) = 22.1 % have demanded a manager after 5 hours and
/// 1 - exp(-1) = 63.2 % after 10. Both are binomial; 5 standard errors fail a correct program about
/// once in 1.7 million. requirement 25
TEST(Demand, HasAHazardThatRisesWithTheWait) {
    const Instant much_later = ScenarioSketch::monday + 24h * 30;
    ScenarioSketch s = one_desk({.shifts = {{much_later, much_later + 8h}}});
    of_customers(s, Outburst::demand) = {.share = 1, .after = weibull(10h, 2)};
    constexpr double n = 4000;
    const Journal journal =
        journal_of(s, std::vector<Arrival>(static_cast<std::size_t>(n), comes(Span{0})));
    for (const Span after : {Span{5h}, Span{10h}}) {
        const double times = static_cast<double>(after.count()) / 36'000'000.0;
        const double p = 1 - std::exp(-times * times);
        double seen = 0;
        for (const Entry& e : journal.entries()) {
            seen += e.fact == Fact::demanded && e.at <= ScenarioSketch::monday + after ? 1 : 0;
        }
        EXPECT_NEAR(seen, n * p, 5 * std::sqrt(n * p * (1 - p)));
    }
}

}  // namespace
}  // namespace meridian::testing
