#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace meridian {

/// The smallest sum of costs of whole numbers (or of any, if a column says so) within the limits of
/// columns and rows.
struct IntegerProgram {
    static constexpr double no_limit = std::numeric_limits<double>::infinity();

    struct Column {
        double cost = 0;
        double at_least = 0;
        double at_most = no_limit;
        bool whole = true;
    };
    struct Term {
        int column = 0;
        double times = 0;

        friend auto operator<=>(const Term&, const Term&) = default;
    };
    struct Row {
        std::vector<Term> terms;
        double at_least = -no_limit;
        double at_most = no_limit;
    };

    std::vector<Column> columns;
    std::vector<Row> rows;

    [[nodiscard]] double cost_of(const std::vector<double>& values) const;
    /// All limits hold, up to rounding.
    [[nodiscard]] bool allows(const std::vector<double>& values) const;
};

/// How long to look: counted in nodes of the search, never in seconds, so that the answer depends
/// on the question alone.
struct SearchLimits {
    int nodes = 500;
    double gap = 0;  ///< share of the cost; good enough
};

struct ProgramAnswer {
    std::vector<double> values;  ///< empty: none found
    double cost = 0;
    double bound = 0;         ///< no answer costs less
    bool proven = false;      ///< `values` cost least
    bool infeasible = false;  ///< proven: there is none
};

/// By branch and cut. `start`: an answer to begin with, for some or all columns; empty: none.
[[nodiscard]] ProgramAnswer solve(const IntegerProgram& program, const SearchLimits& limits,
                                  const std::vector<double>& start);

/// Without asking for whole numbers.
[[nodiscard]] ProgramAnswer solve_relaxed(const IntegerProgram& program);

}  // namespace meridian
