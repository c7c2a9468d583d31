#include <algorithm>

#include "sim/world.h"

namespace meridian {
namespace {

bool is_at(const ClockEvent& event, ClockEvent::Kind kind, TierId tier, VendorId vendor = {}) {
    return event.kind == kind && (!event.tier.exists() || event.tier == tier) &&
           (!event.vendor.exists() || event.vendor == vendor);
}

bool is_on(const ClockState& clock) {
    return clock.phase == ClockState::Phase::running || clock.phase == ClockState::Phase::paused;
}

std::int64_t written(const std::optional<Instant>& deadline) {
    return deadline ? deadline->time_since_epoch().count() : no_deadline;
}

/// Late if stopped after the deadline, however little the clock's own hours say.
std::int64_t lateness(Span consumed, Span target, bool late) {
    const std::int64_t over = (consumed - target).count();
    return late ? std::max<std::int64_t>(over, 1) : std::min<std::int64_t>(over, 0);
}

}  // namespace

/// To a ticket of its present priority, as it stands.
bool World::is_promised(std::uint32_t slot, std::uint32_t sla) const {
    const SlaTarget& promise = draft_->policy.sla[SlaId{sla}];
    const OpenTicket& t = tickets_[slot];
    const bool to_priority = promise.due || (t.priority < promise.target.size() &&
                                             promise.target[t.priority].has_value());
    return !t.task && to_priority &&
           matches(promise.when, t.attributes, situation(slot), *calendars_);
}

CalendarId World::calendar_for(const ClockSource& source, std::uint32_t slot) const {
    return calendar_of(source, draft_->organisation, tickets_[slot].attributes.region,
                       tickets_[slot].holder);
}

/// Stop wins over pause, and both over start, when they fall on one instant.
void World::clocks_start_and_stop(ClockEvent::Kind kind, std::uint32_t slot) {
    const VendorId vendor = plan_->vendors ? outside_[slot].vendor : VendorId{};
    for (std::uint32_t sla : concern(slot).targets) {
        const SlaTarget& target = draft_->policy.sla[SlaId{sla}];
        const TierId tier = tickets_[slot].tier;
        if (is_at(target.stop, kind, tier, vendor) && is_on(clock(slot, sla))) {
            stop_clock(slot, sla);
            if (target.repeats && is_promised(slot, sla)) {
                start_clock(slot, sla, now);
            }
        } else if (is_at(target.start, kind, tier, vendor) && !is_on(clock(slot, sla)) &&
                   is_promised(slot, sla)) {
            start_clock(slot, sla, now);
        }
    }
}

void World::start_clock(std::uint32_t slot, std::uint32_t sla, Instant since) {
    ClockState& c = clock(slot, sla);
    const SlaTarget& promise = draft_->policy.sla[SlaId{sla}];
    c.calendar = calendar_for(promise.clock, slot);
    c = promise.due ? start_until(c, *calendars_, since,
                                  due_at(*promise.due, draft_->organisation, c.calendar, since))
                    : start(c, *calendars_, since, *promise.target[tickets_[slot].priority]);
    write(Fact::clock_started, slot, written(c.deadline), nobody, static_cast<std::uint16_t>(sla));
    timers_for_clock(slot, sla, true);
    const Place place = tickets_[slot].place;
    if ((promise.pause_parked && place == Place::parked) ||
        (promise.pause_waiting_customer && place == Place::waiting_customer) ||
        (promise.pause_waiting_vendor && place == Place::outside)) {
        pause_clock(slot, sla);
    }
}

void World::pause_clock(std::uint32_t slot, std::uint32_t sla) {
    ClockState& c = clock(slot, sla);
    c = pause(c, *calendars_, now);
    write(Fact::clock_paused, slot, c.consumed.count(), nobody, static_cast<std::uint16_t>(sla));
    timers_for_clock(slot, sla, false);
}

void World::stop_clock(std::uint32_t slot, std::uint32_t sla) {
    ClockState& c = clock(slot, sla);
    const Span used = consumed(c, *calendars_, now);
    write(Fact::clock_stopped, slot, lateness(used, c.target, is_late(c, now)), nobody,
          static_cast<std::uint16_t>(sla));
    c.phase = ClockState::Phase::stopped;
    c.consumed = used;
    timers_for_clock(slot, sla, false);
}

/// What is broken by then stays so.
void World::cancel_clock(std::uint32_t slot, std::uint32_t sla) {
    ClockState& c = clock(slot, sla);
    const bool late = is_late(c, now);
    write(Fact::clock_cancelled, slot,
          late ? lateness(consumed(c, *calendars_, now), c.target, late) : 0, nobody,
          static_cast<std::uint16_t>(sla));
    c.phase = ClockState::Phase::stopped;
    timers_for_clock(slot, sla, false);
}

/// A resolution also fulfils a first response that nobody gave; a clock that waits for something
/// that will not happen any more is cancelled.
void World::clocks_resolved(std::uint32_t slot) {
    if (targets_ == 0) {
        return;
    }
    for (std::uint32_t sla : concern(slot).targets) {
        if (!is_on(clock(slot, sla))) {
            continue;
        }
        const ClockEvent& stop = draft_->policy.sla[SlaId{sla}].stop;
        const bool fulfilled = stop.kind == ClockEvent::Kind::resolved ||
                               stop.kind == ClockEvent::Kind::first_response ||
                               stop.kind == ClockEvent::Kind::acknowledged ||
                               is_at(stop, ClockEvent::Kind::leaves, tickets_[slot].tier);
        fulfilled ? stop_clock(slot, sla) : cancel_clock(slot, sla);
    }
}

void World::clocks_cancelled(std::uint32_t slot) {
    for (std::uint32_t sla : concern(slot).targets) {
        if (is_on(clock(slot, sla))) {
            cancel_clock(slot, sla);
        }
    }
}

void World::clocks_paused(std::uint32_t slot, bool SlaTarget::*why) {
    for (std::uint32_t sla : concern(slot).targets) {
        if (draft_->policy.sla[SlaId{sla}].*why &&
            clock(slot, sla).phase == ClockState::Phase::running) {
            pause_clock(slot, sla);
        }
    }
}

void World::clocks_resumed(std::uint32_t slot, bool SlaTarget::*why) {
    for (std::uint32_t sla : concern(slot).targets) {
        ClockState& c = clock(slot, sla);
        if (draft_->policy.sla[SlaId{sla}].*why && c.phase == ClockState::Phase::paused) {
            c = resume(c, *calendars_, now);
            write(Fact::clock_resumed, slot, written(c.deadline), nobody,
                  static_cast<std::uint16_t>(sla));
            timers_for_clock(slot, sla, false);
        }
    }
}

/// What happens once has happened: a clock that begins late would wait for it for ever.
bool World::is_stopped_already(std::uint32_t slot, const SlaTarget& promise) const {
    const bool answered = tickets_[slot].answered;
    return (promise.stop.kind == ClockEvent::Kind::first_response && answered) ||
           (promise.stop.kind == ClockEvent::Kind::acknowledged &&
            (answered || (plan_->takes_in && lives_[slot].acknowledged)));
}

/// After tickets_[slot].priority has changed.
void World::clocks_reprioritised(std::uint32_t slot) {
    for (std::uint32_t sla : concern(slot).targets) {
        const SlaTarget& promise = draft_->policy.sla[SlaId{sla}];
        ClockState& c = clock(slot, sla);
        const bool promised = is_promised(slot, sla);
        if (!is_on(c)) {
            const bool begins_now = c.phase == ClockState::Phase::idle && promised &&
                                    promise.start.kind == ClockEvent::Kind::opened &&
                                    !is_stopped_already(slot, promise);
            if (begins_now) {
                const bool from_creation = promise.on_change == SlaTarget::OnChange::retroactive;
                start_clock(slot, sla, from_creation ? tickets_[slot].created : now);
            }
            continue;
        }
        if (!promised) {
            cancel_clock(slot, sla);
        }
        if (!promised || promise.due) {
            continue;
        }
        const Span target = *promise.target[tickets_[slot].priority];
        c = promise.on_change == SlaTarget::OnChange::restart
                ? restart(c, *calendars_, now, target)
                : retarget(c, *calendars_, now, target, c.calendar);
        write(Fact::clock_moved, slot, written(c.deadline), nobody,
              static_cast<std::uint16_t>(sla));
        timers_for_clock(slot, sla, false);
    }
}

/// Clocks that count the holder's hours go on by the new holder's, keeping what is consumed.
void World::move_clocks(std::uint32_t slot) {
    for (std::uint32_t sla : concern(slot).targets) {
        ClockState& c = clock(slot, sla);
        const SlaTarget& promise = draft_->policy.sla[SlaId{sla}];
        const CalendarId calendar = calendar_for(promise.clock, slot);
        if (!promise.clock.follows() || !is_on(c) || promise.due || calendar == c.calendar) {
            continue;
        }
        c = retarget(c, *calendars_, now, c.target, calendar);
        write(Fact::clock_moved, slot, written(c.deadline), nobody,
              static_cast<std::uint16_t>(sla));
        timers_for_clock(slot, sla, false);
    }
    timers_held_by(slot);
}

void World::clocks_at_horizon(std::uint32_t slot) {
    for (std::uint32_t sla : concern(slot).targets) {
        const ClockState& c = clock(slot, sla);
        if (!is_on(c)) {
            continue;
        }
        const Span used = consumed(c, *calendars_, now);
        write(Fact::clock_open, slot, lateness(used, c.target, is_late(c, now)), nobody,
              static_cast<std::uint16_t>(sla));
    }
}

Instant World::earliest_deadline(std::uint32_t slot) const {
    Instant earliest = never;
    for (std::uint32_t sla : concern(slot).targets) {
        const ClockState& c = clock(slot, sla);
        if (c.phase == ClockState::Phase::running && c.deadline) {
            earliest = std::min(earliest, *c.deadline);
        }
    }
    return earliest;
}

}  // namespace meridian
