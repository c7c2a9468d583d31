#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "tools/load/catalogue.h"
#include "tools/load/loader.h"

namespace meridian {
namespace {

const std::filesystem::path folder = "tests/errors";

/// Codes whose smallest example is made by a test of its own, because it is no small text file.
const std::set<std::string_view> made_elsewhere = {"Y003", "Y206"};

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

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

/// All that is said about the file: errors, or warnings if it loads.
std::vector<Diagnostic> said_about(const std::filesystem::path& path) {
    const auto result = load_scenario(path.string(), options_of(contents(path)));
    if (const auto* errors = std::get_if<1>(&result)) {
        return *errors;
    }
    return std::get<Loaded>(result).warnings;
}

std::vector<std::string_view> codes_with_a_file() {
    std::vector<std::string_view> codes;
    for (const CatalogueRow& row : catalogue()) {
        const bool about_logs = row.code.front() == 'L';  // tests/load has their logs
        if (!about_logs && made_elsewhere.count(row.code) == 0) {
            codes.push_back(row.code);
        }
    }
    return codes;
}

class Code : public testing::TestWithParam<std::string_view> {};

TEST_P(Code, SaysWhatIsExpectedOfItsSmallestExample) {
    const std::filesystem::path expected = folder / (std::string(GetParam()) + ".expected");
    const std::string said = render(said_about(folder / (std::string(GetParam()) + ".yaml")));
    if (said != contents(expected)) {
        std::ofstream(expected.string() + ".new") << said;
    }
    EXPECT_EQ(said, contents(expected)) << "what was said now stands in " << expected << ".new";
}

TEST_P(Code, IsAmongWhatIsSaid) {
    bool among = false;
    for (const Diagnostic& d : said_about(folder / (std::string(GetParam()) + ".yaml"))) {
        among = among || d.code == GetParam();
    }
    EXPECT_TRUE(among);
}

INSTANTIATE_TEST_SUITE_P(Catalogue, Code, testing::ValuesIn(codes_with_a_file()),
                         [](const auto& tested) { return std::string(tested.param); });

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
