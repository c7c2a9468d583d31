#include <algorithm>
#include <set>

#include "model/calendar/coverage.h"
#include "sim/measure/needs.h"
#include "sim/measure/roster.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

HoleRow hole_row(const Draft& s, std::span<const Interval> open, WeekClock& clock) {
    HoleRow row;
    const Interval window = window_of(s);
    const WeekOfTime exposure = clock.exposure(window);
    WeekOfTime missing{};
    for (const Interval& hole : open) {
        clock.walk(hole, [&](int hour, Interval part) {
            missing[static_cast<std::size_t>(hour)] += part.length().count();
        });
    }
    for (std::size_t h = 0; h < missing.size(); ++h) {
        row.uncovered[h] = exposure[h] == 0
                               ? 0
                               : static_cast<double>(missing[h]) / static_cast<double>(exposure[h]);
    }
    row.hours_per_week = 168.0 * static_cast<double>(total_length(open).count()) /
                         static_cast<double>(std::max<std::int64_t>(window.length().count(), 1));
    if (const auto most = longest(open)) {
        row.longest = most->length();
        row.first = open.front().begin;
    }
    return row;
}

}  // namespace

std::vector<HoleRow> coverage_holes(const Draft& s, const std::vector<Need>& needs,
                                    const std::vector<std::int64_t>& hole,
                                    const std::vector<DemandCount>& demand, int replications) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> asked;
    const auto languages = static_cast<std::uint32_t>(s.organisation.languages.size());
    for (const Need& need : needs) {
        asked.emplace(need.tier.index, std::min(need.language.index, languages));
    }
    WeekClock clock(s.organisation.zones[s.run.report_zone]);
    std::vector<HoleRow> rows;
    for (const auto& [t, l] : asked) {
        const LanguageId language{l < languages ? l : LanguageId::none_index};
        const auto open = complement(staffed(s, TierId{t}, language), window_of(s));
        if (open.empty()) {
            continue;
        }
        HoleRow row = hole_row(s, open, clock);
        row.tier = s.organisation.tiers[TierId{t}].name;
        row.language = language.exists() ? s.organisation.languages[language].name : std::string{};
        const DemandCount& count = demand[t * (languages + 1) + l];
        if (count.asked > 0) {
            row.demand_covered =
                static_cast<double>(count.covered) / static_cast<double>(count.asked);
        }
        row.breach_time = static_cast<double>(hole[t * (languages + 1) + l]) /
                          static_cast<double>(std::max(replications, 1));
        rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const HoleRow& a, const HoleRow& b) {
        return a.breach_time > b.breach_time;
    });
    return rows;
}

}  // namespace meridian
