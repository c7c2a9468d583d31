#pragma once

#include <string>
#include <vector>

#include "sim/measure/summary.h"

namespace meridian {

/// One row of a list in which the largest comes first.
struct ParetoRow {
    std::string by;    ///< the list: "tag", "category", "cause", "rule"
    std::string name;  ///< empty: tickets without a tag
    double amount = 0;
    std::string unit;
    double share = 0;       ///< of the list's sum
    double cumulative = 0;  ///< of this row and all before it; the last is 1
};

/// What few things account for most: escalated tickets by tag and by category (a ticket with two
/// tags counts under both), breach time by cause without hours that do not count, and firings by
/// escalation rule. Per replication;
/// rows of nothing are left out, equal ones stay in the scenario's order.
/// Source: V. Pareto's principle as J. M. Juran applied it, Quality Control Handbook (1951).
[[nodiscard]] std::vector<ParetoRow> pareto(const Summary& summary);

}  // namespace meridian
