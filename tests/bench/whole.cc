// Whole runs: the engine beside the hand-written loop of the same queue, in the same process and in
// turns, in CPU seconds of this process: a shared machine disturbs both alike.

#include <date/date.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <time.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "sim/experiment/experiment.h"
#include "tests/bench/engine.h"
#include "tests/bench/loops.h"

namespace meridian::bench {
namespace {

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// The date so many hours after the beginning of 1970, rounded up.
std::string date_after(int hours) {
    const date::year_month_day day{date::sys_days{date::year{1970} / 1 / 1} +
                                   date::days{hours / 24 + 1}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
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

std::string seconds_text(double ms) {
    return std::isnan(ms) ? "-" : fmt::format("{:.1f} s", ms / 1000);
}

/// One line of the table: what it says on the screen, and the same for results/bench/.
class Sheet {
public:
    void section(const std::string& title) {
        section_ = title;
        fmt::print("{}\n  {:<34} {:>11} {:>11} {:>9} {:>10} {:>10} {:>9} {:>9}  {}\n", title, "",
                   "tickets", "events", "CPU s", "tickets/s", "events/s", "mean wait", "P95 wait",
                   "of the first");
        first_ = 0;
    }
    /// Waits are those in front of the first tier; where that is self-service there are none.
    void line(const std::string& name, const Timed& timed) {
        const Outcome& o = timed.outcome;
        const double rate = static_cast<double>(o.tickets) / timed.seconds;
        first_ = first_ > 0 ? first_ : rate;
        fmt::print("  {:<34} {:>11} {:>11} {:>9.3f} {:>10.0f} {:>10.0f} {:>9} {:>9}  {:.2f} x\n",
                   name, o.tickets, o.events, timed.seconds, rate,
                   static_cast<double>(o.events) / timed.seconds, seconds_text(o.waits.mean()),
                   seconds_text(o.waits.quantile(0.95)), first_ / rate);
        std::fflush(stdout);
        csv_ += fmt::format("\"{}\",\"{}\",{},{},{:.3f},{:.0f},{:.2f}\n", section_, name, o.tickets,
                            o.events, timed.seconds, rate, first_ / rate);
    }
    /// A figure that is no race: a size, a time, a ratio.
    void figure(const std::string& name, double value, const std::string& unit) {
        fmt::print("  {:<34} {:.2f} {}\n", name, value, unit);
        std::fflush(stdout);
        csv_ += fmt::format("\"{}\",\"{}\",,,{:.2f},\"{}\",\n", section_, name, value, unit);
    }
    void heading(const std::string& title) {
        section_ = title;
        fmt::print("{}\n", title);
    }
    [[nodiscard]] std::string csv() const {
        return "section,what,tickets,events,\"CPU s, or the figure\",\"tickets/s, or the "
               "unit\",times the first\n" +
               csv_;
    }

private:
    std::string section_;
    std::string csv_;
    double first_ = 0;
};

void show_race(Sheet& sheet, const std::string& title, const std::vector<Contender>& contenders,
               int rounds) {
    sheet.section(title);
    const std::vector<Timed> best = race(contenders, rounds);
    for (std::size_t i = 0; i < best.size(); ++i) {
        sheet.line(contenders[i].name, best[i]);
    }
}

Contender engine(const std::string& name, const Plan& plan, Watching watching) {
    return {name,
            [&plan, watching](std::uint64_t round) { return run_engine(plan, round, watching); }};
}

std::vector<Contender> engines(const Plan& plan) {
    return {engine("engine, means and P95", plan, Watching::waits),
            engine("engine, all statistics", plan, Watching::statistics),
            engine("engine, statistics and audit", plan, Watching::statistics_and_audit)};
}

void race_loop(Sheet& sheet, const std::string& title, const std::string& path,
               std::function<Outcome(std::uint64_t)> loop, int rounds) {
    const Scenario scenario = scenario_at(path);
    const Plan plan(scenario);
    std::vector<Contender> contenders = engines(plan);
    contenders.insert(contenders.begin(), Contender{"hand-written loop", std::move(loop)});
    show_race(sheet, title, contenders, rounds);
}

void against_loops(Sheet& sheet, int rounds) {
    const double hours = 245 * 24;
    race_loop(
        sheet, "(a) M/M/10 at 95 %", "scenarios/bench/mmc.yaml",
        [=](std::uint64_t seed) { return run_loop(OneQueue{.hours = hours}, seed); }, rounds);
    race_loop(
        sheet, "(b) two priorities", "scenarios/bench/priorities.yaml",
        [=](std::uint64_t seed) { return run_loop(OneQueue{.urgent = 0.3, .hours = hours}, seed); },
        rounds);
    race_loop(
        sheet, "(c) three regions under the sun", "scenarios/bench/sun.yaml",
        [](std::uint64_t seed) { return run_loop(Sun{}, seed); }, rounds);
    const Scenario flagship = scenario_at("scenarios/follow-the-sun.yaml");
    const Plan plan(flagship);
    show_race(sheet, "(d) the flagship", engines(plan), rounds);
}

/// Cost per ticket against the length of the run; memory that the process has needed at most after
/// each.
void against_length(Sheet& sheet, double tickets_max) {
    sheet.section("growth: tickets (M/M/10 at 95 %, means and P95)");
    for (double tickets = 1e4; tickets <= tickets_max; tickets *= 10) {
        const auto hours = static_cast<int>(tickets / 190);
        const Scenario scenario =
            scenario_at("scenarios/bench/mmc.yaml",
                        {"run.from=1970-01-01", fmt::format("run.until={}", date_after(hours))});
        const Plan plan(scenario);
        sheet.line(fmt::format("{:.0e} tickets", tickets),
                   race({engine("", plan, Watching::waits)}, tickets < 1e7 ? 3 : 1)[0]);
    }
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    sheet.figure("most memory so far", static_cast<double>(used.ru_maxrss) / 1024, "MB");
}

/// So many agents at the same load each.
void against_agents(Sheet& sheet) {
    sheet.section("growth: agents (at 95 %, the first against the others)");
    for (int agents : {10, 100, 1000, 10000}) {
        const Scenario scenario = scenario_at(
            "scenarios/bench/mmc.yaml",
            {fmt::format("teams.desk.agents={}", agents),
             fmt::format("streams.calls.volume={} per hour", 19 * agents),
             fmt::format("run.until={}", "2026-01-" + std::string(agents < 1000    ? "26"
                                                                  : agents < 10000 ? "12"
                                                                                   : "06"))});
        const Plan plan(scenario);
        sheet.line(fmt::format("{} agents", agents),
                   race({engine("", plan, Watching::waits)}, 3)[0]);
    }
}

/// So many rules, each about a category of its own and ready to fire after an hour's wait.
void against_rules(Sheet& sheet) {
    sheet.section("growth: rules (each about a category of its own)");
    for (int rules : {1, 10, 100, 500}) {
        std::string list;
        std::string categories;
        std::string work;
        for (int i = 0; i < 500; ++i) {
            categories += fmt::format("{}c{}: 0.2%", i > 0 ? ", " : "", i);
        }
        for (int i = 0; i < rules; ++i) {
            list += fmt::format(
                "{}{{name: r{}, after: {{waiting: 60min, clock: 24x7}}, when: {{category: c{}}}, "
                "do: {{notify: lead}}}}",
                i > 0 ? ", " : "", i, i);
        }
        const Scenario scenario = scenario_at(
            "scenarios/bench/mmc.yaml", {"streams.calls.category={" + categories + "}",
                                         "work={default: {desk: {handle: exponential(3min)}}}",
                                         "escalation=[" + list + "]", "run.until=2026-03-02"});
        const Plan plan(scenario);
        sheet.line(fmt::format("{} rules", rules), race({engine("", plan, Watching::waits)}, 3)[0]);
    }
}

void start_up(Sheet& sheet) {
    sheet.heading("start-up: the flagship loaded, checked and compiled");
    double least = 1e300;
    for (int i = 0; i < 10; ++i) {
        const double begin = cpu_seconds();
        const Scenario scenario = scenario_at("scenarios/follow-the-sun.yaml");
        const Plan plan(scenario);
        least = std::min(least, cpu_seconds() - begin);
    }
    sheet.figure("least of ten", least * 1000, "CPU ms");
}

double wall_seconds(const Scenario& scenario, unsigned threads) {
    const auto begin = std::chrono::steady_clock::now();
    Experiment experiment;
    experiment.replications = 8;
    experiment.how.threads = threads;
    (void)run_experiment(scenario, experiment);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Wall time, so only worth something where nothing else runs.
void two_threads(Sheet& sheet) {
    sheet.heading("replications: the flagship's first eight on one thread and on two, wall time");
    const Scenario scenario = scenario_at("scenarios/follow-the-sun.yaml");
    double one = 1e300;
    double two = 1e300;
    for (int i = 0; i < 3; ++i) {
        one = std::min(one, wall_seconds(scenario, 1));
        two = std::min(two, wall_seconds(scenario, 2));
    }
    sheet.figure("two threads are faster", one / two, "times");
}

/// For a profiler: no loop, no statistics, nothing twice.
void run_once(const std::string& path, const std::vector<std::string>& set) {
    const Scenario scenario = scenario_at(path, set);
    const Outcome outcome = run_engine(Plan(scenario), 0, Watching::waits);
    fmt::print("{} tickets, {} events\n", outcome.tickets, outcome.events);
}

}  // namespace
}  // namespace meridian::bench

int main(int count, char** words) {
    using namespace meridian::bench;
    CLI::App app("Races the engine against hand-written loops and against itself.");
    bool full = false;
    std::string csv;
    app.add_flag("--full", full, "A hundred million tickets");
    app.add_option("--csv", csv, "Write the figures here");
    std::string once;
    std::vector<std::string> set;
    app.add_option("--once", once, "Only one run of this scenario, for a profiler");
    app.add_option("--set", set, "With --once: PATH=VALUE, as in meridian run");
    CLI11_PARSE(app, count, words);
    if (!once.empty()) {
        run_once(once, set);
        return 0;
    }
    Sheet sheet;
    against_loops(sheet, full ? 5 : 3);
    against_length(sheet, full ? 1e8 : 1e6);
    against_agents(sheet);
    against_rules(sheet);
    start_up(sheet);
    two_threads(sheet);
    if (!csv.empty()) {
        std::ofstream(csv) << sheet.csv();
    }
}
