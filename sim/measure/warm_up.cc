#include "sim/measure/warm_up.h"

#include <algorithm>
#include <numeric>

namespace meridian {
namespace {

constexpr std::size_t batches_min = 4;

/// Sum of squares about the mean, over the squared number of values.
double squared_error(std::span<const double> values) {
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    return squares / (n * n);
}

}  // namespace

WarmUpCut mser_5(std::span<const double> observations) {
    std::vector<double> means;
    for (std::size_t i = 0; i + mser_batch <= observations.size(); i += mser_batch) {
        const auto batch = observations.subspan(i, mser_batch);
        means.push_back(std::accumulate(batch.begin(), batch.end(), 0.0) /
                        static_cast<double>(mser_batch));
    }
    WarmUpCut cut{.of = means.size(), .rejected = means.size() < batches_min};
    if (cut.rejected) {
        return cut;
    }
    const std::size_t half = means.size() / 2;
    double least = squared_error(means);
    for (std::size_t d = 1; d <= half; ++d) {
        const double error = squared_error(std::span<const double>(means).subspan(d));
        if (error < least) {
            least = error;
            cut.batches = d;
        }
    }
    cut.rejected = cut.batches == half;
    return cut;
}

OpenByFifth::OpenByFifth(const Scenario& scenario)
    : begin_(scenario->run.horizon.begin),
      now_(begin_),
      areas_(static_cast<std::size_t>(scenario->run.horizon.length() / fifth)) {}

void OpenByFifth::observe(const Batch& batch) {
    for (const Entry& entry : batch.entries) {
        const bool opens = entry.fact == Fact::opened || entry.fact == Fact::reopened;
        if (opens || entry.fact == Fact::resolved || entry.fact == Fact::abandoned ||
            entry.fact == Fact::blocked || entry.fact == Fact::withdrawn) {
            advance(entry.at);
            open_ += opens ? 1 : -1;
        }
    }
}

void OpenByFifth::finish(Instant end) { advance(end); }

void OpenByFifth::advance(Instant to) {
    while (now_ < to) {
        const auto place = static_cast<std::size_t>((now_ - begin_) / fifth);
        if (place >= areas_.size()) {
            return;
        }
        const Instant until = std::min(to, begin_ + fifth * static_cast<std::int64_t>(place + 1));
        areas_[place] += (until - now_).count() * open_;
        now_ = until;
    }
}

}  // namespace meridian
