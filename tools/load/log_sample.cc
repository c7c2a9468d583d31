#include "tools/load/log_sample.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace meridian {
namespace {

// Classes as in a floating point number: values below 1024 ms have one each; above, each doubling
// is split in 1024, so a class is never wider than a thousandth of what it holds.
constexpr int fraction_bits = 10;
constexpr std::size_t classes = std::size_t{64 - fraction_bits} << fraction_bits;

std::size_t class_of(std::int64_t ms) {
    const auto value = static_cast<std::uint64_t>(ms);
    const int shift = std::max(0, static_cast<int>(std::bit_width(value)) - 1 - fraction_bits);
    const auto top = static_cast<std::size_t>(value >> static_cast<unsigned>(shift));
    return (static_cast<std::size_t>(shift) << fraction_bits) + top;
}

/// The middle of the class.
double value_of(std::size_t index) {
    constexpr std::size_t one = std::size_t{1} << fraction_bits;
    const std::size_t shift = index < 2 * one ? 0 : (index >> fraction_bits) - 1;
    const std::size_t top = index - (shift << fraction_bits);
    const double width = std::ldexp(1.0, static_cast<int>(shift));
    return static_cast<double>(top) * width + (width - 1) / 2;
}

}  // namespace

void DurationSample::add(Span value) {
    const std::int64_t ms = std::max<std::int64_t>(0, value.count());
    ++size_;
    sum_ms_ += static_cast<double>(ms);
    if (!classes_.empty()) {
        count_in_class(ms);
        return;
    }
    sorted_ = false;
    values_.push_back(ms);
    if (values_.size() > exact_max) {
        classes_.resize(classes);
        for (const std::int64_t each : values_) {
            count_in_class(each);
        }
        values_ = {};
    }
}

void DurationSample::count_in_class(std::int64_t ms) { ++classes_[class_of(ms)]; }

double DurationSample::value_at(std::uint64_t rank) const {
    if (classes_.empty()) {
        return static_cast<double>(values_[rank]);
    }
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < classes_.size(); ++i) {
        below += classes_[i];
        if (below > rank) {
            return value_of(i);
        }
    }
    return 0;
}

double DurationSample::quantile_seconds(double p) const {
    if (!sorted_) {
        std::sort(values_.begin(), values_.end());
        sorted_ = true;
    }
    const double rank = static_cast<double>(size_ - 1) * p;
    const auto low = static_cast<std::uint64_t>(rank);
    const double share = rank - static_cast<double>(low);
    const double here = value_at(low);
    const double next = low + 1 < size_ ? value_at(low + 1) : here;
    return (here + share * (next - here)) / 1000;
}

double DurationSample::mean_seconds() const { return sum_ms_ / static_cast<double>(size_) / 1000; }

}  // namespace meridian
