#include "sim/experiment/theory.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "sim/experiment/interval.h"
#include "sim/experiment/workshop.h"
#include "sim/measure/closed_forms.h"
#include "sim/run.h"

namespace meridian {
namespace {

struct Jackknife {
    double value = 0;
    double standard_error = 0;
};

/// Of one quantity over all replications.
Jackknife jackknife(Quantity::Kind kind, const std::vector<std::vector<Sums>>& runs,
                    std::size_t place) {
    Sums all;
    for (const auto& run : runs) {
        all += run[place];
    }
    const auto n = static_cast<double>(runs.size());
    double sum = 0;
    double squares = 0;
    const double value = value_of(kind, all);
    for (const auto& run : runs) {
        Sums others = all;
        others -= run[place];
        const double off = value_of(kind, others) - value;
        sum += off;
        squares += off * off;
    }
    const double variance = (n - 1) / n * (squares - sum * sum / n);
    return {value, std::sqrt(std::max(variance, 0.0))};
}

bool is_time(Quantity::Kind kind) {
    return kind == Quantity::Kind::wait || kind == Quantity::Kind::wait_spread ||
           kind == Quantity::Kind::sojourn;
}

/// The chances of k and of one less stand on two sides of the level, unless they say otherwise.
TheoryResult level_result(const TheoryRow& row, const Jackknife& at, const Jackknife& before,
                          double tolerance) {
    TheoryResult result;
    const auto errors = [](double over, const Jackknife& of) {
        return of.standard_error > 0 ? over / of.standard_error : over > 0 ? 1e9 : 0;
    };
    const double above = errors(at.value - row.level, at);
    const double below = errors(row.level - before.value, before);
    result.value = row.value + (above > 0 ? 1 : below > 0 ? -1 : 0);
    result.deviations = std::max({above, below, 0.0});
    result.agrees = result.deviations <= tolerance;
    return result;
}

TheoryResult result_of(const TheoryRow& row, const Jackknife& found, double tolerance) {
    const double scale = is_time(row.quantity.kind) ? row.unit_ms : 1;
    TheoryResult result;
    result.value = found.value / scale;
    result.standard_error = found.standard_error / scale;
    result.deviations = std::abs(result.value - row.value) / result.standard_error;
    result.agrees = result.deviations <= tolerance;
    return result;
}

}  // namespace

std::vector<TheoryResult> hold_against(const Scenario& scenario, std::span<const TheoryRow> rows,
                                       int replications, double tolerance, const Replicating& how) {
    std::vector<Quantity> asked;
    for (const TheoryRow& row : rows) {
        asked.push_back(row.quantity);
        if (row.level > 0) {
            asked.push_back(row.quantity);
            asked.back().least -= 1;
        }
    }
    const Plan plan(scenario);
    Workshop<std::vector<Sums>> workshop(replications, how, [&](int number) {
        WatchFold fold(scenario, asked);
        const std::array<Observer*, 1> observers{&fold};
        simulate(plan,
                 {.number = static_cast<std::uint64_t>(number),
                  .cancelled = [&how] { return how.cancelled != nullptr && *how.cancelled; }},
                 observers);
        return fold.sums();
    });
    const std::vector<std::vector<Sums>> runs = workshop.run();
    std::vector<TheoryResult> results;
    if (runs.size() < static_cast<std::size_t>(replications)) {
        return results;
    }
    std::size_t place = 0;
    for (const TheoryRow& row : rows) {
        const Jackknife found = jackknife(row.quantity.kind, runs, place++);
        results.push_back(
            row.level > 0
                ? level_result(row, found, jackknife(row.quantity.kind, runs, place++), tolerance)
                : result_of(row, found, tolerance));
    }
    return results;
}

double tolerance_for(std::size_t rows, int replications) {
    return student_t(replications - 1, 1 - 0.01 / static_cast<double>(rows));
}

bool formula_agrees(const TheoryRow& row) {
    if (row.formula.empty()) {
        return true;
    }
    const auto known = closed_form(row.formula);
    const std::size_t exponent = row.written.find('e');
    const std::size_t point = row.written.find('.');
    if (!known) {
        return false;
    }
    if (exponent != std::string::npos) {
        const double power = std::stod(row.written.substr(exponent + 1));
        return std::abs(*known - row.value) <=
               std::max(0.51 * std::pow(10, power - static_cast<double>(exponent - 2)), 1e-13);
    }
    const auto digits = point == std::string::npos ? 0 : row.written.size() - point - 1;
    const double last_digit = std::pow(10, -static_cast<double>(digits));
    return std::abs(*known - row.value) <= std::max(0.51 * last_digit, 1e-9 * std::abs(row.value));
}

}  // namespace meridian
