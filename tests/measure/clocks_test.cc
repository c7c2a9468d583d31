#include "sim/measure/clocks.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/measure/script.h"

namespace meridian::testing {
namespace {

/// One agent from 08 to 16, one target of an hour; a day.
struct Day {
    Day() {
        ScenarioSketch sketch;
        sketch.for_time(24h).warm_up(6h);
        sketch.region("oslo");
        frontline = sketch.tier("frontline");
        sketch.team({.name = "desk", .daily = {{8h, 16h}}});
        sketch.stream({.name = "customers", .per_hour = 1});
        SlaTarget promise;
        promise.name = "resolution";
        promise.target = {1h};
        promise.stop = {.kind = ClockEvent::Kind::resolved, .tier = {}};
        promise.pause_waiting_customer = true;
        sketch.sla(promise);
        scenario.emplace(sketch.seal());
        ticket.stream = StreamId{0};
        ticket.category = CategoryId{0};
        ticket.region = RegionId{0};
        need.tier = frontline;
        need.category = CategoryId{0};
        need.region = RegionId{0};
        script.agent(800, Fact::on_duty, 0).agent(1600, Fact::off_duty, 0);
    }

    Script& open(int clock, int deadline) {
        script.open(clock, next_++, ticket, frontline)
            .clock_until(clock, Fact::clock_started, 0, deadline);
        return script.queue(clock, need);
    }

    [[nodiscard]] ClockTally measured() const {
        const OnShift on_shift(*scenario);
        struct Watch : Observer {
            Watch(const Scenario& s, const OnShift& o) : fold(s, o) {}
            void observe(const Batch& batch) override {
                for (const Entry& entry : batch.entries) {
                    fold.observe(entry, batch);
                }
            }
            void finish(Instant) override {}
            ClockFold fold;
        } watch(*scenario, on_shift);
        script.play(watch, 2400);
        return watch.fold.tally();
    }

    std::optional<Scenario> scenario;
    TierId frontline;
    Attributes ticket;
    Need need;
    Script script;

private:
    std::uint32_t next_ = 0;
};

std::int64_t minutes(const ClockTally& tally, Cause cause) {
    return tally.cause[static_cast<std::size_t>(cause)] / 60'000;
}

TEST(AClock, StoppedExactlyAtItsDeadlineIsMet) {
    Day day;
    day.open(900, 1000).late_by(1000, Fact::clock_stopped, 0, 0);
    EXPECT_EQ(day.measured().targets[0].all.met, 1);
    EXPECT_EQ(day.measured().targets[0].all.breached, 0);
}

TEST(AClock, MetWithAtMostAFifthLeftWasAtRisk) {
    Day day;
    day.open(900, 1000).late_by(948, Fact::clock_stopped, 0, -12);    // a fifth of the hour
    day.open(1100, 1200).late_by(1147, Fact::clock_stopped, 0, -13);  // more
    day.open(1300, 1400).late_by(1401, Fact::clock_stopped, 0, 1);
    const ClockTally tally = day.measured();
    EXPECT_EQ(tally.targets[0].all.met, 2);
    EXPECT_EQ(tally.targets[0].narrow, 1);
    EXPECT_EQ(tally.tickets_judged, 3);
    EXPECT_EQ(tally.tickets_breached, 1);
}

TEST(AClock, OfTheWarmUpCountsIfItsDeadlineComesLater) {
    Day day;
    day.open(430, 530).late_by(800, Fact::clock_stopped, 0, 150);
    day.open(530, 630).late_by(800, Fact::clock_stopped, 0, 90);
    EXPECT_EQ(day.measured().targets[0].all.breached, 1);
}

TEST(AClock, NeverStoppedIsBreachedAtItsDeadline) {
    Day day;
    day.open(1500, 1600).late_by(2400, Fact::clock_open, 0, 480);
    const ClockTally tally = day.measured();
    EXPECT_EQ(tally.targets[0].all.breached, 1);
    EXPECT_EQ(tally.breached_by_hour[16], 1);
    EXPECT_EQ(tally.targets[0].undetermined, 0);
}

TEST(AClock, DueAfterTheHorizonIsUndeterminedOrMetEarlyAndInNoCompliance) {
    Day day;
    day.open(2330, 2430).late_by(2400, Fact::clock_open, 0, -30);
    day.open(2340, 2440).late_by(2350, Fact::clock_stopped, 0, -50);
    const TargetTally target = day.measured().targets[0];
    EXPECT_EQ(target.undetermined, 1);
    EXPECT_EQ(target.met_early, 1);
    EXPECT_EQ(target.all.met + target.all.breached, 0);
}

TEST(AClock, KeepsTheDeadlineItHasBroken) {
    Day day;
    day.open(900, 1000)
        .clock_until(1100, Fact::clock_moved, 0, 1800)
        .late_by(1200, Fact::clock_stopped, 0, 60);
    EXPECT_EQ(day.measured().breached_by_hour[10], 1);
}

TEST(AClock, WithoutADeadlineInReachIsUndetermined) {
    Day day;
    day.script.open(900, 0, day.ticket, day.frontline)
        .clock(900, Fact::clock_started, 0, no_deadline)
        .late_by(2400, Fact::clock_open, 0, 0);
    EXPECT_EQ(day.measured().targets[0].undetermined, 1);
}

TEST(AClock, StoppedWhilePausedIsDueNoEarlierThanItsStop) {
    Day day;
    day.open(900, 1000)
        .clock(930, Fact::clock_paused, 0, 1'800'000)
        .late_by(1200, Fact::clock_stopped, 0, -30);
    const ClockTally tally = day.measured();
    EXPECT_EQ(tally.targets[0].all.met, 1);
    const Slices slices(**day.scenario);
    EXPECT_EQ(tally.targets[0].cells[slices.place(Dimension::hour_of_week, 12)].met, 1);
}

TEST(Causes, WaitingIsSplitByWhetherSomebodyIsOnShift) {
    Day day;
    day.open(700, 800).start(930, 0).stop(1000, 0, 30).late_by(1000, Fact::clock_stopped, 0, 120);
    const ClockTally tally = day.measured();
    EXPECT_EQ(minutes(tally, Cause::nobody_on_shift), 60);
    EXPECT_EQ(minutes(tally, Cause::all_busy), 90);
    EXPECT_EQ(minutes(tally, Cause::worked_on), 30);
}

TEST(Causes, KnowNotesFromReReading) {
    Day day;
    day.open(1500, 1600)
        .start(1530, 0)
        .say(1600, Fact::shift_ended, static_cast<int>(AtShiftEnd::hand_over), 0, 0)
        .stop(1600, 0, 30, Why::shift_end)
        .say(1610, Fact::note_written, 600'000, 0);
    day.script.queue(1610, day.need, Why::handover)
        .start(1620, 0)
        .say(1620, Fact::re_read, 300'000, 0)
        .stop(1640, 0, 20)
        .late_by(1640, Fact::clock_stopped, 0, 40);
    const ClockTally tally = day.measured();
    EXPECT_EQ(minutes(tally, Cause::all_busy), 30);
    EXPECT_EQ(minutes(tally, Cause::worked_on), 30 + 15);
    EXPECT_EQ(minutes(tally, Cause::note), 10);
    EXPECT_EQ(minutes(tally, Cause::re_read), 5);
    EXPECT_EQ(minutes(tally, Cause::nobody_on_shift), 10);
    EXPECT_EQ(minutes(tally, Cause::unexplained), 0);
}

TEST(Causes, WorkThatStopsWhileReadingWasReading) {
    Day day;
    day.open(900, 1000)
        .start(900, 0)
        .say(900, Fact::re_read, 1'800'000, 0)
        .stop(910, 0, 10, Why::moved_by_rule);
    day.script.queue(910, day.need, Why::escalation).late_by(1010, Fact::clock_stopped, 0, 10);
    const ClockTally tally = day.measured();
    EXPECT_EQ(minutes(tally, Cause::re_read), 10);
    EXPECT_EQ(minutes(tally, Cause::worked_on), 0);
    EXPECT_EQ(minutes(tally, Cause::all_busy), 60);
}

TEST(Causes, AreChargedFromTheRunsBeginForABacklog) {
    Day day;
    day.ticket.backlog = true;
    day.script.open(-200, 0, day.ticket, day.frontline)
        .clock_until(-200, Fact::clock_started, 0, 700);
    day.script.queue(0, day.need).late_by(800, Fact::clock_stopped, 0, 60);
    const ClockTally tally = day.measured();
    EXPECT_EQ(minutes(tally, Cause::nobody_on_shift), 480);
    EXPECT_EQ(minutes(tally, Cause::unexplained), 0);
}

TEST(OnShift, AnswersAsCoverageDoes) {
    const Day day;
    const OnShift on_shift(*day.scenario);
    const Draft& s = **day.scenario;
    const auto expected = covered(s.organisation, s.workload.categories, day.need, s.run.horizon);
    const auto answer = on_shift.of(day.need).intervals();
    EXPECT_EQ(std::vector<Interval>(answer.begin(), answer.end()), expected);
    EXPECT_EQ(&on_shift.of(day.need), &on_shift.of(day.need));
}

}  // namespace
}  // namespace meridian::testing
