#pragma once

#include <span>
#include <vector>

#include "sim/experiment/bound.h"

namespace meridian {

/// A number that is to be no worse than elsewhere by a margin, or better by one.
struct Gate {
    NumberOf number;  ///< with a better direction
    double margin = 0;
    bool better = false;
};

/// What the number is in each replication by itself; NaN where nothing was measured.
[[nodiscard]] std::vector<std::vector<double>> values_of(std::span<const NumberOf> numbers,
                                                         const Scenario& scenario,
                                                         std::span<const Tally> tallies);

/// One look at the differences, replication by replication: no worse when the whole interval of
/// confidence 1 - 2 alpha of the harm lies below the margin (non-inferiority), better when it lies
/// beyond the margin on the good side; failed when it lies on the other side of that. The estimate
/// is of candidate - reference. Precondition: as many values on both sides.
/// The paired t interval of means of replications; of a rate it is therefore the mean of the
/// replications' rates. Source: as compare(); S. Wellek, Testing Statistical Hypotheses of
/// Equivalence and Noninferiority, 2nd ed., 2010.
[[nodiscard]] Judgement judge(const Gate& gate, std::span<const double> candidate,
                              std::span<const double> reference, double alpha);

/// Both scenarios, replication by replication with the same customers, until every gate is decided
/// or the cap is reached; looks and chances of error as judge_bounds.
[[nodiscard]] Judged judge_gates(const Scenario& candidate, const Replicating& how_candidate,
                                 const Scenario& reference, const Replicating& how_reference,
                                 std::span<const Gate> gates, const Care& care);

}  // namespace meridian
