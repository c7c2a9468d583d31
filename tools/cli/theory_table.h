#pragma once

#include <string>
#include <variant>
#include <vector>

#include "sim/experiment/theory.h"

namespace meridian {

/// A scenario that theory has something to say about.
struct TheoryCase {
    std::string name;
    std::string file;
    int replications = 0;  ///< of the short form
    int full = 0;          ///< so many that nearly every standard error is below 1 %
    std::vector<TheoryRow> rows;
};

struct TheoryTable {
    std::vector<TheoryCase> cases;
    std::vector<TheoryRow> formulas;  ///< rows that are not simulated
    [[nodiscard]] std::size_t simulated_rows() const;
};

/// Reads DIR/cases.csv (case, replications, full) and DIR/values.csv (id, case, quantity, of, t, k,
/// level, unit_s, cycle_h, value, formula, se_short, se_full); the scenario of a case is
/// DIR/CASE.yaml. A quantity is one of quantity_name, or s*(t): the smallest k with P(N>=k) <=
/// level. t counts units of unit_s seconds; se_short and se_full are shares, 0.01 where they are
/// empty. Otherwise what is wrong and where.
[[nodiscard]] std::variant<TheoryTable, std::string> read_theory(const std::string& dir);

}  // namespace meridian
