#pragma once

#include <algorithm>
#include <cstdint>

#include "model/scenario.h"

namespace meridian {

/// The stretch of a run that is counted: from the end of the warm-up to the horizon.
[[nodiscard]] inline Interval window_of(const Draft& scenario) {
    const RunPlan& run = scenario.run;
    return {std::min(run.horizon.begin + run.warm_up, run.horizon.end), run.horizon.end};
}

/// What of [from, until) lies in the window.
[[nodiscard]] inline Interval clip(Interval window, Instant from, Instant until) {
    const Instant begin = std::clamp(from, window.begin, window.end);
    return {begin, std::max(begin, std::min(until, window.end))};
}

/// A number that changes in steps, and its integral over the window.
class Level {
public:
    void change(Interval window, Instant at, std::int64_t by) {
        advance(window, at);
        now_ += by;
    }
    /// Up to `at`.
    void advance(Interval window, Instant at) {
        area_ += clip(window, last_, at).length().count() * now_;
        if (last_ <= window.begin && at > window.begin) {
            at_begin_ = now_;
        }
        last_ = std::max(last_, at);
    }
    [[nodiscard]] std::int64_t now() const { return now_; }
    [[nodiscard]] std::int64_t area() const { return area_; }
    /// As the window began, what changed at that very instant included.
    [[nodiscard]] std::int64_t at_begin() const { return at_begin_; }

private:
    Instant last_ = Instant::min();
    std::int64_t now_ = 0;
    std::int64_t area_ = 0;
    std::int64_t at_begin_ = 0;
};

}  // namespace meridian
