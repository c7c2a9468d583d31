#include "sim/experiment/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "sim/experiment/interval.h"
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

/// The numbers without each group of replications in turn. Tallies are large: those left out are
/// swapped to the end, and back.
std::vector<std::vector<Number>> left_out(const Scenario& scenario, std::span<Tally> tallies,
                                          std::size_t groups) {
    std::vector<std::vector<Number>> all;
    const std::size_t n = tallies.size();
    for (std::size_t g = 0; g < groups; ++g) {
        const std::size_t first = g * n / groups;
        const std::size_t last = (g + 1) * n / groups;
        const auto group = tallies.begin() + static_cast<std::ptrdiff_t>(first);
        const auto rest = tallies.begin() + static_cast<std::ptrdiff_t>(last);
        std::rotate(group, rest, tallies.end());
        all.push_back(numbers_of(scenario, tallies.first(n - (last - first))));
        std::rotate(group, tallies.end() - static_cast<std::ptrdiff_t>(last - first),
                    tallies.end());
    }
    return all;
}

/// The interval of a number from what it is without each group.
Estimate jackknife(double whole, std::span<const double> without, double confidence) {
    const auto g = static_cast<double>(without.size());
    std::vector<double> pseudo;
    for (const double part : without) {
        pseudo.push_back(g * whole - (g - 1) * part);
    }
    const Estimate spread = mean_interval(pseudo, confidence);
    return {.value = whole, .half_width = spread.half_width, .n = spread.n};
}

Verdict verdict_of(const Difference& row, double confidence) {
    const double alpha = 1 - confidence;
    if (row.change.value == 0 && row.change.half_width == 0) {
        return Verdict::identical;
    }
    if (row.margin && row.change.n > 1) {
        const double reach =
            standard_error(row.change, confidence) * student_t(row.change.n - 1, 1 - 2 * alpha);
        if (std::fabs(row.change.value) + reach < *row.margin) {
            return Verdict::equal;
        }
    }
    if (!(row.p_holm < alpha)) {
        return Verdict::not_seen;
    }
    if (row.better == Metric::Better::neither) {
        return Verdict::changed;
    }
    const bool up = row.change.value > 0;
    return up == (row.better == Metric::Better::higher) ? Verdict::better : Verdict::worse;
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

std::vector<double> holm(std::span<const double> p) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p[i]; });
    std::vector<double> adjusted(p.size());
    double so_far = 0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        so_far = std::max(so_far, static_cast<double>(order.size() - k) * p[order[k]]);
        adjusted[order[k]] = std::min(so_far, 1.0);
    }
    return adjusted;
}

Comparison compare(const Scenario& a, std::span<Tally> before, const Scenario& b,
                   std::span<Tally> after, const std::map<std::string, double>& margins) {
    Comparison out{.before = a->name, .after = b->name};
    out.replications = static_cast<int>(before.size());
    out.confidence = a->run.confidence;
    const std::size_t groups = std::min(before.size(), jackknife_groups);
    const std::vector<Number> first = numbers_of(a, before);
    const std::vector<Number> second = numbers_of(b, after);
    const auto first_without = left_out(a, before, before.size() > 1 ? groups : 0);
    const auto second_without = left_out(b, after, before.size() > 1 ? groups : 0);
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
        const double error = standard_error(row.change, out.confidence);
        row.p = !(row.change.n > 1)     ? 1
                : row.change.value == 0 ? 1
                : error == 0            ? 0
                                        : student_p(row.change.n - 1, row.change.value / error);
        const double apart = row.before.half_width * row.before.half_width +
                             row.after.half_width * row.after.half_width;
        row.reduction = apart / (row.change.half_width * row.change.half_width);
        const auto margin = margins.find(number.name);
        if (margin != margins.end()) {
            row.margin = margin->second;
        }
        out.rows.push_back(std::move(row));
    }
    std::vector<double> p;
    for (const Difference& row : out.rows) {
        p.push_back(row.p);
    }
    const std::vector<double> adjusted = holm(p);
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
        out.rows[i].p_holm = adjusted[i];
        out.rows[i].verdict = verdict_of(out.rows[i], out.confidence);
    }
    add_turned(out, a, before, b, after);
    return out;
}

}  // namespace meridian
