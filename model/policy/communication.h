#pragma once

#include <cstdint>
#include <optional>

#include "model/distribution.h"
#include "model/organisation.h"
#include "model/policy/clock.h"

namespace meridian {

/// What the customer is told. The numbers are part of every fingerprint.
enum class Message : std::uint8_t {
    notice,  // that somebody knows
    update,  // how it stands
    report,  // what it was, after the resolution
};

/// Told to customers whose tickets have one priority. Each message is a task beside the ticket, and
/// takes the time of an agent of `tier`.
struct Communication {
    /// Once a ticket, as soon as it has the priority.
    struct Notice {
        Distribution handle;
        Span within{};  // an agent begins with it in time
    };
    /// While it is not resolved. Given when an agent begins with it; the next one is due `every`
    /// later, the first one so long after the ticket had the priority. Its task is opened `ahead`.
    struct Updates {
        Distribution handle;
        Span every{};
        Span ahead{};
        ClockSource clock;
    };
    /// Once, after the first resolution.
    struct Report {
        Distribution handle;
        Span within{};  // done in time, by the clock
        ClockSource clock;
    };
    TierId tier;
    std::optional<Notice> notice;
    std::optional<Updates> updates;
    std::optional<Report> report;
};

}  // namespace meridian
