#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace meridian::cli {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

const std::string with_error = "tests/check/L10.yaml";
const std::string with_warning = "tests/check/L14.yaml";
const std::string clean = "tests/check/L06-clean.yaml";

TEST(Check, FailsOnAnErrorAndPassesWarnings) {
    EXPECT_EQ(meridian("check " + with_error).exit_code, 1);
    EXPECT_EQ(meridian("check " + with_warning).exit_code, 0);
    EXPECT_EQ(meridian("check " + with_warning + " --deny warnings").exit_code, 1);
    EXPECT_EQ(meridian("check " + clean + " --deny warnings").exit_code, 0);
    EXPECT_EQ(meridian("check tests/errors/S101.yaml").exit_code, 2);
}

TEST(Check, ShowsThePlaceTheEvidenceAndTheWayOut) {
    EXPECT_EQ(meridian("check " + with_warning).out,
              "warning[L14]: 'resolution' never pauses for waiting_customer: no work asks the "
              "customer\n"
              " --> tests/check/L14.yaml:4:3\n"
              "  |\n"
              "4 |   resolution: {target: 8h, clock: business, stop: resolved, pause: "
              "[waiting_customer]}\n"
              "  |   ^^^^^^^^^^\n"
              "  = hint: take the pause out, or add what should cause it\n"
              "\n"
              "tests/check/L14.yaml: 0 errors, 1 warning, 0 notes, 0 suppressed\n");
}

TEST(Check, CountsWhatIsSuppressedWithItsReason) {
    const auto answer = meridian("check scenarios/dst-gap.yaml --format json");
    EXPECT_EQ(answer.exit_code, 0);
    const json found = json::parse(answer.out);
    EXPECT_EQ(found["counts"]["suppressed"], 1);
    EXPECT_EQ(found["counts"]["error"], 0);
    bool seen = false;
    for (const json& finding : found["findings"]) {
        if (finding["code"] == "L10") {
            seen = true;
            EXPECT_THAT(finding["suppressed"].get<std::string>(), HasSubstr("nobody has"));
            EXPECT_EQ(finding["file"], "scenarios/dst-gap.yaml");
            EXPECT_GT(finding["line"].get<int>(), 0);
        }
    }
    EXPECT_TRUE(seen);
}

TEST(Check, WritesSarif) {
    const json sarif = json::parse(meridian("check " + with_error + " --format sarif").out);
    EXPECT_EQ(sarif["version"], "2.1.0");
    const json& run = sarif["runs"].at(0);
    EXPECT_EQ(run["tool"]["driver"]["name"], "meridian");
    EXPECT_EQ(run["tool"]["driver"]["rules"].size(), 28U);
    ASSERT_FALSE(run["results"].empty());
    for (const json& result : run["results"]) {
        const auto index = result["ruleIndex"].get<std::size_t>();
        EXPECT_EQ(run["tool"]["driver"]["rules"].at(index)["id"], result["ruleId"]);
        EXPECT_FALSE(result["message"]["text"].get<std::string>().empty());
        const json& place = result["locations"].at(0)["physicalLocation"];
        EXPECT_FALSE(place["artifactLocation"]["uri"].get<std::string>().empty());
    }
}

TEST(Check, WritesSarifAsItsSchemaAsks) {
    const auto file = std::filesystem::temp_directory_path() / "meridian-check.sarif";
    const auto validated = [&](const std::string& text) {
        std::ofstream(file) << text;
        const int status =
            std::system(("python3 tests/load/validate.py tests/cli/sarif-2.1.0.schema.json '" +
                         file.string() + "'")
                            .c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    };
    const std::string all =
        meridian("check " + with_error + " " + with_warning +
                 " scenarios/dst-gap.yaml scenarios/follow-the-sun.yaml --format sarif")
            .out;
    const int valid = validated(all);
    if (valid == 77 || valid == 127) {
        GTEST_SKIP() << "python3-jsonschema is not installed";
    }
    EXPECT_EQ(valid, 0);
    json spoilt = json::parse(all);
    spoilt["runs"].at(0)["results"].at(0)["level"] = "fatal";
    EXPECT_EQ(validated(spoilt.dump()), 1);
    EXPECT_EQ(validated(meridian("check " + clean + " --format sarif").out), 0);
    std::filesystem::remove(file);
}

TEST(Check, DrawsTheEscalationGraph) {
    const std::string file = ::testing::TempDir() + "ways.dot";
    EXPECT_EQ(meridian("check tests/check/L03.yaml --graph " + file).exit_code, 0);
    EXPECT_TRUE(std::filesystem::exists(file));
}

TEST(Check, DrawsWhenNobodyCouldKeepAPromise) {
    const std::string file = ::testing::TempDir() + "map.csv";
    const auto answer = meridian("check scenarios/dst-gap.yaml --map " + file);
    // Two kinds of week: with and without the hours that the changes of the clocks open.
    EXPECT_THAT(answer.out, HasSubstr("\n  most of them wait at desk for the shift of "));
    EXPECT_THAT(answer.out, HasSubstr("\n       0     6     12    18\n  Mon  "));
    std::ifstream table(file);
    std::string header;
    std::getline(table, header);
    EXPECT_EQ(header,
              "target,priority,stream,region,category,language,residency,within_s,weekday,hour,"
              "quarters,impossible,shortest_s,longest_s,never,waits_at,for_shift_of");
    EXPECT_EQ(meridian("check a.yaml b.yaml --map " + file).exit_code, 2);
    std::filesystem::remove(file);
}

TEST(Check, ShowsWhatTheClocksOfAYearDoToCoverage) {
    const auto answer = meridian("check scenarios/dst-gap.yaml --timezones 2026");
    EXPECT_EQ(answer.exit_code, 0);
    EXPECT_THAT(answer.out, HasSubstr("desk: nobody is on shift in 420.0 h of 8760.0 h\n"));
    EXPECT_THAT(answer.out,
                HasSubstr("2026-04-05  2 h a day        22:00  2 h a day            06:00\n"));
    const auto what_if = meridian(
        "check scenarios/dst-gap.yaml --timezones 2027 --set 'run.time_zones={rules: [{zone: "
        "Europe/Stockholm, offset: \"+02:00\", from: 2027-10-31}]}'");
    EXPECT_THAT(what_if.out, HasSubstr("\ndesk: 55.0 h more with nobody on shift\n"));
    EXPECT_EQ(meridian("check scenarios/dst-gap.yaml --timezones 1066").exit_code, 2);
}

TEST(Check, RefusesWhatItDoesNotKnow) {
    EXPECT_EQ(meridian("check").exit_code, 2);
    EXPECT_EQ(meridian("check " + clean + " --format xml").exit_code, 2);
    EXPECT_EQ(meridian("check " + clean + " --deny errors").exit_code, 2);
}

}  // namespace
}  // namespace meridian::cli
