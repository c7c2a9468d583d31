#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/time.h"

namespace meridian {

/// Durations of which quantiles and the mean are asked. Negative ones count as zero.
///
/// The quantile at p is the one of Hyndman and Fan's type 7 (The American Statistician 50, 1996),
/// used wherever Meridian speaks of a log: of n sorted values x0 … x(n-1), the value at rank
/// (n - 1) p, linearly between neighbours. It is exact up to `exact_max` values; beyond, the values
/// are kept in classes one thousandth wide and the quantile is off by at most that. The mean is
/// always exact. Asking sorts: not from two threads at once.
class DurationSample {
public:
    static constexpr std::size_t exact_max = std::size_t{1} << 20U;

    void add(Span value);
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }

    /// Precondition: not empty, 0 <= p <= 1. In seconds.
    [[nodiscard]] double quantile_seconds(double p) const;
    /// Precondition: not empty. In seconds.
    [[nodiscard]] double mean_seconds() const;

private:
    void count_in_class(std::int64_t ms);
    [[nodiscard]] double value_at(std::uint64_t rank) const;

    std::uint64_t size_ = 0;
    double sum_ms_ = 0;
    mutable std::vector<std::int64_t> values_;  // sorted when asked
    mutable bool sorted_ = true;
    std::vector<std::uint64_t> classes_;  // empty until there are too many values
};

}  // namespace meridian
