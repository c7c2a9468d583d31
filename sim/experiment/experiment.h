#pragma once

#include <optional>

#include "model/scenario.h"
#include "sim/experiment/replicate.h"
#include "sim/measure/recorded.h"
#include "sim/measure/summary.h"

namespace meridian {

struct Experiment {
    std::optional<int> replications = {};  ///< instead of the scenario's; at least 1
    Replicating how = {};
    std::optional<RecordedFigures> recorded = {};  ///< of the replayed log
};

/// Runs the scenario's replications and sums them up. With a precision goal it begins with 20
/// replications (or as many as the scenario asks for, if more) and goes on in steps of one half
/// until the half-width is small enough or the cap is reached: it looks only after 20, 30, 45, 67 …
/// so that neither the number of threads nor their timing shows in a result. A relative goal g
/// holds when half-width <= g / (1 + g) |mean| (A. M. Law, Simulation Modeling and
/// Analysis, 9.4.1).
[[nodiscard]] Summary run_experiment(const Scenario& scenario, const Experiment& experiment = {});

/// So many replications before precision is looked at for the first time.
inline constexpr int first_look = 20;

/// Whether the summary is as precise as asked.
[[nodiscard]] bool is_precise(const Summary& summary, const Precision& precision);

/// The next number of replications to look at: one and a half times as many, at most `cap`.
[[nodiscard]] int next_look(int replications, int cap);

}  // namespace meridian
