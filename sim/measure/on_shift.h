#pragma once

#include <map>
#include <memory>
#include <vector>

#include "model/calendar/calendar.h"
#include "model/cause.h"
#include "model/scenario.h"

namespace meridian {

/// Who may serve a need, and when.
struct Serving {
    std::vector<CrewId> crews;           ///< all that may
    const Calendar* on_shift = nullptr;  ///< when at least one of them is on shift by the plan
    /// Others of the tier: what keeps them from it, and when they are on shift. Those whom the
    /// least keeps from it come first.
    struct Kept {
        Cause by = Cause::out_of_reach;
        Calendar on_shift;
    };
    std::vector<Kept> others;
};

/// When at least one crew that may serve a need is on shift by the plan (breaks and absences not
/// deducted): the same answer as covered(), kept. Needs that the same crews may serve share one
/// calendar. For one thread; an answer stays valid as long as this does.
class OnShift {
public:
    explicit OnShift(const Scenario& scenario) : scenario_(&scenario) {}

    [[nodiscard]] const Calendar& of(const Need& need) const { return *serving(need).on_shift; }
    [[nodiscard]] const Serving& serving(const Need& need) const;

private:
    [[nodiscard]] const Calendar& of(const std::vector<CrewId>& crews) const;
    [[nodiscard]] Calendar shifts_of(const std::vector<CrewId>& crews) const;
    [[nodiscard]] std::vector<Serving::Kept> kept_from(const Need& need) const;

    const Scenario* scenario_;
    mutable std::map<Need, Serving> by_need_;  // its addresses stay
    mutable std::map<std::vector<CrewId>, std::unique_ptr<Calendar>> by_crews_;
};

}  // namespace meridian
