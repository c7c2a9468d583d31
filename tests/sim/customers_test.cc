#include <gtest/gtest.h>

#include <cmath>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

constexpr std::uint64_t first_again = std::uint64_t{1} << 40U;  // the first ticket's successor

Stream& customers(ScenarioSketch& s) { return s.draft.workload.streams[StreamId{0}]; }

/// Nothing is heard for 2 hours, then a chaser every hour; an answer takes 5 minutes.
ScenarioSketch impatient_desk(TeamSketch team = {}) {
    ScenarioSketch s = one_desk(std::move(team));
    customers(s).chasing = Chasing{2h, constant(1h), constant(5min)};
    return s;
}

/// requirement 79
TEST(Customers, ChaseWhenNothingIsHeard) {
    const Journal journal =
        journal_of(impatient_desk({.daily = {{13h + 30min, 20h}}}), {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 12:00 chased, 12:00 task_queued, 13:00 chased, "
              "13:00 task_queued, 13:30 started by 0, 13:40 stopped, 13:40 resolved, "
              "13:40 task_started by 0, 13:45 task_done, 13:45 task_started by 0, 13:50 task_done");
}

/// The first response at 9:00 is heard, and so is the answer to the chaser that the other agent
/// gives at 12:05: silence begins anew each time. requirement 79
TEST(Customers, DoNotChaseAfterAnUpdate) {
    ScenarioSketch s = impatient_desk({.agents = 2});
    s.work("any", "desk", constant(6h));
    EXPECT_EQ(journal_of(s, {comes(9h)}).story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 12:00 chased, 12:00 task_queued, "
              "12:00 task_started by 1, 12:05 task_done, 15:00 stopped, 15:00 resolved");
}

TEST(Customers, DoNotChaseWhileTheyOweAnAnswer) {
    ScenarioSketch s = impatient_desk();
    s.work("any", "desk", constant(20min), 1, {1, constant(9h)});
    EXPECT_EQ(journal_of(s, {comes(8h)}).count(Fact::chased), 0U);
}

/// Asked at 8:10, back at 10:10, when nobody is there.
TEST(Customers, ChaseInSilenceAgainAfterTheirAnswer) {
    ScenarioSketch s = impatient_desk({.daily = {{8h, 9h}}});
    s.work("any", "desk", constant(20min), 1, {1, constant(2h)});
    EXPECT_EQ(journal_of(s, {comes(8h)}).at(Fact::chased, 0), "13:10");
}

/// 2,000 tickets that nobody looks at for 72 hours, with a hazard of 1 in 12 hours: the number of
/// chasers has mean and variance 12,000; a correct program is 5 standard errors off once in 1.7
/// million. requirement 79
TEST(Customers, ChaseAtTheStatedHazard) {
    const Instant much_later = ScenarioSketch::monday + 24h * 30;
    ScenarioSketch s = one_desk({.shifts = {{much_later, much_later + 8h}}});
    customers(s).chasing = Chasing{Span{0}, exponential(12h), constant(1min)};
    s.for_time(72h);
    const Journal journal = journal_of(s, std::vector<Arrival>(2000, comes(Span{0})));
    EXPECT_NEAR(static_cast<double>(journal.count(Fact::chased)), 12'000, 5 * std::sqrt(12'000.0));
}

ScenarioSketch desk_of_those_who_withdraw(TeamSketch team = {}) {
    ScenarioSketch s = one_desk(std::move(team));
    customers(s).withdraws = 1;
    customers(s).withdraws_after = constant(3h);
    return s;
}

TEST(Customers, WithdrawATicketThatWaits) {
    ScenarioSketch s = desk_of_those_who_withdraw({.daily = {{13h, 20h}}});
    s.sla("resolution", 8h);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.story(0), "09:00 opened, 09:00 queued, 12:00 withdrawn");
    EXPECT_EQ(journal.clock(0), "09:00 started until 17:00, 12:00 cancelled");
}

TEST(Customers, WithdrawATicketInHandAndTheAgentGoesOnWithTheNext) {
    ScenarioSketch s = desk_of_those_who_withdraw();
    s.work("any", "desk", constant(4h));
    const Journal journal = journal_of(s, {comes(9h), comes(10h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 12:00 stopped, 12:00 withdrawn");
    EXPECT_EQ(journal.at(Fact::started, 1), "12:00");
}

TEST(Customers, DoNotWithdrawWhatHasBeenResolved) {
    ScenarioSketch s = desk_of_those_who_withdraw();
    s.work("any", "desk", constant(10min));
    s.reopens("desk", 1 - 1e-12, constant(2h + 45min));
    s.for_time(13h);
    EXPECT_EQ(journal_of(s, {comes(9h)}).count(Fact::withdrawn), 0U);
}

/// Hangs up after 5 minutes, tries again by mail an hour later.
ScenarioSketch phone_desk() {
    ScenarioSketch s = one_desk({.daily = {{13h, 20h}}});
    const ChannelId phone = s.channel("phone", constant(5min));
    const ChannelId email = s.channel("email");
    s.draft.workload.channels[phone].retry = {1, constant(1h), email, {}};
    return s;
}

Arrival by_phone(Span at) {
    Arrival arrival = comes(at);
    arrival.channel = ChannelId{0};
    return arrival;
}

TEST(Customers, TryAgainOnAnotherChannelWithAnotherTicket) {
    const Journal journal = journal_of(phone_desk(), {by_phone(9h)});
    EXPECT_EQ(journal.story(0), "09:00 opened, 09:00 queued, 09:05 will_return, 09:05 abandoned");
    EXPECT_EQ(journal.story(first_again),
              "10:05 opened, 10:05 queued, 13:00 started by 0, 13:10 stopped, 13:10 resolved");
    const Entry again = journal.first(Fact::opened, first_again);
    EXPECT_EQ(journal.attributes(again).channel, ChannelId{1});
}

TEST(Customers, TryAgainWhenTheyAreTurnedAway) {
    ScenarioSketch s = phone_desk();
    s.routing("desk").queue_max = 0;
    const Journal journal = journal_of(s, {by_phone(12h + 30min)});
    EXPECT_EQ(journal.story(0), "12:30 opened, 12:30 will_return, 12:30 blocked");
    EXPECT_EQ(journal.at(Fact::started, first_again), "13:30");
}

/// However often the first customer tries again, the next one's ticket keeps its numbers.
TEST(Customers, WhoTryAgainMoveNobodyElsesDraws) {
    ScenarioSketch s = phone_desk();
    s.work("any", "desk", exponential(20min));
    const Journal busy = journal_of(s, {by_phone(9h), comes(19h)});
    s.draft.workload.channels[ChannelId{0}].retry.share = 0;
    const Journal quiet = journal_of(s, {by_phone(9h), comes(19h)});
    EXPECT_NE(busy.count(Fact::opened), quiet.count(Fact::opened));
    EXPECT_EQ(busy.first(Fact::stopped, 1).value, quiet.first(Fact::stopped, 1).value);
}

TEST(Customers, ComeBackNoMoreThanFifteenTimes) {
    ScenarioSketch s = phone_desk();
    s.draft.workload.channels[ChannelId{0}].retry = {1, constant(5min), {}, {}};
    const Journal journal = journal_of(s, {by_phone(Span{0})});
    EXPECT_EQ(journal.count(Fact::opened), 16U);
    EXPECT_EQ(journal.count(Fact::abandoned), 16U);
}

TEST(Customers, OpenAnotherTicketWhenItIsTooLateToReopenTheOldOne) {
    ScenarioSketch s = one_desk();
    s.work("any", "desk", constant(10min));
    s.reopens("desk", 1 - 1e-12, constant(2h));
    s.for_time(13h);
    s.draft.workload.reopen_within = 2h;
    EXPECT_EQ(journal_of(s, {comes(9h)}).count(Fact::reopened), 1U);
    s.draft.workload.reopen_within = 2h - 1ms;
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:10 stopped, 09:10 will_return, "
              "09:10 resolved");
    EXPECT_EQ(journal.at(Fact::opened, first_again), "11:10");
}

/// A bot that contains 60 % of what is Norwegian, else 20 %.
ScenarioSketch bot_and_desk() {
    ScenarioSketch s;
    s.region("here");
    const TierId bot = s.self_service("bot");
    s.tier("desk");
    s.team({.name = "team", .tier = "desk", .agents = 50});
    s.work("any", "bot", constant(3min), 0.2);
    by_hand(s, {.language = {{"nb", 0.5}, {"en", 0.5}}});
    Predicate norwegian;
    norwegian.language.include(s.language_id("nb"));
    s.draft.contained.push_back({bot, norwegian, 0.6});
    return s;
}

/// requirements 2, 60
TEST(Customers, AreContainedByLanguage) {
    ScenarioSketch s = bot_and_desk();
    s.for_time(24h * 40);
    constexpr int n = 4000;
    std::vector<Arrival> arrivals;
    for (int i = 0; i < n; ++i) {
        Arrival arrival = comes(10min * i);
        arrival.language = s.language_id(i % 2 == 0 ? "nb" : "en");
        arrivals.push_back(arrival);
    }
    const Journal journal = journal_of(s, arrivals);
    std::vector<bool> reached(n, false);
    for (const Entry& entry : journal.entries()) {
        if (entry.fact == Fact::queued) {
            reached[entry.ticket.nth()] = true;
        }
    }
    int norwegian = 0;
    int english = 0;
    for (std::size_t i = 0; i < n; ++i) {
        (i % 2 == 0 ? norwegian : english) += reached[i] ? 0 : 1;
    }
    // 2,000 draws each: a share p has standard error sqrt(p (1 - p) / 2000), and 5 of them fail a
    // correct program once in 1.7 million.
    EXPECT_NEAR(norwegian / 2000.0, 0.6, 5 * std::sqrt(0.6 * 0.4 / 2000));
    EXPECT_NEAR(english / 2000.0, 0.2, 5 * std::sqrt(0.2 * 0.8 / 2000));
}

/// requirement 2
TEST(Customers, ComeBackFromSelfServiceThatHadNotHelped) {
    ScenarioSketch s = bot_and_desk();
    s.draft.contained.front().share = 1;
    s.draft.workload.contained_return = {1, constant(4h), {}, s.tier_id("desk")};
    Arrival arrival = comes(9h);
    arrival.language = s.language_id("nb");
    const Journal journal = journal_of(s, {arrival});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 self_served, 09:03 will_return, 09:03 resolved");
    EXPECT_EQ(journal.story(first_again),
              "13:03 opened, 13:03 queued, 13:03 started by 0, 13:13 stopped, 13:13 resolved");
}

}  // namespace
}  // namespace meridian::testing
