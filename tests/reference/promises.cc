#include <algorithm>

#include "tests/reference/hours.h"
#include "tests/reference/simulator.h"

namespace meridian::reference {
namespace {

bool is_on(const Promise& p) {
    return p.phase == Promise::Phase::running || p.phase == Promise::Phase::paused;
}

bool answers(const ClockEvent& asked, ClockEvent::Kind kind, TierId tier, VendorId vendor) {
    return asked.kind == kind && (!asked.tier.exists() || asked.tier == tier) &&
           (!asked.vendor.exists() || asked.vendor == vendor);
}

std::int64_t said(std::optional<Instant> deadline) {
    return deadline ? deadline->time_since_epoch().count() : no_deadline;
}

}  // namespace

Span Simulator::used(const Promise& p) const {
    return p.phase == Promise::Phase::running ? p.used + counted(house_, p.calendar, p.since, now_)
                                              : p.used;
}

std::optional<Instant> Simulator::deadline(const Promise& p) const {
    if (p.by_day && p.phase == Promise::Phase::running) {
        return p.due;
    }
    return p.phase == Promise::Phase::running
               ? reached(house_, p.calendar, p.since, p.target - p.used)
               : std::nullopt;
}

/// A promise that counts is late after its deadline; one that does not, if it had used too much.
bool Simulator::late(const Promise& p) const {
    if (p.phase == Promise::Phase::running) {
        const auto at = deadline(p);
        return p.broken || (at && now_ > *at);
    }
    return p.broken || p.used > p.target;
}

/// Of the promise's own hours; at least 1 ms if it is late, at most 0 if not.
std::int64_t Simulator::lateness(const Promise& p) const {
    const std::int64_t over = (used(p) - p.target).count();
    return late(p) ? std::max<std::int64_t>(over, 1) : std::min<std::int64_t>(over, 0);
}

bool Simulator::holds_for(const SlaTarget& promise, const Case& c) const {
    return c.task == 0 && (promise.due || promise.target.at(c.priority)) &&
           matches(promise.when, c.attributes, situation(c), house_.calendars);
}

/// What happens to the ticket stops the clocks that wait for it, and starts others.
void Simulator::event(ClockEvent::Kind kind, std::size_t which) {
    for (std::uint32_t sla = 0; sla < draft_.policy.sla.size(); ++sla) {
        const SlaTarget& promise = draft_.policy.sla[{sla}];
        const Case& c = cases_[which];
        if (answers(promise.stop, kind, c.tier, c.vendor) && is_on(c.promises[sla])) {
            stop_promise(which, sla);
            if (promise.repeats && holds_for(promise, c)) {
                begin_promise(which, sla, now_);
            }
        } else if (answers(promise.start, kind, c.tier, c.vendor) && !is_on(c.promises[sla]) &&
                   holds_for(promise, c)) {
            begin_promise(which, sla, now_);
        }
    }
}

void Simulator::begin_promise(std::size_t which, std::uint32_t sla, Instant since) {
    const SlaTarget& promise = draft_.policy.sla[{sla}];
    Case& c = cases_[which];
    const TeamId holder = c.holders.empty() ? TeamId{} : c.holders.back().second;
    Promise& p = c.promises[sla];
    p = {.phase = Promise::Phase::running,
         .since = since,
         .calendar = calendar_of(promise.clock, house_, c.attributes.region, holder)};
    p.by_day = promise.due.has_value();
    if (p.by_day) {
        p.due = due_by_day(house_, p.calendar, *promise.due, since);
        p.target = counted(house_, p.calendar, since, p.due.value_or(Instant::max()));
    } else {
        p.target = *promise.target[c.priority];
    }
    forget_clock(which, {sla});
    say(Fact::clock_started, which, said(deadline(c.promises[sla])), nobody, sla);
    if ((promise.pause_parked && c.place == Place::parked) ||
        (promise.pause_waiting_customer && c.place == Place::with_customer) ||
        (promise.pause_waiting_vendor && c.place == Place::outside)) {
        pause_promise(which, sla);
    }
}

void Simulator::stop_promise(std::size_t which, std::uint32_t sla) {
    Promise& p = cases_[which].promises[sla];
    say(Fact::clock_stopped, which, lateness(p), nobody, sla);
    p.used = used(p);
    p.phase = Promise::Phase::over;
}

void Simulator::cancel_promise(std::size_t which, std::uint32_t sla) {
    const Promise& p = cases_[which].promises[sla];
    say(Fact::clock_cancelled, which, late(p) ? lateness(p) : 0, nobody, sla);
    cases_[which].promises[sla].phase = Promise::Phase::over;
}

/// What has been used until now is put down, and so is that it was too much.
void Simulator::settle(Promise& p) const {
    p.broken = late(p);
    p.used = used(p);
    p.since = now_;
}

void Simulator::pause_promise(std::size_t which, std::uint32_t sla) {
    Promise& p = cases_[which].promises[sla];
    settle(p);
    p.phase = Promise::Phase::paused;
    say(Fact::clock_paused, which, p.used.count(), nobody, sla);
}

void Simulator::move_promise(std::size_t which, std::uint32_t sla) {
    say(Fact::clock_moved, which, said(deadline(cases_[which].promises[sla])), nobody, sla);
}

void Simulator::pause(bool SlaTarget::*why, std::size_t which) {
    for (std::uint32_t sla = 0; sla < draft_.policy.sla.size(); ++sla) {
        if (draft_.policy.sla[{sla}].*why &&
            cases_[which].promises[sla].phase == Promise::Phase::running) {
            pause_promise(which, sla);
        }
    }
}

void Simulator::resume(bool SlaTarget::*why, std::size_t which) {
    for (std::uint32_t sla = 0; sla < draft_.policy.sla.size(); ++sla) {
        Promise& p = cases_[which].promises[sla];
        if (draft_.policy.sla[{sla}].*why && p.phase == Promise::Phase::paused) {
            p.phase = Promise::Phase::running;
            p.since = now_;
            say(Fact::clock_resumed, which, said(deadline(p)), nobody, sla);
        }
    }
}

/// A ticket that is resolved has been answered and leaves its tier; what else a clock waited for
/// will not happen any more.
void Simulator::promises_on_resolution(std::size_t which) {
    for (std::uint32_t sla = 0; sla < draft_.policy.sla.size(); ++sla) {
        const ClockEvent& stop = draft_.policy.sla[{sla}].stop;
        const Case& c = cases_[which];
        if (!is_on(c.promises[sla])) {
            continue;
        }
        if (stop.kind == ClockEvent::Kind::resolved ||
            stop.kind == ClockEvent::Kind::acknowledged ||
            stop.kind == ClockEvent::Kind::first_response ||
            answers(stop, ClockEvent::Kind::leaves, c.tier, {})) {
            stop_promise(which, sla);
        } else {
            cancel_promise(which, sla);
        }
    }
}

void Simulator::promises_cancelled(std::size_t which) {
    for (std::uint32_t sla = 0; sla < draft_.policy.sla.size(); ++sla) {
        if (is_on(cases_[which].promises[sla])) {
            cancel_promise(which, sla);
        }
    }
}

/// The ticket has another priority: its clocks get another target, or none, or begin.
void Simulator::promises_on_priority(std::size_t which) {
    for (std::uint32_t sla = 0; sla < draft_.policy.sla.size(); ++sla) {
        const SlaTarget& promise = draft_.policy.sla[{sla}];
        const Case& c = cases_[which];
        Promise& p = cases_[which].promises[sla];
        const bool holds = holds_for(promise, c);
        const bool over = (promise.stop.kind == ClockEvent::Kind::first_response && c.answered) ||
                          (promise.stop.kind == ClockEvent::Kind::acknowledged && c.acknowledged);
        if (is_on(p) && !holds) {
            cancel_promise(which, sla);
        } else if (is_on(p) && !promise.due) {
            settle(p);
            p.target = *promise.target[c.priority];
            if (promise.on_change == SlaTarget::OnChange::restart) {
                p.used = Span{0};
            }
            move_promise(which, sla);
        } else if (p.phase == Promise::Phase::not_begun && holds && !over &&
                   promise.start.kind == ClockEvent::Kind::opened) {
            const bool from_creation = promise.on_change == SlaTarget::OnChange::retroactive;
            begin_promise(which, sla, from_creation ? c.created : now_);
        }
    }
}

void Simulator::promises_on_holder(std::size_t which, TeamId holder) {
    Case& c = cases_[which];
    if (!c.holders.empty() && c.holders.back().second == holder) {
        return;
    }
    c.holders.emplace_back(now_, holder);
    for (std::uint32_t sla = 0; sla < draft_.policy.sla.size(); ++sla) {
        const ClockSource& clock = draft_.policy.sla[{sla}].clock;
        const CalendarId calendar = calendar_of(clock, house_, c.attributes.region, holder);
        Promise& p = c.promises[sla];
        if (clock.follows() && is_on(p) && p.calendar != calendar &&
            !draft_.policy.sla[{sla}].due) {
            settle(p);
            p.calendar = calendar;
            move_promise(which, sla);
        }
    }
}

void Simulator::promises_at_horizon(std::size_t which) {
    for (std::uint32_t sla = 0; sla < draft_.policy.sla.size(); ++sla) {
        if (const Promise& p = cases_[which].promises[sla]; is_on(p)) {
            say(Fact::clock_open, which, lateness(p), nobody, sla);
        }
    }
}

}  // namespace meridian::reference
