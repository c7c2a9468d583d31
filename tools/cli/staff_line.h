#pragma once

#include <string>
#include <variant>

#include "sim/experiment/staffing/bench.h"
#include "tools/cli/command_line.h"

namespace meridian {

/// `meridian staff`.
struct StaffOptions {
    std::string scenario;
    LoadOptions load;  ///< --data, --policy, --set, --seed; --replications: of each trial
    std::string out;   ///< empty: results/NAME-staff
    Scope scope;
    int trials = 150;
    int verify = 20;       ///< replications of the verification
    unsigned threads = 0;  ///< 0: one for each core
    bool json = false, ascii = false, quiet = false;
};

[[nodiscard]] std::variant<StaffOptions, Usage> parse_staff(const Arguments& arguments);

}  // namespace meridian
