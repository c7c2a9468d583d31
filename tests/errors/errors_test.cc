#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/report/folder.h"
#include "tools/load/catalogue.h"
#include "tools/load/loader.h"
#include "tools/load/log_arrivals.h"
#include "tools/load/log_map_yaml.h"
#include "tools/load/suite.h"

namespace meridian {
namespace {

const std::filesystem::path folder = "tests/errors";

/// A first line "# options: --set a=1 --policy b.yaml" is the rest of the command line.
LoadOptions options_of(const std::string& text) {
    LoadOptions options;
    const std::string lead = "# options: ";
    if (text.compare(0, lead.size(), lead) != 0) {
        return options;
    }
    std::string rest = text.substr(lead.size(), text.find('\n') - lead.size());
    while (!rest.empty()) {
        const std::size_t value = rest.find(' ') + 1;
        const std::size_t end = std::min(rest.find(" --", value), rest.size());
        if (rest.compare(0, value, "--set ") == 0) {
            options.set.push_back(rest.substr(value, end - value));
        } else {
            options.policy_file = rest.substr(value, end - value);
        }
        rest.erase(0, end + 1);
    }
    return options;
}

/// All that is said about the scenario and its logs: errors, or warnings if there are none.
std::vector<Diagnostic> said_about_scenario(const std::string& path, const LoadOptions& options) {
    const auto result = load_scenario(path, options);
    if (const auto* errors = std::get_if<1>(&result)) {
        return *errors;
    }
    const Loaded& loaded = std::get<Loaded>(result);
    for (const ReplayPlan& plan : loaded.replays) {
        const auto log = ReplayLog::read(plan, *loaded.scenario);
        if (const auto* errors = std::get_if<1>(&log)) {
            return *errors;
        }
    }
    return loaded.warnings;
}

std::vector<Diagnostic> said_about_suite(const std::string& path) {
    const auto result = load_suite(path);
    const auto* errors = std::get_if<1>(&result);
    return errors != nullptr ? *errors : std::vector<Diagnostic>{};
}

std::vector<Diagnostic> said_about_map(const std::string& path) {
    const auto result = load_log_map(path);
    const auto* errors = std::get_if<1>(&result);
    return errors != nullptr ? *errors : std::vector<Diagnostic>{};
}

/// The examples that are no small text: more than 4 MB, more than 100 files. The folder is called
/// `made` in what is said.
std::vector<Diagnostic> said_about_made(const std::string& code) {
    const TestFolder here;
    const std::string scenario = (here.path / "scenario.yaml").string();
    // A copy: where the clone lies must not move a column.
    std::filesystem::copy(folder / "base", here.path / "base",
                          std::filesystem::copy_options::recursive);
    std::string list = "base/whole.yaml";
    for (int i = 3; i <= 101; ++i) {  // the first two are the scenario and the whole one
        const std::string name = fmt::format("part{}.yaml", i);
        std::ofstream(here.path / name) << "";
        list += ", " + name;
    }
    std::ofstream(scenario) << "schema: meridian/1\ninclude: [" << list << "]\n";
    if (code == "Y003") {
        std::filesystem::resize_file(scenario, std::uintmax_t{5} << 20U);
    }
    std::vector<Diagnostic> said = said_about_scenario(scenario, {});
    for (Diagnostic& d : said) {
        if (const std::size_t at = d.file.find(here.path.string()); at != std::string::npos) {
            d.file.replace(at, here.path.string().size(), "made");
        }
    }
    return said;
}

/// One bad input: CODE for a scenario or, with a T, for a file of tests, map/CODE for a map.
std::vector<Diagnostic> said_about(const std::string& example) {
    const std::string path = (folder / (example + ".yaml")).string();
    if (example == "Y003" || example == "Y206") {
        return said_about_made(example);
    }
    if (example.front() == 'T') {
        return said_about_suite(path);
    }
    return example.find('/') != std::string::npos
               ? said_about_map(path)
               : said_about_scenario(path, options_of(contents(path)));
}

std::vector<std::string> codes() {
    std::vector<std::string> all;
    for (const CatalogueRow& row : catalogue()) {
        all.emplace_back(row.code);
    }
    return all;
}

/// Every code of the catalogue, and every example of a map.
std::vector<std::string> examples() {
    std::vector<std::string> all = codes();
    for (const std::string& name : names_in(folder / "map")) {
        if (std::filesystem::path(name).extension() == ".yaml") {
            all.push_back("map/" + std::filesystem::path(name).stem().string());
        }
    }
    return all;
}

class Code : public ::testing::TestWithParam<std::string> {};

TEST_P(Code, SaysWhatIsExpectedOfItsSmallestExample) {
    const std::filesystem::path expected = folder / (GetParam() + ".expected");
    const std::string said = render(said_about(GetParam()));
    if (said != contents(expected)) {
        std::ofstream(expected.string() + ".new") << said;
    }
    EXPECT_EQ(said, contents(expected)) << "what was said now stands in " << expected << ".new";
}

TEST_P(Code, IsAmongWhatIsSaid) {
    const std::string code = std::filesystem::path(GetParam()).filename().string();
    bool among = false;
    for (const Diagnostic& d : said_about(GetParam())) {
        among = among || d.code == code;
    }
    EXPECT_TRUE(among);
}

/// About a file as a whole: it could not be read, so there is no line to show.
bool is_about_a_file(const std::string& code) {
    return code == "L102" || (code.front() == 'Y' && code < "Y100");
}

TEST_P(Code, HasAPlaceALineACaretAndAWayOut) {
    for (const Diagnostic& d : said_about(GetParam())) {
        EXPECT_NE(d.file, "");
        EXPECT_NE(d.hint, "") << d.message;
        if (!is_about_a_file(d.code)) {
            EXPECT_GT(d.line, 0) << d.message;
            EXPECT_GT(d.column, 0) << d.message;
            EXPECT_NE(d.source_line, "") << d.message;
            EXPECT_GT(d.caret_length, 0) << d.message;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Catalogue, Code, ::testing::ValuesIn(examples()), [](const auto& tested) {
    std::string name = tested.param;
    std::replace(name.begin(), name.end(), '/', '_');
    return name;
});

TEST(Examples, AreOfCodesInTheCatalogue) {
    const std::vector<std::string> known = codes();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string code = entry.path().stem().string();
        const bool is_example = entry.path().extension() == ".expected";
        EXPECT_TRUE(!is_example || std::count(known.begin(), known.end(), code) == 1)
            << entry.path();
    }
}

/// The codes that a part of the loader names in its source: a code that it gains needs a row.
TEST(Examples, ShowEveryCodeThatTheMapReaderGives) {
    const std::string source = contents("tools/load/log_map_yaml.cc");
    int found = 0;
    for (const std::string& code : codes()) {
        if (source.find('"' + code + '"') != std::string::npos) {
            EXPECT_TRUE(std::filesystem::exists(folder / "map" / (code + ".yaml"))) << code;
            ++found;
        }
    }
    EXPECT_GT(found, 5);
}

TEST(Catalogue, IsWhatErrorsMdSays) {
    const std::string now = errors_markdown();
    if (now != contents("scenarios/ERRORS.md")) {
        std::ofstream("scenarios/ERRORS.md.new") << now;
    }
    EXPECT_EQ(now, contents("scenarios/ERRORS.md"));
}

TEST(Catalogue, IsInOrderAndHasNoCodeTwice) {
    for (std::size_t i = 1; i < catalogue().size(); ++i) {
        EXPECT_LT(catalogue()[i - 1].code, catalogue()[i].code);
    }
}

}  // namespace
}  // namespace meridian
