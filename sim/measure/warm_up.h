#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/journal.h"
#include "sim/measure/window.h"

namespace meridian {

/// Where MSER-5 cuts a series: the beginning that says more about how the run was started than
/// about how it goes on.
struct WarmUpCut {
    std::size_t batches = 0;  ///< left out, of five observations each
    std::size_t of = 0;       ///< batches in all; what does not fill the last one is not looked at
    bool rejected = false;    ///< the least lies at the half: no place was found where it settles
};

inline constexpr std::size_t mser_batch = 5;

/// MSER-5 (K. P. White, Simulation 69 (1997)): of the means of five observations each, the number d
/// of leading ones to leave out that gives the least sum of squares about the mean of the rest over
/// (n - d)^2, the squared standard error if they were independent. d is at most half of them, and
/// an answer of half of them is none. The first of equals. Fewer than four batches: rejected.
[[nodiscard]] WarmUpCut mser_5(std::span<const double> observations);

/// Tickets open, averaged over each fifth of a week: MSER-5's batches then are whole weeks, so the
/// weekly cycle is in every batch alike and only what is left of the start differs.
class OpenByFifth : public Observer {
public:
    static constexpr Span week{std::int64_t{168} * 3'600'000};
    static constexpr Span fifth = week / 5;

    explicit OpenByFifth(const Scenario& scenario);

    void observe(const Batch& batch) override;
    void finish(Instant end) override;

    /// Sum over time of open tickets, in ticket-milliseconds; complete fifths only.
    [[nodiscard]] const std::vector<std::int64_t>& areas() const { return areas_; }

private:
    void advance(Instant to);

    Instant begin_;
    Instant now_;
    std::int64_t open_ = 0;
    std::vector<std::int64_t> areas_;
};

}  // namespace meridian
