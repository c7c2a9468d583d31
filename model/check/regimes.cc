#include "model/check/regimes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "model/calendar/coverage.h"

namespace meridian::check {
namespace {

constexpr Span day = std::chrono::days{1};
constexpr std::size_t begins_max = 3;

std::int64_t day_of(Instant t) {
    return std::chrono::floor<std::chrono::days>(t).time_since_epoch().count();
}

/// What one kind of hours looks like in a day: parts from its midnight on.
struct Part {
    Span begin, end;
    bool begins = false;  // and is not the rest of what began the day before
    friend auto operator<=>(const Part&, const Part&) = default;
};
using Look = std::vector<Part>;

struct Day {
    Look uncovered, overlap;
    friend auto operator<=>(const Day&, const Day&) = default;
};

void place(std::span<const Interval> intervals, std::int64_t first, std::vector<Day>& days,
           Look Day::*kind) {
    for (const Interval& interval : intervals) {
        for (std::int64_t d = day_of(interval.begin); d <= day_of(interval.end - Span{1}); ++d) {
            const Instant midnight{std::chrono::days{d}};
            const auto at = static_cast<std::size_t>(d - first);
            if (d < first || at >= days.size()) {
                continue;
            }
            (days[at].*kind)
                .push_back({std::max(interval.begin - midnight, Span{0}),
                            std::min(interval.end - midnight, day), interval.begin >= midnight});
        }
    }
}

/// By weekday, what comes most often; of equals the first in order.
using Week = std::array<std::optional<Day>, 7>;

Week usual(const std::vector<Day>& days, std::int64_t first, std::size_t begin, std::size_t end) {
    std::array<std::map<Day, int>, 7> seen;
    for (std::size_t i = begin; i < end; ++i) {
        const std::int64_t weekday = ((first + static_cast<std::int64_t>(i)) % 7 + 7) % 7;
        ++seen[static_cast<std::size_t>(weekday)][days[i]];
    }
    Week week;
    for (std::size_t w = 0; w < week.size(); ++w) {
        const auto most =
            std::ranges::max_element(seen[w], {}, [](const auto& one) { return one.second; });
        if (most != seen[w].end()) {
            week[w] = most->first;
        }
    }
    return week;
}

/// Whether the days of `later` look as in `earlier`: on the same weekday, else on any.
bool alike(const Week& earlier, const Week& later) {
    for (std::size_t w = 0; w < later.size(); ++w) {
        const bool known = later[w] && earlier[w];
        if (known ? *later[w] != *earlier[w]
                  : later[w] && std::ranges::find(earlier, later[w]) == earlier.end()) {
            return false;
        }
    }
    return true;
}

Regime::Hours hours_of(const Week& week, Look Day::*kind) {
    Regime::Hours hours;
    std::int64_t known = 0;
    std::map<Span, int> begins;
    for (const auto& one : week) {
        known += one ? 1 : 0;
        for (const Part& part : one ? (*one).*kind : Look{}) {
            hours.a_day += part.end - part.begin;
            begins[part.begin] += part.begins ? 1 : 0;
        }
    }
    hours.a_day /= std::max<std::int64_t>(known, 1);
    std::vector<std::pair<int, Span>> order;
    for (const auto& [at, times] : begins) {
        if (times > 0) {
            order.emplace_back(-times, at);
        }
    }
    std::ranges::sort(order);
    for (const auto& [times, at] : order) {
        if (hours.begin.size() < begins_max) {
            hours.begin.push_back(at);
        }
    }
    return hours;
}

/// Shifts of the tier, by region, cut to the run.
std::map<RegionId, std::vector<Interval>> shifts_by_region(const Draft& draft, TierId tier) {
    std::map<RegionId, std::vector<Interval>> shifts;
    for (const Crew& crew : draft.organisation.crews) {
        const Team& team = draft.organisation.teams[crew.team];
        if (team.tier == tier && crew.agents > 0) {
            auto& of_region = shifts[team.region];
            of_region.insert(of_region.end(), crew.shifts.begin(), crew.shifts.end());
        }
    }
    const Interval run[] = {draft.run.horizon};
    for (auto& [region, of_region] : shifts) {
        of_region = intersect(normalised(std::move(of_region)), run);
    }
    return shifts;
}

std::vector<Interval> covered(const std::map<RegionId, std::vector<Interval>>& shifts) {
    std::vector<Interval> all;
    for (const auto& [region, of_region] : shifts) {
        all.insert(all.end(), of_region.begin(), of_region.end());
    }
    return normalised(std::move(all));
}

std::vector<Interval> overlaps(const std::map<RegionId, std::vector<Interval>>& shifts) {
    std::vector<Interval> both;
    for (auto one = shifts.begin(); one != shifts.end(); ++one) {
        for (auto other = std::next(one); other != shifts.end(); ++other) {
            const auto common = intersect(one->second, other->second);
            both.insert(both.end(), common.begin(), common.end());
        }
    }
    return normalised(std::move(both));
}

/// The changes of the clocks that the tier's people live by, by the day (UTC) on which they come.
std::map<std::int64_t, std::vector<std::string>> changes_of(const Draft& draft, TierId tier) {
    std::set<ZoneId> zones;
    for (const Team& team : draft.organisation.teams) {
        if (team.tier == tier) {
            zones.insert(draft.organisation.regions[team.region].zone);
        }
    }
    std::map<std::int64_t, std::vector<std::string>> changes;
    for (const ZoneId id : zones) {
        const Zone& zone = draft.organisation.zones[id];
        for (const Transition& transition : zone.transitions) {
            if (draft.run.horizon.contains(transition.at)) {
                changes[day_of(transition.at)].push_back(zone.name + " to " +
                                                         offset_text(transition.offset));
            }
        }
    }
    return changes;
}

}  // namespace

std::vector<Regime> regimes_of(const Scenario& scenario, TierId tier) {
    const Draft& draft = *scenario;
    const Interval run = draft.run.horizon;
    const std::int64_t first = day_of(run.begin);
    std::vector<Day> days(static_cast<std::size_t>(day_of(run.end - Span{1}) - first + 1));
    const auto shifts = shifts_by_region(draft, tier);
    place(complement(covered(shifts), run), first, days, &Day::uncovered);
    place(overlaps(shifts), first, days, &Day::overlap);

    // A day on which the clocks change may look like none around it.
    const auto changes = changes_of(draft, tier);
    std::set<std::size_t> begins{0};
    for (const auto& [on, what] : changes) {
        const auto at = static_cast<std::size_t>(on - first);
        begins.insert(at);
        if (at + 1 < days.size()) {
            begins.insert(at + 1);
        }
    }
    std::vector<Regime> regimes;
    std::size_t begin = 0;  // of the latest regime
    for (auto next = begins.begin(); next != begins.end(); ++next) {
        const std::size_t end = std::next(next) == begins.end() ? days.size() : *std::next(next);
        const Week here = usual(days, first, *next, end);
        if (*next != 0 && alike(usual(days, first, begin, *next), here)) {
            continue;
        }
        const std::int64_t on = first + static_cast<std::int64_t>(*next);
        const std::int64_t before = first + static_cast<std::int64_t>(begin);
        Regime regime{.from = Date{static_cast<std::int32_t>(on)},
                      .changes = {},
                      .uncovered = {},
                      .overlap = {}};
        for (const auto& [change, what] : changes) {
            if (change <= on && (change > before || regimes.empty())) {
                regime.changes.insert(regime.changes.end(), what.begin(), what.end());
            }
        }
        begin = *next;
        regimes.push_back(std::move(regime));
    }
    for (std::size_t i = 0; i < regimes.size(); ++i) {
        const auto from = static_cast<std::size_t>(regimes[i].from.days - first);
        const std::size_t end = i + 1 < regimes.size()
                                    ? static_cast<std::size_t>(regimes[i + 1].from.days - first)
                                    : days.size();
        const Week week = usual(days, first, from, end);
        regimes[i].uncovered = hours_of(week, &Day::uncovered);
        regimes[i].overlap = hours_of(week, &Day::overlap);
    }
    return regimes;
}

Span uncovered_of(const Scenario& scenario, TierId tier) {
    return total_length(
        complement(covered(shifts_by_region(*scenario, tier)), scenario->run.horizon));
}

}  // namespace meridian::check
