#pragma once

#include <array>
#include <optional>
#include <vector>

#include "model/calendar/local.h"
#include "model/check/best_case.h"

namespace meridian::check {

/// The quarters of an hour of the horizon that fall into one hour of the week.
struct BestCaseHour {
    int quarters = 0;
    int impossible = 0;  // of them: created then, the promise is broken whoever is hired
    Span shortest{};     // best cases on the clock of the promise
    Span longest{};
    bool never = false;  // the longest is cut at the horizon's end
    std::optional<Wait>
        wait;  // the longest for somebody's shift, on the way of the longest best case
};

/// How soon tickets of one kind and priority could be served, by the hour of the week in which they
/// come, on the clocks of the customer's region (of the report, where streams have none).
struct BestCaseMap {
    Promise promise;
    std::array<BestCaseHour, hours_in_week> hours;  // 0: Monday 00:00 to 01:00
};

/// One for each that the promise is made to, in the order of Promises.
[[nodiscard]] std::vector<BestCaseMap> best_case_map(const Ground& ground, const SlaTarget& target);

}  // namespace meridian::check
