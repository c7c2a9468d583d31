#include <gtest/gtest.h>

#include "tools/load/loader.h"

namespace meridian::concurrency_words_test {
namespace {

/// Of a scenario whose people have three chats in hand, with such a `routing` where they are.
std::string code(const std::string& routing) {
    const auto answer = load_scenario(
        "tests/errors/base/whole.yaml",
        LoadOptions{.set = {"channels.chat={concurrency: 3}", "streams.nordic.channel={chat: 100%}",
                            "routing.frontline={" + routing + "}"}});
    const auto* errors = std::get_if<1>(&answer);
    return errors != nullptr ? render(*errors).substr(0, 11) : "fine";
}

TEST(BesideConcurrency, StandsWhatDoesNotDependOnTheOthersInHand) {
    EXPECT_EQ(code("discipline: fifo"), "fine");
    EXPECT_EQ(code("discipline: priority"), "fine");
    EXPECT_EQ(code("discipline: earliest_deadline"), "fine");
}

/// So that a sweep over it can begin there.
TEST(ConcurrencyWord, MayBeOneBesideASlowdown) {
    const auto answer =
        load_scenario("tests/errors/base/whole.yaml",
                      LoadOptions{.set = {"channels.chat={concurrency: 1, slowdown: 30%}"}});
    const auto* errors = std::get_if<1>(&answer);
    ASSERT_EQ(errors, nullptr) << render(*errors);
    for (const Channel& channel : std::get<0>(answer).scenario->workload.channels) {
        EXPECT_FALSE(channel.concurrency.is_used()) << channel.name;
    }
}

/// One error a mistake.
TEST(ConcurrencyWord, ThatCannotBeReadSaysNothingOfTheSlowdown) {
    const auto answer =
        load_scenario("tests/errors/base/whole.yaml",
                      LoadOptions{.set = {"channels.chat={concurrency: three, slowdown: 30%}"}});
    const auto* errors = std::get_if<1>(&answer);
    ASSERT_NE(errors, nullptr);
    ASSERT_EQ(errors->size(), 1U) << render(*errors);
    EXPECT_EQ(errors->front().code, "S104");
}

TEST(BesideConcurrency, IsNotLookedForWithoutTiers) {
    const auto answer = load_scenario(
        "tests/errors/base/whole.yaml",
        LoadOptions{
            .set = {"tiers={}", "channels.chat={concurrency: 3}",
                    "streams.nordic={region: oslo, channel: {chat: 100%}, volume: 3 per day}"}});
    const auto* errors = std::get_if<1>(&answer);
    ASSERT_NE(errors, nullptr);
    for (const Diagnostic& error : *errors) {
        EXPECT_NE(error.code, "M184") << render(*errors);
    }
}

TEST(BesideConcurrency, StandsNothingThatDoes) {
    EXPECT_EQ(code("discipline: priority, preemption: resume"), "error[M184]");
    EXPECT_EQ(code("discipline: least_slack"), "error[M184]");
    EXPECT_EQ(code("discipline: weighted_wait, weights: {P1: 4}"), "error[M184]");
    EXPECT_EQ(code("reserve: {agents: 1, for: P1}"), "error[M184]");
    EXPECT_EQ(code("enough_time: true"), "error[M184]");
}

}  // namespace
}  // namespace meridian::concurrency_words_test
