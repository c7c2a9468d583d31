#pragma once

#include <array>
#include <cstddef>

namespace meridian::testing {

inline constexpr std::size_t hours_in_day = 24;
using HoursOfDay = std::array<double, hours_in_day>;

/// Mt/M/st: a day that repeats for ever, whose arrivals are Poisson and whose rate and agents are
/// constant within each hour. First come, first served; work in hand when its agent leaves goes on
/// with the next who is free, ahead of all that came later.
struct HourlyQueue {
    HoursOfDay per_hour{};  ///< arrivals
    std::array<int, hours_in_day> agents{};
    double handle = 1;  ///< mean of the exponential work, hours
};

/// By the hour in which `arrival + within` falls: the share of arrivals that is begun within that
/// time. Not simulated: the forward equations of the number in the system (Runge and Kutta, at
/// least two steps to the mean time between events), seen at the middle of every minute of the
/// fourth day from empty; at most 200 are in the system, which must be far more than is likely.
/// 0 <= within < 1 hour.
[[nodiscard]] HoursOfDay level_by_hour(const HourlyQueue& queue, double within);

/// Mean over each hour of the load m(t) of the queue with an agent for everybody:
/// m' = rate - m / handle, on a day that repeats.
[[nodiscard]] HoursOfDay infinite_server_load(const HourlyQueue& queue);

}  // namespace meridian::testing
