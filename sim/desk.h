#pragma once

#include "sim/open_ticket.h"

namespace meridian {

/// One agent.
struct Desk {
    enum class State : std::uint8_t { off, idle, working, noting, away };

    CrewId crew;
    State state = State::off;
    bool on_shift = false;        // false while working: overtime
    std::uint32_t slot = nobody;  // in hand, or noted about
    Instant since;                // began the present work or note
    Span re_read{};               // of the present work
    double speed = 1;             // at the present work
    double solves = 1;
    bool translates = false;  // the present work
    bool masked = false;      // … is on masked data
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
