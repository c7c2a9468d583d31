#pragma once

#include <string>
#include <vector>

#include "sim/measure/summary.h"

namespace meridian {

/// `summary.json`, schema "meridian-summary/1", described in results/README.md. Durations are
/// seconds; a figure that does not exist is null; numbers have six significant digits, so that the
/// bytes are the same on every machine. Ends in "\n".
[[nodiscard]] std::string summary_json(const Summary& summary);

/// Where a result comes from. Nothing in it depends on when or where it was computed.
struct Provenance {
    std::vector<std::string> files;      ///< that made up the scenario, as the planner named them
    std::vector<std::string> arguments;  ///< that changed the scenario: "--set a=b"
};

/// `provenance.json`, schema "meridian-provenance/1".
[[nodiscard]] std::string provenance_json(const Summary& summary, const Provenance& provenance);

}  // namespace meridian
