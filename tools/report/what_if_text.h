#pragma once

#include <string>

#include "sim/measure/what_if.h"
#include "tools/report/text_table.h"

namespace meridian {

/// Which single change saves most broken promises, for people; then what each further hire of the
/// best group buys.
[[nodiscard]] std::string what_if_text(const WhatIf& result, const Look& look);

/// One row a change that ran, in the order of the table.
[[nodiscard]] std::string what_if_csv(const WhatIf& result);

/// For programs, schema `meridian-what-if/1`.
[[nodiscard]] std::string what_if_json(const WhatIf& result);

}  // namespace meridian
