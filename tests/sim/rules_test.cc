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

}  // namespace
}  // namespace meridian::testing
