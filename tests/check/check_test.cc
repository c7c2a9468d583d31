#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "model/check/catalogue.h"
#include "model/check/check.h"
#include "tools/load/loader.h"

// Every check has a scenario in which it strikes (L01.yaml, or L01-….yaml for several ways) and one
// that differs in one thing only and in which it does not (L01-clean.yaml).

namespace meridian::check::check_test {
namespace {

namespace fs = std::filesystem;

const fs::path folder = "tests/check";

/// The codes found, those of the loader included, with the paths at which they were found.
std::set<std::string> codes_of(const fs::path& path) {
    std::set<std::string> codes;
    const auto answer = load_scenario(path.string());
    const auto* wrong = std::get_if<std::vector<Diagnostic>>(&answer);
    for (const Diagnostic& d : wrong != nullptr ? *wrong : std::get<Loaded>(answer).warnings) {
        codes.insert(d.code);
    }
    if (wrong == nullptr) {
        for (const Finding& finding : check(std::get<Loaded>(answer).scenario)) {
            codes.insert(std::string(finding.code));
        }
    }
    return codes;
}

/// By the check itself, or by what the loader says in its place.
bool strikes(const Row& row, const std::set<std::string>& codes) {
    return std::ranges::any_of(codes, [&](const std::string& code) {
        return code == row.code || row.refused.find(code) != std::string_view::npos;
    });
}

std::vector<fs::path> files_of(const Row& row) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(row.code) && name.ends_with(".yaml")) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

class EveryCheck : public ::testing::TestWithParam<Row> {};

TEST_P(EveryCheck, StrikesWhereItShouldAndNowhereElse) {
    std::size_t struck = 0, clean = 0;
    for (const fs::path& file : files_of(GetParam())) {
        const bool expected = file.string().find("-clean") == std::string::npos;
        const std::set<std::string> codes = codes_of(file);
        EXPECT_EQ(strikes(GetParam(), codes), expected) << file;
        if (!expected) {
            EXPECT_EQ(codes.count("S102") + codes.count("Y001"), 0U) << file << " must load";
        }
        ++(expected ? struck : clean);
    }
    EXPECT_GE(struck, 1U);
    EXPECT_GE(clean, 1U);
}

INSTANTIATE_TEST_SUITE_P(Catalogue, EveryCheck, ::testing::ValuesIn(catalogue()),
                         [](const auto& row) { return std::string(row.param.code); });

std::vector<Finding> found_in(const std::string& path, std::vector<std::string> set = {}) {
    LoadOptions options;
    options.set = std::move(set);
    const auto answer = load_scenario(path, options);
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&answer)) {
        throw std::runtime_error(render(*wrong));
    }
    return check(std::get<Loaded>(answer).scenario);
}

std::string said(const std::vector<Finding>& found, std::string_view code) {
    std::string text;
    for (const Finding& finding : found) {
        if (finding.code == code) {
            text += finding.says + "\n";
            for (const std::string& line : finding.evidence) {
                text += "  " + line + "\n";
            }
        }
    }
    return text;
}

TEST(ThreeOffices, HaveTheHolesOfTheYear2026) {
    EXPECT_EQ(said(found_in("scenarios/dst-gap.yaml"), "L06"),
              "nobody is on shift for desk in 420.0 h of 8760.0 h\n"
              "  238 times, 2026-03-08 22:00Z to 2026-10-31 23:00Z, the longest 2 h from "
              "2026-04-04 22:00Z\n"
              "  4.8 % of these tickets come in such an hour\n"
              "  the first one is opened by the change of America/Los_Angeles's clocks at "
              "2026-03-08 10:00Z\n");
}

TEST(ThreeOffices, KeepNoMoreThanTheirHoursAllow) {
    // 238 holes, each forgiven a quarter of an hour: (420 h - 238 * 0.25 h) / 8760 h = 4.1 %.
    const std::string text = said(found_in("scenarios/dst-gap.yaml"), "L10");
    EXPECT_NE(text.find("at most 95.9 % of 'first-response' can be kept"), std::string::npos)
        << text;
}

TEST(AShadowedRule, IsToldWhoShadowsIt) {
    EXPECT_EQ(said(found_in("tests/check/L01-shadowed.yaml"), "L01"),
              "rule 'urgent-network' never fires: 'all-network' takes all of its tickets first\n"
              "  'all-network' stands before it and ends the search\n");
}

TEST(ALoop, NamesItsArcs) {
    EXPECT_EQ(said(found_in("tests/check/L03.yaml"), "L03"),
              "tickets can go round for ever between team servers, team network\n"
              "  team servers -> team network by not-the-servers\n"
              "  team network -> team servers by not-the-network\n");
}

TEST(Overload, NamesWhoIsMissing) {
    const std::string text = said(found_in("tests/check/L23.yaml"), "L23");
    // 60 an hour for 10 minutes are 10 agents' work; there are 4.
    EXPECT_NE(text.find("1680 agent-hours of work, 1008 more than can be done"), std::string::npos)
        << text;
}

TEST(Overload, OfHoursIsNotedWhereTheWeeksAreEnough) {
    // 900 a week in 30 hours, 08 to 14 in Oslo, for 10 minutes each: 5 agents' work for 4 people,
    // in 150 of their 672 hours a week. The hours before 07:00 and after 12:00 UTC belong to them
    // in a part of the year only, and are not too much then.
    const std::string text = said(
        found_in(
            "tests/check/L23-clean.yaml",
            {R"(streams.mail={region: oslo, volume: 900 per week, category: {network: 100%}, priority: {P2: 100%}, profile: {Mon-Fri: {"08-14": 1}}})"}),
        "L23");
    EXPECT_NE(text.find("work comes faster than people on desk can do it in 25 hours of the week, "
                        "up to 5 on end\n  Mon 07:00 to 12:00 (UTC)\n  Tue 07:00 to 12:00 (UTC)\n"),
              std::string::npos)
        << text;
}

TEST(TheFlagship, HasNoError) {
    for (const Finding& finding : found_in("scenarios/follow-the-sun.yaml")) {
        EXPECT_NE(finding.level, Level::error) << finding.says;
    }
}

std::string contents(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(TheManual, IsThatOfTheCatalogue) {
    const std::string now = checks_markdown();
    if (now != contents("scenarios/CHECKS.md")) {
        std::ofstream("scenarios/CHECKS.md.new") << now;
    }
    EXPECT_EQ(now, contents("scenarios/CHECKS.md")) << "see scenarios/CHECKS.md.new";
}

}  // namespace
}  // namespace meridian::check::check_test
