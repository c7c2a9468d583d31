#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "sim/measure/comparison.h"

namespace meridian {

/// What one change of the scenario would do, on the same customers. A week is one of those counted.
struct WhatIfRow {
    enum class Kind : std::uint8_t { hire, shift, rule };
    Kind kind = Kind::hire;
    std::string says;       ///< "one more of dublin: 3 -> 4"
    int replications = 0;   ///< fewer than all: it was given up then
    bool given_up = false;  ///< others were clearly better, or it had changed nothing at all
    Estimate saved;     ///< promises broken a week fewer; half-width by Holm's steps, see p_holm
    double p = 1;       ///< of a difference at least as large if there were none, two-sided
    double p_holm = 1;  ///< adjusted for the number of changes
    Estimate cost;      ///< labour cost a week more, with an interval for itself; NaN: no prices
    double cost_per_saved = std::numeric_limits<double>::quiet_NaN();  ///< where both are known
};

/// What so many hires into one group of people give.
struct FurtherHire {
    std::uint32_t hires = 0;
    std::vector<Difference> numbers;  ///< by WhatIf::further_numbers; `before`: with one hire fewer
};

struct WhatIf {
    std::string scenario;
    std::string scenario_fingerprint;
    std::string tz_version;
    std::string currency;
    std::uint64_t seed = 0;
    int replications = 0;
    double confidence = 0.95;
    Estimate broken;              ///< promises a week, as the scenario stands
    std::vector<WhatIfRow> rows;  ///< measured to the end, most saved first; then those given up
    std::size_t untouched = 0;    ///< changes that touch no cause of a broken promise: not tried
    std::string further_of;       ///< whom the best hire adds to; empty: no hire saves anything
    std::vector<std::string> further_numbers;
    std::vector<FurtherHire> further;
    bool finished = true;          ///< false: interrupted; what was known by then is here
    std::uint64_t violations = 0;  ///< that the audit found
};

}  // namespace meridian
