#include "sim/measure/ledger.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/measure/clocks.h"
#include "tests/measure/script.h"

namespace meridian::testing {
namespace {

using ::testing::ElementsAre;

/// A frontline desk of two (Norwegian, 08 to 16), a night desk (English, round the clock from 16)
/// and a specialist; a promise of an hour, counted by the office's hours, 08 to 16.
struct House {
    House() {
        sketch.for_time(48h);
        sketch.region("oslo");
        frontline = sketch.tier("frontline");
        specialist = sketch.tier("specialist");
        norwegian = sketch.language_id("nb");
        sketch.language_id("en");
        sketch.team({.name = "day",
                     .tier = "frontline",
                     .agents = 2,
                     .daily = {{8h, 16h}},
                     .languages = {{"nb"}, {"en"}}});
        sketch.team(
            {.name = "night", .tier = "frontline", .daily = {{16h, 23h}}, .languages = {{"en"}}});
        sketch.team({.name = "backs", .tier = "specialist", .daily = {{8h, 16h}}});
        sketch.stream({.name = "customers", .per_hour = 1});
        sketch.sla("round the clock", 1h);
        SlaTarget office;
        office.name = "office";
        office.target = {1h};
        office.stop = {.kind = ClockEvent::Kind::resolved, .tier = {}};
        office.clock = by_calendar(sketch.calendar("office", {{8h, 16h}}));
        office.pause_waiting_customer = true;
        sketch.sla(office);
        ticket.stream = StreamId{0};
        ticket.category = CategoryId{0};
        ticket.region = RegionId{0};
        ticket.language = norwegian;
        need = {.tier = frontline,
                .category = CategoryId{0},
                .language = norwegian,
                .region = RegionId{0},
                .residency = {},
                .team = {},
                .desk = {}};
        for (const std::uint32_t agent : {0U, 1U, 3U}) {
            script.agent(800, Fact::on_duty, agent).agent(1600, Fact::off_duty, agent);
        }
        script.agent(1600, Fact::on_duty, 2).agent(2300, Fact::off_duty, 2);
    }

    Script& open(int clock, std::uint16_t sla = 0) {
        script.open(clock, 0, ticket, frontline)
            .clock(clock, Fact::clock_started, sla, no_deadline);
        return script.queue(clock, need);
    }

    /// The account of the only breach: "waiting 60, worked_on 30", minutes by cause.
    [[nodiscard]] std::vector<std::string> charged() const {
        const Scenario scenario = sketch.seal();
        const OnShift on_shift(scenario);
        struct Watch : Observer {
            Watch(const Scenario& s, const OnShift& o) : fold(s, o) {}
            void observe(const Batch& batch) override {
                for (const Entry& entry : batch.entries) {
                    fold.observe(entry, batch);
                }
            }
            void finish(Instant) override {}
            ClockFold fold;
        } watch(scenario, on_shift);
        script.play(watch, 4800);
        std::vector<std::string> told;
        for (const ClockAccount& account : watch.fold.accounts()) {
            EXPECT_EQ(account.all_charged(), account.settled - account.began);
            for (std::size_t i = 0; i < cause_count; ++i) {
                if (account.charged[i] > 0) {
                    told.push_back(
                        fmt::format("{} {}", cause_table[i].key, account.charged[i] / 60'000));
                }
            }
        }
        return told;
    }

    ScenarioSketch sketch;
    TierId frontline, specialist;
    LanguageId norwegian;
    Attributes ticket;
    Need need;
    Script script;
};

TEST(TheLedger, NamesWhatThoseOnShiftLacked) {
    House house;
    house.open(1500).late_by(2330, Fact::clock_stopped, 0, 450);
    EXPECT_THAT(house.charged(),
                ElementsAre("nobody_on_shift 30", "wrong_language 420", "all_busy 60"));
}

TEST(TheLedger, KnowsWhenAllWhoMayServeItAreOnABreak) {
    House house;
    house.script.agent(900, Fact::break_began, 0).agent(930, Fact::break_ended, 0);
    house.script.agent(910, Fact::break_began, 1).agent(940, Fact::break_ended, 1);
    house.open(900).late_by(1100, Fact::clock_stopped, 0, 60);
    EXPECT_THAT(house.charged(), ElementsAre("on_break 20", "all_busy 100"));
}

TEST(TheLedger, ChargesAWaitThatARuleEndedToTheRule) {
    House house;
    house.sketch.rule("cap", after_waiting(30min), {to_next()});
    house.open(900).escalate(930, house.specialist, 0);
    Need above = house.need;
    above.tier = house.specialist;
    house.script.queue(930, above, Why::escalation)
        .start(1000, 3)
        .stop(1040, 3, 40)
        .late_by(1040, Fact::clock_stopped, 0, 40);
    EXPECT_THAT(house.charged(), ElementsAre("all_busy 30", "rule_timer 30", "worked_on 40"));
}

TEST(TheLedger, CallsWorkInVainThatDidNotResolveTheTicket) {
    House house;
    house.open(900).start(910, 0).stop(930, 0, 20, Why::gave_up).escalate(930, house.specialist);
    Need above = house.need;
    above.tier = house.specialist;
    house.script.queue(930, above, Why::escalation)
        .start(1000, 3)
        .stop(1040, 3, 40)
        .late_by(1040, Fact::clock_stopped, 0, 40);
    EXPECT_THAT(house.charged(), ElementsAre("all_busy 40", "worked_on 40", "worked_in_vain 20"));
}

TEST(TheLedger, ChargesWhatTheClockDoesNotCountToItsHours) {
    House house;
    house.open(1530, 1).late_by(3200 + 100, Fact::clock_stopped, 1, 30);
    EXPECT_THAT(house.charged(), ElementsAre("clock_closed 960", "on_break 60", "all_busy 30"));
}

TEST(TheLedger, ChargesAPauseToItsReasonAlsoOutsideTheClocksHours) {
    House house;
    house.open(900, 1)
        .start(900, 0)
        .stop(930, 0, 30, Why::asks_customer)
        .say(930, Fact::asked_customer, 0, 0)
        .clock(930, Fact::clock_paused, 1, 1'800'000)
        .say(1700, Fact::replied)
        .clock(1700, Fact::clock_resumed, 1, no_deadline);
    house.script.queue(1700, house.need, Why::reply).late_by(1800, Fact::clock_stopped, 1, 1);
    EXPECT_THAT(house.charged(), ElementsAre("clock_closed 60", "worked_on 30", "customer 450"));
}

TEST(TheLedger, TellsAWaitForTheOwnerFromOneForAnybody) {
    House house;
    house.open(900)
        .start(900, 0)
        .stop(930, 0, 30, Why::asks_customer)
        .say(930, Fact::asked_customer, 0, 0)
        .say(1000, Fact::replied);
    house.script.queue(1000, house.need, Why::reply).late_by(1100, Fact::clock_stopped, 0, 60);
    EXPECT_THAT(house.charged(), ElementsAre("owner_busy 60", "worked_on 30", "customer 30"));
}

TEST(Lacks, AreNoneExactlyWhereThereIsAFit) {
    const House house;
    const Scenario scenario = house.sketch.seal();
    const Organisation& o = scenario->organisation;
    for (const Crew& crew : o.crews) {
        const Lacks some = lacks(o, scenario->workload.categories, crew, house.need);
        EXPECT_NE(some.any(), fit(o, scenario->workload.categories, crew, house.need).has_value());
    }
    const Lacks night = lacks(o, scenario->workload.categories, o.crews[CrewId{1}], house.need);
    EXPECT_TRUE(night.language && !night.reach && !night.skill && !night.authority);
}

}  // namespace
}  // namespace meridian::testing
