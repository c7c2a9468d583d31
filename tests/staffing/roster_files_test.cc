#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sim/experiment/staffing/sheet.h"
#include "tests/staffing/shifts.h"
#include "tools/report/out_file.h"
#include "tools/report/roster_csv.h"
#include "tools/report/roster_xlsx.h"
#include "tools/report/roster_yaml.h"

namespace meridian::roster_files_test {
namespace {

using testing::desk;
using testing::hour_of;

Requirement nothing_asked(const Scenario& scenario) {
    return {.periods = periods_of(*scenario),
            .pools = {},
            .needed = {},
            .offered = {},
            .stationary = {}};
}

std::filesystem::path scratch(const std::string& name) {
    return std::filesystem::path(::testing::TempDir()) /
           ("meridian-" +
            std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) + name);
}

/// Writes the roster, loads what was written (on top of the same changes), and tells what it has.
Scenario written_and_read(const Scenario& scenario, const std::vector<int>& heads,
                          std::vector<std::string> set) {
    const Requirement asked = nothing_asked(scenario);
    const RosterSheet sheet = sheet_of(tours_of(*scenario, asked.periods), asked, heads);
    const std::string base = std::filesystem::absolute("tests/errors/base/whole.yaml").string();
    const auto path = scratch(".yaml");
    write_file(path, roster_yaml(*scenario, sheet, base));
    // What the test changes belongs to the scenario: only what the roster does not say.
    std::erase_if(set, [](const std::string& change) {
        return change.starts_with("teams.desk.shifts") || change.starts_with("teams.desk.agents");
    });
    auto answer = load_scenario(path.string(), LoadOptions{.set = std::move(set)});
    std::filesystem::remove(path);
    if (const auto* errors = std::get_if<1>(&answer)) {
        ADD_FAILURE() << render(*errors);
    }
    return std::move(std::get<Loaded>(answer).scenario);
}

std::vector<std::pair<std::string, std::uint32_t>> present(const Scenario& scenario) {
    std::vector<std::pair<std::string, std::uint32_t>> there;
    for (const Tour& tour : tours_of(*scenario, periods_of(*scenario)).tours) {
        if (tour.present > 0) {
            there.emplace_back(tour.name, tour.present);
        }
    }
    return there;
}

using Present = std::vector<std::pair<std::string, std::uint32_t>>;

const std::string two_starts =
    "staffing.shifts=[{starts: [\"09:00\", \"22:00\"], length: 8h 30min, break: 30min, days: "
    "Mon-Fri}]";

TEST(RosterYaml, IsAScenario) {
    const Scenario before = desk({two_starts});
    const Scenario after = written_and_read(before, {2, 3, 1}, {two_starts});
    EXPECT_EQ(present(after), (Present{{"Mon-Fri 08:00-16:00", 2},
                                       {"Mon-Fri 09:00-17:30", 3},
                                       {"Mon-Fri 22:00-06:30", 1}}));
    const Crew& late = after->organisation.crews[CrewId{1}];
    EXPECT_EQ(late.agents, 3U);
    EXPECT_EQ(late.shifts.front().length(), Span{std::chrono::minutes{510}});
    const Break& planned = before->staffing.teams[0].patterns[0].breaks[0];
    ASSERT_EQ(late.breaks.size(), 1U);
    EXPECT_EQ(late.breaks[0].length, planned.length);
    EXPECT_EQ(late.breaks[0].first, planned.first);
    EXPECT_EQ(late.breaks[0].last, planned.last);
    EXPECT_EQ(late.breaks[0].paid, planned.paid);
}

TEST(RosterYaml, LeavesAloneWhatDoesNotChange) {
    const Scenario before = desk({});
    const Requirement asked = nothing_asked(before);
    const RosterSheet sheet = sheet_of(tours_of(*before, asked.periods), asked, {4});
    EXPECT_EQ(roster_yaml(*before, sheet, "x.yaml"),
              "schema: meridian/1\nname: \"whole, rostered\"\ninclude: [\"x.yaml\"]\n");
}

TEST(RosterYaml, CanLeaveATeamWithoutPeople) {
    const std::string other =
        "teams.other={region: oslo, tier: frontline, agents: 2, shifts: 24x7}";
    const Scenario before = desk({other});
    const Scenario after = written_and_read(before, {0, 3}, {other});
    EXPECT_EQ(present(after), (Present{{"24x7", 2}}));  // `--set` comes last
    const Scenario none = written_and_read(desk({}), {0}, {});
    EXPECT_EQ(present(none), Present{});
}

TEST(RosterYaml, KeepsTurns) {
    const std::vector<std::string> turns{
        "teams.desk.agents=2",
        "teams.desk.shifts=[{from: \"22:00\", to: \"06:00\", agents: 1, every: 2 weeks, starting: "
        "2026-03-02}, {from: \"22:00\", to: \"06:00\", agents: 1, every: 2 weeks, starting: "
        "2026-03-09}]"};
    const Scenario after = written_and_read(desk(turns), {3}, turns);
    ASSERT_EQ(after->organisation.crews.size(), 2U);
    EXPECT_EQ(after->organisation.crews[CrewId{0}].agents, 3U);
    EXPECT_EQ(present(after), (Present{{"Mon-Sun 22:00-06:00", 3}}));
}

/// People who work early on three days and late on two: their hours become a calendar.
TEST(RosterYaml, WritesSeveralHoursOfOnePersonAsACalendar) {
    const std::vector<std::string> mixed{
        "teams.desk.agents=4",
        "teams.desk.shifts=[{days: Mon-Wed, from: \"06:00\", to: \"14:00\"}, {days: Thu-Fri, from: "
        "\"12:00\", to: \"20:00\"}]"};
    const Scenario before = desk(mixed);
    const Scenario after = written_and_read(before, {6}, mixed);
    ASSERT_EQ(after->organisation.crews.size(), 1U);
    EXPECT_EQ(after->organisation.crews[CrewId{0}].agents, 6U);
    EXPECT_EQ(after->organisation.crews[CrewId{0}].shifts,
              before->organisation.crews[CrewId{0}].shifts);
}

TEST(RosterCsv, TellsPremiumsApart) {
    const Scenario scenario =
        desk({"teams.desk.cost={per_hour: 10, night: 50%}",
              "staffing.shifts=[{starts: [\"22:00\"], length: 8h, days: Mon-Fri}]"});
    const Requirement asked = nothing_asked(scenario);
    const RosterSheet sheet = sheet_of(tours_of(*scenario, asked.periods), asked, {3, 2});
    EXPECT_EQ(roster_csv(*scenario, sheet),
              "team,tier,region,shift,people_now,people,change,kept,night,weekend,part_time,"
              "paid_hours_a_week,base_cost_a_week,night_cost_a_week,weekend_cost_a_week,cost_a_week"
              "\n"
              "desk,frontline,oslo,Mon-Fri 08:00-16:00,4,3,-1,no,no,no,no,120,1200,0,0,1200\n"
              "desk,frontline,oslo,Mon-Fri 22:00-06:00,0,2,2,no,yes,yes,no,80,800,400,0,1200\n");
}

TEST(RequirementCsv, HasALineForEachHourThatMatters) {
    const Scenario scenario =
        desk({"teams.desk.shifts=[{days: Mon, from: \"08:00\", to: \"10:00\"}]"});
    Requirement asked = nothing_asked(scenario);
    asked.pools.push_back(
        {.tier = TierId{0}, .crews = {CrewId{0}}, .teams = {TeamId{0}}, .name = "desk, nb"});
    asked.needed.emplace_back(1);
    asked.needed[0][0][hour_of(0, 8)] = 2.5;
    const RosterSheet sheet = sheet_of(tours_of(*scenario, asked.periods), asked, {3});
    EXPECT_EQ(requirement_csv(sheet),
              "pool,from,to,hour_utc,offered,needed,on_duty,spare\n"
              "\"desk, nb\",2026-03-02T00:00:00Z,2026-03-30T00:00:00Z,Mon 07:00,0,0,3,3\n"
              "\"desk, nb\",2026-03-02T00:00:00Z,2026-03-30T00:00:00Z,Mon 08:00,0,2.5,3,0.5\n");
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// As python3 reads it: the names of the sheets and a cell.
TEST(RosterXlsx, IsAWorkbookOfTheSameBytes) {
    const Scenario scenario = desk({});
    const Requirement asked = nothing_asked(scenario);
    const RosterSheet sheet = sheet_of(tours_of(*scenario, asked.periods), asked, {7});
    const auto first = scratch("-1.xlsx");
    const auto second = scratch("-2.xlsx");
    write_roster_xlsx(first, *scenario, sheet);
    write_roster_xlsx(second, *scenario, sheet);
    const std::string bytes = bytes_of(first);
    EXPECT_EQ(bytes.substr(0, 2), "PK");
    EXPECT_EQ(bytes, bytes_of(second));
    EXPECT_FALSE(std::filesystem::exists(first.string() + ".part"));
    const std::string look =
        "python3 -c \"import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); "
        "assert z.testzip() is None; "
        "assert 'name=\\\"Requirement\\\"' in z.read('xl/workbook.xml').decode(); "
        "assert '<v>7</v>' in z.read('xl/worksheets/sheet1.xml').decode()\" ";
    EXPECT_EQ(std::system((look + first.string()).c_str()), 0);
    std::filesystem::remove(first);
    std::filesystem::remove(second);
}

TEST(RosterXlsx, SaysWhereItCannotWrite) {
    const Scenario scenario = desk({});
    const Requirement asked = nothing_asked(scenario);
    const RosterSheet sheet = sheet_of(tours_of(*scenario, asked.periods), asked, {7});
    EXPECT_THROW(write_roster_xlsx("no/such/folder/roster.xlsx", *scenario, sheet), DiskError);
}

}  // namespace
}  // namespace meridian::roster_files_test
