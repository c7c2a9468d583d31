#pragma once

#include <string>
#include <vector>

#include "sim/measure/comparison.h"
#include "tools/report/text_table.h"

namespace meridian {

/// A comparison for people: what was changed, what that did, which promises are kept now and which
/// no longer. Numbers that nothing is known of are counted; `all` shows them.
[[nodiscard]] std::string comparison_text(const Comparison& comparison,
                                          const std::vector<std::string>& changes, bool all,
                                          const Look& look);

/// The same for programs, schema `meridian-comparison/1`: one object a pair.
[[nodiscard]] std::string comparisons_json(
    const std::vector<std::pair<Comparison, std::vector<std::string>>>& comparisons);

}  // namespace meridian
