#include "sim/measure/on_shift.h"

namespace meridian {
namespace {

/// How many things a crew lacks, and the first of them in the order of the causes.
std::pair<int, Cause> hindrance(const Lacks& lacks) {
    int count = 0;
    Cause first = Cause::out_of_reach;
    const auto add = [&](bool lacking, Cause cause) {
        first = lacking && count == 0 ? cause : first;
        count += lacking ? 1 : 0;
    };
    add(lacks.reach, Cause::out_of_reach);
    add(lacks.language, Cause::wrong_language);
    add(lacks.skill, Cause::wrong_skill);
    add(lacks.authority, Cause::wrong_authority);
    add(lacks.residency, Cause::wrong_residency);
    return {count, first};
}

}  // namespace

const Serving& OnShift::serving(const Need& need) const {
    const auto known = by_need_.find(need);
    if (known != by_need_.end()) {
        return known->second;
    }
    const Draft& s = **scenario_;
    Serving serving;
    for (std::uint32_t i = 0; i < s.organisation.crews.size(); ++i) {
        const Crew& crew = s.organisation.crews[CrewId{i}];
        if (crew.agents > 0 && fit(s.organisation, s.workload.categories, crew, need)) {
            serving.crews.push_back(CrewId{i});
        }
    }
    serving.on_shift = &of(serving.crews);
    serving.others = kept_from(need);
    return by_need_.emplace(need, std::move(serving)).first->second;
}

std::vector<Serving::Kept> OnShift::kept_from(const Need& need) const {
    const Draft& s = **scenario_;
    std::map<std::pair<int, Cause>, std::vector<CrewId>> kept;
    for (std::uint32_t i = 0; i < s.organisation.crews.size(); ++i) {
        const Crew& crew = s.organisation.crews[CrewId{i}];
        if (crew.agents == 0 || s.organisation.teams[crew.team].tier != need.tier) {
            continue;
        }
        const Lacks some = lacks(s.organisation, s.workload.categories, crew, need);
        if (some.any()) {
            kept[hindrance(some)].push_back(CrewId{i});
        }
    }
    std::vector<Serving::Kept> others;
    for (const auto& [by, crews] : kept) {
        others.push_back({.by = by.second, .on_shift = shifts_of(crews)});
    }
    return others;
}

const Calendar& OnShift::of(const std::vector<CrewId>& crews) const {
    std::unique_ptr<Calendar>& calendar = by_crews_[crews];
    if (!calendar) {
        calendar = std::make_unique<Calendar>(shifts_of(crews));
    }
    return *calendar;
}

Calendar OnShift::shifts_of(const std::vector<CrewId>& crews) const {
    const Draft& s = **scenario_;
    std::vector<Interval> shifts;
    for (const CrewId id : crews) {
        const Crew& crew = s.organisation.crews[id];
        shifts.insert(shifts.end(), crew.shifts.begin(), crew.shifts.end());
    }
    return {std::move(shifts), s.run.horizon};
}

}  // namespace meridian
