#include "sim/experiment/difference.h"

#include <cmath>
#include <numeric>

#include "sim/experiment/interval.h"

namespace meridian {
namespace {

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

}  // namespace

Estimate jackknife(double whole, std::span<const double> without, double confidence) {
    const auto g = static_cast<double>(without.size());
    std::vector<double> pseudo;
    for (const double part : without) {
        pseudo.push_back(g * whole - (g - 1) * part);
    }
    const Estimate spread = mean_interval(pseudo, confidence);
    return {.value = whole, .half_width = spread.half_width, .n = spread.n};
}

void weigh(Difference& row, double confidence) {
    const double error = standard_error(row.change, confidence);
    row.p = !(row.change.n > 1)     ? 1
            : row.change.value == 0 ? 1
            : error == 0            ? 0
                                    : student_p(row.change.n - 1, row.change.value / error);
    const double apart =
        row.before.half_width * row.before.half_width + row.after.half_width * row.after.half_width;
    row.reduction = apart / (row.change.half_width * row.change.half_width);
}

void give_verdicts(std::span<Difference* const> rows, double confidence) {
    std::vector<double> p;
    for (const Difference* row : rows) {
        p.push_back(row->p);
    }
    const std::vector<double> adjusted = holm(p);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i]->p_holm = adjusted[i];
        rows[i]->verdict = verdict_of(*rows[i], confidence);
    }
}

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

}  // namespace meridian
