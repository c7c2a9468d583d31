// Whole runs: the engine beside the hand-written loop of the same queue, in the same process and in
// turns, in CPU seconds of this process: a shared machine disturbs both alike.

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/engine.h"
#include "tests/bench/loops.h"

namespace meridian::bench {
namespace {

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Timed {
    Outcome outcome;
    double seconds = 1e300;  // the least of all rounds
};

struct Contender {
    std::string name;
    std::function<Outcome(std::uint64_t round)> run;
};

std::vector<Timed> race(const std::vector<Contender>& contenders, int rounds) {
    std::vector<Timed> best(contenders.size());
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < contenders.size(); ++i) {
            const double begin = cpu_seconds();
            Outcome outcome = contenders[i].run(static_cast<std::uint64_t>(round));
            const double seconds = cpu_seconds() - begin;
            if (seconds < best[i].seconds) {
                best[i] = {std::move(outcome), seconds};
            }
        }
    }
    return best;
}

void print_race(const std::string& title, const std::vector<Contender>& contenders, int rounds) {
    const std::vector<Timed> best = race(contenders, rounds);
    fmt::print("{}\n  {:<34} {:>9} {:>9} {:>8} {:>11} {:>11} {:>9} {:>9}\n", title, "", "tickets",
               "events", "CPU s", "tickets/s", "events/s", "mean wait", "P95 wait");
    for (std::size_t i = 0; i < best.size(); ++i) {
        const Outcome& o = best[i].outcome;
        const double rate = static_cast<double>(o.tickets) / best[i].seconds;
        fmt::print(
            "  {:<34} {:>9} {:>9} {:>8.3f} {:>11.0f} {:>11.0f} {:>7.1f} s {:>7.1f} s  {:.2f} x\n",
            contenders[i].name, o.tickets, o.events, best[i].seconds, rate,
            static_cast<double>(o.events) / best[i].seconds, o.waits.mean() / 1000,
            o.waits.quantile(0.95) / 1000,
            static_cast<double>(best[0].outcome.tickets) / best[0].seconds / rate);
    }
}

void against_loops(int rounds) {
    const auto engine = [](const Plan& plan, Watching watching) {
        return [&plan, watching](std::uint64_t round) { return run_engine(plan, round, watching); };
    };
    const auto engines = [&](const Plan& plan, Contender loop) {
        return std::vector<Contender>{
            std::move(loop),
            {"engine, waits", engine(plan, Watching::waits)},
            {"engine, all statistics", engine(plan, Watching::statistics)},
            {"engine, statistics and audit", engine(plan, Watching::statistics_and_audit)}};
    };
    const Scenario mmc = scenario_at("scenarios/bench/mmc.yaml");
    const Scenario urgent = scenario_at("scenarios/bench/priorities.yaml");
    const Scenario sun = scenario_at("scenarios/bench/sun.yaml");
    const Plan mmc_plan(mmc), urgent_plan(urgent), sun_plan(sun);
    const double hours = 245 * 24;
    print_race(
        "(a) M/M/10 at 95 %",
        engines(
            mmc_plan,
            {"loop", [=](std::uint64_t seed) { return run_loop(OneQueue{.hours = hours}, seed); }}),
        rounds);
    print_race("(b) two priorities",
               engines(urgent_plan, {"loop",
                                     [=](std::uint64_t seed) {
                                         return run_loop(OneQueue{.urgent = 0.3, .hours = hours},
                                                         seed);
                                     }}),
               rounds);
    print_race(
        "(c) three regions under the sun",
        engines(sun_plan, {"loop", [](std::uint64_t seed) { return run_loop(Sun{}, seed); }}),
        rounds);
}

}  // namespace
}  // namespace meridian::bench

int main(int count, char** words) {
    meridian::bench::against_loops(count > 1 ? std::stoi(words[1]) : 3);
}
