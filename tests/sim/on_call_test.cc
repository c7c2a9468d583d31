#include <gtest/gtest.h>

#include <cmath>

#include "model/calendar/week.h"
#include "tests/sim/on_call_house.h"

// F-D10: people who are paged while their team is off shift. The audit listens to each of these.

namespace meridian::testing::on_call_test {
namespace {

using House = OnCallHouse;

TEST(OnCall, TakesATicketInHandAtNight) {
    House house;
    house.wakes_at_once();
    const SlaId noticed = house.s.sla("noticed", 4min, {.kind = ClockEvent::Kind::acknowledged});
    const SlaId begun = house.s.sla("begun", 10min, {.kind = ClockEvent::Kind::first_response});
    const Journal journal = journal_of(house.s, {comes(2h)});
    EXPECT_EQ(journal.story(0),
              "02:00 opened, 02:00 paged, 02:00 queued, 02:05 acknowledged, 02:35 from_home, "
              "02:35 resolved");
    EXPECT_EQ(journal.clock(0, noticed), "02:00 started until 02:04, 02:05 stopped late by 1min");
    EXPECT_EQ(journal.clock(0, begun), "02:00 started until 02:10, 02:05 stopped 5min to spare");
    EXPECT_EQ(journal.first(Fact::first_response, 0).actor, Id<void>::none_index);
    EXPECT_EQ(journal.first(Fact::acknowledged, 0).value, Span{30min}.count());
    EXPECT_EQ(journal.first(Fact::resolved, 0).actor, Id<void>::none_index);
}

/// 8:05 lies in the shift, and nobody is disturbed in it.
TEST(OnCall, GoesOnWithItWhenTheShiftBegins) {
    House house;
    house.s.draft.on_call[house.duty].by_day.acknowledges = constant(1min);
    house.wakes_at_once();
    EXPECT_EQ(journal_of(house.s, {comes(7h + 50min)}).at(Fact::resolved, 0), "08:21");
}

TEST(OnCall, DoesNotAnswerOnceAnAgentHasBegun) {
    House house;
    house.wakes_at_once();
    EXPECT_EQ(journal_of(house.s, {comes(7h + 58min)}).story(0),
              "07:58 opened, 07:58 paged, 07:58 queued, 08:00 started by 0, 08:10 stopped, "
              "08:10 resolved");
}

/// Answered at the very instant at which the shift begins: the agent comes first.
TEST(OnCall, LetsTheShiftThatBeginsGoFirst) {
    House house;
    house.wakes_at_once();
    EXPECT_FALSE(journal_of(house.s, {comes(7h + 55min)}).has(Fact::acknowledged, 0));
}

TEST(OnCall, IsNobodyWhileTheTeamIsOnShift) {
    House house;
    house.s.work("any", "first", constant(2h));
    house.s.rule("waits", after_waiting(30min), {paged(house.duty)});
    const Journal journal = journal_of(house.s, {comes(9h), comes(9h)});
    EXPECT_EQ(pages_of(journal, 1), "09:30 off");
    EXPECT_EQ(journal.agent(1), 0U);
}

/// From midnight to three.
TEST(OnCall, IsNobodyOutsideTheTurns) {
    House house;
    const OnCallId early = house.rotation("early", "second", 5min, 0, {{0h, 3h}});
    house.s.rule("wake", on_creation(), {paged(early)});
    const Journal journal = journal_of(house.s, {comes(3h - 1ms), comes(3h)});
    EXPECT_EQ(journal.at(Fact::acknowledged, 0), "03:04:59.999");
    EXPECT_EQ(pages_of(journal, 1), "03:00 off");
}

TEST(OnCall, HasOneTicketInHand) {
    House house;
    house.wakes_at_once();
    const Journal journal =
        journal_of(house.s, {comes(2h), comes(2h + 1min), comes(2h + 20min), comes(2h + 35min)});
    EXPECT_EQ(pages_of(journal, 1), "02:01 busy");
    EXPECT_EQ(pages_of(journal, 2), "02:20 busy");
    EXPECT_EQ(pages_of(journal, 3), "02:35 answered 02:40");
}

TEST(OnCall, IsAsManyAsTheRotationHas) {
    House house;
    house.s.draft.on_call[house.duty].people = 2;
    house.wakes_at_once();
    const Journal journal = journal_of(house.s, {comes(2h), comes(2h + 1min), comes(2h + 2min)});
    EXPECT_EQ(journal.at(Fact::resolved, 1), "02:36");
    EXPECT_EQ(pages_of(journal, 2), "02:02 busy");
}

/// What the team's tier cannot solve waits again, and for the first agent who comes.
TEST(OnCall, PutsDownWhatItCannotSolve) {
    House house;
    house.s.work("any", "first", constant(10min), 0);
    house.s.work("any", "second", constant(30min));
    const OnCallId helper = house.rotation("helper", "first", 5min);
    house.s.rule("wake", on_creation(), {paged(helper)});
    const Journal journal = journal_of(house.s, {comes(2h)});
    EXPECT_EQ(journal.story(0),
              "02:00 opened, 02:00 paged, 02:00 queued, 02:05 acknowledged, 02:15 from_home, "
              "02:15 queued, 08:00 started by 0, 08:10 stopped, 08:10 escalated, 08:10 queued, "
              "08:10 started by 1, 08:40 stopped, 08:40 resolved");
    EXPECT_EQ(journal.all(Fact::first_response, 0).size(), 1U);
}

/// Its owner would have gone on with it in the morning.
TEST(OnCall, TakesWhatItsOwnerHasParked) {
    House house;
    house.s.work("any", "first", constant(30min));
    house.s.at_shift_end(AtShiftEnd::park);
    house.s.rule("old", after_open(5h), {paged(house.duty)});
    SlaTarget target;
    target.name = "resolution";
    target.target = {1h};
    target.stop.kind = ClockEvent::Kind::resolved;
    target.pause_parked = true;
    const SlaId promise = house.s.sla(target);
    const Journal journal = journal_of(house.s, {comes(15h + 50min)});
    EXPECT_EQ(journal.story(0),
              "15:50 opened, 15:50 queued, 15:50 started by 0, 16:00 shift_ended, 16:00 stopped, "
              "16:00 parked, 20:50 paged, 20:55 acknowledged, 21:25 from_home, 21:25 resolved");
    EXPECT_EQ(journal.clock(0, promise),
              "15:50 started until 16:50, 16:00 paused at 10min, 20:55 resumed until 21:45, "
              "21:25 stopped 20min to spare");
}

TEST(OnCall, IsNotWokenForWhatAnAgentHasInHand) {
    House house;
    house.s.work("any", "first", constant(10h));
    house.s.rule("old", after_open(8h), {paged(house.duty)});
    EXPECT_FALSE(journal_of(house.s, {comes(15h)}).has(Fact::paged, 0));
}

/// The rule that moves it takes it away, and whoever had it is free for the next one.
TEST(OnCall, LosesWhatARuleMoves) {
    House house;
    house.wakes_at_once();
    house.s.rule("old", after_open(15min), {to_next()});
    const Journal journal = journal_of(house.s, {comes(2h), comes(2h + 16min)});
    EXPECT_EQ(journal.story(0),
              "02:00 opened, 02:00 paged, 02:00 queued, 02:05 acknowledged, 02:15 escalated, "
              "02:15 queued, 08:00 started by 1, 08:30 stopped, 08:30 resolved");
    EXPECT_EQ(pages_of(journal, 1), "02:16 answered 02:21");
}

TEST(OnCall, IsNotWokenForSelfService) {
    ScenarioSketch s;
    s.region("here");
    s.self_service("bot");
    s.tier("desk");
    s.team({.name = "team", .tier = "desk", .daily = {{8h, 16h}}});
    by_hand(s);
    s.work("any", "bot", constant(5min), 0);
    s.work("any", "desk", constant(20min));
    OnCall who{.name = "duty", .team = s.team_id("team"), .by_day = {constant(5min)}};
    who.at_night = who.by_day;
    const OnCallId duty = s.on_call(who);
    s.rule("wake", on_creation(), {paged(duty)});
    s.rule("and then", on_giving_up(), {to_next(), paged(duty)});
    const Journal journal = journal_of(s, {comes(2h)});
    EXPECT_EQ(pages_of(journal, 0), "02:05 answered 02:10");
    EXPECT_EQ(journal.at(Fact::resolved, 0), "02:30");
}

// Without an answer.

/// 15 minutes after the page somebody else is paged, and after 15 minutes more everybody hears.
TEST(NoAck, LeadsFromOneToTheNext) {
    House house(1);
    const OnCallId boss = house.rotation("boss", "second", 20min);
    house.wakes_at_once();
    const RuleId next = house.s.rule("next", after_no_ack(15min), {paged(boss)});
    const RuleId all = house.s.rule("all", after_no_ack(15min), {notify("everybody")});
    const Journal journal = journal_of(house.s, {comes(2h)});
    EXPECT_EQ(pages_of(journal, 0), "02:00 asleep, 02:15 answered 02:35");
    EXPECT_EQ(journal.fired(0, next), "02:15 paged");
    EXPECT_EQ(journal.fired(0, all), "02:30 notified");
    EXPECT_EQ(journal.at(Fact::acknowledged, 0), "02:35");
}

TEST(NoAck, IsOverWithTheAnswer) {
    House house;
    house.wakes_at_once();
    const RuleId next = house.s.rule("next", after_no_ack(15min), {notify("boss")});
    const RuleId late = house.s.rule("late", after_no_ack(5min), {notify("boss")});
    const Journal journal = journal_of(house.s, {comes(2h)});
    EXPECT_EQ(journal.fired(0, next), "");
    EXPECT_EQ(journal.fired(0, late), "");  // answered at that very instant
}

TEST(NoAck, IsOverAsAnAgentBegins) {
    House house(1);
    house.wakes_at_once();
    const RuleId next = house.s.rule("next", after_no_ack(15min), {notify("boss")});
    EXPECT_EQ(journal_of(house.s, {comes(7h + 50min)}).fired(0, next), "");
}

/// Also where nobody is on call at all: the chain goes on.
TEST(NoAck, CountsFromAPageToNobody) {
    House house;
    const OnCallId early = house.rotation("early", "second", 5min, 0, {{0h, 1h}});
    house.s.rule("wake", on_creation(), {paged(early)});
    house.s.rule("next", after_no_ack(15min), {paged(house.duty)});
    EXPECT_EQ(journal_of(house.s, {comes(2h)}).at(Fact::acknowledged, 0), "02:20");
}

TEST(NoAck, IsAskedAgainAsOftenAsTheRuleMay) {
    House house(1);
    house.wakes_at_once();
    const RuleId again = house.s.rule("again", after_no_ack(15min), {paged(house.duty)});
    house.s.draft.policy.escalation.rules[again].limit = 2;
    EXPECT_EQ(pages_of(journal_of(house.s, {comes(2h)}), 0),
              "02:00 asleep, 02:15 asleep, 02:30 asleep");
}

/// Whoever answers first takes it, and the other one is free for the next ticket at once.
TEST(NoAck, LetsTheFirstOfTwoAnswersCount) {
    House house;
    const OnCallId slow = house.rotation("slow", "second", 40min);
    house.s.rule("wake", on_creation(), {paged(slow)});
    house.s.rule("next", after_no_ack(15min), {paged(house.duty)});
    const Journal journal = journal_of(house.s, {comes(2h), comes(2h + 16min)});
    EXPECT_EQ(journal.at(Fact::acknowledged, 0), "02:20");
    EXPECT_EQ(journal.all(Fact::acknowledged, 0).size(), 1U);
    EXPECT_EQ(journal.first(Fact::acknowledged, 0).actor, house.duty.index);
    EXPECT_EQ(pages_of(journal, 1), "02:16 answered 02:56, 02:31 busy");
}

TEST(NoAck, LetsTheEarlierOfTwoAnswersAtOneInstantCount) {
    House house;
    const OnCallId slow = house.rotation("slow", "second", 20min);
    house.s.rule("wake", on_creation(), {paged(slow)});
    house.s.rule("next", after_no_ack(15min), {paged(house.duty)});
    EXPECT_EQ(journal_of(house.s, {comes(2h)}).first(Fact::acknowledged, 0).actor, slow.index);
}

TEST(Pages, AreStepsOfARule) {
    House house(1);
    Rule rule;
    rule.name = "in steps";
    rule.trigger = on_creation();
    rule.steps = {{.actions = {paged(house.duty)}, .times = 3, .every = 10min}};
    house.s.rule(rule);
    EXPECT_EQ(pages_of(journal_of(house.s, {comes(2h)}), 0),
              "02:00 asleep, 02:10 asleep, 02:20 asleep");
}

// At night.

/// Twice the time to answer and twice the work, in a night that the change of the clocks in Oslo
/// makes an hour shorter: 22:00 to 06:00 is 21:00 to 04:00 UTC.
TEST(Nights, AreThoseOfTheTeamsClocks) {
    const Instant eve = std::chrono::sys_days{std::chrono::year{2026} / 3 / 28};
    const Interval around{eve - 48h, eve + 96h};
    WeekPlan plan;
    plan.windows.push_back({.from = oclock(22), .to = oclock(6)});
    House house;
    house.s.from(eve).for_time(48h);
    OnCall& duty = house.s.draft.on_call[house.duty];
    duty.people = 4;
    duty.nights = Calendar(
        open_intervals(plan, std::get<Zone>(load_zone("Europe/Oslo", around)), around), around);
    duty.at_night = {.acknowledges = constant(10min), .no_answer = 0, .time = 2};
    house.wakes_at_once();
    std::vector<Arrival> tickets(4);
    tickets[0].at = eve + 21h - 1ms;
    tickets[1].at = eve + 21h;
    tickets[2].at = eve + 28h - 1min;
    tickets[3].at = eve + 28h;
    const Journal journal = journal_of(house.s, tickets);
    EXPECT_EQ(journal.at(Fact::acknowledged, 0), "21:04:59.999");  // by day; the work by night
    EXPECT_EQ(journal.at(Fact::resolved, 0), "22:04:59.999");
    EXPECT_EQ(journal.at(Fact::acknowledged, 1), "21:10");
    EXPECT_EQ(journal.at(Fact::resolved, 1), "22:10");
    EXPECT_EQ(journal.at(Fact::acknowledged, 2), "Sun 04:09");  // the work by day
    EXPECT_EQ(journal.at(Fact::resolved, 2), "Sun 04:39");
    EXPECT_EQ(journal.at(Fact::acknowledged, 3), "Sun 04:05");
}

/// MTTA of a page that is repeated every T until it is answered: L + T p / (1 - p). Each of n
/// tickets answers for itself, with variance T^2 p / (1 - p)^2 of a geometric number of
/// repetitions: the mean has standard error T sqrt(p / n) / (1 - p), and 5 of them fail a correct
/// program once in 1.7 million.
TEST(Mtta, IsThatOfAGeometricNumberOfPages) {
    constexpr std::size_t n = 20'000;
    constexpr double p = 0.4;
    const Span wait = 4min;
    const Span again = 15min;
    House house(p, {23h, 24h});
    house.s.draft.on_call[house.duty].people = n;
    house.s.draft.on_call[house.duty].by_day.acknowledges = constant(wait);
    house.s.draft.on_call[house.duty].at_night.acknowledges = constant(wait);
    house.wakes_at_once();
    const RuleId rule = house.s.rule("again", after_no_ack(again), {paged(house.duty)});
    house.s.draft.policy.escalation.rules[rule].limit = 1000;
    std::vector<Arrival> tickets;
    for (std::size_t i = 0; i < n; ++i) {
        tickets.push_back(comes(Span{static_cast<std::int64_t>(i)}));
    }
    const Journal journal = journal_of(house.s, std::move(tickets));
    double sum = 0;
    std::size_t answered = 0;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::acknowledged) {
            const Instant came =
                ScenarioSketch::monday + Span{static_cast<std::int64_t>(e.ticket.value)};
            sum += static_cast<double>((e.at - came).count());
            ++answered;
        }
    }
    ASSERT_EQ(answered, n);
    const double expected =
        static_cast<double>(wait.count()) + static_cast<double>(again.count()) * p / (1 - p);
    const double error =
        static_cast<double>(again.count()) * std::sqrt(p / static_cast<double>(n)) / (1 - p);
    EXPECT_NEAR(sum / static_cast<double>(n), expected, 5 * error);
}

}  // namespace
}  // namespace meridian::testing::on_call_test
