// Inputs that are too large, too deep, too long or no text at all, through the program itself in
// 500 MB and ten CPU seconds: each is answered, and what is wrong is said in a few lines.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>

#include "tests/asked.h"
#include "tests/cli/program.h"
#include "tests/hostile/confined.h"
#include "tests/report/folder.h"
#include "tests/sanitized.h"
#include "tools/load/loader.h"
#include "tools/load/log_arrivals.h"
#include "tools/report/out_file.h"

namespace meridian::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* limits = sanitized ? "ulimit -t 200; " : "ulimit -v 500000; ulimit -t 10; ";
constexpr int many_keys = sanitized ? 9'000 : 90'000;

cli::Told run_limited(const std::string& scenario, const std::string& options,
                      const TestFolder& here) {
    return cli::shell(fmt::format(
        "{}\"$MERIDIAN\" run '{}' --quiet --replications 1 --threads 1 --out '{}/result' {}",
        limits, scenario, here.path.string(), options));
}

// ---- scenarios

const std::string whole = "tests/errors/base/whole.yaml";

std::string bomb() {
    std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        text += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i,
                            i - 1);
    }
    return text;
}

std::string garbage(std::size_t size) {
    std::string text(size, '\0');
    std::uint64_t state = 41;
    for (char& c : text) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        c = static_cast<char>(state >> 56U);
    }
    return text;
}

/// ASCII as UTF-16, little end first, as some editors save it.
std::string wide(const std::string& text) {
    std::string result = "\xFF\xFE";
    for (const char c : text) {
        result += {c, '\0'};
    }
    return result;
}

struct Text {
    const char* name;
    std::function<std::string()> make;
    const char* code;  // empty: it runs
};
void PrintTo(const Text& text, std::ostream* stream) { *stream << text.name; }

class ScenarioText : public ::testing::TestWithParam<Text> {};

TEST_P(ScenarioText, IsAnsweredWithinItsLimits) {
    const TestFolder here;
    const std::string scenario = (here.path / "scenario.yaml").string();
    std::ofstream(scenario, std::ios::binary) << GetParam().make();
    const cli::Told told = run_limited(scenario, "", here);
    if (*GetParam().code == '\0') {
        EXPECT_EQ(told.exit_code, 0) << told.err;
        return;
    }
    EXPECT_EQ(told.exit_code, 2) << told.err;
    EXPECT_THAT(told.err, HasSubstr(fmt::format("error[{}]", GetParam().code)));
    EXPECT_LT(told.err.size(), 60'000U);
    EXPECT_EQ(std::count(told.err.begin(), told.err.end(), '\x1b'), 0);
}

std::string with_line_ends(std::string text) {
    for (std::size_t i = 0; (i = text.find('\n', i)) != std::string::npos; i += 2) {
        text.insert(i, "\r");
    }
    return text;
}

INSTANTIATE_TEST_SUITE_P(
    Hostile, ScenarioText,
    ::testing::Values(
        Text{"FiftyMegabytesOfGarbage", [] { return garbage(50U << 20U); }, "Y003"},
        Text{"FourMegabytesOfGarbage", [] { return garbage(4U << 20U); }, "Y005"},
        Text{"AProgram", [] { return contents(std::getenv("MERIDIAN")).substr(0, 4U << 20U); },
             "Y005"},
        Text{"Utf16", [] { return wide(contents(whole)); }, "Y005"},
        Text{"AZeroByte", [] { return contents(whole) + '\0'; }, "Y005"},
        Text{"AliasesOfAliases", [] { return bomb(); }, "Y109"},
        Text{"Brackets", [] { return "a: " + std::string(1U << 20U, '['); }, "Y108"},
        Text{"Braces", [] { return "a: " + std::string(1U << 20U, '{'); }, "Y108"},
        Text{"Dashes",
             [] {
                 std::string text;
                 for (int i = 0; i < 200'000; ++i) {
                     text += "- ";
                 }
                 return text;
             },
             "Y108"},
        Text{"FourMegabytesOnOneLine", [] { return "name: " + std::string(4'000'000, 'x'); },
             "S102"},
        Text{"ManyKeys",
             [] {
                 std::string text = "schema: meridian/1\n";
                 for (int i = 0; i < many_keys; ++i) {
                     text += fmt::format("k{}: 1\n", i);
                 }
                 return text;
             },
             "S101"},
        Text{"Nothing", [] { return std::string(); }, "S102"},
        Text{"OnlyAByteOrderMark", [] { return std::string("\xEF\xBB\xBF"); }, "S102"},
        Text{"AByteOrderMark", [] { return "\xEF\xBB\xBF" + contents(whole); }, ""},
        Text{"LineEndsOfWindows", [] { return with_line_ends(contents(whole)); }, ""}),
    [](const auto& test) { return test.param.name; });

// ---- numbers

struct Setting {
    const char* name;
    const char* setting;
    int exit_code;
};
void PrintTo(const Setting& setting, std::ostream* stream) { *stream << setting.setting; }

class NumberAtItsLimit : public ::testing::TestWithParam<Setting> {};

TEST_P(NumberAtItsLimit, RunsOrIsRefused) {
    const TestFolder here;
    const cli::Told told = run_limited(
        whole, fmt::format("--set 'run.for=2 days' --set '{}'", GetParam().setting), here);
    EXPECT_EQ(told.exit_code, GetParam().exit_code) << told.err;
}

INSTANTIATE_TEST_SUITE_P(
    Hostile, NumberAtItsLimit,
    ::testing::Values(Setting{"LargestSeed", "run.seed=9223372036854775807", 0},
                      Setting{"SeedBeyond", "run.seed=9223372036854775808", 2},
                      Setting{"NegativeSeed", "run.seed=-1", 2},
                      Setting{"NoAgents", "teams.desk.agents=0", 0},
                      Setting{"AgentsBeyond32Bits", "teams.desk.agents=4294967297", 2},
                      Setting{"AgentsBeyond64Bits", "teams.desk.agents=18446744073709551617", 2},
                      Setting{"NoVolume", "streams.nordic.volume=0 per month", 0},
                      Setting{"VolumeBeyondReason", "streams.nordic.volume=1e308 per hour", 2},
                      Setting{"VolumeOfManyDigits",
                              "streams.nordic.volume=99999999999999999999999999 per hour", 2},
                      Setting{"LongestWork", "work.default.frontline.handle=876600h", 0},
                      Setting{"WorkBeyond", "work.default.frontline.handle=876601h", 2},
                      Setting{"ShortestWork", "work.default.frontline.handle=1ms", 0},
                      Setting{"BeforeTheZones", "run.from=1800-01-01", 2},
                      Setting{"TheLastYear", "run.from=2037-12-01", 0},
                      Setting{"AfterTheZones", "run.from=2038-01-01", 2},
                      Setting{"NoDay", "run.from=2026-02-30", 2},
                      Setting{"Infinity", "streams.nordic.multiplier=inf", 2},
                      Setting{"NotANumber", "streams.nordic.multiplier=nan", 2}),
    [](const auto& test) { return test.param.name; });

// ---- logs

class LogText : public ::testing::TestWithParam<Text> {};

std::string replay_of(const std::string& log, const TestFolder& here) {
    std::ofstream(here.path / "map.yaml")
        << "rows: tickets\ncolumns: {ticket: id, created: opened}\n";
    const std::string scenario = (here.path / "scenario.yaml").string();
    std::ofstream(scenario) << fmt::format(
        "schema: meridian/1\ninclude: [{}]\nreplay: [{{stream: log, log: {}, map: "
        "map.yaml, region: oslo, category: {{billing: 100%}}}}]\n",
        std::filesystem::absolute(whole).string(), log);
    return scenario;
}

TEST_P(LogText, IsAnsweredWithinItsLimits) {
    const TestFolder here;
    const std::string name = std::string(GetParam().name) + ".csv.gz";
    write_file(here.path / name, GetParam().make());
    const cli::Told told = run_limited(replay_of(name, here), "", here);
    EXPECT_EQ(told.exit_code, *GetParam().code == '\0' ? 0 : 2) << told.err;
    EXPECT_THAT(told.err, HasSubstr(GetParam().code));
    EXPECT_LT(told.err.size(), 5'000U);
}

const std::string header = "id,opened\n";
const std::string row = "T1,2026-03-03T08:00:00Z\n";

INSTANTIATE_TEST_SUITE_P(
    Hostile, LogText,
    ::testing::Values(
        Text{"Garbage", [] { return garbage(1U << 20U); }, "error[L101]"},
        Text{"HundredMegabytesOnOneLine", [] { return header + std::string(100'000'000, 'x'); },
             "error[L101]"},
        Text{"AQuoteOfHundredMegabytes",
             [] { return header + '"' + std::string(100'000'000, '\n'); }, "error[L101]"},
        Text{"AMillionColumns", [] { return std::string(1'000'000, ',') + "\n" + header + row; },
             "error[L101]"},
        Text{"ZeroBytes", [] { return header + row + std::string(1'000'000, '\0'); },
             "error[L101]"},
        Text{"Nothing", [] { return std::string(); }, "error[L101]"},
        Text{"OnlyAHeader", [] { return header; }, ""},
        Text{"AByteOrderMarkAndLineEndsOfWindows",
             [] { return "\xEF\xBB\xBF" + with_line_ends(header + row); }, ""},
        Text{"YearsBeyondTheCalendar",
             [] { return header + "T1,99999-01-01T00:00:00Z\nT2,0000-00-00T00:00:00Z\n"; }, ""}),
    [](const auto& test) { return test.param.name; });

/// Reads a log of so many megabytes, packed as it is made; what it takes beyond nothing is
/// asserted. 64 by default; MERIDIAN_LOG_MEGABYTES asks for more.
TEST(LongLog, IsReadInMemoryThatDoesNotGrowWithIt) {
    const std::size_t megabytes = asked("MERIDIAN_LOG_MEGABYTES", sanitized ? 8 : 64);
    const TestFolder here;
    const std::string scenario = replay_of("log.csv.gz", here);
    std::size_t rows = 0;
    {
        OutFile log(here.path / "log.csv.gz");
        log.write("id,opened,note\n");
        const std::string note(80, 'x');
        for (std::size_t bytes = 0; bytes < megabytes << 20U; ++rows) {
            // One in a hundred falls into the run.
            const std::string line = fmt::format("T{:09},2026-03-{:02}T08:00:00Z,{}\n", rows,
                                                 rows % 100 == 0 ? 3 : 31, note);
            log.write(line);
            bytes += line.size();
        }
        log.close();
    }
    const Ended ended = confined(
        [&] {
            const auto loaded = load_scenario(scenario, {.set = {"run.for=2 weeks"}});
            const auto& plan = std::get<Loaded>(loaded).replays.front();
            const auto log = ReplayLog::read(plan, *std::get<Loaded>(loaded).scenario);
            const bool whole_log = std::get<ReplayLog>(log).summary().tickets == rows;
            return whole_log && std::get<ReplayLog>(log).size() == (rows + 99) / 100 ? 0 : 1;
        },
        {.cpu_seconds = 600, .megabytes = 500});
    EXPECT_EQ(ended.exit_code, 0) << ended.said;
    fmt::print("{} MB, {} rows: at most {} MB\n", megabytes, rows, ended.megabytes_max);
}

}  // namespace
}  // namespace meridian::testing
