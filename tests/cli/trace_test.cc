#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace meridian::cli {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

constexpr const char* b2b = "trace scenarios/examples/b2b-60min-4h.yaml ";

Json traced(const std::string& arguments) {
    const Told told = meridian(arguments + " --json");
    EXPECT_EQ(told.exit_code, 0) << told.err;
    return Json::parse(told.out);
}

/// The seed rule: what is urgent goes on after five minutes of touch, whoever has it.
TEST(Trace, TellsWhichRuleMovedTheTicketAndWhen) {
    const Json trace = traced(std::string(b2b) + "--at 2026-03-04T09:00Z --ticket priority=high");
    EXPECT_EQ(trace["schema"], "meridian-trace/1");
    ASSERT_EQ(trace["rules"].size(), 2U);
    EXPECT_EQ(trace["rules"][1]["verdict"], "spent");  // five minutes later, at tier-2
    EXPECT_EQ(trace["rules"][0]["rule"], "confirmed");
    EXPECT_EQ(trace["rules"][0]["verdict"], "fires");
    EXPECT_EQ(trace["rules"][0]["at"], "2026-03-04T09:05:00Z");
    ASSERT_EQ(trace["never_looked_at"].size(), 1U);
    EXPECT_EQ(trace["never_looked_at"][0]["rule"], "hour-over");
    EXPECT_EQ(trace["never_looked_at"][0]["why"], "never due");
}

TEST(Trace, TellsWhichPartOfARuleDidNotMatch) {
    const Json trace = traced(std::string(b2b) + "--at 2026-03-04T09:00Z --ticket priority=normal");
    ASSERT_GE(trace["rules"].size(), 1U);
    EXPECT_EQ(trace["rules"][0]["verdict"], "no_match");
    EXPECT_EQ(trace["rules"][0]["why"], Json::array({"priority is normal"}));
}

TEST(Trace, TellsWhatCanNeverConcernTheTicket) {
    const Json trace = traced("trace scenarios/examples/tag-10pct.yaml --at 2026-03-04T09:00Z");
    EXPECT_EQ(trace["rules"].size(), 0U);
    EXPECT_EQ(trace["never_looked_at"][0]["why"], "cannot concern it: tag is nothing");
    const Json tagged = traced(
        "trace scenarios/examples/tag-10pct.yaml --at 2026-03-04T09:00Z --ticket "
        "tag=printer-update");
    EXPECT_EQ(tagged["rules"][0]["verdict"], "fires");
    EXPECT_EQ(tagged["facts"].back()["tier"], "specialist");
}

TEST(Trace, ShowsWhoMightTakeItOnTheirClocks) {
    const Json trace = traced(std::string(b2b) + "--at 2026-03-04T19:30Z --ticket priority=high");
    EXPECT_EQ(trace["candidates"][0]["crew"], "desk");
    EXPECT_EQ(trace["candidates"][0]["clock"], "Wed 20:30 in stockholm");
    EXPECT_EQ(trace["candidates"][0]["on_shift"], false);
    EXPECT_EQ(trace["candidates"][0]["next_shift"], "2026-03-05T06:00:00Z");
    EXPECT_EQ(trace["candidates"][0]["lacks"], "");
    EXPECT_EQ(trace["stretches"][0]["cause"], "nobody_on_shift");
}

TEST(Trace, SaysWhatItCannotFollow) {
    const auto says = [](const std::string& arguments) {
        const Told told = meridian(std::string(b2b) + arguments);
        EXPECT_EQ(told.exit_code, 2);
        return told.err;
    };
    EXPECT_THAT(says(""), HasSubstr("when? --at INSTANT"));
    EXPECT_THAT(says("--at noon"), HasSubstr("--at takes an instant"));
    EXPECT_THAT(says("--at 2027-03-04T09:00Z"), HasSubstr("lies outside"));
    EXPECT_THAT(says("--at 2026-03-04T09:00Z --ticket prio=high"),
                HasSubstr("no part of a ticket is called 'prio'"));
    EXPECT_THAT(says("--at 2026-03-04T09:00Z --ticket priority=hihg"),
                HasSubstr("no priority is called 'hihg'; did you mean 'high'?"));
    EXPECT_THAT(says("--at 2026-03-04T09:00Z --stream companie"),
                HasSubstr("did you mean 'companies'?"));
}

}  // namespace
}  // namespace meridian::cli
