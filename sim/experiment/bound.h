#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "sim/experiment/number.h"
#include "sim/experiment/replicate.h"

namespace meridian {

/// A number that is to be at most, or at least, an amount.
struct Bound {
    NumberOf number;
    bool at_most = true;
    double amount = 0;
};

/// How sure a verdict must be, and how long it is tried.
struct Care {
    double alpha = 0.01;         ///< chance of a wrong verdict on this bound, whatever is true
    int replications_first = 0;  ///< before the first look; 0: as many as the scenario asks for
    int replications_max = 200;
};

/// What the replications say of a bound.
struct Judgement {
    enum class Verdict : unsigned char { holds, fails, open };
    Verdict verdict = Verdict::open;
    Estimate estimate;  ///< with the two-sided interval of 1 - 2 alpha a look, which decided
};

/// What one look says: the whole interval of confidence 1 - 2 `alpha` lies on one side, or it does
/// not. `estimate` has its half-width for `confidence`. Without any spread the value decides.
[[nodiscard]] Judgement judge(const Bound& bound, const Estimate& estimate, double confidence,
                              double alpha);

/// So many looks are taken on the way from `first` to `most` replications.
[[nodiscard]] int looks_until(int first, int most);

struct Judged {
    std::vector<Judgement> bounds;  ///< in their order
    int replications = 0;
    std::uint64_t violations = 0;  ///< that the audit found
    std::set<std::string> fired;   ///< "rule outage-now", "handover 1": what did anything at all
};

/// Runs replications until every bound is decided or the cap is reached, looks at 20, 30, 45 … and
/// keeps the first verdict on each. A look decides with Student's interval, one-sided at alpha over
/// the number of looks: by Bonferroni's inequality the chance of a wrong verdict at any of them is
/// at most alpha, as far as the means of replications are normal. With few replications of a skewed
/// number they are not. Source: C. Jennison, B. W. Turnbull, Group Sequential Methods, 2000, which
/// also has narrower boundaries; looks: as run_experiment.
[[nodiscard]] Judged judge_bounds(const Scenario& scenario, std::span<const Bound> bounds,
                                  const Care& care, const Replicating& how);

}  // namespace meridian
