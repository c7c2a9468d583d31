#include "sim/experiment/staffing/hall.h"

#include <gtest/gtest.h>

namespace meridian::hall_test {
namespace {

TEST(Hall, IsContentWhereEverybodyDoesSomething) {
    EXPECT_EQ(shortest_of_people({{1, 2}, {{0}, {0, 1}}, {1.5, 1.5}}).missing, 0);
}

/// Two groups of two: each pool alone has enough, both together and whoever may serve them have
/// not.
TEST(Hall, NamesThePoolsThatAreShortTogether) {
    const Shortfall found = shortest_of_people({{3, 2, 1}, {{0, 1}, {0, 1}, {2}}, {2, 2, 5}});
    EXPECT_EQ(found.kinds, (std::vector<std::size_t>{0, 1}));
    EXPECT_DOUBLE_EQ(found.missing, 1);
}

TEST(Hall, NamesWorkThatNobodyMayDo) {
    const Shortfall found = shortest_of_people({{1, 0.5}, {{0}, {}}, {4}});
    EXPECT_EQ(found.kinds, (std::vector<std::size_t>{1}));
    EXPECT_DOUBLE_EQ(found.missing, 0.5);
}

/// Who may do both has begun with the wrong one: the flow takes people back.
TEST(Hall, AssignsPeopleAnew) {
    EXPECT_EQ(shortest_of_people({{1, 1}, {{0, 1}, {0}}, {1, 1}}).missing, 0);
}

}  // namespace
}  // namespace meridian::hall_test
