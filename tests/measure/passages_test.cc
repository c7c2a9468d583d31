#include "sim/measure/passages.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>

#include "sim/run.h"
#include "tests/draft.h"
#include "tests/handed.h"
#include "tests/journal.h"

namespace meridian::testing::passages_test {
namespace {

/// Feeds the fold.
class Passages : public Observer {
public:
    explicit Passages(const Scenario& scenario) : on_shift_(scenario), fold_(scenario, on_shift_) {}
    void observe(const Batch& batch) override {
        for (const Entry& entry : batch.entries) {
            fold_.observe(entry, batch);
        }
    }
    void finish(Instant) override {}
    std::vector<PassageTally> tally() { return fold_.tally(); }

private:
    OnShift on_shift_;
    PassageFold fold_;
};

constexpr std::int64_t minute = 60'000;

/// East from 08 to 16 and west from `west_begins` to 24; an hour of work, handed over with 8 min of
/// note, 12 of reading and a fifth of the work lost. One ticket, at 15:30.
std::vector<PassageTally> passed(Span west_begins) {
    ScenarioSketch s;
    s.region("east");
    s.region("west");
    s.tier("desk");
    s.team({.name = "early", .region = "east", .daily = {{8h, 16h}}});
    s.team({.name = "late", .region = "west", .daily = {{west_begins, 24h}}});
    by_hand(s);
    s.work("any", "desk", constant(1h));
    s.for_time(48h);
    s.at_shift_end(AtShiftEnd::hand_over, 8min, 12min);
    s.draft.policy.handover.at_shift_end[HandoverRuleId{0}].quality = 0.8;
    const Scenario scenario = s.seal();
    Passages fold(scenario);
    Replication by_log;
    by_log.logs.push_back(std::make_unique<Handed>(std::vector<Arrival>{comes(15h + 30min)}));
    const std::array<Observer*, 1> observers{&fold};
    simulate(Plan(scenario), std::move(by_log), observers);
    return fold.tally();
}

/// 15:30 to 16:00 in the east; note until 16:08; in the west 12 min of reading, 30 of work and 6
/// again: until 16:56. Two sites cover it all.
TEST(Passages, OfTwoTouchingSitesAreWhatAHandCalculationGives) {
    const std::vector<PassageTally> pairs = passed(16h);
    ASSERT_EQ(pairs.size(), 4U);
    EXPECT_EQ(pairs[1], (PassageTally{.passages = 1,
                                      .tickets = 1,
                                      .elapsed = 86 * minute,
                                      .covered = 86 * minute,
                                      .touch = 78 * minute,
                                      .context = 18 * minute,
                                      .handing = 8 * minute}));
    EXPECT_EQ(pairs[2], PassageTally{});  // nothing comes back
}

/// With two hours between the shifts, of 15:30 to 18:48 these are not covered.
TEST(Passages, LoseTheHoursInWhichNoSiteIsOpen) {
    const PassageTally pair = passed(18h)[1];
    EXPECT_EQ(pair.elapsed, (30 + 120 + 48) * minute);
    EXPECT_EQ(pair.covered, (30 + 48) * minute);
    EXPECT_EQ(pair.touch, 78 * minute);
}

}  // namespace
}  // namespace meridian::testing::passages_test
