#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/journal.h"

// F-D08: agents who have several tickets of a channel in hand. The audit listens to each of these.

namespace meridian::testing::concurrency_test {
namespace {

constexpr double two = 0.4;    // how much longer each takes with two in hand
constexpr double three = 0.9;  // … with three

/// Three chats at once; the phone, and mails two at once; work takes 10 minutes.
struct ChatDesk {
    ScenarioSketch s;
    Arrival chat, phone, mail;

    explicit ChatDesk(const TeamSketch& team = {}) : s(one_desk(team)) {
        s.concurrency("chat", {0, two, three});
        s.concurrency("mail", {0, 1});
        chat.channel = s.channel("chat");
        mail.channel = s.channel("mail");
        phone.channel = s.channel("phone");
        s.routing("desk").discipline = Discipline::fifo;
    }
    [[nodiscard]] Arrival chats(Span at) const { return comes(at, chat); }
    [[nodiscard]] Arrival calls(Span at) const { return comes(at, phone); }
    [[nodiscard]] Arrival mails(Span at) const { return comes(at, mail); }
};

/// Milliseconds after nine o'clock.
std::int64_t after_nine(const Entry& entry) {
    return (entry.at - ScenarioSketch::monday - Span{9h}).count();
}

/// The most that any agent ever had in hand.
std::size_t most_in_hand(const Journal& journal) {
    std::map<std::uint32_t, std::set<std::uint32_t>> held;
    std::size_t most = 0;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::started) {
            held[e.actor].insert(e.slot);
            most = std::max(most, held[e.actor].size());
        } else if (e.fact == Fact::stopped) {
            held[e.actor].erase(e.slot);
        }
    }
    return most;
}

/// By hand: five minutes alone, three with two in hand (180 s / 1.4 = 128.571428 s of work on
/// each), then three in hand: the first has 171.428572 s left, which take 1.9 times as long, and so
/// on, each to the whole millisecond in which it is done.
TEST(Concurrency, StretchesAllThatIsInHandByTheCurve) {
    const ChatDesk desk;
    const Journal journal = journal_of(desk.s, {desk.chats(9h), desk.chats(9h + 5min),
                                                desk.chats(9h + 8min), desk.chats(9h + 9min)});
    EXPECT_EQ(after_nine(journal.first(Fact::stopped, 0)), 805'715);
    EXPECT_EQ(after_nine(journal.first(Fact::started, 3)), 805'715);
    EXPECT_EQ(after_nine(journal.first(Fact::stopped, 1)), 1'375'715);
    EXPECT_EQ(after_nine(journal.first(Fact::stopped, 2)), 1'555'715);
    EXPECT_EQ(after_nine(journal.first(Fact::stopped, 3)), 1'727'144);
    EXPECT_EQ(most_in_hand(journal), 3U);
}

/// However often it was stretched, as much work was done on each as it needs.
TEST(Concurrency, LosesNoWork) {
    const ChatDesk desk;
    std::vector<Arrival> arrivals;
    for (int i = 0; i < 40; ++i) {
        arrivals.push_back(desk.chats(9h + i * Span{97'531}));
    }
    const Journal journal = journal_of(desk.s, arrivals);
    ASSERT_EQ(journal.count(Fact::resolved), 40U);
    for (std::uint64_t ticket = 0; ticket < 40; ++ticket) {
        EXPECT_EQ(journal.first(Fact::worked, ticket).value, 600'000) << ticket;
    }
    EXPECT_EQ(most_in_hand(journal), 3U);
}

/// With 100 % for each further one, all get an equal share of the agent's time.
TEST(Concurrency, IsProcessorSharingWhereEachFurtherOneCostsItsOwnTime) {
    ChatDesk desk;
    desk.s.concurrency("chat", {0, 1, 2});
    const Journal journal =
        journal_of(desk.s, {desk.chats(9h), desk.chats(9h), desk.chats(9h + 10min)});
    // 5 minutes of each by 9:10, then 15 more with three in hand; 5 are left of the third one.
    EXPECT_EQ(journal.at(Fact::stopped, 0), "09:25");
    EXPECT_EQ(journal.at(Fact::stopped, 1), "09:25");
    EXPECT_EQ(journal.at(Fact::stopped, 2), "09:30");
}

TEST(Concurrency, GoesToWhoeverIsFreeThenToWhoeverHasLeast) {
    const ChatDesk desk({.agents = 2});
    const Journal journal =
        journal_of(desk.s, {desk.chats(9h), desk.chats(9h + 1min), desk.chats(9h + 2min),
                            desk.chats(9h + 3min), desk.chats(9h + 4min), desk.chats(9h + 5min)});
    std::vector<std::uint32_t> agents;
    for (std::uint64_t ticket = 0; ticket < 6; ++ticket) {
        agents.push_back(journal.agent(ticket));
    }
    // Both have as many again and again: then whoever began something last the longest ago.
    EXPECT_EQ(agents, (std::vector<std::uint32_t>{0, 1, 0, 1, 0, 1}));
}

/// As a shift begins everybody takes one before anybody takes a second.
TEST(Concurrency, IsSharedOutAsAShiftBegins) {
    const ChatDesk desk({.agents = 2, .daily = {{8h, 16h}}});
    const Journal journal = journal_of(desk.s, {desk.chats(7h), desk.chats(7h + 1min),
                                                desk.chats(7h + 2min), desk.chats(7h + 3min)});
    EXPECT_EQ(journal.agent(0), 0U);
    EXPECT_EQ(journal.agent(1), 1U);
    EXPECT_EQ(journal.agent(2), 0U);
    EXPECT_EQ(journal.agent(3), 1U);
}

/// A call is for whoever has nothing in hand; chats that came behind it wait for it, too.
TEST(Concurrency, IsOfOneChannelAndPassesNobodyOver) {
    const ChatDesk desk;
    const Journal journal =
        journal_of(desk.s, {desk.chats(9h), desk.calls(9h + 1min), desk.chats(9h + 2min)});
    EXPECT_EQ(journal.at(Fact::started, 1), "09:10");
    EXPECT_EQ(journal.at(Fact::started, 2), "09:20");
}

/// What the discipline puts first is taken first.
TEST(Concurrency, TakesWhatIsMoreUrgentThanACallBeforeIt) {
    ChatDesk desk;
    desk.s.priorities({"P1", "P2"});
    desk.s.routing("desk").discipline = Discipline::priority;
    Arrival urgent = desk.chats(9h + 2min);
    urgent.priority = Priority{0};
    Arrival call = desk.calls(9h + 1min);
    call.priority = Priority{1};
    const Journal journal = journal_of(desk.s, {desk.chats(9h), call, urgent});
    EXPECT_EQ(journal.at(Fact::started, 2), "09:02");
}

TEST(Concurrency, LeavesACallAlone) {
    const ChatDesk desk;
    const Journal journal = journal_of(desk.s, {desk.calls(9h), desk.chats(9h + 1min)});
    EXPECT_EQ(journal.at(Fact::started, 1), "09:10");
    EXPECT_FALSE(journal.has(Fact::worked, 0));
}

TEST(Concurrency, IsNotOfTwoChannels) {
    const ChatDesk desk;
    const Journal journal = journal_of(desk.s, {desk.chats(9h), desk.mails(9h + 1min)});
    EXPECT_EQ(journal.at(Fact::started, 1), "09:10");
}

/// Once the caller who waited has hung up, there is room for those behind.
TEST(Concurrency, GoesOnAsSomebodyAheadHangsUp) {
    ChatDesk desk;
    desk.s.channel("phone", constant(3min));
    const Journal journal =
        journal_of(desk.s, {desk.chats(9h), desk.calls(9h + 1min), desk.chats(9h + 2min)});
    EXPECT_EQ(journal.at(Fact::abandoned, 1), "09:04");
    EXPECT_EQ(journal.at(Fact::started, 2), "09:04");
}

/// Somebody who withdraws leaves more time for the others.
TEST(Concurrency, GoesFasterAsOneIsTakenAway) {
    ChatDesk desk;
    desk.s.tier("other");
    desk.s.team({.name = "others", .tier = "other"});
    Predicate first;
    first.priorities = 1;
    desk.s.priorities({"P1", "P2"});
    desk.s.rule("away", after_open(5min), {to_next()}, first);
    Arrival stays = desk.chats(9h);
    stays.priority = Priority{1};
    Arrival goes = desk.chats(9h);
    goes.priority = Priority{0};
    const Journal journal = journal_of(desk.s, {stays, goes});
    // 5 minutes with two in hand are 214.285714 s of work; 385.714286 s are left.
    EXPECT_EQ(after_nine(journal.first(Fact::stopped, 0)), 300'000 + 385'715);
    EXPECT_EQ(journal.first(Fact::worked, 1).value, 214'285);
}

/// Each goes the way that the end of the shift has for it.
TEST(Concurrency, EndsWithTheShift) {
    ChatDesk desk({.daily = {{8h, 16h}}});
    desk.s.for_time(48h);
    desk.s.at_shift_end(AtShiftEnd::park);
    const Journal journal = journal_of(desk.s, {desk.chats(15h + 55min), desk.chats(15h + 55min)});
    EXPECT_EQ(journal.day(0),
              "08:00 on_duty, 16:00 off_duty, Tue 08:00 on_duty, Tue 16:00 off_duty");
    EXPECT_EQ(journal.at(Fact::parked, 0), "16:00");
    EXPECT_EQ(journal.at(Fact::parked, 1), "16:00");
    // 214.285 s of each are done, and 385.715 left, of both at once the next morning.
    const Entry done = journal.all(Fact::stopped, 0).back();
    EXPECT_EQ((done.at - ScenarioSketch::monday - Span{32h}).count(), 540'001);
}

TEST(Concurrency, IsFinishedInOvertimeAsFarAsThatGoes) {
    ChatDesk desk({.daily = {{8h, 16h}}, .overtime_max = Span{6min}});
    desk.s.for_time(48h);
    const Journal journal = journal_of(desk.s, {desk.chats(15h + 50min), desk.chats(15h + 55min)});
    // 428.571 s of the first are done by 15:55 and 128... one is done within the 8 minutes.
    EXPECT_EQ(journal.at(Fact::resolved, 0), "16:02");
    EXPECT_EQ(journal.at(Fact::parked, 1), "16:06");
    EXPECT_EQ(journal.overtime(0), Span{6min});
}

/// Nothing new is begun from when a break is due; it begins as all is done.
TEST(Concurrency, LetsABreakWaitForAllThatIsInHand) {
    const ChatDesk desk(
        {.daily = {{8h, 16h}}, .breaks = {{.length = 30min, .first = 1h, .last = 1h}}});
    const Journal journal =
        journal_of(desk.s, {desk.chats(8h + 55min), desk.chats(8h + 56min), desk.chats(9h + 1min)});
    EXPECT_EQ(journal.day(0),
              "08:00 on_duty, 09:09:36 break_began, 09:39:36 break_ended, 16:00 off_duty");
    EXPECT_EQ(journal.at(Fact::started, 2), "09:39:36");
}

/// A meeting is over before all that is in hand is done: then there is room again.
TEST(Concurrency, TakesMoreAsAMeetingIsOver) {
    const Instant nine = ScenarioSketch::monday + 9h;
    const ChatDesk desk({.daily = {{8h, 16h}}, .meetings = {{nine, nine + 2min}}});
    const Journal journal = journal_of(desk.s, {desk.chats(8h + 55min), desk.chats(9h + 1min)});
    EXPECT_EQ(journal.at(Fact::started, 1), "09:02");
}

/// A newcomer is turned away only if nobody has room for it.
TEST(Concurrency, IsRoomWhereNobodyMayWait) {
    ChatDesk desk;
    desk.s.routing("desk").queue_max = 0;
    const Journal journal = journal_of(
        desk.s, {desk.chats(9h), desk.chats(9h), desk.chats(9h + 1min), desk.chats(9h + 2min)});
    EXPECT_EQ(journal.at(Fact::started, 2), "09:01");
    EXPECT_EQ(journal.at(Fact::blocked, 3), "09:02");
}

/// The owner has room for the customer's answer.
TEST(Concurrency, TakesTheOwnersTicketsUpAgain) {
    ChatDesk desk({.agents = 2});
    desk.s.work("any", "desk", constant(10min), 1, {.share = 1, .reply = constant(1min)});
    const Journal journal =
        journal_of(desk.s, {desk.chats(9h), desk.chats(9h), desk.chats(9h + 3min)});
    EXPECT_EQ(journal.agent(0), journal.agent(2));
    const std::vector<Entry> begun = journal.all(Fact::started, 0);
    ASSERT_EQ(begun.size(), 2U);
    EXPECT_EQ(begun[1].actor, begun[0].actor);
    EXPECT_EQ(begun[1].at, journal.first(Fact::replied, 0).at);
}

/// Whoever goes on by phone meanwhile stays in the same hands; nobody begins with a call beside it.
TEST(Concurrency, StaysWhatItWasAsItWasBegun) {
    ChatDesk desk;
    Channel& chat = desk.s.draft.workload.channels[desk.s.channel("chat")];
    chat.switches[0] = {1, desk.s.channel("phone"), constant(2min)};
    const Journal journal = journal_of(desk.s, {desk.chats(9h), desk.chats(9h + 3min)});
    EXPECT_EQ(journal.at(Fact::switched, 0), "09:02");
    EXPECT_EQ(journal.at(Fact::started, 1), "09:03");
    EXPECT_EQ(most_in_hand(journal), 2U);
}

/// Tasks are done alone.
TEST(Concurrency, IsOfTicketsOnly) {
    ChatDesk desk;
    desk.s.rule("look", after_open(1min), {involve(desk.s.tier_id("desk"), constant(5min))});
    const Journal journal = journal_of(desk.s, {desk.chats(9h)});
    EXPECT_EQ(journal.at(Fact::task_started, 0), "09:10");
}

/// The clock of touch time is the customer's: how long it was in hand.
TEST(Concurrency, CountsTouchTimeAsItPasses) {
    ChatDesk desk;
    desk.s.rule("long", after_touch(12min), {notify("boss")});
    const Journal journal = journal_of(desk.s, {desk.chats(9h), desk.chats(9h)});
    EXPECT_EQ(journal.at(Fact::stopped, 0), "09:14");
    EXPECT_EQ(journal.first(Fact::stopped, 0).value, 840'000);
    EXPECT_EQ(journal.at(Fact::notified, 0), "09:12");
}

}  // namespace
}  // namespace meridian::testing::concurrency_test
