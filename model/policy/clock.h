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
        team,      // when any of the team that has it is on shift, likewise
    };
    Kind kind = Kind::always;
    CalendarId calendar;

    /// Another calendar counts as the ticket comes into other hands.
    [[nodiscard]] bool follows() const { return kind == Kind::holder || kind == Kind::team; }
};

}  // namespace meridian
