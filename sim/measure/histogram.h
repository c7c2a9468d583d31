#pragma once

#include <cstdint>
#include <vector>

#include "model/time.h"

namespace meridian {

/// How often each duration occurred, in buckets whose width is at most 1/128 of the duration
/// (log-linear, as in HdrHistogram by G. Tene). Only integers are added, so the result of a merge
/// depends neither on its order nor on the number of parts; count, sum, sum of squares, least and
/// most are exact. A bucket answers with the mean of its members, which is exact wherever they are
/// equal, and else within 1/128.
class Histogram {
public:
    /// Negative durations count as zero.
    void add(Span duration);
    void merge(const Histogram& other);

    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] Span sum() const { return Span{sum_}; }
    [[nodiscard]] Span least() const { return Span{count_ == 0 ? 0 : least_}; }
    [[nodiscard]] Span most() const { return Span{most_}; }
    /// In ms; NaN when empty.
    [[nodiscard]] double mean() const;
    /// Of the n durations themselves (divisor n), in ms^2; NaN when empty.
    [[nodiscard]] double variance() const;

    /// The least duration that at least a share `level` of all does not exceed: rank ceil(level n).
    /// NaN when empty; 0 < level <= 1.
    [[nodiscard]] double quantile(double level) const;

    /// Number of durations of at most `limit`, where all members of a bucket count like its mean.
    [[nodiscard]] std::int64_t at_most(Span limit) const;

    struct Bucket {
        std::int64_t count = 0;
        std::int64_t sum = 0;
        [[nodiscard]] double value() const {
            return static_cast<double>(sum) / static_cast<double>(count);
        }
    };
    /// In rising order; empty ones included.
    [[nodiscard]] const std::vector<Bucket>& buckets() const { return buckets_; }

    friend bool operator==(const Histogram&, const Histogram&) = default;

private:
    std::vector<Bucket> buckets_;
    __extension__ __int128 squares_ = 0;
    std::int64_t count_ = 0;
    std::int64_t sum_ = 0;
    std::int64_t least_ = INT64_MAX;
    std::int64_t most_ = 0;
};

inline bool operator==(const Histogram::Bucket& a, const Histogram::Bucket& b) {
    return a.count == b.count && a.sum == b.sum;
}

/// Quantile of a time to an end when some have not ended yet: `ended` holds the times of those that
/// have, `censored` how long the others have been waiting so far. The product-limit estimator of
/// E. L. Kaplan and P. Meier, JASA 53 (1958), over the histogram's buckets; a tie counts as ended
/// before censored. Equals ended.quantile(level) when nothing is censored. NaN when the level is
/// not reached: too many are unfinished.
[[nodiscard]] double kaplan_meier_quantile(const Histogram& ended, const Histogram& censored,
                                           double level);

}  // namespace meridian
