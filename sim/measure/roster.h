#pragma once

#include <array>
#include <vector>

#include "model/scenario.h"
#include "sim/measure/hours.h"

namespace meridian {

/// Who is on duty by the plan, as time by hour of the week summed over the window: shifts less
/// breaks and meetings, times the chance not to be absent. Breaks lie where the crew's stagger puts
/// them; what of them lies beyond the shift's end is left out.
struct CrewRoster {
    std::array<double, hours_in_week> on_duty{};      ///< agent-ms, report's zone
    std::array<double, hours_in_week> on_duty_utc{};  ///< agent-ms
    double shift_time = 0;                            ///< agent-ms of shifts
    double paid_time = 0;                             ///< of them paid
    double duty_time = 0;                             ///< of them on duty
};

/// By CrewId.
[[nodiscard]] std::vector<CrewRoster> rosters(const Draft& scenario);

/// When somebody of the tier who speaks the language (any, if it does not exist) is on shift, in
/// the window.
[[nodiscard]] std::vector<Interval> staffed(const Draft& scenario, TierId tier,
                                            LanguageId language);

}  // namespace meridian
