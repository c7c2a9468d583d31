#include "sim/measure/clock_change.h"

namespace meridian {
namespace {

constexpr Span longest_season = std::chrono::hours{250 * 24};

/// The first part of the hole that the shifts would cover if they came so much later.
std::optional<Interval> covered_if_later(const Crew& crew, Span later, Interval hole) {
    const Instant begin = hole.begin - later;
    auto shift = std::ranges::upper_bound(crew.shifts, begin, {}, &Interval::end);
    if (shift == crew.shifts.end() || shift->begin >= hole.end - later) {
        return std::nullopt;
    }
    return Interval{std::max(shift->begin + later, hole.begin),
                    std::min(shift->end + later, hole.end)};
}

}  // namespace

std::optional<ClockChange> clock_change_behind(const Draft& scenario, const Serving& serving,
                                               Interval hole) {
    std::optional<ClockChange> latest;
    for (const CrewId id : serving.crews) {
        const Crew& crew = scenario.organisation.crews[id];
        const ZoneId zone_id =
            scenario.organisation.regions[scenario.organisation.teams[crew.team].region].zone;
        const Zone& zone = scenario.organisation.zones[zone_id];
        auto next = std::ranges::upper_bound(zone.transitions, hole.begin, {}, &Transition::at);
        if (next == zone.transitions.begin()) {
            continue;
        }
        const Transition& change = *--next;
        const Span by = change.offset - zone.offset_at(change.at - Span{1});
        const auto covered = covered_if_later(crew, by, hole);
        if (covered && hole.begin - change.at <= longest_season &&
            (!latest || change.at > latest->at)) {
            latest = ClockChange{zone_id, crew.team, change.at, by, *covered};
        }
    }
    return latest;
}

}  // namespace meridian
