// The parts of which runs are made, one at a time, in CPU time (Google Benchmark). What they cost
// inside a run depends on what else is in the caches there: tools/bench asks the whole programs,
// too.

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

#include "model/calendar/coverage.h"
#include "sim/agenda.h"
#include "sim/line.h"
#include "sim/lines.h"
#include "sim/measure/histogram.h"
#include "sim/random.h"
#include "tests/bench/engine.h"

namespace meridian::bench {
namespace {

constexpr const char* flagship_path = "scenarios/follow-the-sun.yaml";

/// Numbers without a pattern, the same in every run.
std::vector<double> uniform_numbers() {
    const Random random(1, 0);
    std::vector<double> numbers(1024);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        numbers[i] = random.block(0, i, Purpose::work)[0];
    }
    return numbers;
}

Span up_to(double u, Span most) {
    return Span{static_cast<std::int64_t>(u * static_cast<double>(most.count()))};
}

/// The first of N pending events happens, and its subject plans the next one.
void agenda_pop_and_put(benchmark::State& state) {
    const std::vector<double> u = uniform_numbers();
    Agenda agenda;
    const auto pending = static_cast<std::uint32_t>(state.range(0));
    for (std::uint32_t i = 0; i < pending; ++i) {
        agenda.put(i, Instant{up_to(u[i % 1024], std::chrono::hours{1})}, Happening::work_ends);
    }
    std::size_t i = 0;
    for (auto _ : state) {
        if (!agenda.empty()) {
            const Event event = agenda.pop();
            agenda.put(event.subject, event.at + up_to(u[i++ % 1024], std::chrono::hours{1}),
                       Happening::work_ends);
        }
    }
}
BENCHMARK(agenda_pop_and_put)->Arg(10)->Arg(150)->Arg(10'000);

/// A timer that never runs out: planned, withdrawn, planned again.
void agenda_timer_withdrawn(benchmark::State& state) {
    Agenda agenda;
    for (std::uint32_t i = 0; i < 150; ++i) {
        agenda.put(i, Instant{std::chrono::hours{i + 1}}, Happening::work_ends);
    }
    for (auto _ : state) {
        agenda.put_ticket(200, Instant{std::chrono::hours{100}}, TicketNumber{7});
        agenda.withdraw(200);
    }
}
BENCHMARK(agenda_timer_withdrawn);

void philox_block(benchmark::State& state) {
    const Random random(1, 0);
    std::uint64_t nth = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(random.block(0, nth++, Purpose::work)[0]);
    }
}
BENCHMARK(philox_block);

void draw(benchmark::State& state, const Distribution& distribution) {
    const std::vector<double> u = uniform_numbers();
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(quantile(distribution, u[i++ % 1024]));
    }
}
BENCHMARK_CAPTURE(draw, exponential, exponential(std::chrono::minutes{20}));
BENCHMARK_CAPTURE(draw, lognormal, lognormal(std::chrono::minutes{20}, std::chrono::minutes{18}));
BENCHMARK_CAPTURE(draw, erlang, erlang(3, std::chrono::minutes{20}));

/// Business hours of the flagship, a year of them.
void calendar_deadline(benchmark::State& state) {
    const Scenario flagship = scenario_at(flagship_path);
    const std::vector<double> u = uniform_numbers();
    const Interval year = flagship->run.horizon;
    const Calendar* open = nullptr;
    for (const NamedCalendar& calendar : flagship->organisation.calendars) {
        if (!calendar.open.is_always_open()) {
            open = &calendar.open;
        }
    }
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(open->deadline(
            year.begin + up_to(u[i++ % 1024], year.end - year.begin), std::chrono::hours{8}));
    }
}
BENCHMARK(calendar_deadline);

/// Of all the flagship's crews, over its year.
void coverage_headcount(benchmark::State& state) {
    const Scenario flagship = scenario_at(flagship_path);
    const Interval year = flagship->run.horizon;
    std::vector<Calendar> hours;
    for (const Crew& crew : flagship->organisation.crews) {
        hours.emplace_back(crew.shifts, year);
    }
    std::vector<Colleagues> present;
    std::uint32_t crew = 0;
    for (const Calendar& calendar : hours) {
        present.push_back({&calendar, flagship->organisation.crews[CrewId{crew++}].agents});
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(headcount(present, year));
    }
}
BENCHMARK(coverage_headcount);

/// All rules of the flagship are asked about one ticket.
void decide_about_a_ticket(benchmark::State& state) {
    const Scenario flagship = scenario_at(flagship_path);
    const EscalationPolicy& policy = flagship->policy.escalation;
    std::vector<RuleId> candidates;
    for (std::uint32_t i = 0; i < policy.rules.size(); ++i) {
        candidates.push_back({i});
    }
    const Attributes ticket{
        .stream = {0}, .region = {0}, .category = {0}, .language = {0}, .priority = 1};
    const Situation situation{
        .now = flagship->run.horizon.begin, .priority = 1, .tier = {0}, .waited = Span{60'000}};
    std::vector<RuleId> fired;
    for (auto _ : state) {
        fired.clear();
        decide(policy, candidates, ticket, situation, flagship->organisation.calendars, fired);
        benchmark::DoNotOptimize(fired.data());
    }
    state.SetLabel(std::to_string(candidates.size()) + " rules");
}
BENCHMARK(decide_about_a_ticket);

/// One joins a line of N behind, and the first leaves it.
void line_put_and_remove(benchmark::State& state) {
    Line<Standing>::Register shared;
    Line<Standing> line(shared);
    const auto waiting = static_cast<std::uint32_t>(state.range(0));
    std::uint64_t number = 0;
    const auto put = [&](std::uint32_t slot) {
        line.put(slot,
                 {.since = Instant{Span{static_cast<std::int64_t>(number)}}, .number = number});
        ++number;
    };
    for (std::uint32_t slot = 0; slot < waiting; ++slot) {
        put(slot);
    }
    for (auto _ : state) {
        const std::uint32_t first = line.first();
        line.remove(first);
        put(first);
    }
}
BENCHMARK(line_put_and_remove)->Arg(10)->Arg(10'000);

/// The sketch behind every quantile of a report.
void histogram_add(benchmark::State& state) {
    const std::vector<double> u = uniform_numbers();
    Histogram histogram;
    std::size_t i = 0;
    for (auto _ : state) {
        histogram.add(up_to(u[i++ % 1024], std::chrono::hours{4}));
    }
}
BENCHMARK(histogram_add);

void histogram_quantile(benchmark::State& state) {
    Histogram histogram;
    for (const double u : uniform_numbers()) {
        histogram.add(up_to(u, std::chrono::hours{4}));
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(histogram.quantile(0.95));
    }
}
BENCHMARK(histogram_quantile);

/// The table on the screen, and the same for results/bench/.
class Sheet : public benchmark::ConsoleReporter {
public:
    Sheet() : ConsoleReporter(isatty(STDOUT_FILENO) != 0 ? OO_ColorTabular : OO_Tabular) {}
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            csv_ += run.benchmark_name() + ',' + std::to_string(run.GetAdjustedCPUTime()) + ',' +
                    benchmark::GetTimeUnitString(run.time_unit) + '\n';
        }
        ConsoleReporter::ReportRuns(runs);
    }
    [[nodiscard]] const std::string& csv() const { return csv_; }

private:
    std::string csv_ = "part,CPU time,unit\n";
};

}  // namespace
}  // namespace meridian::bench

/// bench_parts [CSV] [--benchmark_...]
int main(int count, char** words) {
    benchmark::Initialize(&count, words);
    meridian::bench::Sheet sheet;
    benchmark::RunSpecifiedBenchmarks(&sheet);
    if (count > 1) {
        std::ofstream(words[1]) << sheet.csv();
    }
}
