#include "model/policy/sla.h"

#include <algorithm>

namespace meridian {
namespace {

ClockState running(const ClockState& clock, const Table<NamedCalendar>& calendars, Instant now) {
    ClockState next = clock;
    next.phase = ClockState::Phase::running;
    next.since = now;
    next.deadline = counted_deadline(calendars, clock.calendar, now, clock.target - clock.consumed);
    return next;
}

}  // namespace

double Penalty::of(Span late) const {
    const double hours = static_cast<double>(late.count()) / (60.0 * 60 * 1000);
    const double sum = per_breach + per_hour * hours;
    return at_most ? std::min(sum, *at_most) : sum;
}

Span counted(const Table<NamedCalendar>& calendars, CalendarId calendar, Instant from,
             Instant until) {
    return calendar.exists() ? calendars[calendar].open.open_time(from, until) : until - from;
}

std::optional<Instant> counted_deadline(const Table<NamedCalendar>& calendars, CalendarId calendar,
                                        Instant from, Span left) {
    if (left <= Span{0}) {
        return from;
    }
    return calendar.exists() ? calendars[calendar].open.deadline(from, left)
                             : std::optional{from + left};
}

bool is_late(const ClockState& clock, Instant now) {
    if (clock.breached || clock.phase != ClockState::Phase::running) {
        return clock.breached || clock.consumed > clock.target;
    }
    return clock.deadline && now > *clock.deadline;
}

ClockState start(const ClockState& clock, const Table<NamedCalendar>& calendars, Instant now,
                 Span target) {
    ClockState next = clock;
    next.consumed = Span{0};
    next.target = target;
    next.breached = false;
    return running(next, calendars, now);
}

ClockState start_until(const ClockState& clock, const Table<NamedCalendar>& calendars, Instant now,
                       std::optional<Instant> deadline) {
    ClockState next = clock;
    next.phase = ClockState::Phase::running;
    next.since = now;
    next.consumed = Span{0};
    next.target = counted(calendars, clock.calendar, now,
                          deadline.value_or(calendars[clock.calendar].open.range().end));
    next.breached = false;
    next.deadline = deadline;
    return next;
}

ClockState pause(const ClockState& clock, const Table<NamedCalendar>& calendars, Instant now) {
    ClockState next = clock;
    next.breached = is_late(clock, now);
    next.consumed = consumed(clock, calendars, now);
    next.phase = ClockState::Phase::paused;
    next.deadline.reset();
    return next;
}

ClockState resume(const ClockState& clock, const Table<NamedCalendar>& calendars, Instant now) {
    return running(clock, calendars, now);
}

Span consumed(const ClockState& clock, const Table<NamedCalendar>& calendars, Instant now) {
    if (clock.phase != ClockState::Phase::running) {
        return clock.consumed;
    }
    return clock.consumed + counted(calendars, clock.calendar, clock.since, now);
}

ClockState retarget(const ClockState& clock, const Table<NamedCalendar>& calendars, Instant now,
                    Span target, CalendarId calendar) {
    ClockState next = clock;
    next.breached = is_late(clock, now);
    next.consumed = consumed(clock, calendars, now);
    next.target = target;
    next.calendar = calendar;
    return clock.phase == ClockState::Phase::running ? running(next, calendars, now) : next;
}

ClockState restart(const ClockState& clock, const Table<NamedCalendar>& calendars, Instant now,
                   Span target) {
    ClockState next = clock;
    next.breached = is_late(clock, now);
    next.consumed = Span{0};
    next.target = target;
    return clock.phase == ClockState::Phase::running ? running(next, calendars, now) : next;
}

CalendarId calendar_of(const ClockSource& source, const Organisation& organisation,
                       RegionId customer, TeamId holder) {
    const auto business = [&](RegionId region) {
        return region.exists() ? organisation.regions[region].business : CalendarId{};
    };
    switch (source.kind) {
        case ClockSource::Kind::always:
            return {};
        case ClockSource::Kind::calendar:
            return source.calendar;
        case ClockSource::Kind::customer:
            return business(customer);
        case ClockSource::Kind::holder:
            return business(holder.exists() ? organisation.teams[holder].region : customer);
        case ClockSource::Kind::team:
            return holder.exists() ? organisation.teams[holder].hours : business(customer);
    }
    return {};
}

}  // namespace meridian
