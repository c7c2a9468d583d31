// The day of O. B. Jennings, A. Mandelbaum, W. A. Massey and W. Whitt (Management Science 42
// (1996)) and of Z. Feldman, A. Mandelbaum, W. A. Massey and W. Whitt (Management Science 54
// (2008)): Poisson arrivals whose rate is a sine, exponential work, a team that changes by the
// hour. What they found: staffed for the infinite-server load it keeps nearly the same level all
// day, whatever the length of the work; staffed for the rate of each hour, as if that lasted for
// ever, it does so for short work only.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <ostream>
#include <ratio>
#include <string>
#include <vector>

#include "sim/experiment/columns.h"
#include "sim/experiment/interval.h"
#include "sim/experiment/replicate.h"
#include "sim/experiment/staffing/offered.h"
#include "sim/experiment/staffing/requirement.h"
#include "sim/measure/erlang.h"
#include "sim/measure/slice.h"
#include "tests/draft.h"
#include "tests/staffing/hourly_queue.h"
#include "tests/staffing/validation_figures.h"

namespace meridian::testing::tides_test {
namespace {

constexpr double goal = 0.9;
constexpr double mean_load = 20, swing = 0.6;  // Erlangs; share of them
constexpr int within_part = 30;                // the promise: this part of the mean work
constexpr int load_replications = 40;

/// Work of one length, and how many days of it are simulated at a time.
struct Tide {
    std::string name;
    Span work;
    int days;
    std::uint64_t seed;
};

const Tide six_minutes{"SixMinutes", 6min, 7, 61};
const Tide half_an_hour{"HalfAnHour", 30min, 14, 62};
const Tide three_hours{"ThreeHours", 3h, 84, 63};

Span within(const Tide& tide) { return tide.work / within_part; }

double in_hours(Span span) { return std::chrono::duration<double, std::ratio<3600>>(span).count(); }

/// Mean of the sine over each hour, highest at noon. Every tide has the same load arriving.
HoursOfDay arrivals(const Tide& tide) {
    HoursOfDay per_hour{};
    const double half = std::numbers::pi / 24;
    for (std::size_t h = 0; h < hours_in_day; ++h) {
        const double middle = std::cos(half * (2 * static_cast<double>(h) + 1 - 24));
        per_hour[h] =
            mean_load / in_hours(tide.work) * (1 + swing * middle * std::sin(half) / half);
    }
    return per_hour;
}

/// Nobody works there yet.
ScenarioSketch desk(const Tide& tide) {
    ScenarioSketch sketch;
    sketch.seed(tide.seed).for_time(24h * (tide.days + 1)).warm_up(24h);
    sketch.region("here");
    sketch.tier("desk");
    const HoursOfDay per_hour = arrivals(tide);
    const double mean = mean_load / in_hours(tide.work);
    const StreamId id = sketch.stream({.name = "tickets", .per_hour = mean});
    for (std::size_t h = 0; h < hours_in_week; ++h) {
        sketch.draft.workload.streams[id].week[h] = per_hour[h % hours_in_day] / mean;
    }
    sketch.work("any", "desk", exponential(tide.work));
    const SlaId sla =
        sketch.sla("answer", within(tide), {.kind = ClockEvent::Kind::first_response, .tier = {}});
    sketch.draft.policy.sla[sla].goal = goal;
    sketch.at_shift_end(AtShiftEnd::return_to_queue);
    return sketch;
}

enum class Formula : std::uint8_t { modified_load, stationary };

/// A day's load and the agents that the formula asks for.
struct Asked {
    HoursOfDay load{}, agents{};
};

/// What `meridian staff` measures and asks for. It has loads by hour of the week; here every
/// weekday is an observation of the same day.
Asked ask(const Tide& tide, Formula by) {
    ScenarioSketch sketch = desk(tide);
    sketch.team({.name = "desk", .agents = 80});
    const Scenario scenario = sketch.seal();
    Offered offered = offered_work(scenario, load_replications, {.threads = 2});
    PoolWork& work = offered.work.front();
    for (WeekOfTime* week : {&work.placed.front(), &work.asked.front()}) {
        for (std::size_t h = 0; h < hours_in_day; ++h) {
            std::int64_t all = 0;
            for (std::size_t hour = h; hour < hours_in_week; hour += hours_in_day) {
                all += (*week)[hour];
            }
            for (std::size_t hour = h; hour < hours_in_week; hour += hours_in_day) {
                (*week)[hour] = all / 7;
            }
        }
    }
    const Requirement required = required_agents(*scenario, offered, Pooling::alone);
    Asked asked;
    for (std::size_t h = 0; h < hours_in_day; ++h) {
        const bool modified = by == Formula::modified_load;
        asked.load[h] = modified ? offered.load(work, 0, h) : offered.stationary(work, 0, h);
        asked.agents[h] = (modified ? required.needed : required.stationary)[0][0][h];
    }
    return asked;
}

/// Agent k is there in the hours in which at least k are needed.
void hire(ScenarioSketch& sketch, const HoursOfDay& needed) {
    const auto is_there = [&](std::size_t hour, double k) {
        return needed[hour % hours_in_day] >= k;
    };
    sketch.team({.name = "desk", .agents = 1});  // round the clock
    for (double k = 2; k <= *std::ranges::max_element(needed); ++k) {
        TeamSketch one{.name = "desk"};
        for (std::size_t from = 0; from < hours_in_day; ++from) {
            if (is_there(from, k) && !is_there(from + hours_in_day - 1, k)) {
                std::size_t to = from;
                while (is_there(to, k)) {
                    ++to;
                }
                one.daily.push_back({.from = from * 1h, .to = to % hours_in_day * 1h});
            }
        }
        sketch.crew(one);  // without hours: needed in all of them
    }
}

/// By hour in which the promise falls due: the share begun in time by those agents, exactly.
HoursOfDay exact_levels(const Tide& tide, const Asked& asked) {
    HourlyQueue queue{.per_hour = arrivals(tide), .handle = in_hours(tide.work)};
    std::ranges::transform(asked.agents, queue.agents.begin(),
                           [](double agents) { return static_cast<int>(agents); });
    return level_by_hour(queue, in_hours(within(tide)));
}

/// By hour of the day, over all days of a replication.
class DayOfClocks {
public:
    DayOfClocks(const Scenario& scenario, const Replicating& how, int replications)
        : slices_(*scenario),
          tallies_(replicate(Plan(scenario), 0, replications, how)),
          columns_(tallies_, scenario->run.confidence) {}

    [[nodiscard]] Estimate kept(std::size_t hour) const {
        return columns_.ratio([&](const Tally& t) { return clocks(t, hour).met; },
                              [&](const Tally& t) {
                                  const ClockCell all = clocks(t, hour);
                                  return all.met + all.breached;
                              });
    }
    [[nodiscard]] double error(std::size_t hour) const {
        return standard_error(kept(hour), columns_.confidence());
    }
    [[nodiscard]] double count(std::size_t hour) const {
        return static_cast<double>(columns_.total([&](const Tally& t) {
            const ClockCell all = clocks(t, hour);
            return all.met + all.breached;
        }));
    }

private:
    [[nodiscard]] ClockCell clocks(const Tally& tally, std::size_t hour) const {
        ClockCell sum;
        for (std::size_t h = hour; h < hours_in_week; h += hours_in_day) {
            const ClockCell& cell =
                tally.clocks.targets.front()
                    .cells[slices_.place(Dimension::hour_of_week, static_cast<std::uint32_t>(h))];
            sum.met += cell.met;
            sum.breached += cell.breached;
        }
        return sum;
    }

    Slices slices_;
    std::vector<Tally> tallies_;
    Columns columns_;
};

struct Stand {
    Tide tide;
    Formula by;
    std::string name;  ///< also that of the rows in the file of figures
};

void PrintTo(const Stand& stand, std::ostream* out) { *out << stand.name; }

class ADayStaffedByHour : public ::testing::TestWithParam<Stand> {};

/// The estimator is the ratio of kept to all promises due in an hour of the day, over n = 40
/// replications of some 1,000 tickets an hour of the day or more; its standard error is that of the
/// delta method, with 39 degrees of freedom. Five of them fail a correct program once in 80,000,
/// and there are 24 looks in each of six tests: once in 550.
TEST_P(ADayStaffedByHour, KeepsWhatTheForwardEquationsSay) {
    const auto& [tide, by, name] = GetParam();
    const Asked asked = ask(tide, by);
    const HoursOfDay exact = exact_levels(tide, asked);
    ScenarioSketch sketch = desk(tide);
    hire(sketch, asked.agents);
    const DayOfClocks day(sketch.seal(), {.threads = 2, .audit = false},
                          wants_figures() ? 1000 : 40);
    for (std::size_t h = 0; h < hours_in_day; ++h) {
        EXPECT_NEAR(day.kept(h).value, exact[h], 5 * day.error(h)) << h;
        const auto agents = static_cast<int>(asked.agents[h]);
        keep({.of = name,
              .hour = std::to_string(h),
              .load = asked.load[h],
              .agents = agents,
              .within_s = 3600 * in_hours(within(tide)),
              .goal = goal,
              .formula = erlang_c_level(agents, asked.load[h], 1.0 / within_part),
              .exact = exact[h],
              .simulated = day.kept(h).value,
              .standard_error = day.error(h),
              .tickets = day.count(h)});
    }
}

INSTANTIATE_TEST_SUITE_P(
    Staffing, ADayStaffedByHour,
    ::testing::Values(Stand{six_minutes, Formula::modified_load, "SixMinutesModifiedLoad"},
                      Stand{six_minutes, Formula::stationary, "SixMinutesStationary"},
                      Stand{half_an_hour, Formula::modified_load, "HalfAnHourModifiedLoad"},
                      Stand{half_an_hour, Formula::stationary, "HalfAnHourStationary"},
                      Stand{three_hours, Formula::modified_load, "ThreeHoursModifiedLoad"},
                      Stand{three_hours, Formula::stationary, "ThreeHoursStationary"}),
    [](const auto& tested) { return tested.param.name; });

/// What the formula is asked with, without sampling.
HoursOfDay exact_load(const Tide& tide, Formula by) {
    HourlyQueue queue{.per_hour = arrivals(tide), .handle = in_hours(tide.work)};
    if (by == Formula::modified_load) {
        return infinite_server_load(queue);
    }
    std::ranges::transform(queue.per_hour, queue.per_hour.begin(),
                           [&](double rate) { return rate * queue.handle; });
    return queue.per_hour;
}

Asked ask_exactly(const Tide& tide, Formula by) {
    Asked asked{.load = exact_load(tide, by)};
    std::ranges::transform(asked.load, asked.agents.begin(), [](double load) {
        return agents_needed(load, {{.goal = goal, .parts = {{1.0, 1.0 / within_part}}}}, {});
    });
    return asked;
}

/// The estimators are means over the n days of the replications, at least 280. An hour's mean of
/// the number at work varies by 2 m (S - S^2 (1 - exp(-1 / S))), since its covariance over a time u
/// is m exp(-u / S); the work that arrives in an hour, at a load m, by 2 m S, being compound
/// Poisson (S: mean work in hours). Five standard errors fail a correct program once in 1.7
/// million, and there are 24 looks in each of six tests. They are 1.2 Erlangs at most, worth no
/// more agents than the next whole number.
TEST_P(ADayStaffedByHour, IsAskedForFromALoadCloseToTheExactOne) {
    const auto& [tide, by, name] = GetParam();
    const Asked asked = ask(tide, by);
    const Asked exact = ask_exactly(tide, by);
    const double work = in_hours(tide.work);
    const double correlated = work - work * work * (1 - std::exp(-1 / work));
    const double spread = 2 * (by == Formula::modified_load ? correlated : work);
    for (std::size_t h = 0; h < hours_in_day; ++h) {
        const double error = std::sqrt(exact.load[h] * spread / load_replications / tide.days);
        EXPECT_NEAR(asked.load[h], exact.load[h], 5 * error) << h;
        EXPECT_NEAR(asked.agents[h], exact.agents[h], std::ceil(5 * error)) << h;
    }
}

/// Nothing is drawn here. Found: 89.9 to 93.8 % for six minutes, 90.1 to 94.4 % for half an hour,
/// 90.3 to 93.7 % for three. Whole agents are worth up to four points, at the dozen of the night.
/// Below the goal is one hour of one tide, 18:00 of six minutes: the load falls by three Erlangs
/// there, the formula has its mean over the hour, and the first minutes have more.
TEST(AModifiedLoad, HoldsTheLevelInEveryHourWhateverTheLengthOfTheWork) {
    for (const Tide& tide : {six_minutes, half_an_hour, three_hours}) {
        const HoursOfDay level = exact_levels(tide, ask_exactly(tide, Formula::modified_load));
        for (std::size_t h = 0; h < hours_in_day; ++h) {
            EXPECT_GE(level[h], goal - 0.002) << tide.name << " at " << h;
            EXPECT_LE(level[h], goal + 0.045) << tide.name << " at " << h;
        }
    }
}

/// Found: 88.2 to 94.3 % for six minutes, 79.0 to 97.0 % for half an hour, 25 to 99.6 % for three.
TEST(AStationaryFormula, HoldsTheLevelForShortWorkOnly) {
    const auto levels = [](const Tide& tide) {
        return exact_levels(tide, ask_exactly(tide, Formula::stationary));
    };
    EXPECT_GE(std::ranges::min(levels(six_minutes)), goal - 0.02);
    EXPECT_LE(std::ranges::max(levels(six_minutes)), goal + 0.045);
    EXPECT_LE(std::ranges::min(levels(half_an_hour)), goal - 0.1);
    EXPECT_GE(std::ranges::max(levels(half_an_hour)), goal + 0.065);
    const HoursOfDay swings = levels(three_hours);
    for (const std::size_t before_the_peak : {7U, 8U, 9U, 10U, 11U, 12U}) {
        EXPECT_GE(swings[before_the_peak], 0.98) << before_the_peak;
    }
    for (const std::size_t after_the_peak : {19U, 20U, 21U, 22U, 23U}) {
        EXPECT_LE(swings[after_the_peak], 0.5) << after_the_peak;
    }
}

}  // namespace
}  // namespace meridian::testing::tides_test
