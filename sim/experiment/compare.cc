#include "sim/experiment/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/experiment/difference.h"
#include "sim/experiment/summarise.h"
#include "sim/measure/slice.h"

namespace meridian {
namespace {

/// Which number, of which slice.
struct Label {
    std::string name, of;
    friend bool operator==(const Label&, const Label&) = default;
};

struct Number {
    Label label;
    Estimate estimate;
};

void add_slices(std::vector<Number>& numbers, const Summary& summary, Dimension by) {
    const auto slice = [&](const std::string& name) {
        return fmt::format("{} {}", dimension_name(by), name);
    };
    for (const TargetRow& target : summary.targets) {
        for (const ComplianceRow& row : target.slices) {
            if (row.dimension == by) {
                numbers.push_back({{"kept " + target.name, slice(row.name)}, row.compliance});
            }
        }
    }
    for (const TicketRow& row : summary.tickets) {
        if (row.dimension == by) {
            numbers.push_back({{"escalation_rate", slice(row.name)}, row.escalation_rate});
            numbers.push_back({{"resolution", slice(row.name)}, row.resolution_mean});
        }
    }
}

/// The numbers of replications, and of what is to be compared by slices.
struct Asked {
    const Scenario* scenario;
    std::span<const Dimension> by;

    [[nodiscard]] std::vector<Number> of(std::span<const Tally> tallies) const {
        const Summary summary = summarise(*scenario, tallies);
        std::vector<Number> numbers;
        for (const Figure& figure : summary.figures) {
            numbers.push_back({{figure.metric, ""}, figure.estimate});
        }
        for (const TargetRow& target : summary.targets) {
            numbers.push_back({{"kept " + target.name, ""}, target.compliance});
        }
        for (const Dimension dimension : by) {
            add_slices(numbers, summary, dimension);
        }
        return numbers;
    }
};

const Estimate* find(const std::vector<Number>& numbers, const Label& label) {
    const auto found = std::ranges::find(numbers, label, &Number::label);
    return found == numbers.end() ? nullptr : &found->estimate;
}

/// The numbers without each group of replications in turn.
std::vector<std::vector<Number>> left_out(const Asked& asked, std::span<Tally> tallies) {
    std::vector<std::vector<Number>> all;
    without_each_group(tallies,
                       [&](std::span<const Tally> rest) { all.push_back(asked.of(rest)); });
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
                   std::span<Tally> after, const std::map<std::string, double>& margins,
                   std::span<const Dimension> by) {
    Comparison out{.before = a->name, .after = b->name};
    out.replications = static_cast<int>(before.size());
    out.confidence = a->run.confidence;
    const Asked of_a{.scenario = &a, .by = by};
    const Asked of_b{.scenario = &b, .by = by};
    const std::vector<Number> first = of_a.of(before);
    const std::vector<Number> second = of_b.of(after);
    const auto first_without = left_out(of_a, before);
    const auto second_without = left_out(of_b, after);
    for (const Number& number : first) {
        const Estimate* other = find(second, number.label);
        if (other == nullptr || number.estimate.n == 0 || other->n == 0) {
            continue;
        }
        Difference row{.name = number.label.name,
                       .of = number.label.of,
                       .before = number.estimate,
                       .after = *other};
        const Metric* metric = find_metric(row.name);
        row.unit = metric == nullptr ? "share" : std::string(metric->unit);
        row.better = metric == nullptr ? Metric::Better::higher : metric->better;
        std::vector<double> without;
        for (std::size_t g = 0; g < first_without.size(); ++g) {
            const Estimate* x = find(first_without[g], number.label);
            const Estimate* y = find(second_without[g], number.label);
            without.push_back(x != nullptr && y != nullptr ? y->value - x->value : std::nan(""));
        }
        row.change = jackknife(other->value - number.estimate.value, without, out.confidence);
        weigh(row, out.confidence);
        const auto margin = margins.find(row.of.empty() ? row.name : row.name + ", " + row.of);
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
