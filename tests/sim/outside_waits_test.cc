#include <gtest/gtest.h>

#include "tests/sim/vendor_house.h"

// Requirement 37: solutions that wait for somebody outside. The audit listens to each of these.

namespace meridian::testing::outside_waits_test {
namespace {

using House = VendorHouse;

/// Approved, it is resolved by whoever had solved it.
TEST(OutsideWaits, AreWaitedForBeforeAResolution) {
    House house;
    house.s.work("any", "first", constant(10min));
    house.s.waits_for("first", house.netco);
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:10 stopped, 09:10 sent_out, "
              "12:10 came_back, 12:10 resolved");
    EXPECT_EQ(journal.first(Fact::resolved, 0).actor, 0U);
    EXPECT_EQ(journal.first(Fact::sent_out, 0).cause, none_rule);
}

/// Refused, it is worked on anew: another visit's work, and another approval.
TEST(OutsideWaits, MayRefuse) {
    House house(0);
    house.s.work("any", "first", constant(10min));
    house.s.waits_for("first", house.netco);
    const Journal journal = journal_of(house.s, {comes(9h)});
    const std::vector<Entry> sent = journal.all(Fact::sent_out, 0);
    ASSERT_GE(sent.size(), 2U);
    EXPECT_EQ(journal.time(sent[1].at), "12:20");
}

TEST(OutsideWaits, AreNotWaitedForWithWhatIsGivenUp) {
    House house;
    house.s.waits_for("first", house.netco);
    EXPECT_FALSE(journal_of(house.s, {comes(9h)}).has(Fact::sent_out, 0));
}

/// Somebody here says yes first, then somebody outside.
TEST(OutsideWaits, AreWaitedForAfterAnAnswer) {
    House house;
    house.s.work("any", "first", constant(10min));
    house.s.consults("first", "second", constant(5min));
    house.s.waits_for("first", house.netco);
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::advised, 0), "09:15");
    EXPECT_EQ(journal.at(Fact::sent_out, 0), "09:15");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "12:15");
}

/// About three in ten.
TEST(OutsideWaits, AreWaitedForByAShare) {
    House house;
    house.s.work("any", "first", constant(1min));
    house.s.waits_for("first", house.netco, 0.3);
    std::vector<Arrival> many;
    for (int i = 0; i < 400; ++i) {
        many.push_back(comes(std::chrono::minutes{2 * i}));
    }
    const auto sent = static_cast<double>(journal_of(house.s, many).count(Fact::sent_out));
    EXPECT_NEAR(sent, 120, 5 * 9.2);  // 5 standard errors: fails a correct draw once in 1.7 million
}

/// What they have solved is closed by the tier that sent it.
TEST(OutsideWaits, LeaveTheClosingToTheTier) {
    House house;
    house.sends_what_is_given_up();
    house.s.draft.policy.lifecycle.stages[static_cast<std::size_t>(LifeStage::close)] =
        StageWork{.tier = {}, .handle = constant(5min)};
    const Journal journal = journal_of(house.s, {comes(9h)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "12:10");
    EXPECT_EQ(journal.at(Fact::task_done, 0), "12:15");
}

}  // namespace
}  // namespace meridian::testing::outside_waits_test
