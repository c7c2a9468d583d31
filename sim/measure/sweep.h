#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/measure/comparison.h"

namespace meridian {

/// What a scenario gives with some of its values set.
struct SweepPoint {
    std::vector<std::string> values;  ///< by Sweep::varied, as they would be written
    std::vector<double> places;       ///< by Sweep::varied: where the value lies, 0 to 1, in order
    std::string scenario_fingerprint;
    std::string run_fingerprint;  ///< of all its journals
    /// By Sweep::numbers. `before` is the scenario as it stands, `change` over the same
    /// replications; NaN where nothing was measured. Holm's p is of all points and numbers.
    std::vector<Difference> numbers;
};

/// Some values of a scenario varied, the same customers everywhere.
struct Sweep {
    enum class Design : std::uint8_t { grid, latin };

    std::string scenario;
    std::string tz_version;
    std::uint64_t seed = 0;
    int replications = 0;
    double confidence = 0.95;
    Design design = Design::grid;
    std::vector<std::string> varied;   ///< "teams.dublin.agents"
    std::vector<std::string> numbers;  ///< "breach_rate{target: first-response}"
    SweepPoint as_it_stands;           ///< without values; every change is zero
    std::vector<SweepPoint> points;
    std::size_t asked = 0;         ///< points; fewer are there after an interrupt
    std::uint64_t violations = 0;  ///< that the audit found
};

}  // namespace meridian
