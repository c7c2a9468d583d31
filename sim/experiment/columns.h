#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/experiment/interval.h"
#include "sim/measure/tally.h"

namespace meridian {

/// A number of the people of all teams together.
[[nodiscard]] inline auto of_all_teams(std::int64_t PeopleTally::*what) {
    return [what](const Tally& t) {
        std::int64_t sum = 0;
        for (const PeopleTally& team : t.people) {
            sum += team.*what;
        }
        return sum;
    };
}

/// The tallies of all replications, read number by number. A number is any function of a tally.
class Columns {
public:
    Columns(std::span<const Tally> tallies, double confidence)
        : tallies_(tallies), confidence_(confidence) {}

    [[nodiscard]] std::span<const Tally> tallies() const { return tallies_; }
    [[nodiscard]] double confidence() const { return confidence_; }
    [[nodiscard]] int size() const { return static_cast<int>(tallies_.size()); }

    template <class Number>
    [[nodiscard]] std::vector<double> column(Number number) const {
        std::vector<double> values;
        values.reserve(tallies_.size());
        for (const Tally& tally : tallies_) {
            values.push_back(static_cast<double>(number(tally)));
        }
        return values;
    }

    /// Mean over replications.
    template <class Number>
    [[nodiscard]] Estimate mean(Number number) const {
        return mean_interval(column(number), confidence_);
    }

    /// Ratio of means.
    template <class Above, class Below>
    [[nodiscard]] Estimate ratio(Above above, Below below) const {
        return ratio_interval(column(above), column(below), confidence_);
    }

    /// Over all replications.
    template <class Number>
    [[nodiscard]] std::int64_t total(Number number) const {
        std::int64_t sum = 0;
        for (const Tally& tally : tallies_) {
            sum += number(tally);
        }
        return sum;
    }

    /// `spread` picks one from a tally. Quantiles by sectioning; the longest of all replications.
    template <class Pick>
    [[nodiscard]] Durations durations(Pick spread) const {
        Durations d;
        d.count = mean([&](const Tally& t) { return spread(t).count; });
        d.mean = ratio([&](const Tally& t) { return spread(t).sum; },
                       [&](const Tally& t) { return spread(t).count; });
        const auto quantile = [&](std::size_t level) {
            return mean([&](const Tally& t) { return spread(t).quantiles[level]; });
        };
        d.p50 = quantile(1);
        d.p90 = quantile(3);
        d.p95 = quantile(4);
        d.p99 = quantile(5);
        for (const Tally& t : tallies_) {
            const Spread& s = spread(t);
            if (s.count > 0 && !(d.max.value >= static_cast<double>(s.most))) {
                d.max.value = static_cast<double>(s.most);
            }
        }
        d.max.n = size();
        return d;
    }

private:
    std::span<const Tally> tallies_;
    double confidence_;
};

}  // namespace meridian
