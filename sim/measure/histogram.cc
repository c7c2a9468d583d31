#include "sim/measure/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace meridian {
namespace {

constexpr unsigned sub_bits = 7;
constexpr double nothing_measured = std::numeric_limits<double>::quiet_NaN();

/// Values below 2^8 have a bucket each; above, each power of two is cut into 2^7 buckets.
std::size_t bucket_of(std::int64_t value) {
    const auto bits = static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(value)));
    if (bits <= sub_bits + 1) {
        return static_cast<std::size_t>(value);
    }
    const unsigned shift = bits - sub_bits - 1;
    return (std::size_t{shift} << sub_bits) + static_cast<std::size_t>(value >> shift);
}

std::int64_t rank_of(double level, std::int64_t count) {
    const auto rank = static_cast<std::int64_t>(std::ceil(level * static_cast<double>(count)));
    return std::clamp<std::int64_t>(rank, 1, count);
}

}  // namespace

void Histogram::add(Span duration) {
    const std::int64_t value = std::max<std::int64_t>(duration.count(), 0);
    const std::size_t place = bucket_of(value);
    if (place >= buckets_.size()) {
        buckets_.resize(place + 1);
    }
    ++buckets_[place].count;
    buckets_[place].sum += value;
    ++count_;
    sum_ += value;
    squares_ += static_cast<decltype(squares_)>(value) * value;
    least_ = std::min(least_, value);
    most_ = std::max(most_, value);
}

void Histogram::merge(const Histogram& other) {
    if (other.buckets_.size() > buckets_.size()) {
        buckets_.resize(other.buckets_.size());
    }
    for (std::size_t i = 0; i < other.buckets_.size(); ++i) {
        buckets_[i].count += other.buckets_[i].count;
        buckets_[i].sum += other.buckets_[i].sum;
    }
    count_ += other.count_;
    sum_ += other.sum_;
    squares_ += other.squares_;
    least_ = std::min(least_, other.least_);
    most_ = std::max(most_, other.most_);
}

double Histogram::mean() const {
    return count_ == 0 ? nothing_measured : static_cast<double>(sum_) / static_cast<double>(count_);
}

double Histogram::variance() const {
    if (count_ == 0) {
        return nothing_measured;
    }
    const double m = mean();
    return std::max(0.0, static_cast<double>(squares_) / static_cast<double>(count_) - m * m);
}

double Histogram::quantile(double level) const {
    if (count_ == 0) {
        return nothing_measured;
    }
    const std::int64_t rank = rank_of(level, count_);
    std::int64_t seen = 0;
    for (const Bucket& bucket : buckets_) {
        seen += bucket.count;
        if (seen >= rank) {
            return bucket.value();
        }
    }
    return static_cast<double>(most_);
}

std::int64_t Histogram::at_most(Span limit) const {
    std::int64_t seen = 0;
    for (const Bucket& bucket : buckets_) {
        if (bucket.count > 0 && bucket.value() > static_cast<double>(limit.count())) {
            break;
        }
        seen += bucket.count;
    }
    return seen;
}

double kaplan_meier_quantile(const Histogram& ended, const Histogram& censored, double level) {
    if (censored.count() == 0) {
        return ended.quantile(level);
    }
    std::int64_t at_risk = ended.count() + censored.count();
    double surviving = 1;
    const auto& ends = ended.buckets();
    const auto& leaves = censored.buckets();
    for (std::size_t i = 0; i < ends.size(); ++i) {
        if (ends[i].count > 0) {
            surviving *= 1 - static_cast<double>(ends[i].count) / static_cast<double>(at_risk);
            // The slack lets a level that is met exactly not be missed by a rounding.
            if (surviving <= 1 - level + 1e-12) {
                return ends[i].value();
            }
        }
        at_risk -= ends[i].count + (i < leaves.size() ? leaves[i].count : 0);
    }
    return nothing_measured;
}

}  // namespace meridian
