#pragma once

#include <memory>
#include <variant>

#include "model/arrival.h"
#include "model/policy/mismatch.h"
#include "sim/measure/explanation.h"

namespace meridian {

/// One ticket in an otherwise empty system: nobody else comes, and nobody misses a shift. What the
/// arrival does not say is drawn as for the stream's first ticket, and so is its work.
struct LoneTicket {
    std::unique_ptr<const Scenario> scenario;  ///< the one without other tickets
    std::unique_ptr<const OnShift> on_shift;
    std::unique_ptr<const Explanation> explanation;  ///< has the story
    std::vector<RuleLook> looks;                     ///< at rules, in order of time
    std::uint64_t violations = 0;                    ///< that an audit found
};

/// Runs the engine for it. Precondition: the arrival lies in the scenario's horizon.
[[nodiscard]] LoneTicket run_alone(const Scenario& scenario, StreamId stream,
                                   const Arrival& ticket);

}  // namespace meridian
