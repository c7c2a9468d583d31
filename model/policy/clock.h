#pragma once

#include <cstdint>

#include "model/organisation.h"

namespace meridian {

/// Whose hours a clock counts. A rule or target without one is refused: "8 h" says nothing by
/// itself.
struct ClockSource {
    enum class Kind : std::uint8_t {
        always,    // 24x7
        calendar,  // a named one: contract
        customer,  // business hours of the customer's region
        holder,    // business hours of the region that has the ticket, segment by segment as it
                   // moves; before anyone had it: the customer's
    };
    Kind kind = Kind::always;
    CalendarId calendar;
};

}  // namespace meridian
