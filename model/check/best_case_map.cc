#include "model/check/best_case_map.h"

#include <map>
#include <utility>

namespace meridian::check {
namespace {

using WeekOfBest = std::array<BestCaseHour, hours_in_week>;

void enter(BestCaseHour& hour, const Stretch& stretch, bool late) {
    hour.shortest = hour.quarters == 0 ? stretch.taken : std::min(hour.shortest, stretch.taken);
    ++hour.quarters;
    hour.impossible += late ? 1 : 0;
}

WeekOfBest drawn(const Draft& draft, const BestCase& cases, const SlaTarget& target,
                 const Promise& promise) {
    const RegionId region = promise.kind.region;
    const Zone& zone =
        draft.organisation.zones[region.exists() ? draft.organisation.regions[region].zone
                                                 : draft.run.report_zone];
    WeekOfBest week;
    for_each_stretch(draft, cases, target, region, [&](const Stretch& stretch, const Best& best) {
        const bool late = stretch.taken > promise.within;
        for (Instant t = stretch.created.begin; t < stretch.created.end;
             t += std::chrono::minutes{15}) {
            BestCaseHour& hour = week[static_cast<std::size_t>(zone.hour_of_week_at(t))];
            enter(hour, stretch, late);
            if (stretch.taken > hour.longest || hour.quarters == 1) {
                hour.longest = stretch.taken;
                hour.never = stretch.never;
                hour.wait = wait_on(target, cases, best);
            }
        }
    });
    return week;
}

}  // namespace

std::vector<BestCaseMap> best_case_map(const Ground& ground, const SlaTarget& target) {
    const Promises promises(ground, target);
    std::map<std::pair<std::size_t, Span>, WeekOfBest> known;
    std::vector<BestCaseMap> all;
    for (const Promise& promise : promises.all) {
        const auto [place, fresh] = known.try_emplace({promise.cases, promise.within});
        if (fresh) {
            place->second = drawn(ground.draft, promises.cases[promise.cases], target, promise);
        }
        all.push_back({promise, place->second});
    }
    return all;
}

}  // namespace meridian::check
