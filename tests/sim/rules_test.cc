#include <gtest/gtest.h>

#include "tests/journal.h"

// What rules do, where it meets priorities, work in hand, tasks and other hours.

namespace meridian::testing {
namespace {

TEST(Raising, LeavesATicketAloneThatIsMoreUrgentAlready) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(2h));
    s.rule("to P3", after_open(30min), {raised_to(2)});
    Arrival urgent;
    urgent.priority = Priority{0};
    Arrival idle;
    idle.priority = Priority{3};
    const Journal journal = journal_of(s, {comes(8h, urgent), comes(9h, idle)});
    EXPECT_FALSE(journal.has(Fact::prioritised, 0));
    EXPECT_EQ(journal.first(Fact::prioritised, 1).priority, 2);
}

TEST(WorkLeft, CountsTheStretchInHand) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(10min));
    Predicate nearly_done;
    nearly_done.work_left_under = 5min;
    s.rule("early", after_touch(4min), {notify("boss")}, nearly_done);
    const RuleId late = s.rule("late", after_touch(6min), {notify("boss")}, nearly_done);
    const Journal journal = journal_of(s, {comes(8h)});
    EXPECT_EQ(journal.count(Fact::notified), 1U);
    EXPECT_EQ(journal.fired(0, late), "08:06 notified");
}

TEST(Task, WaitsBehindTheTicketThatItBelongsTo) {
    ScenarioSketch s = one_desk();
    s.rule("help", on_creation(), {involve(s.tier_id("desk"), constant(10min))});
    const Journal journal = journal_of(s, {comes(8h), comes(8h + 5min)});
    EXPECT_EQ(journal.at(Fact::task_started, 0), "08:00");
    EXPECT_EQ(journal.at(Fact::started, 0), "08:10");
    EXPECT_EQ(journal.at(Fact::started, 1), "08:20");
    EXPECT_EQ(journal.at(Fact::task_started, 1), "08:30");
}

/// The customer's region is never open, so that nothing is due by its hours; the desk that takes
/// the ticket is.
TEST(HoldersClock, BeginsToCountWithAHolderWhoHasHours) {
    ScenarioSketch s;
    s.region("asleep");
    s.region("awake");
    s.calendar("never", std::vector<Interval>{});
    s.calendar("day", {{8h, 16h}});
    s.business_hours("asleep", "never");
    s.business_hours("awake", "day");
    s.tier("desk");
    s.team({.name = "team", .region = "awake", .daily = {{9h, 17h}}});
    s.work("any", "desk", constant(3h));
    by_hand(s);
    const RuleId slow = s.rule("slow", after_in_tier(1h, by_holder()), {notify("boss")});
    const Journal journal = journal_of(s, {comes(8h)});
    EXPECT_EQ(journal.at(Fact::started, 0), "09:00");
    EXPECT_EQ(journal.fired(0, slow), "10:00 notified");
}

}  // namespace
}  // namespace meridian::testing
