#include "sim/experiment/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/experiment/difference.h"
#include "sim/experiment/summarise.h"

namespace meridian {
namespace {

struct Number {
    std::string name;
    Estimate estimate;
};

/// The numbers of some replications.
std::vector<Number> numbers_of(const Scenario& scenario, std::span<const Tally> tallies) {
    const Summary summary = summarise(scenario, tallies);
    std::vector<Number> numbers;
    for (const Figure& figure : summary.figures) {
        numbers.push_back({figure.metric, figure.estimate});
    }
    for (const TargetRow& target : summary.targets) {
        numbers.push_back({"kept " + target.name, target.compliance});
    }
    return numbers;
}

const Estimate* find(const std::vector<Number>& numbers, const std::string& name) {
    const auto found = std::ranges::find(numbers, name, &Number::name);
    return found == numbers.end() ? nullptr : &found->estimate;
}

/// The numbers without each group of replications in turn.
std::vector<std::vector<Number>> left_out(const Scenario& scenario, std::span<Tally> tallies) {
    std::vector<std::vector<Number>> all;
    without_each_group(
        tallies, [&](std::span<const Tally> rest) { all.push_back(numbers_of(scenario, rest)); });
    return all;
}

using Broken = std::map<std::pair<std::string, TicketNumber>, Cause>;

Broken broken_in(const Scenario& scenario, const Tally& tally) {
    Broken all;
    for (const Breach& breach : tally.breaches) {
        all.emplace(std::pair{scenario->policy.sla[breach.sla].name, breach.ticket}, breach.cause);
    }
    return all;
}

void add_turned(Comparison& out, const Scenario& a, std::span<const Tally> before,
                const Scenario& b, std::span<const Tally> after) {
    std::array<Turned, cause_count> by_cause{};
    std::int64_t both = 0;
    for (std::size_t r = 0; r < before.size(); ++r) {
        const Broken first = broken_in(a, before[r]);
        const Broken second = broken_in(b, after[r]);
        for (const auto& [promise, cause] : first) {
            const bool still = second.contains(promise);
            both += still ? 1 : 0;
            by_cause[static_cast<std::size_t>(cause)].removed += still ? 0 : 1;
        }
        for (const auto& [promise, cause] : second) {
            by_cause[static_cast<std::size_t>(cause)].fresh += first.contains(promise) ? 0 : 1;
        }
    }
    const auto n = static_cast<double>(before.size());
    out.both_broke = static_cast<double>(both) / n;
    for (std::size_t c = 0; c < cause_count; ++c) {
        Turned row = by_cause[c];
        row.cause = static_cast<Cause>(c);
        row.removed /= n;
        row.fresh /= n;
        if (row.removed + row.fresh > 0) {
            out.turned.push_back(row);
        }
    }
    std::ranges::stable_sort(out.turned, std::ranges::greater{},
                             [](const Turned& row) { return row.removed + row.fresh; });
}

}  // namespace

Comparison compare(const Scenario& a, std::span<Tally> before, const Scenario& b,
                   std::span<Tally> after, const std::map<std::string, double>& margins) {
    Comparison out{.before = a->name, .after = b->name};
    out.replications = static_cast<int>(before.size());
    out.confidence = a->run.confidence;
    const std::vector<Number> first = numbers_of(a, before);
    const std::vector<Number> second = numbers_of(b, after);
    const auto first_without = left_out(a, before);
    const auto second_without = left_out(b, after);
    for (const Number& number : first) {
        const Estimate* other = find(second, number.name);
        if (other == nullptr || number.estimate.n == 0 || other->n == 0) {
            continue;
        }
        Difference row{.name = number.name, .before = number.estimate, .after = *other};
        const Metric* metric = find_metric(number.name);
        row.unit = metric == nullptr ? "share" : std::string(metric->unit);
        row.better = metric == nullptr ? Metric::Better::higher : metric->better;
        std::vector<double> without;
        for (std::size_t g = 0; g < first_without.size(); ++g) {
            const Estimate* x = find(first_without[g], number.name);
            const Estimate* y = find(second_without[g], number.name);
            without.push_back(x != nullptr && y != nullptr ? y->value - x->value : std::nan(""));
        }
        row.change = jackknife(other->value - number.estimate.value, without, out.confidence);
        weigh(row, out.confidence);
        const auto margin = margins.find(number.name);
        if (margin != margins.end()) {
            row.margin = margin->second;
        }
        out.rows.push_back(std::move(row));
    }
    std::vector<Difference*> rows;
    for (Difference& row : out.rows) {
        rows.push_back(&row);
    }
    give_verdicts(rows, out.confidence);
    add_turned(out, a, before, b, after);
    return out;
}

}  // namespace meridian
