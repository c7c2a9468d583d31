#include "sim/measure/saving.h"

#include <gtest/gtest.h>

namespace meridian::testing {
namespace {

using Sets = std::vector<std::vector<Cause>>;

ClockAccount late_by(std::int64_t late, std::vector<std::pair<Cause, std::int64_t>> counted) {
    ClockAccount account;
    account.late = Span{late};
    for (const auto& [cause, time] : counted) {
        account.charged[static_cast<std::size_t>(cause)] = time;
        account.counted[static_cast<std::size_t>(cause)] = time;
    }
    return account;
}

TEST(SavingSets, AreTheSingleCausesThatWereLongEnough) {
    const ClockAccount account =
        late_by(30, {{Cause::nobody_on_shift, 40}, {Cause::all_busy, 30}, {Cause::worked_on, 20}});
    EXPECT_EQ(saving_sets(account), (Sets{{Cause::nobody_on_shift}, {Cause::all_busy}}));
}

TEST(SavingSets, HaveNoPartThatWouldDo) {
    const ClockAccount account =
        late_by(50, {{Cause::nobody_on_shift, 60}, {Cause::all_busy, 30}, {Cause::rule_timer, 20}});
    EXPECT_EQ(saving_sets(account),
              (Sets{{Cause::nobody_on_shift}, {Cause::all_busy, Cause::rule_timer}}));
}

TEST(SavingSets, LeaveOutWhatTheClockDidNotCount) {
    ClockAccount account = late_by(10, {{Cause::worked_on, 70}});
    account.charged[static_cast<std::size_t>(Cause::clock_closed)] = 1000;
    EXPECT_EQ(saving_sets(account), (Sets{{Cause::worked_on}}));
}

TEST(SavingSets, OfSeventeenCausesLookAtFifteen) {
    std::vector<std::pair<Cause, std::int64_t>> many;
    for (std::size_t i = 0; i < 17; ++i) {
        many.emplace_back(static_cast<Cause>(i), static_cast<std::int64_t>(100 + i));
    }
    EXPECT_FALSE(saving_sets(late_by(1, many)).empty());
    EXPECT_EQ(saving_sets(late_by(1, many)).size(), 15U);
}

}  // namespace
}  // namespace meridian::testing
