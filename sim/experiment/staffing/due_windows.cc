#include "sim/experiment/staffing/due_windows.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/calendar/coverage.h"
#include "model/calendar/weekday.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

constexpr std::chrono::hours an_hour{1};

double weeks_in(Interval counted) { return in_hours(counted.length()) / hours_in_week; }

std::size_t week_hour(Instant t) {
    return static_cast<std::size_t>(hour_of_week(WallTime{t.time_since_epoch().count()}));
}

std::string clock_text(int hour, Span tail) {
    const auto minutes = std::chrono::floor<std::chrono::minutes>(tail).count();
    return fmt::format("{:02}:{:02}", hour, minutes);
}

std::string_view day_text(int hour) { return weekday_name(hour / 24 % days_in_week); }

}  // namespace

std::string windows_text(const std::vector<WeekWindow>& windows, Span tail) {
    constexpr std::size_t shown = 3;
    constexpr int a_night = 12;
    std::vector<std::pair<std::string, DayMask>> days;  // by time of day
    for (const WeekWindow& window : windows) {
        const int end = window.begin + window.hours();
        const bool whole_day = end % 24 == 0 && tail == Span{};
        const bool over_night = window.begin / 24 != (whole_day ? end - 1 : end) / 24;
        const std::string times = fmt::format(
            "{}-{}{}", clock_text(window.begin % 24, Span{}),
            over_night && window.hours() > a_night ? std::string(day_text(end)) + " " : "",
            clock_text(whole_day && !over_night ? 24 : end % 24, tail));
        auto place = std::ranges::find(days, times, &std::pair<std::string, DayMask>::first);
        if (place == days.end()) {
            place = days.insert(days.end(), {times, DayMask{}});
        }
        place->second = static_cast<DayMask>(place->second | (1U << (window.begin / 24)));
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(days.size(), shown); ++i) {
        text += fmt::format("{}{} {}", i == 0 ? "" : ", ", weekdays_text(days[i].second),
                            days[i].first);
    }
    return text + (days.size() > shown ? fmt::format(" and {} more", days.size() - shown) : "");
}

std::optional<Instant> latest_due(const Calendar* open, Span within, Instant from, Instant by) {
    Instant high = by - within;  // a calendar counts no more than passes
    if (high < from) {
        return std::nullopt;
    }
    const auto in_time = [&](Instant arrival) {
        const auto due = open == nullptr ? arrival + within : open->deadline(arrival, within);
        return due && *due <= by;
    };
    if (in_time(high)) {
        return high;
    }
    if (!in_time(from)) {
        return std::nullopt;
    }
    Instant low = from;
    while (high - low > std::chrono::seconds{1}) {
        const Instant middle = low + (high - low) / 2;
        (in_time(middle) ? low : high) = middle;
    }
    return low;
}

DueArrivals::DueArrivals(const check::Rates& rates, StreamId stream, Interval counted)
    : cells_(rates.cells[stream.index]), counted_(counted), weeks_(weeks_in(counted)) {
    double sum = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        sums_.push_back(sum);
        const Instant end = i + 1 < cells_.size() ? cells_[i + 1].begin : rates.horizon.end;
        sum += cells_[i].per_ms * static_cast<double>((end - cells_[i].begin).count());
    }
}

double DueArrivals::until(Instant t) const {
    const auto next = std::ranges::upper_bound(cells_, t, {}, &RateCell::begin);
    if (next == cells_.begin()) {
        return 0;
    }
    const std::size_t i = static_cast<std::size_t>(next - cells_.begin()) - 1;
    return sums_[i] + cells_[i].per_ms * static_cast<double>((t - cells_[i].begin).count());
}

double DueArrivals::a_week() const {
    return (until(counted_.end) - until(counted_.begin)) / weeks_;
}

OfWindows DueArrivals::in_windows(const Calendar* open, Span within, Span tail) const {
    const Instant first = std::chrono::ceil<std::chrono::hours>(counted_.begin);
    std::vector<double> come, due;  // by whole hour: since the first
    Instant latest = first;
    for (Instant at = first; at + tail <= counted_.end; at += an_hour) {
        come.push_back(until(at) - until(first));
        latest = latest_due(open, within, latest, at + tail).value_or(latest);
        due.push_back(until(latest) - until(first));
    }
    OfWindows sums(windows_in_week, 0.0);
    for (std::size_t i = 0; i < come.size(); ++i) {
        WeekWindow window{
            .begin = static_cast<int>(week_hour(first + static_cast<std::int64_t>(i) * an_hour))};
        for (; window.length < window_hours.size(); ++window.length) {
            const std::size_t end = i + static_cast<std::size_t>(window.hours());
            if (end < due.size()) {
                sums[window.place()] += std::max(due[end] - come[i], 0.0) / weeks_;
            }
        }
    }
    return sums;
}

double DueArrivals::too_late(const Calendar* open, Span within,
                             const std::vector<Interval>& covered) const {
    double tickets = 0;
    Instant since = counted_.begin;
    const auto add = [&](Instant until_then) {
        const Instant by = std::min(until_then, counted_.end) - Span{1};
        if (const auto latest = latest_due(open, within, since, by)) {
            tickets += until(*latest) - until(since);
        }
    };
    for (const Interval& there : covered) {
        if (there.end > counted_.begin && there.begin < counted_.end) {
            add(there.begin);
            since = std::max(since, there.end);
        }
    }
    add(counted_.end);
    return tickets / weeks_;
}

WeekOfShifts::WeekOfShifts(const std::vector<Interval>& shifts, Interval counted, double share,
                           Span tail) {
    const double each = share / weeks_in(counted);
    for (const Interval& shift : shifts) {
        for (Instant at = std::chrono::floor<std::chrono::hours>(shift.begin); at <= shift.end;
             at += an_hour) {
            if (at + an_hour <= counted.begin || at > counted.end) {
                continue;
            }
            Hour& here = week_[week_hour(at)];
            here.hours +=
                each * in_hours(clip({at, at + an_hour}, shift.begin, shift.end).length());
            here.hours_of_tail +=
                each * in_hours(clip({at, at + tail}, shift.begin, shift.end).length());
            here.begun += at <= shift.begin && shift.begin < at + an_hour ? each : 0;
            here.begun_in_tail += at <= shift.begin && shift.begin <= at + tail ? each : 0;
            here.on += shift.begin < at && at < shift.end ? each : 0;
        }
    }
}

void WeekOfShifts::add(const WeekOfShifts& other, double times) {
    for (std::size_t h = 0; h < hours_in_week; ++h) {
        week_[h].hours += times * other.week_[h].hours;
        week_[h].hours_of_tail += times * other.week_[h].hours_of_tail;
        week_[h].begun += times * other.week_[h].begun;
        week_[h].begun_in_tail += times * other.week_[h].begun_in_tail;
        week_[h].on += times * other.week_[h].on;
    }
}

double WeekOfShifts::hours(WeekWindow window) const {
    double sum = at(window.begin + window.hours()).hours_of_tail;
    for (int h = 0; h < window.hours(); ++h) {
        sum += at(window.begin + h).hours;
    }
    return sum;
}

double WeekOfShifts::shifts(WeekWindow window) const {
    double sum = at(window.begin).on + at(window.begin + window.hours()).begun_in_tail;
    for (int h = 0; h < window.hours(); ++h) {
        sum += at(window.begin + h).begun;
    }
    return sum;
}

}  // namespace meridian
