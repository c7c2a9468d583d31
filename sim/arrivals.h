#pragma once

#include <optional>
#include <vector>

#include "model/arrival.h"
#include "sim/plan.h"
#include "sim/random.h"

namespace meridian {

/// A ticket about to enter: when, which, and all that is true of it.
struct Newcomer {
    Instant at;
    TicketNumber number;
    Attributes attributes;
    TierId entry;
};

/// The arrivals of one stream in order of time, generated or replayed.
/// Generated ones: exact inversion of the piecewise constant rate, one uniform number a gap
/// (methods: arrivals), so that a stream with more volume sees the same customers sooner.
class Arrivals {
public:
    /// `source` is the stream's log or null. Keeps references to all but the id.
    Arrivals(const Plan& plan, StreamId stream, const Random& random, ArrivalSource* source);

    /// Nothing when no more arrive before the horizon's end.
    [[nodiscard]] std::optional<Newcomer> next();
    /// The n-th ticket of a stream that has instants, should it come at `at`.
    [[nodiscard]] Newcomer nth(std::uint64_t n, Instant at) const;

private:
    [[nodiscard]] std::optional<Newcomer> generated();
    [[nodiscard]] std::optional<Newcomer> replayed();
    [[nodiscard]] std::optional<Newcomer> scheduled();
    [[nodiscard]] bool advance(double hazard);
    [[nodiscard]] double rate_here();
    [[nodiscard]] double end_of_cell() const;
    [[nodiscard]] double day_factor(std::int32_t day) const;
    [[nodiscard]] Attributes drawn(TicketNumber number, const Block& first) const;
    [[nodiscard]] Priority priority_of(const Attributes& attributes, double u) const;
    [[nodiscard]] std::uint32_t issue_of(TicketNumber number, CategoryId category) const;
    [[nodiscard]] std::uint64_t tags_of(TicketNumber number) const;

    const Plan* plan_;
    const Stream* stream_;
    StreamId id_;
    const Random* random_;
    ArrivalSource* source_;
    const std::vector<RateCell>* cells_;
    double end_ms_;    // of the horizon
    bool day_by_day_;  // some day factor
    bool awaited_;     // comes when a rule says so
    bool has_traits_, has_stakes_, by_formula_, has_tags_;
    std::uint64_t nth_ = 0;
    std::size_t cell_ = 0;
    double cell_ends_ms_;
    double at_ms_;  // exact time of the last arrival, so that rounding does not add up
    std::int32_t factor_day_ = INT32_MIN;
    double factor_ = 1;
};

}  // namespace meridian
