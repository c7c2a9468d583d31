#pragma once

#include <string>

#include "sim/measure/staffing.h"
#include "tools/report/text_table.h"

namespace meridian {

/// The answer for people: whom it takes, what is promised and kept, what the bound is and why.
[[nodiscard]] std::string staffing_text(const StaffingAnswer& answer, const Look& look);

/// `staffing.json`, schema "meridian-staffing/1", described in results/README.md. Ends in "\n".
[[nodiscard]] std::string staffing_json(const StaffingAnswer& answer);

}  // namespace meridian
