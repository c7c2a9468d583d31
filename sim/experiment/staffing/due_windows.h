#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "model/calendar/local.h"
#include "model/check/find.h"

namespace meridian {

[[nodiscard]] constexpr double in_hours(Span span) {
    return static_cast<double>(span.count()) / 3'600'000;
}

/// Stretches of the UTC week: they begin at any whole hour, and last so many hours and a tail of
/// less than an hour, the same for all that are compared.
inline constexpr std::array<int, 16> window_hours{1,  2,  3,  4,  5,  6,  8,  10,
                                                  12, 16, 20, 24, 28, 32, 36, 48};
inline constexpr std::size_t windows_in_week = hours_in_week * window_hours.size();

struct WeekWindow {
    int begin = 0;           ///< hour of the UTC week
    std::size_t length = 0;  ///< place in window_hours

    [[nodiscard]] std::size_t place() const {
        return static_cast<std::size_t>(begin) * window_hours.size() + length;
    }
    [[nodiscard]] int hours() const { return window_hours[length]; }  ///< without the tail
};

/// A figure of each window, by WeekWindow::place().
using OfWindows = std::vector<double>;

/// "Mon-Fri 08:00-12:30, Sat 22:00-04:30 and 2 more".
[[nodiscard]] std::string windows_text(const std::vector<WeekWindow>& windows, Span tail);

/// The latest arrival whose promise ends by then; nothing: none from `from` on.
[[nodiscard]] std::optional<Instant> latest_due(const Calendar* open, Span within, Instant from,
                                                Instant by);

/// What a stream brings, a week, over the whole hours of the counted part of a run.
class DueArrivals {
public:
    DueArrivals(const check::Rates& rates, StreamId stream, Interval counted);

    [[nodiscard]] double a_week() const;
    /// That come in the window and are due in it, each week that has all of the window.
    [[nodiscard]] OfWindows in_windows(const Calendar* open, Span within, Span tail) const;
    /// That are due before somebody comes: `covered` is sorted and disjoint.
    [[nodiscard]] double too_late(const Calendar* open, Span within,
                                  const std::vector<Interval>& covered) const;

private:
    [[nodiscard]] double until(Instant t) const;

    const std::vector<RateCell>& cells_;
    Interval counted_;
    double weeks_;
    std::vector<double> sums_;  ///< before each cell
};

/// Shifts in the UTC week, each of them worth `share`, a week on average.
class WeekOfShifts {
public:
    WeekOfShifts() = default;
    WeekOfShifts(const std::vector<Interval>& shifts, Interval counted, double share, Span tail);

    void add(const WeekOfShifts& other, double times);
    /// Hours of shifts in the window.
    [[nodiscard]] double hours(WeekWindow window) const;
    /// Shifts that have a part of the window, or begin as it ends.
    [[nodiscard]] double shifts(WeekWindow window) const;

private:
    /// Of an hour of the week.
    struct Hour {
        double hours = 0, hours_of_tail = 0;  ///< of shifts in it, and in so much of it
        double begun = 0, begun_in_tail = 0;  ///< shifts that begin in it; as the tail ends, too
        double on = 0;                        ///< that have begun before it and go on in it
    };
    [[nodiscard]] const Hour& at(int hour) const {
        return week_[static_cast<std::size_t>(hour % hours_in_week)];
    }

    std::array<Hour, hours_in_week> week_{};
};

}  // namespace meridian
