#pragma once

#include <cstdint>
#include <vector>

#include "model/time.h"

namespace meridian {

/// How long something takes, as a planner writes it: `lognormal(mean 18min, sd 15min)`.
/// Every variate is one inversion of one uniform number, so that two policies that ask for the same
/// ticket's work get the same work (methods: inverse transform, common random numbers).
struct Distribution {
    enum class Kind : std::uint8_t {
        constant,          // a = value
        exponential,       // a = mean
        lognormal,         // a = mu, b = sigma of the logarithm of milliseconds
        uniform,           // a = least, b = most
        triangular,        // a = least, b = most, c = mode
        erlang,            // a = mean, b = number of phases
        weibull,           // a = scale, b = shape
        hyperexponential,  // a = mean, b = squared coefficient of variation > 1, balanced means
        empirical,         // knots: quantiles at equally spaced probabilities 0..1
    };

    Kind kind = Kind::constant;
    double a = 0;  // milliseconds unless said otherwise above
    double b = 0;
    double c = 0;
    std::vector<double> knots = {};
};

[[nodiscard]] Distribution constant(Span value);
[[nodiscard]] Distribution exponential(Span mean);
/// The lognormal with this mean and standard deviation (of the duration, not of its logarithm).
[[nodiscard]] Distribution lognormal(Span mean, Span standard_deviation);
[[nodiscard]] Distribution uniform(Span least, Span most);
[[nodiscard]] Distribution triangular(Span least, Span mode, Span most);
[[nodiscard]] Distribution erlang(int phases, Span mean);
[[nodiscard]] Distribution weibull(Span scale, double shape);
/// Two exponential branches with balanced means (p1/m1 = p2/m2).
[[nodiscard]] Distribution hyperexponential(Span mean, double squared_variation);
[[nodiscard]] Distribution empirical(std::vector<Span> quantiles);

/// The duration below which a share `u` (0 < u < 1) of all durations lies, rounded to milliseconds,
/// never negative.
[[nodiscard]] Span quantile(const Distribution& distribution, double u);
/// The median of what is left after `spent`, given that it takes longer than that.
[[nodiscard]] Span median_left(const Distribution& distribution, Span spent);
/// In milliseconds.
[[nodiscard]] double mean(const Distribution& distribution);

/// Quantile of the standard normal distribution for 0 < u < 1.
/// M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988); relative error about
/// 1e-16.
[[nodiscard]] double normal_quantile(double u);

}  // namespace meridian
