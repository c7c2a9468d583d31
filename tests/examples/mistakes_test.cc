#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "model/check/check.h"
#include "tests/examples/example.h"

// What goes wrong with an escalation process, found before the run and seen in it.

namespace meridian::examples {
namespace {

using testing::Journal;

std::set<std::string> found(const Example& example) {
    std::set<std::string> codes;
    for (const check::Finding& finding : check::check(example.scenario())) {
        codes.insert(std::string(finding.code));
    }
    return codes;
}

/// Unclear path and missed target are found without a run; what they and the silence cost is seen
/// in one: with the other policy, every customer of three times two weeks hears from somebody
/// within the hour or goes where somebody is. requirement 44
TEST(CommonMistakes, AreFoundByTheCheckAndCostTheTarget) {
    const Example mistaken("common-mistakes"), mended("common-mistakes", "common-mistakes-policy");
    EXPECT_TRUE(found(mistaken).contains("L04"));
    EXPECT_TRUE(found(mistaken).contains("L11"));
    EXPECT_FALSE(found(mended).contains("L04"));
    EXPECT_FALSE(found(mended).contains("L11"));
    const Summary before = mistaken.summary(), after = mended.summary();
    EXPECT_EQ(row(before.targets, "resolution").verdict, Goal::missed);
    EXPECT_EQ(row(after.targets, "resolution").verdict, Goal::held);
    EXPECT_GT(figure(before, "chasers").value, 2 * figure(after, "chasers").value);
    // The rule comes when it is too late: not one of its tickets is in time.
    EXPECT_GT(row(before.rules, "late").fired.value, 0);
    EXPECT_EQ(row(before.rules, "late").met_after.value, 0);
}

/// requirement 42
TEST(HotPotato, GoesToAndFroUntilItMayNotGoBack) {
    const Example example("hot-potato");
    EXPECT_EQ(example.journal().count(Fact::sent_back), 3U);
    // Eight looks of half an hour, and the engineer's hour.
    EXPECT_EQ(example.journal().at(Fact::resolved, 0), "Mon 14:00");
    EXPECT_EQ(figure(example.summary(), "ping_pong").value, 1);
    EXPECT_EQ(figure(example.summary(), "ping_pong_depth").value, 6);
}

/// requirement 42
TEST(HotPotato, IsNoneWhereNobodySendsItBack) {
    const Example example("hot-potato", "hot-potato-policy");
    EXPECT_EQ(example.journal().at(Fact::resolved, 0), "Mon 11:00");
    EXPECT_EQ(figure(example.summary(), "ping_pong").value, 0);
}

}  // namespace
}  // namespace meridian::examples
