#pragma once

#include <span>

#include "sim/measure/summary.h"

namespace meridian {

// Confidence intervals over replications. A replication's value is one observation; what happens
// within a replication is dependent and never treated as a sample. Values that are NaN (nothing was
// measured in that replication) are left out. With fewer than two values there is no half-width.

/// The t with P(|T| <= t) = confidence for Student's distribution with so many degrees of freedom.
/// The finite series for whole degrees of freedom (Abramowitz and Stegun 26.7.3, 26.7.4), solved by
/// bisection to the last bit but few; above 10,000 degrees the normal quantile.
/// 0 < confidence < 1; infinite for 0 degrees.
[[nodiscard]] double student_t(int degrees, double confidence);

/// P(|T| >= |t|) for so many degrees of freedom; 1 for 0 degrees. The same series.
[[nodiscard]] double student_p(int degrees, double t);

/// Mean of the values +- t s / sqrt(n). Also for quantiles of a replication each (sectioning).
[[nodiscard]] Estimate mean_interval(std::span<const double> values, double confidence);

/// Sum of x / sum of y, with the delta method: the variance of x - R y over replications
/// (W. G. Cochran, Sampling Techniques, 3rd ed., section 6.3). Spans of equal length. NaN if the y
/// add up to 0.
[[nodiscard]] Estimate ratio_interval(std::span<const double> x, std::span<const double> y,
                                      double confidence);

/// What is behind an interval of that confidence; NaN with fewer than two values.
[[nodiscard]] double standard_error(const Estimate& estimate, double confidence);

/// Fisher's g1 (third moment over the second to 3/2, divisor n); 0 for fewer than three values or
/// no spread. Above 2 with few replications Student's interval is too short on the bad side.
[[nodiscard]] double skewness(std::span<const double> values);

}  // namespace meridian
