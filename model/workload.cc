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

/// The rate within these times, and nothing at others.
std::vector<RateCell> only_within(const std::vector<Interval>& times,
                                  const std::vector<RateCell>& cells, Interval range) {
    std::vector<RateCell> cut;
    const auto add = [&](Instant at, double per_ms, std::int32_t day) {
        if (cut.empty() || cut.back().per_ms != per_ms || cut.back().day != day) {
            cut.push_back({at, per_ms, day});
        }
    };
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Instant end = i + 1 < cells.size() ? cells[i + 1].begin : range.end;
        Instant at = cells[i].begin;
        for (const Interval& time : times) {
            const Instant from = std::max(at, time.begin);
            const Instant until = std::min(end, time.end);
            if (from < until) {
                if (at < from) {
                    add(at, 0, cells[i].day);
                }
                add(from, cells[i].per_ms, cells[i].day);
                at = until;
            }
        }
        if (at < end) {
            add(at, 0, cells[i].day);
        }
    }
    return cut;
}

}  // namespace

std::size_t Incident::break_at(Instant at) const {
    const auto after = std::ranges::upper_bound(breaks, at, {}, &Interval::begin);
    return static_cast<std::size_t>(after - breaks.begin()) - 1;
}

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
    return stream.only.empty() ? cells : only_within(stream.only, cells, range);
}

}  // namespace meridian
