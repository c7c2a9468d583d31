#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "sim/measure/metric.h"
#include "tests/report/sample.h"
#include "tools/report/definition.h"
#include "tools/report/overview.h"
#include "tools/report/results_folder.h"
#include "tools/report/summary_json.h"
#include "tools/report/tables.h"

namespace meridian {
namespace {

using Json = nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string table(const Summary& summary, const std::string& name) {
    for (const NamedText& file : csv_tables(summary)) {
        if (file.name == name) {
            return file.text;
        }
    }
    return "";
}

TEST(SummaryJson, NamesItsSchemaTheRunAndEveryFigure) {
    const Json document = Json::parse(summary_json(sample_summary()));
    EXPECT_EQ(document["schema"], "meridian-summary/1");
    EXPECT_EQ(document["scenario"]["fingerprint"], "3f9a1c2b55d04e1788aa");
    EXPECT_EQ(document["run"]["seed"], 41);
    EXPECT_EQ(document["run"]["from"], "2026-03-01T23:00:00Z");
    EXPECT_EQ(document["figures"]["offered"]["value"], 54'120);
    EXPECT_EQ(document["figures"]["offered"]["unit"], "tickets");
    EXPECT_EQ(document["targets"].size(), 3U);
    EXPECT_EQ(document["targets"][1]["verdict"], "broken");
    EXPECT_DOUBLE_EQ(document["targets"][1]["compliance"]["value"], 0.8841);
    EXPECT_EQ(document["needs"]["tiers"][0]["by_hour"]["needed"].size(), 168U);
}

TEST(SummaryJson, HasSecondsWhereTheSummaryHasMilliseconds) {
    const Json document = Json::parse(summary_json(sample_summary()));
    EXPECT_EQ(document["figures"]["resolution"]["value"], 168 * 60);
    EXPECT_EQ(document["figures"]["resolution"]["unit"], "s");
    EXPECT_EQ(document["times"]["first_response"]["p50_s"]["value"], 240);
}

TEST(SummaryJson, SharesOfTheCausesAddUpToTheWhole) {
    const Json document = Json::parse(summary_json(sample_summary()));
    int whole = 0;
    for (const Json& cause : document["causes"]) {
        whole += cause["permille"].get<int>();
    }
    EXPECT_EQ(whole, 1000);
}

TEST(SummaryJson, HasNullForWhatWasNotMeasuredAndSurvivesOddNames) {
    Summary summary = sample_summary();
    summary.scenario = "\xff broken \"name\"\n";
    summary.figures = {{"occupancy", {}}};
    const Json document = Json::parse(summary_json(summary));
    EXPECT_TRUE(document["figures"]["occupancy"]["value"].is_null());
    EXPECT_EQ(document["scenario"]["name"], "\xEF\xBF\xBD broken \"name\"\n");
}

TEST(ProvenanceJson, SaysWhereAResultComesFromButNotWhen) {
    const std::string text = provenance_json(
        sample_summary(), {.files = {"a.yaml", "b.yaml"}, .arguments = {"--set x=1"}});
    const Json document = Json::parse(text);
    EXPECT_EQ(document["schema"], "meridian-provenance/1");
    EXPECT_EQ(document["files"], Json({"a.yaml", "b.yaml"}));
    EXPECT_EQ(document["run"]["tz_version"], "2025b");
    EXPECT_EQ(document["run"]["fingerprint"], "77aa0102030405060708");
    EXPECT_THAT(document["compiler"].get<std::string>(), Not(""));
}

TEST(CsvTables, AreAllFilesOfAResultAndEveryRowHasTheHeadersWidth) {
    for (const NamedText& file : csv_tables(sample_summary())) {
        EXPECT_THAT(result_files(), Contains(file.name));
        std::istringstream stream(file.text);
        std::string line;
        ASSERT_TRUE(std::getline(stream, line)) << file.name;
        const auto commas = std::count(line.begin(), line.end(), ',');
        while (std::getline(stream, line)) {
            bool quoted = false;
            long seen = 0;
            for (const char c : line) {
                quoted = quoted != (c == '"');
                seen += c == ',' && !quoted;
            }
            EXPECT_EQ(seen, commas) << file.name << ": " << line;
        }
    }
}

TEST(CsvTables, HoldTheNumbersOfTheSummary) {
    const Summary summary = sample_summary();
    EXPECT_THAT(table(summary, "targets.csv"),
                HasSubstr("\nresolution,\"P1 4h, P2 8h, P3 24h\",0.95,broken,0.8841,0.0044,8841,9,"
                          "1159,9,5,1,14,2,3,1,"));
    EXPECT_THAT(table(summary, "causes.csv"), HasSubstr("\nall_busy,301,1083600,10800,all busy\n"));
    EXPECT_THAT(table(summary, "slices.csv"), HasSubstr("\nresolution,region,sydney,0.7641,0.01,"));
    EXPECT_THAT(table(summary, "rules.csv"),
                HasSubstr("\nrescue,escalation,812,7,812,7,0.61,0.02"));
    EXPECT_THAT(
        table(summary, "ticket_slices.csv"),
        HasSubstr("\nregion,sydney,9000,30,8900,30,2700,20,40,2,0,0,60,3,0.3,0.002,7200,60\n"));
    EXPECT_THAT(table(summary, "holes.csv"),
                HasSubstr("\nspecialist,nb,56,223200,2026-03-06T15:00:00Z,720000,0.9\n"));
    EXPECT_THAT(table(summary, "metrics.csv"),
                HasSubstr("\nresolution,time to resolution,s,10080,180,30,"));
}

TEST(CsvTables, ShowTheHoursOfTheWeekOnTwoClocks) {
    const std::string hours = table(sample_summary(), "hours.csv");
    EXPECT_THAT(hours, HasSubstr("\nEurope/Oslo,0,Mon 00-01,,,,,20,4\n"));
    EXPECT_THAT(hours, HasSubstr("\nEurope/Oslo,9,Mon 09-10,frontline,16.8,22,22.4,,\n"));
    EXPECT_THAT(hours, HasSubstr("\nUTC,8,Mon 08-09,frontline,16.8,22,22.4,,\n"));
    EXPECT_EQ(std::count(hours.begin(), hours.end(), '\n'), 1 + 168 + 2 * 2 * 168);
}

/// Elements open and close in order; enough for what is written by hand.
bool is_balanced(const std::string& xml) {
    std::vector<std::string> open;
    for (auto at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
        const auto end = xml.find('>', at);
        const std::string tag = xml.substr(at + 1, end - at - 1);
        if (tag.front() == '/') {
            if (open.empty() || open.back() != tag.substr(1)) {
                return false;
            }
            open.pop_back();
        } else if (tag.back() != '/') {
            open.push_back(tag.substr(0, tag.find(' ')));
        }
    }
    return open.empty();
}

TEST(Overview, ShowsEveryTargetCauseAndTier) {
    const std::string svg = overview_svg(sample_summary(), sample_screen());
    EXPECT_THAT(svg, StartsWith("<svg "));
    EXPECT_TRUE(is_balanced(svg));
    for (const char* words : {"first-response", "88.4 %  broken", "nobody on shift", "42.3 %",
                              "frontline", "specialist", "Fri 22-23: load"}) {
        EXPECT_THAT(svg, HasSubstr(words));
    }
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
}

TEST(Overview, IsWellFormedWhateverTheNames) {
    Summary summary = sample_summary();
    summary.scenario = "<script>alert(\"&\")</script>";
    summary.targets.front().name = "a & b < c";
    summary.needs.tiers.front().tier = "\x01<tier>";
    const std::string svg = overview_svg(summary, sample_screen());
    EXPECT_TRUE(is_balanced(svg));
    EXPECT_THAT(svg, Not(HasSubstr("<script>")));
    EXPECT_THAT(svg, HasSubstr("a &amp; b &lt; c"));
    EXPECT_TRUE(is_balanced(overview_svg(Summary{}, sample_screen())));
}

TEST(Definition, IsThereForEveryMetricOfTheCatalogue) {
    for (const Metric& metric : metric_catalogue()) {
        const std::string text = definition_text(metric);
        EXPECT_THAT(text, StartsWith(std::string(metric.name) + " (" + std::string(metric.key) +
                                     ")\n  unit     "));
        EXPECT_THAT(text, HasSubstr("\n  formula  "));
        EXPECT_THAT(definition_list(), HasSubstr(std::string(metric.key) + " "));
    }
}

TEST(Definition, IsWrappedForATerminal) {
    const Metric* metric = find_metric("sla_compliance");
    ASSERT_NE(metric, nullptr);
    EXPECT_EQ(
        definition_text(*metric),
        "SLA compliance (sla_compliance)\n"
        "  unit     share\n"
        "  formula  clocks met / (clocks met + clocks breached), all targets together\n"
        "  edges    Counts clocks whose deadline lies between the end of the warm-up and the "
        "horizon,\n"
        "           whenever their ticket came. A stop exactly at the deadline is met. A breach "
        "keeps its\n"
        "           deadline, whatever happens later. 0 of 0 clocks: no value.\n"
        "  source   volume-weighted: never a mean of percentages\n"
        "  sense    more is better\n");
}

}  // namespace
}  // namespace meridian
