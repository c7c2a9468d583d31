#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/cause.h"
#include "sim/measure/metric.h"
#include "sim/measure/summary.h"

namespace meridian {

/// What is known about one number of two variants that have met the same customers.
enum class Verdict : std::uint8_t {
    identical,  ///< exactly equal in every replication
    better,     ///< changed for the better, the chance of an error being that of the comparison
    worse,      ///< changed for the worse, likewise
    changed,    ///< changed; neither direction is better
    equal,      ///< shown to differ by less than the margin
    not_seen,   ///< no difference seen: one as large as the half-width is not excluded
};

struct Difference {
    std::string name;  ///< the metric's key, or "kept TARGET"
    std::string of;    ///< "language de" for a slice; empty: of everything
    std::string unit;  ///< of the catalogue; "share" for targets
    Metric::Better better = Metric::Better::neither;
    Estimate before, after;
    Estimate change;       ///< after - before, over the same replications
    double p = 1;          ///< of a change at least as large if there were none, two-sided
    double p_holm = 1;     ///< adjusted for the number of rows
    double reduction = 0;  ///< variance with independent customers / variance with the same ones
    std::optional<double> margin;
    Verdict verdict = Verdict::not_seen;
};

/// A promise that one variant broke and the other kept, counted by what it waited for most.
struct Turned {
    Cause cause = Cause::unexplained;
    double removed = 0;  ///< broken before and not after, a replication
    double fresh = 0;    ///< broken after and not before
};

struct Comparison {
    std::string before, after;  ///< names of the scenarios
    int replications = 0;
    double confidence = 0.95;
    std::vector<Difference> rows;  ///< headline numbers in the catalogue's order, then targets,
                                   ///< then slices, where they were asked for
    std::vector<Turned> turned;    ///< by cause, most first; only where both kept their breaches
    double both_broke = 0;         ///< promises that both variants broke, a replication
};

}  // namespace meridian
