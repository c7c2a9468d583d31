#pragma once

#include <cstdint>
#include <string_view>

#include "model/distribution.h"
#include "tools/load/parsed.h"

namespace meridian {

/// Whether "2d" is a length here: it is for a customer's reply, and is not for work at a desk,
/// where it may be two days of 24 h or two working days.
enum class DayUnits : std::uint8_t { allowed, refused };

/// A distribution of durations:
///   15min                              always that long
///   constant(15min)
///   exponential(1h)                    mean
///   lognormal(mean 18min, sd 15min)    of the duration, not of its logarithm; sd 0 is constant
///   lognormal(median 5min, p90 20min)  any of p51 to p99; mu = ln median,
///                                      sigma = ln(p / median) / normal_quantile
///   uniform(5min, 10min)
///   triangular(5min, 8min, 20min)      least, mode, most
///   erlang(3, 1h)                      phases (1 to 100), mean of the whole
///   weibull(1h, 1.5)                   scale, shape (0.1 to 100)
///   hyperexponential(1h, scv 4)        mean, squared coefficient of variation (above 1, to 10000)
///   empirical(5min, 8min, 20min)       equally spaced quantiles, not falling, 2 to 1000 of them
/// An argument may carry its name, and with names the order is free: "uniform(least 5min, most
/// 10min)". Means, scales and medians are above zero, nothing is negative; "business" time is
/// refused. The problem points at the argument at fault.
Parsed<Distribution> parse_distribution(std::string_view text, DayUnits days = DayUnits::allowed);

}  // namespace meridian
