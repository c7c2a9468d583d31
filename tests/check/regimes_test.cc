#include "model/check/regimes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "model/check/cells.h"
#include "tools/load/loader.h"

namespace meridian::check {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const std::string offices = "scenarios/dst-gap.yaml";

Scenario loaded(const std::string& path, const LoadOptions& options = {}) {
    const auto answer = load_scenario(path, options);
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&answer)) {
        throw std::runtime_error(render(*wrong));
    }
    return std::get<Loaded>(answer).scenario;
}

/// "2026-03-08: nobody 1 h from 22, two 1 h from 14".
std::string text_of(const Regime& regime) {
    const auto hours = [](const Regime::Hours& of) {
        std::string text = std::to_string(of.a_day / 1h) + " h";
        EXPECT_EQ(of.a_day % 1h, 0h);
        for (const Span at : of.begin) {
            text += " from " + std::to_string(at / 1h);
        }
        return text;
    };
    return to_text(regime.from) + ": nobody " + hours(regime.uncovered) + ", two " +
           hours(regime.overlap);
}

std::vector<std::string> regimes(const Scenario& scenario) {
    std::vector<std::string> lines;
    for (const Regime& regime : regimes_of(scenario, TierId{0})) {
        lines.push_back(text_of(regime));
    }
    return lines;
}

TEST(ThreeOffices, HaveNineRegimesIn2026) {
    const std::vector<std::string> expected{
        "2026-01-01: nobody 0 h, two 0 h",
        "2026-03-08: nobody 1 h from 22, two 1 h from 14",
        "2026-03-29: nobody 1 h from 22, two 1 h from 6",
        "2026-04-04: nobody 2 h from 22, two 1 h from 6",  // Sydney's clocks change at 16:00
        "2026-04-05: nobody 2 h from 22, two 2 h from 6",
        "2026-10-03: nobody 1 h from 22, two 2 h from 6",
        "2026-10-04: nobody 1 h from 22, two 1 h from 6",
        "2026-10-25: nobody 1 h from 22, two 1 h from 14",
        "2026-11-01: nobody 0 h, two 0 h"};
    const Scenario scenario = loaded(offices);
    EXPECT_EQ(regimes(scenario), expected);
    EXPECT_EQ(uncovered_of(scenario, TierId{0}), 420h);
    EXPECT_EQ(regimes_of(scenario, TierId{0})[1].changes,
              std::vector<std::string>{"America/Los_Angeles to -07:00"});
}

/// Minute by minute, on each office's own clock, without a set of intervals.
TEST(ThreeOffices, AreUncoveredInAsManyMinutesAsAScanFinds) {
    const Scenario scenario = loaded(offices);
    struct Office {
        const char* zone;
        int opens, closes;
    };
    const Office hours[] = {
        {"Europe/Stockholm", 8, 16}, {"America/Los_Angeles", 7, 15}, {"Australia/Sydney", 10, 18}};
    const Interval run = scenario->run.horizon;
    std::vector<Zone> zones;
    for (const Office& office : hours) {
        zones.push_back(std::get<Zone>(load_zone(office.zone, run)));
    }
    const std::vector<Cell> cells = cells_of(scenario);
    ASSERT_EQ(cells.size(), 1U);
    std::int64_t minutes = 0, cell_minutes = 0;
    for (Instant t = run.begin; t < run.end; t += 1min) {
        bool open = false;
        for (std::size_t i = 0; i < zones.size(); ++i) {
            const auto hour = zones[i].wall_at(t).ms / 3'600'000 % 24;
            open = open || (hours[i].opens <= hour && hour < hours[i].closes);
        }
        minutes += open ? 0 : 1;
        cell_minutes += std::ranges::any_of(cells[0].uncovered,
                                            [&](const Interval& i) { return i.contains(t); })
                            ? 1
                            : 0;
    }
    EXPECT_EQ(minutes, 420 * 60);
    EXPECT_EQ(cell_minutes, minutes);
    EXPECT_EQ(uncovered_of(scenario, TierId{0}), std::chrono::minutes{minutes});
}

TEST(HypotheticalClocks, MoveTheHole) {
    // Stockholm keeps summer time: 06 to 14 UTC also after 25 October. From 1 November San
    // Francisco sits from 15 to 23 and Sydney from 23 to 07: nobody from 14 to 15, on 61 days.
    LoadOptions options;
    options.set = {
        R"(run.time_zones={rules: [{zone: Europe/Stockholm, offset: "+02:00", from: 2026-10-25}]})"};
    const Scenario scenario = loaded(offices, options);
    EXPECT_EQ(regimes(scenario).back(), "2026-11-01: nobody 1 h from 14, two 1 h from 6");
    EXPECT_EQ(uncovered_of(scenario, TierId{0}), (420 + 61) * 1h);
    EXPECT_NE(scenario->tz_version.find("with rules"), std::string::npos);
    options.clocks_as_they_are = true;
    EXPECT_EQ(uncovered_of(loaded(offices, options), TierId{0}), 420h);
}

/// Another release: Stockholm as it would be without summer time.
class AnotherDatabase : public ::testing::Test {
protected:
    AnotherDatabase()
        : folder(fs::temp_directory_path() /
                 (std::string("meridian-database-") +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
        fs::remove_all(folder);
        copy("Europe/Stockholm", "Etc/GMT-1");
        copy("America/Los_Angeles", "America/Los_Angeles");
        copy("Australia/Sydney", "Australia/Sydney");
        copy("Etc/UTC", "Etc/UTC");
        std::ofstream(folder / "tzdata.zi") << "# version 2099z\n";
        options.set = {"run.time_zones={database: " + folder.string() + "}"};
    }
    ~AnotherDatabase() override { fs::remove_all(folder); }

    void copy(const std::string& name, const std::string& of) const {
        fs::create_directories((folder / name).parent_path());
        fs::copy_file("/usr/share/zoneinfo/" + of, folder / name);
    }

    fs::path folder;
    LoadOptions options;
};

TEST_F(AnotherDatabase, HasOtherRegimesAndSaysWhichItIs) {
    const Scenario scenario = loaded(offices, options);
    EXPECT_EQ(scenario->tz_version, "2099z");
    // Without summer time in Stockholm (07 to 15 UTC) nothing changes on 29 March and 25 October.
    const std::vector<std::string> expected{
        "2026-01-01: nobody 0 h, two 0 h",
        "2026-03-08: nobody 1 h from 22, two 1 h from 14",
        "2026-04-04: nobody 2 h from 22, two 1 h from 14",
        "2026-04-05: nobody 2 h from 22, two 2 h from 7 from 14",
        "2026-10-03: nobody 1 h from 22, two 2 h from 7 from 14",
        "2026-10-04: nobody 1 h from 22, two 1 h from 14",
        "2026-11-01: nobody 0 h, two 0 h"};
    EXPECT_EQ(regimes(scenario), expected);
    EXPECT_NE(scenario->fingerprint, loaded(offices)->fingerprint);
}

TEST_F(AnotherDatabase, ThatLacksAZoneIsRefused) {
    fs::remove(folder / "Australia/Sydney");
    const auto answer = load_scenario(offices, options);
    const auto* wrong = std::get_if<std::vector<Diagnostic>>(&answer);
    ASSERT_NE(wrong, nullptr);
    EXPECT_EQ(wrong->front().code, "R102");
    EXPECT_NE(wrong->front().message.find("has no time zone 'Australia/Sydney'"),
              std::string::npos);
}

}  // namespace
}  // namespace meridian::check
