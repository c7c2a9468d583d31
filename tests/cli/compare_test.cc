#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "tests/cli/program.h"

namespace meridian::cli {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

const std::string first_steps =
    "compare scenarios/first-steps.yaml --replications 4 --quiet --set 'run={from: 2026-01-05, "
    "for: "
    "28d}' ";

TEST(Compare, ShowsWhatIsDifferentAndWhatItDoes) {
    const auto told = meridian(first_steps + "--with teams.dublin.agents=6");
    EXPECT_EQ(told.exit_code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("WHAT IS DIFFERENT\n  team dublin: agents 3 -> 6\n"));
    EXPECT_THAT(told.out, HasSubstr("\nPROMISES  a replication: "));
    EXPECT_THAT(told.out, HasSubstr("kept first-response"));
}

TEST(Compare, OfAScenarioWithItselfIsIdentical) {
    const auto told = meridian(
        "compare scenarios/first-steps.yaml scenarios/first-steps.yaml "
        "--replications 2 --quiet --json --set 'run={from: 2026-01-05, for: "
        "14d}'");
    EXPECT_EQ(told.exit_code, 0) << told.err;
    const json document = json::parse(told.out);
    EXPECT_EQ(document["schema"], "meridian-comparison/1");
    const json& one = document["comparisons"].at(0);
    EXPECT_TRUE(one["changes"].empty());
    for (const json& row : one["numbers"]) {
        EXPECT_EQ(row["verdict"], "identical") << row["name"];
        EXPECT_EQ(row["change"]["value"], 0) << row["name"];
    }
}

TEST(Compare, GivesTheSameBytesForOneThreadAndTwo) {
    const std::string command = first_steps + "--with teams.dublin.agents=5 --json --threads ";
    EXPECT_EQ(meridian(command + "1").out, meridian(command + "2").out);
}

TEST(Compare, ShowsSlicesOnRequest) {
    const auto told = meridian(first_steps + "--with teams.dublin.agents=6 --by region");
    EXPECT_EQ(told.exit_code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("\n  kept first-response, region dublin "));
    EXPECT_THAT(told.out, HasSubstr("\n  time to resolution, region auckland "));
    const json document = json::parse(
        meridian(first_steps + "--with teams.dublin.agents=6 --by region,priority --json").out);
    std::set<std::string> of;
    for (const json& row : document["comparisons"].at(0)["numbers"]) {
        if (row["name"] == "kept first-response" && row["of"].is_string()) {
            of.insert(row["of"]);
        }
    }
    EXPECT_THAT(of,
                ::testing::IsSupersetOf({"region auckland", "region dublin", "region seattle"}));
    EXPECT_THAT(meridian(first_steps + "--with a=b --by weekday").err,
                HasSubstr("--by takes one of priority, region, "));
}

TEST(Compare, GoesOnUntilItIsAsExactAsAsked) {
    const auto told = meridian(
        first_steps + "--with teams.dublin.agents=6 --precision 'kept first-response=50%'");
    EXPECT_THAT(told.out, HasSubstr("\nas exact as asked after 20 replications\n"));
    const auto never = meridian(first_steps +
                                "--with teams.dublin.agents=6 --precision 'kept "
                                "first-response=0.00001%' --replications-max 22");
    EXPECT_THAT(never.out, HasSubstr("\nNOT as exact as asked after 22 replications\n"));
}

TEST(Compare, SaysWhatItDoesNotUnderstand) {
    EXPECT_EQ(meridian("compare scenarios/first-steps.yaml").exit_code, 2);
    EXPECT_THAT(meridian("compare scenarios/first-steps.yaml").err,
                HasSubstr("compare what with what?"));
    EXPECT_THAT(meridian(first_steps + "--with x").err, HasSubstr("--set takes path=value"));
    EXPECT_THAT(meridian(first_steps + "--with a=b --margin breeches=1").err,
                HasSubstr("no number is called 'breeches'"));
    EXPECT_THAT(meridian(first_steps + "--with a=b --margin breaches=many").err,
                HasSubstr("an amount such as 1%, 5min or 12.5"));
    EXPECT_EQ(meridian("compare scenarios/none.yaml scenarios/first-steps.yaml").exit_code, 2);
}

}  // namespace
}  // namespace meridian::cli
