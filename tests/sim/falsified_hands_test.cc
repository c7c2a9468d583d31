#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/sim/tape.h"

// The audit finds agents who have otherwise in hand than the scenario says.

namespace meridian::testing::falsified_hands_test {
namespace {

using ::testing::Contains;

/// Nine chats an hour of 15 minutes, three at once, for two agents; the phone beside.
ScenarioSketch chatting() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "desk", .tier = "desk", .agents = 2});
    s.concurrency("chat", {0, 0.3, 0.8});
    s.stream({.name = "chats",
              .per_hour = 9,
              .process = Stream::Process::every,
              .channel = {{"chat", 1}}});
    s.stream({.name = "calls",
              .per_hour = 1,
              .process = Stream::Process::every,
              .channel = {{"phone", 1}}});
    s.work("any", "desk", constant(15min));
    return s;
}

TEST(AuditOfHands, AcceptsATrueRun) {
    EXPECT_TRUE(broken(chatting(), [](Tape&) {}).empty());
}

TEST(AuditOfHands, SeesMoreThanTheChannelAllows) {
    ScenarioSketch less = chatting();
    less.concurrency("chat", {0, 0.3});
    Tape more;
    run_for(chatting().seal(), more);
    const auto swap = [&](Tape& t) {
        t.entries = more.entries;
        t.opened = more.opened;
    };
    EXPECT_THAT(broken(less, swap), Contains("double booking"));
}

TEST(AuditOfHands, SeesWorkThatWasNotDone) {
    EXPECT_THAT(broken(chatting(), [](Tape& t) { t.the(Fact::worked, 3).value += 1; }),
                Contains("work"));
}

TEST(AuditOfHands, SeesWorkOfWhichNothingIsSaid) {
    EXPECT_THAT(broken(chatting(), [](Tape& t) { t.leave_out(Fact::worked); }), Contains("work"));
}

TEST(AuditOfHands, SeesWorkSaidOfWhatGoesOn) {
    EXPECT_THAT(broken(chatting(), [](Tape& t) { t.leave_out(Fact::stopped); }), Contains("work"));
}

/// As if the channel were the phone: nobody works on that beside others.
TEST(AuditOfHands, SeesTwoChannelsInTheSameHands) {
    const auto another_channel = [](Tape& t) {
        for (std::size_t i = 0; i < t.opened.size(); i += 2) {
            t.opened[i].channel = ChannelId{1};
        }
    };
    EXPECT_THAT(broken(chatting(), another_channel), Contains("double booking"));
}

/// The second chat begins a minute late, and nobody is free, but has room for it.
TEST(AuditOfHands, SeesAChatThatWaitsBesideSomebodyWithRoom) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "desk", .tier = "desk"});
    s.concurrency("chat", {0, 0.3, 0.8});
    s.stream({.name = "chats",
              .per_hour = 12,
              .process = Stream::Process::every,
              .channel = {{"chat", 1}}});
    s.work("any", "desk", constant(15min));
    const auto late = [](Tape& t) {
        const TicketNumber second = t.the(Fact::opened, 1).ticket;
        for (Entry& entry : t.entries) {
            const bool begins = entry.fact == Fact::started || entry.fact == Fact::first_response;
            entry.at += entry.ticket == second && begins ? Span{1min} : Span{0};
        }
        std::ranges::stable_sort(t.entries, {}, &Entry::at);
    };
    EXPECT_THAT(broken(s, late), Contains("work conservation"));
}

}  // namespace
}  // namespace meridian::testing::falsified_hands_test
