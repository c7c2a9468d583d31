#include <fmt/format.h>

#include <algorithm>

#include "sim/experiment/experiment.h"
#include "sim/experiment/interval.h"
#include "sim/experiment/looks.h"
#include "tools/cli/gauge.h"
#include "tools/cli/policy_test.h"
#include "tools/report/version.h"

namespace meridian {
namespace {

/// Replications of the variant, and each gated number in each of them.
struct NumbersNow {
    std::vector<std::vector<double>> values;  ///< by gate
    std::uint64_t violations = 0;
    std::set<std::string> fired = {};
};

NumbersNow measured(const SuiteVariant& variant, std::span<const Gate> gates, int replications,
                    unsigned threads) {
    std::optional<Replay> replay;
    const Replicating how = how_for(variant, threads, replay);
    const Scenario scenario = settled(scenario_of(variant), replications, how);
    const std::vector<Tally> tallies = replicate(Plan(scenario), 0, replications, how);
    std::vector<NumberOf> numbers;
    for (const Gate& gate : gates) {
        numbers.push_back(gate.number);
    }
    NumbersNow all{.values = values_of(numbers, scenario, tallies),
                   .violations = violations_in(tallies)};
    note_fired(all.fired, *scenario, tallies);
    return all;
}

/// What else has changed since, which must not go unsaid.
std::vector<std::string> changes(const Baseline::Test& then, const Draft& now) {
    std::vector<std::string> lines;
    const auto compare = [&](const char* what, const std::string& before, const std::string& after,
                             const char* so) {
        if (before != after) {
            lines.push_back(fmt::format("{} was {}, is {}{}", what, before, after, so));
        }
    };
    compare("the scenario", then.scenario.substr(0, 12), now.fingerprint.substr(0, 12), "");
    compare("the seed", fmt::format("{}", then.seed), fmt::format("{}", now.run.seed),
            ": other customers, so differences are less sure");
    compare("the program", then.version, std::string(version()),
            ": see Changed results in its CHANGELOG");
    compare("the time zone database", then.time_zones, now.tz_version, "");
    return lines;
}

const Baseline::Number* number_called(const Baseline::Test& test, const std::string& name) {
    const auto found = std::ranges::find(test.numbers, name, &Baseline::Number::name);
    return found == test.numbers.end() ? nullptr : &*found;
}

Said without_baseline(const Suite& suite, const std::string& what) {
    return {.verdict = Outcome::Verdict::fail,
            .lines = {fmt::format("{} has no baseline in {}", what, baseline_path(suite.path)),
                      fmt::format("look at it, then write one: meridian test --update {}",
                                  shell_word(suite.path))}};
}

}  // namespace

bool wants_baseline(const PolicyTest& test) {
    const auto* comparison = std::get_if<ComparisonTest>(&test.about);
    return comparison != nullptr && !comparison->against;
}

Said said_of_baseline(const Suite& suite, const std::string& name, const SuiteVariant& variant,
                      const ComparisonTest& test, double alpha, unsigned threads) {
    const Baseline::Test* then = suite.baseline.find(name);
    if (then == nullptr) {
        return without_baseline(suite, "the test");
    }
    std::size_t replications = 0;
    for (const NamedNumber& row : test.rows) {
        const Baseline::Number* number = number_called(*then, row.text);
        if (number == nullptr) {
            return without_baseline(suite, row.text);
        }
        replications = std::max(replications, number->values.size());
    }
    if (auto why = unread(variant); !why.empty()) {
        return {Outcome::Verdict::fail, std::move(why)};
    }
    const std::vector<Gate> gates = gates_of(variant, test);
    const NumbersNow now = measured(variant, gates, static_cast<int>(replications), threads);
    Judged judged{
        .bounds = {}, .replications = static_cast<int>(replications), .violations = now.violations};
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < gates.size(); ++i) {
        const std::vector<double>& before = number_called(*then, test.rows[i].text)->values;
        judged.bounds.push_back(
            judge(gates[i], std::span(now.values[i]).first(before.size()), before, alpha));
        lines.push_back(gate_text(test.rows[i].text, gates[i], judged.bounds.back()));
    }
    std::ranges::move(changes(*then, *scenario_of(variant)), std::back_inserter(lines));
    return said_of(judged, std::move(lines));
}

Baseline::Test fresh_baseline(const Suite& suite, const PolicyTest& test, unsigned threads) {
    const SuiteVariant& variant = suite.variants[test.variant];
    const auto& comparison = std::get<ComparisonTest>(test.about);
    const Draft& scenario = *scenario_of(variant);
    const int replications = std::max(
        comparison.looks.first.value_or(std::max(scenario.run.replications, first_look)), 2);
    const std::vector<Gate> gates = gates_of(variant, comparison);
    const NumbersNow now = measured(variant, gates, replications, threads);
    Baseline::Test fresh{.name = test.name,
                         .scenario = scenario.fingerprint,
                         .version = std::string(version()),
                         .time_zones = scenario.tz_version,
                         .seed = scenario.run.seed};
    for (std::size_t i = 0; i < gates.size(); ++i) {
        fresh.numbers.push_back(
            {.name = comparison.rows[i].text,
             .estimate = estimate_text(mean_interval(now.values[i], scenario.run.confidence),
                                       gates[i].number.unit()),
             .values = now.values[i]});
    }
    return fresh;
}

}  // namespace meridian
