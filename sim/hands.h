#pragma once

#include <vector>

#include "model/scenario.h"
#include "sim/open_ticket.h"

namespace meridian {

/// A ticket or task that an agent has in hand.
struct InHand {
    std::uint32_t slot = nobody;  // or what the agent writes a note about
    Instant since;                // began the present work or note
    Span re_read{};               // of the present work
    double speed = 1;             // at the present work
    double solves = 1;
    bool translates = false;  // the present work
    bool masked = false;      // … is on masked data
    std::int64_t begun = 0;   // on the clock of the agent's hands
};

/// All that an agent has in hand together, with the clock that they share: how much work has been
/// done on each that has been there since the first was begun. So a change of how many there are
/// costs a look at the clock, and no work is lost or gained by it but the part of a microsecond
/// that the clock leaves out.
struct Hands {
    ChannelId channel;             // of all that are in hand; does not exist: one, for itself
    std::vector<InHand> held;      // in the order in which they were begun
    std::int64_t clock = 0;        // microseconds, as Concurrency counts them …
    Instant told;                  // … at this instant
    std::uint32_t place = nobody;  // in World::with_room_
};

}  // namespace meridian
