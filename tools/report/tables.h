#pragma once

#include <string>
#include <vector>

#include "sim/measure/summary.h"

namespace meridian {

/// A file of the results folder.
struct NamedText {
    std::string name;
    std::string text;
};

/// Every CSV table of a result, with a header row each, described in results/README.md. Estimates
/// take two columns, the second ending in _hw for the half-width; durations are seconds; empty
/// fields mean that there is no such figure.
[[nodiscard]] std::vector<NamedText> csv_tables(const Summary& summary);

}  // namespace meridian
