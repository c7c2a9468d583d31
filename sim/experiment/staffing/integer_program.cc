#include "sim/experiment/staffing/integer_program.h"

#include <coin/Cbc_C_Interface.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <numeric>

namespace meridian {
namespace {

constexpr double solver_rounding = 1e-6;
constexpr double largest = 1e30;  // what the solver takes for infinite

/// With more columns than that, cutting planes are left out: they take minutes at the first node,
/// which no limit on nodes ends. Slower to prove, sooner with an answer.
constexpr std::size_t cut_up_to = 150;

double finite(double limit) { return std::clamp(limit, -largest, largest); }

using Model = std::unique_ptr<Cbc_Model, decltype(&Cbc_deleteModel)>;

/// Column by column, as the solver wants it.
struct Matrix {
    std::vector<int> start, row;
    std::vector<double> value;

    explicit Matrix(const IntegerProgram& program) : start(program.columns.size() + 1) {
        for (const auto& r : program.rows) {
            for (const auto& term : r.terms) {
                ++start[static_cast<std::size_t>(term.column) + 1];
            }
        }
        std::partial_sum(start.begin(), start.end(), start.begin());
        row.resize(static_cast<std::size_t>(start.back()));
        value.resize(row.size());
        std::vector<int> next(start.begin(), start.end() - 1);
        for (std::size_t i = 0; i < program.rows.size(); ++i) {
            for (const auto& term : program.rows[i].terms) {
                const auto at =
                    static_cast<std::size_t>(next[static_cast<std::size_t>(term.column)]++);
                row[at] = static_cast<int>(i);
                value[at] = term.times;
            }
        }
    }
};

void load(Cbc_Model* model, const IntegerProgram& program) {
    const Matrix matrix(program);
    std::vector<double> low, high, cost, row_low, row_high;
    for (const auto& column : program.columns) {
        low.push_back(finite(column.at_least));
        high.push_back(finite(column.at_most));
        cost.push_back(column.cost);
    }
    for (const auto& row : program.rows) {
        row_low.push_back(finite(row.at_least));
        row_high.push_back(finite(row.at_most));
    }
    Cbc_loadProblem(model, static_cast<int>(program.columns.size()),
                    static_cast<int>(program.rows.size()), matrix.start.data(), matrix.row.data(),
                    matrix.value.data(), low.data(), high.data(), cost.data(), row_low.data(),
                    row_high.data());
}

void suggest(Cbc_Model* model, const std::vector<double>& start) {
    if (start.empty()) {
        return;
    }
    std::vector<int> columns(start.size());
    std::iota(columns.begin(), columns.end(), 0);
    Cbc_setMIPStartI(model, static_cast<int>(start.size()), columns.data(), start.data());
}

/// The solver keeps some of its state for the whole process.
std::mutex one_at_a_time;

ProgramAnswer run(const IntegerProgram& program, const SearchLimits& limits,
                  const std::vector<double>& start, bool whole) {
    ProgramAnswer answer;
    const std::lock_guard alone(one_at_a_time);
    const Model model(Cbc_newModel(), &Cbc_deleteModel);
    Cbc_setLogLevel(model.get(), 0);
    Cbc_setParameter(model.get(), "log", "0");
    load(model.get(), program);
    bool any_whole = false;
    for (std::size_t i = 0; whole && i < program.columns.size(); ++i) {
        if (program.columns[i].whole) {
            any_whole = true;
            Cbc_setInteger(model.get(), static_cast<int>(i));
        }
    }
    if (any_whole) {
        Cbc_setParameter(model.get(), "maxNodes", fmt::format("{}", limits.nodes).c_str());
        Cbc_setParameter(model.get(), "ratioGap", fmt::format("{:g}", limits.gap).c_str());
        Cbc_setParameter(model.get(), "threads", "0");
        Cbc_setParameter(model.get(), "randomSeed", "1");
        Cbc_setParameter(model.get(), "randomCbcSeed", "1");
        if (program.columns.size() > cut_up_to) {
            Cbc_setParameter(model.get(), "cuts", "off");
        }
        suggest(model.get(), start);
    }
    Cbc_solve(model.get());
    answer.infeasible = Cbc_isProvenInfeasible(model.get()) != 0 ||
                        Cbc_isInitialSolveProvenPrimalInfeasible(model.get()) != 0;
    if (answer.infeasible) {
        return answer;
    }
    const double* found =
        any_whole ? Cbc_bestSolution(model.get()) : Cbc_getColSolution(model.get());
    if (found != nullptr) {
        answer.values.assign(found, found + program.columns.size());
        for (std::size_t i = 0; any_whole && i < answer.values.size(); ++i) {
            if (program.columns[i].whole) {
                answer.values[i] = std::round(answer.values[i]);
            }
        }
        if (!program.allows(answer.values)) {  // the solver's own word is not taken for it
            answer.values.clear();
        }
    }
    if (!answer.values.empty()) {
        answer.cost = program.cost_of(answer.values);
    }
    const bool finished = Cbc_isProvenOptimal(model.get()) != 0;
    if (!any_whole) {
        answer.bound = finished ? Cbc_getObjValue(model.get()) : 0;
        answer.proven = finished && !answer.values.empty();
        return answer;
    }
    answer.bound = Cbc_getBestPossibleObjValue(model.get());
    if (!std::isfinite(answer.bound) || std::abs(answer.bound) > largest) {
        answer.bound = 0;
    }
    const double near = solver_rounding * std::max(1.0, std::abs(answer.cost));
    answer.proven = finished && !answer.values.empty() && answer.bound >= answer.cost - near;
    return answer;
}

}  // namespace

double IntegerProgram::cost_of(const std::vector<double>& values) const {
    double cost = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        cost += columns[i].cost * values[i];
    }
    return cost;
}

bool IntegerProgram::allows(const std::vector<double>& values) const {
    const auto within = [](double value, double low, double high) {
        const double near = solver_rounding * std::max(1.0, std::abs(value));
        return value >= low - near && value <= high + near;
    };
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!within(values[i], columns[i].at_least, columns[i].at_most)) {
            return false;
        }
    }
    return std::all_of(rows.begin(), rows.end(), [&](const Row& row) {
        double sum = 0;
        for (const Term& term : row.terms) {
            sum += term.times * values[static_cast<std::size_t>(term.column)];
        }
        return within(sum, row.at_least, row.at_most);
    });
}

ProgramAnswer solve(const IntegerProgram& program, const SearchLimits& limits,
                    const std::vector<double>& start) {
    return run(program, limits, start, true);
}

ProgramAnswer solve_relaxed(const IntegerProgram& program) { return run(program, {}, {}, false); }

}  // namespace meridian
