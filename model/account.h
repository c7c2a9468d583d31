#pragma once

#include <array>
#include <cstdint>
#include <numeric>

#include "model/cause.h"
#include "model/policy/sla.h"
#include "model/ticket.h"

namespace meridian {

/// What one broken promise's time went into: the wall time from the clock's start (not before the
/// run's begin) to its stop or the horizon, by cause.
struct ClockAccount {
    using ByCause = std::array<std::int64_t, cause_count>;

    TicketNumber ticket;
    std::uint32_t slot = 0;
    SlaId sla;
    Instant began;
    Instant settled;
    Span late{};        ///< in the clock's own hours
    ByCause charged{};  ///< ms; add up to settled - began
    ByCause counted{};  ///< what of it the clock counted: not while it was paused or closed

    [[nodiscard]] Span all_charged() const {
        return Span{std::accumulate(charged.begin(), charged.end(), std::int64_t{0})};
    }
    [[nodiscard]] Span all_counted() const {
        return Span{std::accumulate(counted.begin(), counted.end(), std::int64_t{0})};
    }
};

}  // namespace meridian
