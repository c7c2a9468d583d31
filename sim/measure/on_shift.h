#pragma once

#include <map>
#include <memory>
#include <vector>

#include "model/calendar/calendar.h"
#include "model/scenario.h"

namespace meridian {

/// When at least one crew that may serve a need is on shift by the plan (breaks and absences not
/// deducted): the same answer as covered(), kept. Needs that the same crews may serve share one
/// calendar. For one thread; an answer stays valid as long as this does.
class OnShift {
public:
    explicit OnShift(const Scenario& scenario) : scenario_(&scenario) {}

    [[nodiscard]] const Calendar& of(const Need& need) const;

private:
    [[nodiscard]] const Calendar& of(const std::vector<std::uint32_t>& crews) const;

    const Scenario* scenario_;
    mutable std::map<Need, const Calendar*> by_need_;
    mutable std::map<std::vector<std::uint32_t>, std::unique_ptr<Calendar>> by_crews_;
};

}  // namespace meridian
