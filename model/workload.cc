#include "model/workload.h"

#include <algorithm>
#include <cmath>

namespace meridian {
namespace {

double times_on(const std::vector<SpecialDays>& special, std::int32_t day) {
    double times = 1;
    for (const SpecialDays& days : special) {
        if (days.first <= day && day <= days.last) {
            times *= days.times;
        }
    }
    return times;
}

constexpr std::int64_t hour_ms = 3'600'000;
constexpr double year_ms = 365.25 * 24 * hour_ms;

}  // namespace

std::vector<RateCell> rate_cells(const Stream& stream, const Zone& zone, Interval range) {
    const bool by_day = stream.day_factor_sd > 0 || stream.shared_day_factor_sd > 0;
    std::vector<RateCell> cells;
    for (Instant at = range.begin; at < range.end;) {
        const Spell spell = zone.spell_at(at);
        const LocalTime local = zone.local_at(at);
        const double years = static_cast<double>((at - range.begin).count()) / year_ms;
        const double per_hour =
            stream.per_hour *
            stream.week[static_cast<std::size_t>(local.weekday * 24 + local.hour)] *
            stream.season[static_cast<std::size_t>(local.month - 1)] * stream.multiplier *
            times_on(stream.special, local.date.days) * std::pow(1 + stream.trend_per_year, years);
        const double per_ms = per_hour / static_cast<double>(hour_ms);
        const bool new_day = by_day && !cells.empty() && cells.back().day != local.date.days;
        if (cells.empty() || cells.back().per_ms != per_ms || new_day) {
            cells.push_back({at, per_ms, local.date.days});
        }
        at = std::min(spell.during.end, at + Span{hour_ms - local.ms_of_day % hour_ms});
    }
    return cells;
}

}  // namespace meridian
