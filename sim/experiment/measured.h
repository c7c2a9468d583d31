#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/experiment/number.h"
#include "sim/measure/comparison.h"
#include "sim/measure/tally.h"

namespace meridian {

/// A number, and what it is called.
struct NamedNumberOf {
    std::string name;
    NumberOf number;
};

/// What is kept of a variant's replications to hold it against others: a few numbers, so that the
/// tallies can go.
struct Measured {
    std::vector<Estimate> whole;               ///< by number
    std::vector<std::vector<double>> without;  ///< by number: without each group of replications
    std::string run_fingerprint;
    std::uint64_t violations = 0;
};

/// The tallies are given back in their order.
[[nodiscard]] Measured measured(const Scenario& scenario, std::span<Tally> tallies,
                                std::span<const NamedNumberOf> numbers);

/// The difference of each number, as compare() has it, but for verdicts, which belong to all rows
/// of a table together. Precondition: the same numbers and as many replications of the same seed.
[[nodiscard]] std::vector<Difference> differences(std::span<const NamedNumberOf> numbers,
                                                  const Measured& before, const Measured& after,
                                                  double confidence);

}  // namespace meridian
