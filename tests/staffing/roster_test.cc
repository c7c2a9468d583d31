#include "sim/experiment/staffing/roster.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/staffing/shifts.h"

namespace meridian::roster_test {
namespace {

using testing::desk;
using testing::hour_of;

/// Two teams: Norwegians, and people who speak English too. Three kinds of work: Norwegian,
/// English, and what either may do.
Scenario two_teams(std::vector<std::string> more) {
    std::vector<std::string> set{
        "teams.desk={region: oslo, tier: frontline, languages: [nb], cost: {per_hour: 30, night: "
        "40%, weekend: 20%}, shifts: [{days: Mon-Fri, from: \"08:00\", to: \"16:00\", agents: 2}]}",
        "teams.world={region: oslo, tier: frontline, languages: [nb, en], cost: {per_hour: 37}, "
        "shifts: [{days: Mon-Fri, from: \"12:00\", to: \"20:00\", agents: 1}]}",
        "streams.nordic.language={nb: 70%, en: 30%}"};
    set.insert(set.end(), more.begin(), more.end());
    return desk(std::move(set));
}

const std::vector<std::string> evenings{
    "staffing.shifts=[{starts: [\"16:00\"], length: 8h, days: Mon-Fri}]"};

struct Question {
    Scenario scenario;
    Tours tours;
    Requirement requirement;
};

Question question(Scenario scenario) {
    const std::vector<Period> periods = periods_of(*scenario);
    Tours tours = tours_of(*scenario, periods);
    Requirement asked{
        .periods = periods, .pools = {}, .needed = {}, .offered = {}, .stationary = {}};
    const TeamId first{0}, world{1};
    for (const std::vector<TeamId>& who :
         {std::vector{first}, std::vector{world}, std::vector{first, world}}) {
        Pool pool{.tier = TierId{0}, .crews = {}, .teams = who, .name = "pool"};
        for (const TeamId team : who) {
            pool.crews.push_back(CrewId{team.index});
        }
        asked.pools.push_back(pool);
        asked.needed.emplace_back(periods.size(), WeekOfAgents{});
    }
    return {std::move(scenario), std::move(tours), std::move(asked)};
}

/// Numbers that look like chance, the same everywhere.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed * 0x9E37'79B9'7F4A'7C15 + 1) {}
    double up_to(double most) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return most * static_cast<double>(state_ >> 11U) / 9007199254740992.0;
    }

private:
    std::uint64_t state_;
};

/// Something is asked on a few hours of the week at which somebody may be there: 07-23 UTC.
void ask(Question& q, std::uint64_t seed) {
    Numbers numbers(seed);
    for (auto& pool : q.requirement.needed) {
        for (int i = 0; i < 4; ++i) {
            const auto day = static_cast<int>(numbers.up_to(5));
            const auto hour = 7 + static_cast<int>(numbers.up_to(14));
            for (WeekOfAgents& week : pool) {
                week[hour_of(day, hour)] = numbers.up_to(1.8);
            }
        }
    }
}

/// Hall's condition as it is written down: every choice of pools, every hour.
bool covers(const Question& q, const std::vector<int>& heads) {
    for (std::size_t period = 0; period < q.requirement.periods.size(); ++period) {
        for (std::size_t hour = 0; hour < 168; ++hour) {
            for (unsigned choice = 1; choice < 8; ++choice) {
                double needed = 0;
                bool served[2] = {false, false};
                for (unsigned pool = 0; pool < 3; ++pool) {
                    if ((choice >> pool & 1U) != 0) {
                        needed += q.requirement.needed[pool][period][hour];
                        for (const TeamId team : q.requirement.pools[pool].teams) {
                            served[team.index] = true;
                        }
                    }
                }
                double there = 0;
                for (std::size_t i = 0; i < heads.size(); ++i) {
                    const Tour& tour = q.tours.tours[i];
                    there += served[tour.team.index] ? heads[i] * tour.on_duty[period][hour] : 0;
                }
                if (there < needed - 1e-6) {
                    return false;
                }
            }
        }
    }
    return true;
}

double cost_of(const Question& q, const std::vector<int>& heads) {
    double cost = 0;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        cost += heads[i] * q.tours.tours[i].cost;
    }
    return cost;
}

/// The cheapest of all rosters with up to `most` of each tour that the predicate lets pass.
template <class Allowed>
std::optional<double> cheapest_of_all(const Question& q, int most, Allowed allowed) {
    std::vector<int> heads(q.tours.tours.size(), 0);
    std::optional<double> best;
    for (;;) {
        const double cost = cost_of(q, heads);
        if ((!best || cost < *best) && allowed(heads) && covers(q, heads)) {
            best = cost;
        }
        std::size_t i = 0;
        while (i < heads.size() && heads[i] == most) {
            heads[i++] = 0;
        }
        if (i == heads.size()) {
            return best;
        }
        ++heads[i];
    }
}

template <class Allowed>
void agrees_with_all(const Scenario& scenario, std::uint64_t seed, Allowed allowed) {
    Question q = question(scenario);
    ask(q, seed);
    const Roster found = cheapest_roster(*q.scenario, q.tours, q.requirement, {});
    const auto best = cheapest_of_all(q, 5, allowed);
    ASSERT_EQ(found.exists(), best.has_value()) << seed << ": " << found.reason;
    if (!best) {
        return;
    }
    EXPECT_TRUE(found.proven) << seed;
    EXPECT_NEAR(found.cost, *best, 1e-6 * *best) << seed;
    EXPECT_LE(found.bound, *best * (1 + 1e-9)) << seed;
    EXPECT_NEAR(cost_of(q, found.heads), found.cost, 1e-6 * found.cost);
    EXPECT_TRUE(covers(q, found.heads)) << seed;
    EXPECT_TRUE(allowed(found.heads)) << seed;
    EXPECT_EQ(faults_of(*q.scenario, q.tours, q.requirement, found.heads),
              std::vector<std::string>{});
}

TEST(Roster, IsTheCheapestOfAllThereAre) {
    const Scenario scenario = two_teams(evenings);
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        agrees_with_all(scenario, seed, [](const auto&) { return true; });
    }
}

/// Tours are those of the desk (present, evening), then of the world (present, evening).
TEST(Roster, IsTheCheapestThatTheLimitsAllow) {
    std::vector<std::string> set = evenings;
    set.push_back("staffing.people={desk: {at_least: 1, at_most: 5}}");
    set.push_back("staffing.change_at_most=6");
    const Scenario scenario = two_teams(set);
    const auto allowed = [](const std::vector<int>& heads) {
        const int desk = heads[0] + heads[1];
        const auto changes = [&](std::size_t first, int present) {
            const int kept = std::min(heads[first], present);
            return std::max(heads[first] + heads[first + 1] - kept, present - kept);
        };
        return desk >= 1 && desk <= 5 && changes(0, 2) + changes(2, 1) <= 6;
    };
    int impossible = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        agrees_with_all(scenario, seed, allowed);
        Question q = question(scenario);
        ask(q, seed);
        impossible += cheapest_roster(*q.scenario, q.tours, q.requirement, {}).exists() ? 0 : 1;
    }
    EXPECT_GT(impossible, 0);  // otherwise the limits are not what is tested
    EXPECT_LT(impossible, 12);
}

/// Evenings from 16:00 to 24:00 are two hours of night: 17:00 to 01:00 is three.
TEST(Roster, KeepsTheShareOfNights) {
    const std::vector<std::string> set{
        "staffing.shifts=[{starts: [\"17:00\"], length: 8h, days: Mon-Fri}]",
        "staffing.rules.default={nights: 50%}"};
    const Scenario scenario = two_teams(set);
    const auto allowed = [](const std::vector<int>& heads) {
        return heads[1] <= heads[0] && heads[3] <= heads[2];
    };
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        agrees_with_all(scenario, seed, allowed);
    }
}

/// What the present roster covers it covers too, for no more, even if the search may not begin.
TEST(Roster, IsNeverWorseThanTheGivenOne) {
    Question q = question(two_teams(
        {"staffing.shifts=[{starts: {from: \"05:00\", to: \"13:00\", every: 30min}, length: [8h, "
         "6h]}]",
         "staffing.rules.default={weekends: 30%, part_time: 30%}"}));
    const std::vector<int> given = present_heads(q.tours);
    const auto there = on_duty_for(q.tours, q.requirement, given);
    for (std::size_t pool = 0; pool < 2; ++pool) {
        for (std::size_t hour = 0; hour < 168; ++hour) {
            q.requirement.needed[pool][0][hour] = 0.9 * there[pool][0][hour];
        }
    }
    for (const int nodes : {0, 20}) {
        const Roster found = cheapest_roster(*q.scenario, q.tours, q.requirement, {.nodes = nodes});
        ASSERT_TRUE(found.exists());
        EXPECT_LE(found.cost, cost_of(q, given) + 1e-6);
        EXPECT_LE(found.bound, found.cost);
        EXPECT_TRUE(covers(q, found.heads));
        EXPECT_EQ(faults_of(*q.scenario, q.tours, q.requirement, found.heads),
                  std::vector<std::string>{});
    }
}

TEST(Roster, SaysWhichPoolsAndHoursNobodyCanCover) {
    Question q = question(two_teams(evenings));
    q.requirement.needed[1][0][hour_of(6, 3)] = 0.5;  // Sunday night
    const Roster found = cheapest_roster(*q.scenario, q.tours, q.requirement, {});
    EXPECT_FALSE(found.exists());
    ASSERT_EQ(found.shortages.size(), 1U);
    EXPECT_EQ(found.shortages[0].pools, (std::vector<std::size_t>{1}));
    EXPECT_EQ(found.shortages[0].hour, static_cast<int>(hour_of(6, 3)));
    EXPECT_NEAR(found.shortages[0].missing, 0.5, 1e-6);
    q.requirement.needed[1][0][hour_of(6, 4)] = 0.25;
    q.requirement.needed[0][0][hour_of(0, 12)] = 2;
    const Roster two = cheapest_roster(*q.scenario, q.tours, q.requirement, {});
    ASSERT_EQ(two.shortages.size(), 2U);
    const Requirement rest = eased(q.requirement, two.shortages);
    EXPECT_NEAR(rest.needed[1][0][hour_of(6, 3)], 0, 1e-6);
    const Roster roster = cheapest_roster(*q.scenario, q.tours, rest, {});
    EXPECT_EQ(roster.heads, (std::vector<int>{2, 0, 0, 0}));
}

/// Of five who are needed, three may be hired.
TEST(Roster, SaysWhereALimitOnPeopleLeavesTooFew) {
    Question q = question(two_teams({"staffing.people={world: {at_most: 3}}"}));
    q.requirement.needed[1][0][hour_of(0, 12)] = 5;
    const Roster found = cheapest_roster(*q.scenario, q.tours, q.requirement, {});
    EXPECT_FALSE(found.exists());
    ASSERT_EQ(found.shortages.size(), 1U);
    EXPECT_NEAR(found.shortages[0].missing, 2, 1e-6);
}

TEST(Roster, IsTheSameASecondTime) {
    Question q = question(two_teams(evenings));
    ask(q, 99);
    const Roster first = cheapest_roster(*q.scenario, q.tours, q.requirement, {});
    const Roster second = cheapest_roster(*q.scenario, q.tours, q.requirement, {});
    EXPECT_EQ(first.heads, second.heads);
    EXPECT_EQ(first.bound, second.bound);
}

TEST(Roster, IsLookedAtOnceMore) {
    Question q = question(two_teams({"staffing.people={desk: {at_most: 2}}"}));
    q.requirement.needed[0][0][hour_of(0, 12)] = 2;
    EXPECT_EQ(faults_of(*q.scenario, q.tours, q.requirement, {2, 1}), std::vector<std::string>{});
    EXPECT_EQ(faults_of(*q.scenario, q.tours, q.requirement, {1, 1}).size(), 1U);
    EXPECT_EQ(faults_of(*q.scenario, q.tours, q.requirement, {3, 1}).size(), 1U);
}

}  // namespace
}  // namespace meridian::roster_test
