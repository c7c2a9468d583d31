#include "sim/experiment/staffing/tour_week.h"

#include <algorithm>

#include "model/calendar/coverage.h"
#include "sim/measure/hours.h"

namespace meridian {
namespace {

using Hours = std::chrono::duration<double, std::ratio<3600>>;

constexpr Span week = std::chrono::hours{168};
constexpr Span two_days = std::chrono::hours{48};

double hours_of(Interval stretch) { return Hours(stretch.length()).count(); }

Interval cut(Interval stretch, Interval to) {
    const Instant begin = std::clamp(stretch.begin, to.begin, to.end);
    return {begin, std::clamp(stretch.end, begin, to.end)};
}

/// Stretches of some people's time, summed by hour of the UTC week.
class Sum {
public:
    Sum(Interval stretch, const LabourCost* cost) : stretch_(stretch), cost_(cost) {}

    void on_duty(Interval piece, double people) {
        const Interval part = cut(piece, stretch_);
        walk(part, [&](std::size_t hour, Interval some) {
            hours.on_duty[hour] += hours_of(some) * people;
        });
    }
    /// Paid, with premiums for those who are there.
    void paid(Interval piece, double people, double there) {
        const Interval part = cut(piece, stretch_);
        hours.paid += hours_of(part) * people;
        if (cost_ != nullptr) {
            hours.night += Hours(within(cost_->night, part)).count() * there;
            hours.weekend += Hours(within(cost_->weekend, part)).count() * there;
        }
    }

    TourHours hours;

private:
    static Span within(const Premium& premium, Interval part) {
        return premium.share > 0 ? premium.hours.open_time(part.begin, part.end) : Span{};
    }

    template <class Each>
    static void walk(Interval part, Each each) {
        constexpr std::int64_t hour_ms = 3'600'000;
        for (Instant t = part.begin; t < part.end;) {
            const std::int64_t ms = t.time_since_epoch().count();
            const Instant until = std::min(part.end, Instant{Span{(ms / hour_ms + 1) * hour_ms}});
            each(static_cast<std::size_t>(hour_of_week(WallTime{ms})), Interval{t, until});
            t = until;
        }
    }

    Interval stretch_;
    const LabourCost* cost_;
};

/// A stagger that nobody's number is known of: so many places stand for all.
constexpr int places = 24;

}  // namespace

Interval ordinary_week(const Period& period) {
    const Instant middle = period.span.begin + period.span.length() / 2 - week / 2;
    const Instant begin = std::chrono::floor<std::chrono::hours>(middle);
    return {begin, begin + week};
}

TourWeek::TourWeek(const Draft& scenario, const Tour& tour)
    : s_(scenario),
      rows_(tour.rows),
      round_the_clock_(tour.rows.empty()),
      every_week_(!tour.kept),
      breaks_(tour.breaks),
      crew_(scenario.organisation.crews[tour.crew]),
      team_(scenario.organisation.teams[tour.team]),
      people_(1) {
    if (!tour.other_turns.empty()) {  // each week one of the unit works, whoever it is
        for (TourRow& row : rows_) {
            row.window.every_weeks = 1;
        }
    }
}

std::vector<Interval> TourWeek::shifts_in(Interval stretch) const {
    if (known_shifts_ != nullptr) {
        return *known_shifts_;
    }
    const Interval wide{stretch.begin - two_days, stretch.end + two_days};
    if (round_the_clock_) {
        return {wide};
    }
    std::vector<Interval> shifts;
    for (const TourRow& row : rows_) {
        const WeekPlan plan{.windows = {row.window}, .holidays = {}, .policy = {}};
        for (const Occurrence& one : occurrences(plan, s_.organisation.zones[row.zone], wide)) {
            shifts.push_back(one.span);
        }
    }
    std::sort(shifts.begin(), shifts.end());
    return shifts;
}

TourHours TourWeek::in(const Period& period) const {
    if (every_week_) {
        return in(ordinary_week(period));
    }
    TourHours sum = in(period.span);
    const double weeks = hours_of(period.span) / Hours(week).count();
    for (double& hour : sum.on_duty) {
        hour /= weeks;
    }
    sum.paid /= weeks;
    sum.night /= weeks;
    sum.weekend /= weeks;
    return sum;
}

TourHours TourWeek::in(Interval stretch) const {
    Sum sum(stretch, team_.cost ? &*team_.cost : nullptr);
    const double there = people_ * (1 - crew_.absence);
    const std::vector<Interval> shifts = shifts_in(stretch);
    for (const Interval& shift : shifts) {
        sum.on_duty(shift, there);
        sum.paid(shift, people_, there);
        for (const Break& rest : breaks_) {
            for (int i = 0; i < places; ++i) {
                const Span late = (rest.last - rest.first) * i / (places - 1);
                const Instant from = std::min(shift.begin + rest.first + late, shift.end);
                const Interval away{from, std::min(from + rest.length, shift.end)};
                sum.on_duty(away, -there / places);
                if (!rest.paid) {
                    sum.paid(away, -there / places, -there / places);
                }
            }
        }
    }
    for (const Interval& meeting : intersect(crew_.meetings, normalised(shifts))) {
        sum.on_duty(meeting, -there);
    }
    for (double& hour : sum.hours.on_duty) {
        hour = std::max(hour, 0.0);
    }
    return sum.hours;
}

}  // namespace meridian
