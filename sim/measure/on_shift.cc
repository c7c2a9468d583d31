#include "sim/measure/on_shift.h"

namespace meridian {

const Calendar& OnShift::of(const Need& need) const {
    const auto known = by_need_.find(need);
    if (known != by_need_.end()) {
        return *known->second;
    }
    const Draft& s = **scenario_;
    std::vector<std::uint32_t> crews;
    for (std::uint32_t i = 0; i < s.organisation.crews.size(); ++i) {
        const Crew& crew = s.organisation.crews[CrewId{i}];
        if (crew.agents > 0 && fit(s.organisation, s.workload.categories, crew, need)) {
            crews.push_back(i);
        }
    }
    const Calendar& calendar = of(crews);
    by_need_.emplace(need, &calendar);
    return calendar;
}

const Calendar& OnShift::of(const std::vector<std::uint32_t>& crews) const {
    std::unique_ptr<Calendar>& calendar = by_crews_[crews];
    if (!calendar) {
        const Draft& s = **scenario_;
        std::vector<Interval> shifts;
        for (const std::uint32_t i : crews) {
            const Crew& crew = s.organisation.crews[CrewId{i}];
            shifts.insert(shifts.end(), crew.shifts.begin(), crew.shifts.end());
        }
        calendar = std::make_unique<Calendar>(std::move(shifts), s.run.horizon);
    }
    return *calendar;
}

}  // namespace meridian
