#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/check/find.h"

namespace meridian::check {
namespace {

bool changes_within(const Zone& zone, Interval horizon) {
    return std::ranges::any_of(zone.transitions, [&](const Transition& transition) {
        return horizon.contains(transition.at);
    });
}

/// Calendars that rules or promises count by.
std::set<CalendarId> counted_calendars(const Policy& policy) {
    std::set<CalendarId> ids;
    for (const SlaTarget& target : policy.sla) {
        ids.insert(target.clock.calendar);
    }
    for (const Rule& rule : policy.escalation.rules) {
        ids.insert(rule.trigger.clock.calendar);
        ids.insert(rule.when.during);
    }
    ids.erase(CalendarId{});
    return ids;
}

/// A calendar of fixed hours drifts against whoever works by clocks that change.
void find_fixed_hours(const Ground& ground, Findings& found) {
    const Organisation& house = ground.draft.organisation;
    std::string moving;
    for (const Team& team : house.teams) {
        const Zone& zone = house.zones[house.regions[team.region].zone];
        if (moving.empty() && changes_within(zone, ground.draft.run.horizon)) {
            moving = fmt::format("team '{}' works by the clocks of {}", team.name, zone.name);
        }
    }
    for (const CalendarId id : counted_calendars(ground.draft.policy)) {
        const NamedCalendar& calendar = house.calendars[id];
        const Zone& zone = house.zones[calendar.zone];
        if (!moving.empty() && !calendar.open.is_always_open() && zone.transitions.empty()) {
            found.push_back(
                {.code = "L18",
                 .level = Level::note,
                 .at = "calendars." + calendar.name,
                 .says = fmt::format("'{}' keeps the hours of {}, which never change, beside "
                                     "shifts that move",
                                     calendar.name, zone.name),
                 .evidence = {moving},
                 .way_out = {}});
        }
    }
}

/// Years of which the horizon holds two months or more.
std::vector<int> years_of(Interval horizon) {
    const auto begin_of = [](int year) {
        return Instant{std::chrono::sys_days{std::chrono::year{year} / 1 / 1}};
    };
    const auto year_at = [](Instant t) {
        const auto day = std::chrono::floor<std::chrono::days>(t);
        return static_cast<int>(std::chrono::year_month_day{day}.year());
    };
    std::vector<int> years;
    for (int year = year_at(horizon.begin); begin_of(year) < horizon.end; ++year) {
        const Span inside =
            std::min(horizon.end, begin_of(year + 1)) - std::max(horizon.begin, begin_of(year));
        if (inside >= std::chrono::days{60}) {
            years.push_back(year);
        }
    }
    return years;
}

void find_missing_holidays(const Ground& ground, Findings& found) {
    const Table<Region>& regions = ground.draft.organisation.regions;
    const auto has = [](const Region& region, int year) {
        return std::ranges::find(region.holiday_years, year) != region.holiday_years.end();
    };
    for (const int year : years_of(ground.draft.run.horizon)) {
        const auto other =
            std::ranges::find_if(regions, [&](const Region& region) { return has(region, year); });
        for (const Region& region : regions) {
            if (other != regions.end() && !has(region, year)) {
                found.push_back({.code = "L21",
                                 .level = Level::note,
                                 .at = "regions." + region.name,
                                 .says = fmt::format("{} has no holiday in {}", region.name, year),
                                 .evidence = {fmt::format("{} has some", other->name)},
                                 .way_out = {}});
            }
        }
    }
}

}  // namespace

void find_in_calendars(const Ground& ground, Findings& found) {
    find_fixed_hours(ground, found);
    find_missing_holidays(ground, found);
}

}  // namespace meridian::check
