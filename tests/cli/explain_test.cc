#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"

namespace meridian::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Json = nlohmann::json;

constexpr const char* scenario = "explain scenarios/first-steps.yaml ";

std::string file(const std::string& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(Explain, TellsEveryBrokenPromiseAsJsonThatAddsUp) {
    const Told told = meridian(std::string(scenario) + "--json");
    EXPECT_EQ(told.exit_code, 0);
    const Json document = Json::parse(told.out);
    EXPECT_EQ(document["schema"], "meridian-breaches/1");
    ASSERT_GT(document["broken"].size(), 1000U);
    for (const Json& promise : document["broken"]) {
        double counted = 0;
        for (const Json& cause : promise["causes"]) {
            counted += cause["counted_s"].get<double>();
        }
        // A promise of half an hour, round the clock.
        EXPECT_NEAR(counted, 1800 + promise["late_s"].get<double>(), 1e-6) << promise["ticket"];
        EXPECT_GE(promise["kept_without"].size(), 1U);
    }
}

TEST(Explain, TellsAStoryWithoutGaps) {
    const Told told = meridian(std::string(scenario) + "europe/0 --json");
    const Json story = Json::parse(told.out);
    EXPECT_EQ(story["schema"], "meridian-story/1");
    const Json& stretches = story["stretches"];
    ASSERT_EQ(stretches.size(), 3U);
    EXPECT_EQ(stretches.front()["from"], story["facts"].front()["at"]);
    EXPECT_EQ(stretches.back()["until"], story["facts"].back()["at"]);
    EXPECT_EQ(stretches[0]["until"], stretches[1]["from"]);
    EXPECT_EQ(stretches[0]["cause"], "nobody_on_shift");
    EXPECT_EQ(stretches[1]["cause"], "all_busy");
    EXPECT_EQ(stretches[2]["cause"], "worked_on");
    EXPECT_EQ(stretches[2]["agents_clock"], "Thu 08:32 in dublin");
    EXPECT_EQ(story["broken"].size(), 1U);
}

/// The fields that https://ui.perfetto.dev asks of the Trace Event Format.
TEST(Explain, WritesATraceThatPerfettoReads) {
    const std::string path = ::testing::TempDir() + "explain.json";
    ASSERT_EQ(meridian(std::string(scenario) + "europe/0 --perfetto " + path).exit_code, 0);
    const Json trace = Json::parse(file(path));
    ASSERT_TRUE(trace["traceEvents"].is_array());
    std::int64_t worked = 0;
    for (const Json& event : trace["traceEvents"]) {
        const std::string kind = event["ph"];
        EXPECT_TRUE(event["name"].is_string());
        EXPECT_TRUE(event["pid"].is_number_integer());
        EXPECT_THAT(kind, ::testing::AnyOf("X", "i", "M"));
        if (kind == "M") {
            EXPECT_TRUE(event["args"]["name"].is_string());
            continue;
        }
        EXPECT_GE(event["ts"].get<std::int64_t>(), 0);
        EXPECT_TRUE(event["tid"].is_number_integer());
        if (kind == "X") {
            EXPECT_GT(event["dur"].get<std::int64_t>(), 0);
            worked += event["cat"] == "agent" ? event["dur"].get<std::int64_t>() : 0;
        }
    }
    EXPECT_NEAR(static_cast<double>(worked) / 60e6, 25.7, 0.05);
}

TEST(Explain, DrawsTheWayOfATicket) {
    const std::string path = ::testing::TempDir() + "explain.dot";
    ASSERT_EQ(meridian(std::string(scenario) + "europe/0 --graph " + path).exit_code, 0);
    const std::string graph = file(path);
    EXPECT_THAT(graph, StartsWith("digraph ticket {\n"));
    EXPECT_THAT(graph, HasSubstr("[label=\"queue of desk\"]"));
    EXPECT_THAT(graph, HasSubstr("n0 -> n1 [label=\"1: after 0 s\"]"));
}

TEST(Explain, SaysWhichTicketItDoesNotKnow) {
    const auto says = [](const char* ticket) {
        const Told told = meridian(std::string(scenario) + ticket);
        EXPECT_EQ(told.exit_code, 2);
        EXPECT_EQ(told.out, "");
        return told.err;
    };
    EXPECT_EQ(says("europ/1"),
              "meridian explain: no stream is called 'europ'; did you mean 'europe'?\n");
    EXPECT_EQ(says("europe/999999"),
              "meridian explain: replication 0 has no ticket europe/999999\n");
    EXPECT_EQ(says("europe"),
              "meridian explain: 'europe' is no ticket: STREAM/NUMBER, counted from 0\n");
    EXPECT_THAT(says("--graph x.dot"), HasSubstr("--perfetto and --graph tell of one ticket"));
}

}  // namespace
}  // namespace meridian::cli
