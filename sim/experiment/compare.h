#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "model/scenario.h"
#include "sim/measure/comparison.h"
#include "sim/measure/tally.h"

namespace meridian {

/// Holds two variants against each other, replication by replication: `before` and `after` are the
/// tallies of the same numbers, made with the same seed, so that the same customers come. Headline
/// numbers that both have, and the share kept of targets with the same name.
///
/// A number is any function of all replications (a mean, a ratio of means, a quantile by
/// sectioning), so its interval is that of the delete-a-group jackknife with as many groups as
/// replications, at most `jackknife_groups`: for a mean exactly the paired t interval, for a ratio
/// the delete-one form of the delta method.
/// Source: R. G. Miller, The jackknife: a review, Biometrika 61 (1974); common random numbers:
/// A. M. Law, Simulation Modeling and Analysis, 11.2; the adjusted p: S. Holm, Scandinavian Journal
/// of Statistics 6 (1979). A change is called one where the adjusted p is below 1 - confidence: the
/// chance that any row is called changed when none has is at most that. `equal` asks that the
/// interval with confidence 1 - 2 alpha lies within the margin (two one-sided tests: D. J.
/// Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15 (1987)).
///
/// `margins`: by row name ("kept TARGET, language de" for a slice), in the row's own unit (shares
/// as shares, times as ms). `by`: dimensions along which the targets, the escalation rate and the
/// time to resolution are compared, too, slice by slice; these rows count for Holm like the others.
/// Precondition: as many tallies on both sides, at least one.
[[nodiscard]] Comparison compare(const Scenario& a, std::span<Tally> before, const Scenario& b,
                                 std::span<Tally> after,
                                 const std::map<std::string, double>& margins = {},
                                 std::span<const Dimension> by = {});

}  // namespace meridian
