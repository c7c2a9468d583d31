#include "tools/load/loader.h"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/sanitized.h"
#include "tools/load/manual.h"

namespace meridian::loader_test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using ::testing::Contains;
using ::testing::HasSubstr;

const std::string whole = "tests/errors/base/whole.yaml";
const std::string everything = "tests/load/everything.yaml";

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Loaded loaded(const std::string& path, const LoadOptions& options = {}) {
    auto result = load_scenario(path, options);
    if (const auto* errors = std::get_if<1>(&result)) {
        throw std::runtime_error(render(*errors));  // ends the test, which prints it
    }
    return std::get<Loaded>(std::move(result));
}

/// The text of all errors; empty when the file loads.
std::string errors(const std::string& path, const LoadOptions& options = {}) {
    const auto result = load_scenario(path, options);
    const auto* found = std::get_if<1>(&result);
    return found != nullptr ? render(*found) : "";
}

LoadOptions with(std::vector<std::string> set) {
    LoadOptions options;
    options.set = std::move(set);
    return options;
}

/// A folder of files that goes away with the test.
class Files {
public:
    Files() : folder_(std::filesystem::path(::testing::TempDir()) / name()) {
        std::filesystem::create_directories(folder_);
    }
    ~Files() { std::filesystem::remove_all(folder_); }
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;

    std::string add(const std::string& file, const std::string& text) const {
        std::ofstream(folder_ / file, std::ios::binary) << text;
        return (folder_ / file).string();
    }

private:
    static std::string name() {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        return std::string("loader-") + test->test_suite_name() + "-" + test->name();
    }
    std::filesystem::path folder_;
};

std::string whole_plus(const std::string& more) {
    return "include: [" + std::filesystem::absolute(whole).string() + "]\nschema: meridian/1\n" +
           more;
}

TEST(Loader, LoadsEveryConstructOfTheLanguage) {
    const Loaded all = loaded(everything);
    EXPECT_EQ(all.scenario->name, "Everything");
    EXPECT_EQ(all.scenario->policy.name, "Eight hours");
    EXPECT_EQ(all.scenario->policy.escalation.rules.size(), 15U);
    EXPECT_EQ(all.scenario->policy.escalation.hops_max, 6U);
    EXPECT_EQ(all.replays.size(), 1U);
    EXPECT_FALSE(all.replays.front().backlog);
}

TEST(Loader, ReadsWhatMakesARuleComeDue) {
    const Loaded all = loaded(everything);
    const auto rule = [&](std::string_view name) {
        for (const Rule& row : all.scenario->policy.escalation.rules) {
            if (row.name == name) {
                return row;
            }
        }
        return Rule{};
    };
    EXPECT_EQ(rule("night").trigger.kind, Trigger::Kind::after_hours);
    EXPECT_EQ(rule("no-reply").trigger.kind, Trigger::Kind::waiting_customer);
    EXPECT_EQ(rule("no-reply").trigger.after, std::chrono::hours(8));
    EXPECT_EQ(rule("no-reply").trigger.clock.kind, ClockSource::Kind::customer);
    EXPECT_EQ(rule("back").trigger.kind, Trigger::Kind::reopened);
    ASSERT_EQ(rule("back").actions.size(), 2U);
    EXPECT_EQ(std::get<Escalate>(rule("back").actions[1]).to, Escalate::To::skip);
}

TEST(Loader, RefusesHoursThatNobodyHasDeclared) {
    const Files files;
    EXPECT_THAT(
        errors(files.add("night.yaml", whole_plus("escalation:\n  - {name: night, on: "
                                                  "after_hours, do: {notify: boss}}\n")),
               with({"calendars.office.open.0.to=\"12:00\"", "regions.oslo={zone: Europe/Oslo}"})),
        HasSubstr("error[M111]: no region has business hours to be outside of"));
}

TEST(Loader, MakesCrewsOfPeopleWhoShareShifts) {
    const Loaded all = loaded(everything);
    std::vector<std::pair<std::string, std::uint32_t>> crews;
    for (const Crew& crew : all.scenario->organisation.crews) {
        crews.emplace_back(crew.name, crew.agents);
    }
    EXPECT_THAT(crews,
                ::testing::ElementsAre(::testing::Pair("oslo-frontline (Mon-Fri 07:00-15:00)", 8U),
                                       ::testing::Pair("oslo-frontline (Mon-Sun 15:00-23:00)", 6U),
                                       ::testing::Pair("oslo-frontline (Mon-Fri 23:00-07:00)", 2U),
                                       ::testing::Pair("denver-frontline", 3U),
                                       ::testing::Pair("stockholm-specialists (ana)", 1U),
                                       ::testing::Pair("stockholm-specialists (bo)", 1U),
                                       ::testing::Pair("stockholm-specialists (cia)", 1U),
                                       ::testing::Pair("stockholm-specialists (dag)", 1U),
                                       ::testing::Pair("engineers", 4U)));
}

TEST(Loader, LetsMembersWhoAreAlikeShareACrew) {
    const Files files;
    const std::string path =
        files.add("alike.yaml", whole_plus("teams:\n  night:\n    {region: oslo, tier: specialist, "
                                           "shifts: 24x7, members: {ana: {}, "
                                           "bo: {}, cia: {authority: [credit]}}}\n"));
    const Loaded made = loaded(path);
    const auto& crews = made.scenario->organisation.crews;
    ASSERT_EQ(crews.size(), 3U);
    EXPECT_THAT(crews[CrewId{1}].members, ::testing::ElementsAre("ana", "bo"));
    EXPECT_EQ(crews[CrewId{2}].first_agent.index, 6U);
}

TEST(Loader, PutsShiftsOnTheRegionsClock) {
    const Loaded base = loaded(whole);
    const Interval first = base.scenario->organisation.crews[CrewId{0}].shifts.front();
    EXPECT_EQ(utc_text(first.begin), "2026-03-02T07:00:00Z");
    EXPECT_EQ(first.length(), hours{8});
}

TEST(Loader, StaggersABreakBetweenTwoAndThreeFifthsOfTheShift) {
    const Loaded made = loaded(whole, with({"teams.desk.break=30min"}));
    const Break& rest = made.scenario->organisation.crews[CrewId{0}].breaks.front();
    EXPECT_EQ(rest.first, minutes{192});
    EXPECT_EQ(rest.last, minutes{288});
    EXPECT_FALSE(rest.paid);
}

TEST(Loader, PutsABreakAtATimeOfDayWhenToldSo) {
    const Loaded made = loaded(whole, with({"teams.desk.break={from: \"12:00\", length: 30min}"}));
    const Break& rest = made.scenario->organisation.crews[CrewId{0}].breaks.front();
    EXPECT_EQ(rest.first, hours{4});
    EXPECT_EQ(rest.last, hours{4});
}

TEST(Loader, KnowsBusinessHoursSixtyDaysBeyondTheEnd) {
    const Loaded base = loaded(whole);
    const Interval known = base.scenario->organisation.calendars[CalendarId{0}].open.range();
    EXPECT_EQ(known.end - base.scenario->run.horizon.end, hours{24 * 60});
}

TEST(Loader, CountsTheWeeksOfARunOnTheLocalCalendar) {
    const Loaded made = loaded(whole, with({"run.zone=Europe/Oslo"}));  // summer time begins within
    EXPECT_EQ(made.scenario->run.horizon.length(), hours{4 * 168 - 1});
}

TEST(Loader, LetsARunOfTenWeeksFindItsOwnWarmUp) {
    const Loaded made = loaded(whole, with({"run.warm_up=automatic", "run.for=10 weeks"}));
    EXPECT_TRUE(made.scenario->run.warm_up_automatic);
    EXPECT_EQ(made.scenario->run.warm_up, Span{});
    EXPECT_NE(errors(whole, with({"run.warm_up=automatic", "run.for=9 weeks"}))
                  .find("error[M104]: a run of less than 10 weeks is too short for an automatic"),
              std::string::npos);
}

/// Oslo's winter nights, 22:00 to 06:00, are 21:00 to 05:00 UTC.
TEST(Loader, PutsPremiumsOnTheRegionsClock) {
    const Loaded made = loaded(
        everything, with({"teams.oslo-frontline.cost={per_hour: 40, night: 25%, weekend: 50%, "
                          "overtime: 100%}"}));
    const auto& teams = made.scenario->organisation.teams;
    const auto team = std::ranges::find(teams, "oslo-frontline", &Team::name);
    ASSERT_TRUE(team != teams.end() && team->cost);
    const Instant monday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 9}};
    EXPECT_DOUBLE_EQ(team->cost->at(monday + hours{12}), 40);
    EXPECT_DOUBLE_EQ(team->cost->at(monday + hours{21}), 50);
    EXPECT_DOUBLE_EQ(team->cost->at(monday + hours{29}), 40);
    EXPECT_DOUBLE_EQ(team->cost->at(monday - hours{12}), 60);        // Sunday
    EXPECT_DOUBLE_EQ(team->cost->at(monday - hours{2}), 40 * 1.75);  // and its night
    EXPECT_DOUBLE_EQ(team->cost->overtime, 1);
}

TEST(Loader, FinishesWhatIsInHandWhereNothingElseIsSaid) {
    const Loaded base = loaded(whole);
    const auto& rules = base.scenario->policy.handover.at_shift_end;
    ASSERT_EQ(rules.size(), 1U);
    EXPECT_EQ(rules[HandoverRuleId{0}].act, AtShiftEnd::finish);
}

TEST(Set, ChangesAnyValue) {
    const Loaded made =
        loaded(everything, with({"run.seed=7", "escalation.rules.eight-hours.after.open=6h",
                                 "teams.oslo-frontline.shifts.0.agents=7",
                                 "teams.oslo-frontline.agents=15", "sla.resolution.goal=80%"}));
    EXPECT_EQ(made.scenario->run.seed, 7U);
    EXPECT_EQ(made.scenario->policy.escalation.rules[RuleId{2}].trigger.after, hours{6});
    EXPECT_EQ(made.scenario->organisation.crews[CrewId{0}].agents, 7U);
    EXPECT_DOUBLE_EQ(made.scenario->policy.sla[SlaId{1}].goal, 0.8);
}

TEST(Set, PointsIntoItsArgument) {
    EXPECT_EQ(errors(whole, with({"teams.desk.absence=4"})),
              "error[S104]: a share without a percent sign\n"
              " --> --set:1:20\n"
              "  |\n"
              "1 | teams.desk.absence=4\n"
              "  |                    ^\n"
              "  = hint: write 4%\n");
}

TEST(Set, SaysNothingThatMovesATerminalsCursor) {
    const std::string said = errors(whole, with({"teams.du\x01\n\x1b[31m\xC2\x9B.agents=4"}));
    EXPECT_THAT(said, HasSubstr("'du???[31m?'"));
    EXPECT_EQ(said.find_first_of("\x01\x1b"), std::string::npos);
}

TEST(Set, HasNoSayAboutTheFingerprintWhenItIsTheSeed) {
    const std::string fingerprint = loaded(whole).scenario->fingerprint;
    EXPECT_EQ(fingerprint, loaded(whole, with({"run.seed=7"})).scenario->fingerprint);
    EXPECT_NE(fingerprint, loaded(whole, with({"teams.desk.agents=5"})).scenario->fingerprint);
}

TEST(Policy, IsSwappedAsAWhole) {
    const Files files;
    LoadOptions options;
    options.policy_file = files.add("calm.yaml", "sla: {calm: {target: 9h, clock: 24x7}}\n");
    const Loaded made = loaded(everything, with({"run.precision={half_width: 5%}"}));
    EXPECT_EQ(made.scenario->policy.sla.size(), 5U);
    options.set = {"run.precision={half_width: 5%}"};
    const Loaded swapped = loaded(everything, options);
    EXPECT_EQ(swapped.scenario->policy.name, "calm");
    EXPECT_EQ(swapped.scenario->policy.sla.size(), 1U);
    EXPECT_EQ(swapped.scenario->policy.escalation.rules.size(), 0U);
}

TEST(Include, ReadsAFileThatTwoOthersIncludeOnce) {
    const Files files;
    files.add("bottom.yaml", whole_plus("currency: NOK\n"));
    files.add("left.yaml", "include: [bottom.yaml]\nshrinkage: 8%\n");
    files.add("right.yaml", "include: [bottom.yaml]\ncurrency: EUR\n");
    const std::string top =
        files.add("top.yaml", "schema: meridian/1\ninclude: [left.yaml, right.yaml]\n");
    EXPECT_EQ(loaded(top).scenario->organisation.currency, "EUR");
}

TEST(Include, OfMoreThanAHundredFilesIsRefused) {
    const Files files;
    std::string list;
    for (int i = 0; i < 101; ++i) {
        const std::string name = "part" + std::to_string(i) + ".yaml";
        files.add(name, "");
        list += (i > 0 ? ", " : "") + name;
    }
    EXPECT_THAT(errors(files.add("top.yaml", whole_plus("") + "# 101 parts\n")),
                ::testing::IsEmpty());
    EXPECT_THAT(errors(files.add("top.yaml", "schema: meridian/1\ninclude: [" + list + "]\n")),
                HasSubstr("error[Y206]"));
}

TEST(Errors, OfAllFilesComeAtOnce) {
    const Files files;
    files.add("part.yaml", "currncy: NOK\n");
    const std::string said =
        errors(files.add("top.yaml", "schema: meridian/1\ninclude: [part.yaml]\nshrinkage: 8\n"));
    EXPECT_THAT(said, HasSubstr("did you mean 'currency'?"));
    EXPECT_THAT(said, HasSubstr("a share without a percent sign"));
    EXPECT_THAT(said, HasSubstr("this scenario does not say 'regions'"));
}

TEST(Errors, AreCutAfterFifty) {
    const Files files;
    std::string keys;
    for (int i = 0; i < 60; ++i) {
        keys += "unknown" + std::to_string(i) + ": 1\n";
    }
    EXPECT_THAT(errors(files.add("top.yaml", whole_plus(keys))), HasSubstr("... and 10 more"));
}

constexpr double cpu_seconds_max =
    testing::sanitized ? 60 : 2;  // one on a machine that is not shared

/// What no file may do, whatever it holds: take long, or get through.
class Hostile : public ::testing::Test {
protected:
    void expect_refused(const std::string& path, const std::string& code) {
        const std::clock_t begin = std::clock();
        EXPECT_THAT(errors(path), HasSubstr("error[" + code));
        EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, cpu_seconds_max);
    }
    Files files_;
};

TEST_F(Hostile, FiftyMegabytesOfGarbageAreNotRead) {
    const std::string path = files_.add("big.yaml", "");
    std::filesystem::resize_file(path, 50U << 20U);
    expect_refused(path, "Y003");
}

TEST_F(Hostile, BinaryIsNoText) {
    std::string bytes;
    for (int i = 0; i < 4096; ++i) {
        bytes += static_cast<char>(i * 37 % 256);
    }
    expect_refused(files_.add("binary.yaml", bytes), "Y005");
}

TEST_F(Hostile, FoldersAndDevicesAreNoFiles) {
    expect_refused("tests", "Y002");
    expect_refused("/dev/zero", "Y002");
    expect_refused("tests/nothing-of-that-name.yaml", "Y001");
}

TEST_F(Hostile, DepthIsBounded) {
    expect_refused(files_.add("deep.yaml", "a: " + std::string(100'000, '[')), "Y108");
    std::string nested;
    for (int i = 0; i < 400; ++i) {
        nested += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    }
    expect_refused(files_.add("steps.yaml", nested), "Y108");
}

TEST_F(Hostile, DecadesOfThousandsOfShiftsAreTooMuch) {
    std::string teams = "run: {from: 2000-01-01, for: 1900 weeks}\nteams:\n";
    for (int i = 0; i < 4000; ++i) {
        teams += "  t" + std::to_string(i) +
                 ": {region: oslo, tier: specialist, agents: 1, shifts: [{from: \"08:00\", to: "
                 "\"16:00\"}]}\n";
    }
    expect_refused(files_.add("ages.yaml", whole_plus(teams)), "M116");
}

TEST_F(Hostile, TablesAreBounded) {
    std::string list = "languages: [";
    for (int i = 0; i < 100'000; ++i) {
        list += "l" + std::to_string(i) + ", ";
    }
    expect_refused(files_.add("tables.yaml", whole_plus(list + "en]\n")), "M116");
}

TEST_F(Hostile, FourMegabytesOfSmallValuesAreTooMany) {
    std::string list = "a: [";
    while (list.size() < (4U << 20U) - 10) {
        list += "1,";
    }
    expect_refused(files_.add("many.yaml", list + "1]\n"), "Y109");
}

TEST_F(Hostile, AMegabyteOfOneKeyIsRefused) {
    expect_refused(files_.add("key.yaml", std::string(1U << 20U, 'k') + ": 1\n"), "");
    expect_refused(files_.add("colons.yaml", std::string(1U << 20U, ':')), "");
    expect_refused(files_.add("quotes.yaml", "a: " + std::string(1U << 20U, '"')), "");
    expect_refused(files_.add("stars.yaml", "a: " + std::string(1U << 20U, '*')), "");
}

TEST(Manual, IsFresh) {
    using enum Manual;
    for (const auto& [path, now] :
         {std::pair("scenarios/SCHEMA.md", schema_markdown(of_scenarios)),
          std::pair("scenarios/scenario.schema.json", schema_json(of_scenarios)),
          std::pair("scenarios/TESTS.md", schema_markdown(of_tests)),
          std::pair("scenarios/test.schema.json", schema_json(of_tests))}) {
        if (now != contents(path)) {
            std::ofstream(std::string(path) + ".new") << now;
        }
        EXPECT_EQ(now, contents(path)) << "what it should say now stands beside it";
    }
}

TEST(JsonSchema, AcceptsEverythingThatTheLoaderAccepts) {
    const int status = std::system(
        "python3 tests/load/validate.py scenarios/scenario.schema.json tests/load/everything.yaml "
        "tests/load/everything/policy.yaml");
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127) {
        GTEST_SKIP() << "python3-jsonschema is not installed";
    }
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(JsonSchema, AcceptsEveryShippedFileOfTests) {
    const int status = std::system(
        "python3 tests/load/validate.py scenarios/test.schema.json $(find scenarios "
        "-name '*.test.yaml')");
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127) {
        GTEST_SKIP() << "python3-jsonschema is not installed";
    }
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(JsonSchema, RefusesAnUnknownKey) {
    const int status = std::system(
        "python3 tests/load/validate.py scenarios/scenario.schema.json tests/errors/S101.yaml "
        "> /dev/null");
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127) {
        GTEST_SKIP() << "python3-jsonschema is not installed";
    }
    EXPECT_EQ(WEXITSTATUS(status), 1);
}

}  // namespace
}  // namespace meridian::loader_test
