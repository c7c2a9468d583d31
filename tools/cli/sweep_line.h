#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tools/cli/command_line.h"
#include "tools/load/bound_text.h"
#include "tools/load/variation.h"

namespace meridian {

/// A number that is asked for, and how it was written.
struct AskedNumber {
    std::string text;
    NumberText number;
};

/// A bound that is asked for, and how it was written.
struct AskedBound {
    std::string text;
    BoundText bound;
};

/// `meridian sweep`.
struct SweepOptions {
    std::string scenario;
    LoadOptions load;  ///< --data, --policy, --set, --seed, --replications
    std::vector<Variation> vary;
    std::vector<AskedNumber> metrics;  ///< empty: the usual ones
    std::optional<std::size_t> latin;  ///< so many points of a Latin hypercube, not the grid
    std::optional<AskedBound> until;   ///< look for where it ceases to hold
    bool what_if = false;              ///< rank single changes instead of varying values
    std::uint32_t hires = 3;           ///< so many further hires of the best group
    std::string out;                   ///< empty: results/NAME-sweep, or results/NAME-what-if
    unsigned threads = 0;              ///< 0: one for each core
    bool json = false, ascii = false, quiet = false;
};

[[nodiscard]] std::variant<SweepOptions, Usage> parse_sweep(const Arguments& arguments);

}  // namespace meridian
