#pragma once

#include <string>
#include <string_view>

#include "sim/measure/comparison.h"
#include "tools/report/text_table.h"

namespace meridian {

// Differences between variants, in the words of all reports that have them.

[[nodiscard]] std::string_view word(Verdict verdict);
[[nodiscard]] Tone tone_of(Verdict verdict);

/// A number in its unit: "80.9 %", "24 min 32 s", "7,109"; "-" for none.
[[nodiscard]] std::string quantity_text(double value, const std::string& unit);
/// With its half-width: "80.9 % ± 0.2".
[[nodiscard]] std::string estimate_text(const Estimate& estimate, const std::string& unit,
                                        const Look& look);
/// With its sign, and the half-width behind it: "+3.60 ± 0.11 points".
[[nodiscard]] std::string change_text(const Difference& row, const Look& look);
[[nodiscard]] std::string p_text(double p);

}  // namespace meridian
