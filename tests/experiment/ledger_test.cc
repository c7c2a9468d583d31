#include <gtest/gtest.h>

#include <array>

#include "sim/audit/audit.h"
#include "sim/measure/statistics.h"
#include "sim/run.h"
#include "tests/draft.h"

namespace meridian::testing::ledger_test {
namespace {

/// Two agents by day, tickets round the clock, an hour to resolve: most nights break promises.
Scenario a_desk_by_day() {
    ScenarioSketch sketch;
    sketch.for_time(7 * 24h);
    sketch.region("oslo");
    sketch.tier("desk");
    sketch.team({.name = "desk", .agents = 2, .daily = {{8h, 16h}}});
    sketch.stream({.name = "customers", .per_hour = 2});
    sketch.sla("an hour", 1h);
    return sketch.seal();
}

/// What the audit says of accounts after somebody has been at them.
template <class Change>
std::uint64_t violations_after(Change change) {
    const Scenario scenario = a_desk_by_day();
    const OnShift on_shift(scenario);
    Statistics statistics(scenario, on_shift);
    struct Copies : Observer {
        Copies(const Statistics& s, Change c) : from(s), change(c) {}
        void observe(const Batch&) override {
            accounts = from.accounts();
            for (ClockAccount& account : accounts) {
                change(account);
            }
        }
        void finish(Instant) override {}
        const Statistics& from;
        Change change;
        std::vector<ClockAccount> accounts;
    } copies(statistics, change);
    Audit audit(scenario);
    audit.demand(copies.accounts);
    const std::array<Observer*, 3> observers{&statistics, &copies, &audit};
    const Plan plan(scenario);
    simulate(plan, Replication{}, observers);
    return audit.count();
}

TEST(TheAuditOfTheLedger, AcceptsWhatTheLedgerSays) {
    EXPECT_EQ(violations_after([](ClockAccount&) {}), 0U);
}

TEST(TheAuditOfTheLedger, FindsAMillisecondTooMuch) {
    EXPECT_GT(violations_after([](ClockAccount& account) { ++account.charged[0]; }), 0U);
}

TEST(TheAuditOfTheLedger, FindsAMillisecondChargedToWorkThatWasAWait) {
    EXPECT_GT(violations_after([](ClockAccount& account) {
                  --account.charged[static_cast<std::size_t>(Cause::nobody_on_shift)];
                  ++account.charged[static_cast<std::size_t>(Cause::worked_on)];
              }),
              0U);
}

TEST(TheAuditOfTheLedger, FindsTimeThatTheClockDidNotCount) {
    EXPECT_GT(violations_after([](ClockAccount& account) {
                  account.counted = account.charged;
                  account.counted[1] = 7;
              }),
              0U);
}

TEST(TheBreachCells, AddUpToTheCauses) {
    const Scenario scenario = a_desk_by_day();
    const OnShift on_shift(scenario);
    Statistics statistics(scenario, on_shift);
    const std::array<Observer*, 1> observers{&statistics};
    const Plan plan(scenario);
    simulate(plan, Replication{}, observers);
    const ClockTally tally = statistics.take().clocks;
    std::array<std::int64_t, cause_count> sums{};
    for (const auto& [key, time] : tally.cells) {
        sums[static_cast<std::size_t>(BreachCell::of(key).cause)] += time;
        EXPECT_EQ(BreachCell::of(key).key(), key);
    }
    EXPECT_EQ(sums, tally.cause);
    EXPECT_GT(sums[static_cast<std::size_t>(Cause::nobody_on_shift)], 0);
}

}  // namespace
}  // namespace meridian::testing::ledger_test
