#pragma once

#include <functional>

#include "sim/experiment/edit.h"
#include "sim/experiment/same_customers.h"
#include "sim/measure/what_if.h"

namespace meridian {

/// How the single changes race against each other.
struct Race {
    bool all_to_the_end = false;  ///< nothing is given up: every change has all replications
    std::uint32_t further = 3;    ///< so many hires of the best group; 0: not asked
    std::function<void(double)> progress = {};  ///< share done of what is expected
};

/// Which single change saves most broken promises: each is simulated with the customers of the
/// scenario as it stands, and the difference is paired by replication.
///
/// Successive halving: after a quarter and after half of the replications (at least five), the
/// better half goes on, and with it whatever the intervals do not set apart from the worst of that
/// half, with Bonferroni's correction for the number of changes in the race. What has changed
/// nothing at all so far is given up, too.
/// Source: K. Jamieson, A. Talwalkar, AISTATS 2016, with the safeguard above.
///
/// The intervals of `saved` are those of Holm's steps: the k-th smallest p of m is held against
/// alpha / (m - k + 1), and its interval has that confidence. All changes that ran count, those
/// given up included, so that picking the best of many is paid for. A replication's count is one
/// observation; weeks are those that are counted.
[[nodiscard]] WhatIf what_if(SameCustomers& customers, const Race& race = {});

}  // namespace meridian
