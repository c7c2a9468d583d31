#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/experiment/replicate.h"
#include "sim/measure/watch.h"

namespace meridian {

/// One row of a table of cases: what theory says about a scenario.
struct TheoryRow {
    std::string id;        ///< of the family: MMC1
    std::string scenario;  ///< name of the case; empty: a formula without a queue, not simulated
    Quantity quantity;
    double level = 0;     ///< above 0: `quantity.least` is the smallest k with P(N>=k) <= level
    double unit_ms = 1;   ///< of times in `value`
    std::string written;  ///< `value` as the table has it
    double value = 0;
    std::string formula;  ///< of closed_forms.h; empty: an exact Markov chain
    std::string label;    ///< "P(W>0) P1"
    double se_short =
        0.01;               ///< the largest standard error, as a share of the value, that the short
    double se_full = 0.01;  ///< … and the full form put up with
    bool full_only = false;  ///< too rare for the short form
};

/// How a row came out.
struct TheoryResult {
    double value = 0;           ///< of the simulation, in the unit of the row
    double standard_error = 0;  ///< over replications; of a level row: none
    double deviations = 0;  ///< |value - theory| in standard errors; of a level row: by how much
                            ///< the simulated chances contradict it
    bool agrees = false;
};

/// Holds all rows of one case against `replications` runs of the scenario. Estimates are ratios of
/// sums over the replications (the spread: a root of such), their standard errors those of the
/// jackknife that leaves one replication out at a time (B. Efron, Ann. Statist. 7, 1979). A row
/// agrees if it deviates by at most `tolerance` standard errors. Nothing if it was cancelled.
[[nodiscard]] std::vector<TheoryResult> hold_against(const Scenario& scenario,
                                                     std::span<const TheoryRow> rows,
                                                     int replications, double tolerance,
                                                     const Replicating& how);

/// Standard errors with which all of so many rows agree in 99 of 100 tables of a correct program:
/// Student's quantile at 1 % / rows (C. E. Bonferroni).
[[nodiscard]] double tolerance_for(std::size_t rows, int replications);

/// Whether the row's formula gives its value, to half a unit of the last digit written or 1e-9
/// of it (some are integrals and recursions). A row
/// without a formula has nothing to compare.
[[nodiscard]] bool formula_agrees(const TheoryRow& row);

}  // namespace meridian
