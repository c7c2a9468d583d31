#pragma once

#include "sim/hands.h"

namespace meridian {

/// One agent, with what is being looked at of all that is in hand.
struct Desk : InHand {
    enum class State : std::uint8_t { off, idle, working, noting, away };

    CrewId crew;
    State state = State::off;
    bool on_shift = false;  // false while working: overtime
    Instant shift_begin;
    Instant shift_end;
    Instant must_stop = never;       // overtime: at the latest
    std::uint64_t breaks_taken = 0;  // bit i: Crew::breaks[i] of this shift
    Span busy{};                     // so far in the run
    std::int64_t last_assigned = 0;
    std::uint32_t first_owned = nobody;
    HandoverRuleId handover;  // what the note is written by …
    Span lost{};              // … and what it fails to say, as work
};

}  // namespace meridian
