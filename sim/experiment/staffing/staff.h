#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/staffing/bench.h"
#include "sim/experiment/staffing/offered.h"
#include "sim/measure/staffing.h"

namespace meridian {

/// How far a search has come.
struct StaffingProgress {
    std::string doing;  ///< "trying staffings"
    int trials = 0, trials_max = 0;
    double bound = 0;
    double incumbent = -1;  ///< cost; negative: none yet
};

/// Where a search among the tours of a roster begins: its scenario has a crew for every tour that
/// somebody may be given, whoever is in it.
struct Beginning {
    std::vector<int> now;     ///< by post: as things stand
    std::vector<int> start;   ///< by post: what is tried first
    std::vector<bool> fixed;  ///< by post: `start` is all that is tried
    Offered offered;          ///< as things stand; its crews are those of the scenario as it stands
    std::function<bool(const std::vector<int>&)> allowed = {};  ///< by the labour rules; empty: all
};

/// What is asked of `staff`.
struct StaffingWish {
    Scope scope = {};
    int trials_max = 150;        ///< staffings simulated, verification not counted
    int trial_replications = 2;  ///< of each
    int verified_replications = 20;
    std::optional<Beginning> beginning = {};  ///< nothing: the scenario as it stands
    Replicating how = {};                     ///< cancelled: ends with the incumbent
    std::function<void(const StaffingProgress&)> progress = {};
};

/// Finds the cheapest heads on the shifts of the scenario that keep every promise that can be kept:
/// a bound without simulating; the requirement of the load as it stands and a cover of it; a search
/// among simulated staffings, all with the same customers; and a verification on replications that
/// the search has not seen, for which a third of the trials is kept. What they refute is asked for
/// with a margin of as much as was missing, and people are added, up to four times; those of them
/// who are idle are taken away again, up to ten times, where another verification holds.
///
/// Beside the promises no more tickets may be lost (hung up, turned away) than today, or than with
/// more people than can be needed and a point more; and no more may be left open at the end than
/// with those and a point more. A promise whose goal such people do not reach is asked for on those
/// tickets that they are in time for (the goal times the share that they keep), and no less than is
/// kept today; `reachable` tells.
///
/// The limits of the scenario's `staffing` hold: people of a team at least and at most, and
/// changes; what its `scope` says is asked for as well. The bound is of all staffings without them.
///
/// With a beginning the search is among all tours that are allowed, in the place of the cover its
/// `start`; who takes turns or keeps a shift stays as in it.
///
/// The same bytes for any number of threads; ends after so many trials, not after a time.
[[nodiscard]] StaffingAnswer staff(const Scenario& scenario, const StaffingWish& wish);

}  // namespace meridian
