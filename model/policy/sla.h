#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/policy/clock.h"
#include "model/policy/due.h"
#include "model/policy/predicate.h"

namespace meridian {

struct SlaTarget;
using SlaId = Id<SlaTarget>;

/// What stops or starts a clock.
struct ClockEvent {
    enum class Kind : std::uint8_t {
        opened,          // the ticket is created
        first_response,  // a human begins to work on it for the first time
        resolved,   // also when it is withdrawn or abandoned: then the clock is cancelled, not met
        enters,     // reaches the tier
        starts,     // an agent of the tier begins to work on it
        leaves,     // leaves the tier upwards or is resolved there
        replied,    // its customer has answered what was asked
        sent_to,    // goes to the vendor
        back_from,  // comes back from the vendor, or is called back
        acknowledged,  // somebody has taken notice of it: the first task of its intake is done, or
                       // a human begins to work on it, whichever comes first
    };
    Kind kind = Kind::opened;
    TierId tier;      // for enters, starts, leaves; does not exist: any
    VendorId vendor;  // for sent_to, back_from; does not exist: any
};

/// What a broken promise costs, in the scenario's currency.
struct Penalty {
    double per_breach = 0;
    double per_hour = 0;            // of lateness, in the clock's own hours, to the millisecond
    std::optional<double> at_most;  // a broken promise, both together

    [[nodiscard]] bool empty() const { return per_breach == 0 && per_hour == 0; }
    /// `late`: more than zero.
    [[nodiscard]] double of(Span late) const;
};

/// A promise: from `start` to `stop` at most `target`, counted by `clock`, not counting paused
/// time. Met if and only if the stop is not later than the deadline; the breach lies at the
/// deadline itself. When stop, pause and start hold at one instant, stop wins over pause and pause
/// over start.
///
/// With `due` instead of `target` the deadline is an instant, fixed as the clock starts: nothing
/// pauses it, and another priority or holder does not move it. What it has used is then of the time
/// that its calendar counts from the start to the deadline.
struct SlaTarget {
    /// What happens to the time already consumed when the priority changes and another target
    /// applies. A breach that has happened stays one, and a paused clock stays paused.
    enum class OnChange : std::uint8_t {
        keep_elapsed,  // the new target counts what has been consumed; where there was no clock
                       // before, it starts now
        restart,       // consumed time is forgotten
        retroactive,   // as keep_elapsed, but where there was no clock before, it counts from the
                       // ticket's creation, by the calendar that holds now
    };

    std::string name;
    Predicate when;
    std::vector<std::optional<Span>>
        target;              // by Priority; none: this priority has no such promise
    std::optional<Due> due;  // instead, for all priorities; every region has business hours then
    ClockSource clock;
    ClockEvent start;
    ClockEvent stop;
    bool repeats = false;  // starts again as it is stopped, until the ticket is resolved
    bool pause_waiting_customer = false;
    bool pause_waiting_vendor = false;  // while somebody outside has it
    bool pause_parked = false;          // while nobody works on it because its owner is off shift
    OnChange on_change = OnChange::keep_elapsed;
    Penalty penalty;
    double goal = 0.95;  // share of clocks that must be met for the target to hold
};

/// One clock of one ticket.
struct ClockState {
    enum class Phase : std::uint8_t { idle, running, paused, stopped };
    Phase phase = Phase::idle;
    bool breached =
        false;  // was past its deadline at an earlier change, and stays breached whatever follows
    Instant since;                    // running: counted from here on
    Span consumed{};                  // before `since`
    Span target{};                    // the whole promise
    std::optional<Instant> deadline;  // running: none if it lies beyond the calendar's end
    CalendarId calendar;              // counted hours; does not exist: round the clock
};

/// Time between the instants as the calendar counts it.
[[nodiscard]] Span counted(const Table<NamedCalendar>& calendars, CalendarId calendar, Instant from,
                           Instant until);
/// The earliest instant at which `left` more has been counted from `from` on.
[[nodiscard]] std::optional<Instant> counted_deadline(const Table<NamedCalendar>& calendars,
                                                      CalendarId calendar, Instant from, Span left);

/// Whether the promise is broken if the clock stops, or the horizon ends, at `now`.
[[nodiscard]] bool is_late(const ClockState& clock, Instant now);

/// Pure transitions. `target` is the whole promise, not what is left of it.
[[nodiscard]] ClockState start(const ClockState& clock, const Table<NamedCalendar>& calendars,
                               Instant now, Span target);
/// A promise of an instant. Nothing: it lies beyond the calendar's end.
[[nodiscard]] ClockState start_until(const ClockState& clock, const Table<NamedCalendar>& calendars,
                                     Instant now, std::optional<Instant> deadline);
[[nodiscard]] ClockState pause(const ClockState& clock, const Table<NamedCalendar>& calendars,
                               Instant now);
[[nodiscard]] ClockState resume(const ClockState& clock, const Table<NamedCalendar>& calendars,
                                Instant now);
/// Consumed time at `now`, running or not.
[[nodiscard]] Span consumed(const ClockState& clock, const Table<NamedCalendar>& calendars,
                            Instant now);
/// Another target or another calendar from `now` on; what is consumed stays.
[[nodiscard]] ClockState retarget(const ClockState& clock, const Table<NamedCalendar>& calendars,
                                  Instant now, Span target, CalendarId calendar);
/// Another target from `now` on, with nothing consumed; a broken promise stays broken.
[[nodiscard]] ClockState restart(const ClockState& clock, const Table<NamedCalendar>& calendars,
                                 Instant now, Span target);

/// The calendar a clock counts by for this ticket, given the team that holds it (none yet: does
/// not exist).
[[nodiscard]] CalendarId calendar_of(const ClockSource& source, const Organisation& organisation,
                                     RegionId customer, TeamId holder);

}  // namespace meridian
