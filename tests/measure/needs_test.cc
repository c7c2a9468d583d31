#include "sim/measure/needs.h"

#include <gtest/gtest.h>

#include "sim/measure/erlang.h"
#include "sim/measure/goal.h"
#include "sim/measure/roster.h"
#include "tests/draft.h"

namespace meridian::testing {
namespace {

/// One tier round the clock for a week, and what was offered to it.
struct Week {
    Week() {
        sketch.for_time(168h);
        sketch.region("oslo");
        sketch.tier("frontline");
        sketch.stream({.name = "customers", .per_hour = 1});
    }

    /// So many erlangs in every hour of the week, 20 min a ticket.
    [[nodiscard]] Needs needs(double erlangs, int replications = 1) {
        const Scenario scenario = sketch.seal();
        const double ms = erlangs * 3'600'000 * replications;
        LoadTally load;
        load.by_hour.resize(1);
        load.by_hour[0].fill(static_cast<std::int64_t>(ms));
        load.by_hour_utc = load.by_hour;
        const std::size_t languages = scenario->organisation.languages.size();
        load.language.resize(languages + 1);
        for (std::size_t l = 0; l < languages; ++l) {  // shared equally
            load.language[l].fill(static_cast<std::int64_t>(ms / static_cast<double>(languages)));
        }
        load.customer.resize(1 * (scenario->organisation.regions.size() + 1));
        load.touch = {1'200'000};
        load.touches = {1};
        return staffing_needs(*scenario, load, replications);
    }

    ScenarioSketch sketch;
};

TEST(StaffingNeeds, AreErlangsWithinAnHourWhenNothingIsPromised) {
    Week week;
    week.sketch.team({.name = "desk", .agents = 4});
    const Needs needs = week.needs(3);
    const NeedHour& hour = needs.tiers[0].by_hour[17];
    EXPECT_DOUBLE_EQ(hour.load, 3);
    EXPECT_EQ(hour.needed, erlang_c_agents(3, 0.8, 3));  // an hour is three handling times
    EXPECT_DOUBLE_EQ(hour.rostered, 4);
    EXPECT_EQ(needs.tiers[0].goal_source, "");
}

TEST(StaffingNeeds, DoNotGrowWithTheNumberOfReplications) {
    Week week;
    week.sketch.team({.name = "desk", .agents = 4});
    EXPECT_DOUBLE_EQ(week.needs(3, 20).by_tier[0].load, week.needs(3, 1).by_tier[0].load);
}

TEST(StaffingNeeds, FollowTheTightestPromiseAboutStarting) {
    Week week;
    week.sketch.team({.name = "desk", .agents = 4});
    week.sketch.sla("slow", 2h, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    week.sketch.sla("quick", 5min, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    week.sketch.sla("whole", 1min);  // about resolution: says nothing about starting
    const Needs needs = week.needs(3);
    EXPECT_EQ(needs.tiers[0].goal_source, "quick");
    EXPECT_EQ(needs.tiers[0].by_hour[0].needed, erlang_c_agents(3, 0.8, 0.25));
}

TEST(StaffingNeeds, CountShortHoursBeyondHalfAnAgent) {
    Week week;
    week.sketch.team({.name = "desk", .agents = 1});
    const Needs needs = week.needs(3);
    const int needed = needs.tiers[0].by_hour[0].needed;
    EXPECT_DOUBLE_EQ(needs.by_tier[0].hours_short, 168);
    EXPECT_DOUBLE_EQ(needs.by_tier[0].agents_short, 168.0 * (needed - 1));
}

TEST(StaffingNeeds, GrossUpByDividing) {
    Week week;
    week.sketch.team({.name = "desk", .agents = 4, .absence = 0.1});
    week.sketch.draft.organisation.shrinkage_planned = 0.2;
    const Needs needs = week.needs(3);
    EXPECT_NEAR(needs.shrinkage, 1 - 0.9 * 0.8, 1e-12);
    EXPECT_NEAR(needs.by_tier[0].fte_rostered, 4 * 0.9 * 168 / (0.9 * 0.8) / 40, 1e-9);
    EXPECT_NEAR(needs.tiers[0].seats_fte, 4.2 / (0.9 * 0.8), 1e-9);
}

TEST(StaffingNeeds, GoToANobodyRowWhereNobodyIsRostered) {
    Week week;
    week.sketch.team({.name = "desk", .agents = 4, .daily = {{8h, 16h}}});
    const Needs needs = week.needs(3);
    ASSERT_EQ(needs.by_team_region.size(), 2U);
    EXPECT_EQ(needs.by_team_region[1].slice, "nobody rostered");
    EXPECT_NEAR(needs.by_team_region[0].load, 3 * 56, 1e-9);
    EXPECT_NEAR(needs.by_team_region[1].load, 3 * 112, 1e-9);
}

TEST(StaffingNeeds, GiveEachLanguageAPoolOfItsOwnAgainstAllWhoSpeakIt) {
    Week week;
    week.sketch.team({.name = "oslo", .agents = 3, .languages = {{"nb"}, {"en"}}});
    week.sketch.team({.name = "leeds", .agents = 1, .languages = {{"en"}}});
    const Needs needs = week.needs(3);
    ASSERT_EQ(needs.by_language.size(), 2U);
    const NeedRow& norwegian = needs.by_language[0];
    const int pool = erlang_c_agents(1.5, 0.8, 3);
    EXPECT_EQ(norwegian.slice, "nb");
    EXPECT_NEAR(norwegian.load, 1.5 * 168, 1e-9);
    EXPECT_DOUBLE_EQ(norwegian.needed, 168.0 * pool);
    EXPECT_NEAR(norwegian.rostered, 3 * 168, 1e-9);
    EXPECT_NEAR(needs.by_language[1].rostered, 4 * 168, 1e-9);
    EXPECT_GE(norwegian.needed + needs.by_language[1].needed, needs.by_tier[0].needed);
}

TEST(StaffingNeeds, FindTheHoursInWhichTooFewSpeakALanguage) {
    Week week;
    week.sketch.team({.name = "oslo", .agents = 9, .daily = {{8h, 16h}}, .languages = {{"nb"}}});
    week.sketch.team({.name = "leeds", .agents = 9, .languages = {{"en"}}});
    const Needs needs = week.needs(3);
    EXPECT_DOUBLE_EQ(needs.by_language[0].hours_short, 7 * 16);
    EXPECT_DOUBLE_EQ(needs.by_language[0].agents_short, 7 * 16 * erlang_c_agents(1.5, 0.8, 3));
    EXPECT_DOUBLE_EQ(needs.by_language[1].hours_short, 0);
}

TEST(ARoster, TakesBreaksWhereTheyAreStaggered) {
    ScenarioSketch sketch;
    sketch.for_time(24h);
    sketch.region("oslo");
    sketch.tier("frontline");
    sketch.stream({.name = "customers", .per_hour = 1});
    sketch.team({.name = "desk",
                 .agents = 2,
                 .daily = {{8h, 16h}},
                 .breaks = {{.length = 30min, .first = 3h, .last = 5h, .paid = false}}});
    const Scenario scenario = sketch.seal();
    const CrewRoster roster = rosters(*scenario)[0];
    const double hour = 3'600'000;
    EXPECT_DOUBLE_EQ(roster.on_duty[10], 2 * hour);
    EXPECT_DOUBLE_EQ(roster.on_duty[11], 1.5 * hour);
    EXPECT_DOUBLE_EQ(roster.on_duty[12], 2 * hour);
    EXPECT_DOUBLE_EQ(roster.on_duty[13], 1.5 * hour);
    EXPECT_DOUBLE_EQ(roster.duty_time, 15 * hour);
    EXPECT_DOUBLE_EQ(roster.paid_time, 15 * hour);
    EXPECT_DOUBLE_EQ(roster.shift_time, 16 * hour);
}

TEST(CoverageHoles, AreOfTheLanguagesThatAreAskedFor) {
    ScenarioSketch sketch;
    sketch.for_time(168h);
    sketch.region("oslo");
    const TierId tier = sketch.tier("frontline");
    sketch.team({.name = "all day", .languages = {{"en"}}});
    sketch.team({.name = "office", .daily = {{8h, 16h}}, .languages = {{"nb"}}});
    sketch.stream({.name = "customers", .per_hour = 1});
    const LanguageId nb = sketch.language_id("nb");
    const LanguageId en = sketch.language_id("en");
    const Scenario scenario = sketch.seal();
    Need norwegian;
    norwegian.tier = tier;
    norwegian.language = nb;
    Need english = norwegian;
    english.language = en;
    std::vector<std::int64_t> hole(3, 0);
    hole[nb.index] = 5'000;
    std::vector<DemandCount> demand(3);
    demand[nb.index] = {.asked = 8, .covered = 6};
    const auto rows = coverage_holes(*scenario, {english, norwegian}, hole, demand, 2);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].language, "nb");
    EXPECT_DOUBLE_EQ(rows[0].hours_per_week, 7 * 16);
    EXPECT_EQ(rows[0].longest, 16h);
    EXPECT_EQ(rows[0].first, ScenarioSketch::monday);
    EXPECT_DOUBLE_EQ(rows[0].breach_time, 2'500);
    EXPECT_DOUBLE_EQ(rows[0].demand_covered, 0.75);
    EXPECT_DOUBLE_EQ(rows[0].uncovered[7], 1);
    EXPECT_DOUBLE_EQ(rows[0].uncovered[8], 0);
}

}  // namespace
}  // namespace meridian::testing
