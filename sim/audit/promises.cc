#include "sim/audit/promises.h"

#include <algorithm>

#include "sim/audit/hours.h"

namespace meridian::audit {
namespace {

using Kind = ClockEvent::Kind;

bool is_at(const ClockEvent& event, Kind kind, std::uint8_t tier) {
    return event.kind == kind && (!event.tier.exists() || event.tier.index == tier);
}

/// Towards somebody outside or back from there.
bool is_at(const ClockEvent& event, Kind kind, VendorId vendor) {
    return event.kind == kind && (!event.vendor.exists() || event.vendor == vendor);
}

std::int64_t written(const std::optional<Instant>& deadline) {
    return deadline ? deadline->time_since_epoch().count() : no_deadline;
}

}  // namespace

Promises::Promises(Book& book)
    : book_(book), targets_(static_cast<std::uint32_t>(book.policy().sla.size())) {}

Promises::Clock& Promises::clock(std::uint32_t slot, std::uint32_t sla) {
    const std::size_t place = std::size_t{slot} * targets_ + sla;
    if (place >= clocks_.size()) {
        clocks_.resize((std::size_t{slot} + 1) * targets_);
    }
    return clocks_[place];
}

void Promises::forget(std::uint32_t slot) {
    if (slot >= noticed_.size()) {
        noticed_.resize(std::size_t{slot} + 1);
    }
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        clock(slot, sla) = {};
    }
}

void Promises::see(const Entry& entry) {
    last_ = entry;
    if (is_about_clock(entry.fact)) {
        told_.push_back({entry.slot, entry.cause, entry.fact, entry.value});
        return;
    }
    if (targets_ == 0 || is_about_agent(entry.fact)) {
        return;
    }
    if (is_about_task(entry.fact)) {
        take_notice(entry);
        return;
    }
    switch (entry.fact) {
        case Fact::opened:
            forget(entry.slot);
            noticed_[entry.slot] = false;
            at(entry, Kind::opened, entry.tier);
            break;
        case Fact::sent_out:
            leave(entry);
            pause(entry, &SlaTarget::pause_waiting_vendor);
            at(entry, Kind::sent_to, VendorId{entry.actor});
            break;
        case Fact::came_back:
            resume(entry, &SlaTarget::pause_waiting_vendor);
            at(entry, Kind::back_from, VendorId{entry.actor});
            break;
        case Fact::acknowledged:
            leave(entry);
            begins(entry);
            break;
        case Fact::transferred:
            call_back(entry);
            leave(entry);
            break;
        case Fact::queued:
            leave(entry);
            if (why(entry) == Why::arrival || why(entry) == Why::escalation ||
                why(entry) == Why::reopened || why(entry) == Why::sent_back ||
                why(entry) == Why::routed) {
                at(entry, Kind::enters, entry.tier);
            }
            break;
        case Fact::linked:
            leave(entry);
            if (entry.cause != none_rule && why(entry) != Why::transfer &&
                why(entry) != Why::came_back) {
                at(entry, Kind::enters, entry.tier);
            }
            break;
        case Fact::first_response:
            if (book_.page(entry).stand == Stand::linked) {
                if (!noticed_[entry.slot]) {
                    noticed_[entry.slot] = true;
                    at(entry, Kind::acknowledged, entry.tier);
                }
                at(entry, Kind::first_response, entry.tier);
            }
            break;
        case Fact::self_served:
            at(entry, Kind::enters, entry.tier);
            break;
        case Fact::started:
            begin_work(entry);
            break;
        case Fact::escalated:
        case Fact::sent_back:
            call_back(entry);
            leave(entry);
            at(entry, Kind::leaves, static_cast<std::uint8_t>(entry.value));
            break;
        case Fact::prioritised:
            reprioritise(entry);
            break;
        case Fact::asked_customer:
            pause(entry, &SlaTarget::pause_waiting_customer);
            break;
        case Fact::replied:
            resume(entry, &SlaTarget::pause_waiting_customer);
            at(entry, Kind::replied, entry.tier);
            break;
        case Fact::parked:
            pause(entry, &SlaTarget::pause_parked);
            break;
        case Fact::resolved:
            resolve(entry);
            break;
        case Fact::staged:
            staged_ = entry;
            break;
        case Fact::blocked:  // as it came in
            leave(entry);
            at(entry, Kind::enters, entry.tier);
            cancel(entry);
            break;
        case Fact::withdrawn:  // from wherever it stood
            leave(entry);
            cancel(entry);
            break;
        case Fact::abandoned:
            cancel(entry);
            break;
        case Fact::left_open:
            leave_open(entry);
            break;
        default:
            break;
    }
    if (is_by_rule(entry.fact) && entry.cause != none_rule) {
        watch_rule(entry);
    }
}

/// The first task of a ticket's intake is done: not one that the run's end cuts short.
void Promises::take_notice(const Entry& entry) {
    if (entry.slot >= takes_in_.size()) {
        takes_in_.resize(entry.slot + 1, nobody);
    }
    std::uint32_t& ticket = takes_in_[entry.slot];
    if (entry.fact == Fact::task_queued) {
        const bool intake = staged_.fact == Fact::staged && staged_.ticket == entry.ticket &&
                            is_of_intake(static_cast<LifeStage>(staged_.cause));
        ticket = intake ? staged_.slot : nobody;
        staged_ = {};
    } else if (entry.fact == Fact::task_done && ticket != nobody &&
               entry.at < book_.draft().run.horizon.end) {
        const Page& page = book_.page(ticket);
        Entry about = entry;
        about.slot = ticket;
        about.tier = page.tier;
        about.priority = page.priority;
        if (page.number == entry.ticket && page.stand == Stand::intake && !noticed_[ticket]) {
            noticed_[ticket] = true;
            at(about, Kind::acknowledged, about.tier);
        }
    }
}

bool Promises::is_promised(const Entry& entry, const Page& page, std::uint32_t sla) const {
    const SlaTarget& promise = book_.policy().sla[{sla}];
    if (!promise.due &&
        (entry.priority >= promise.target.size() || !promise.target[entry.priority])) {
        return false;
    }
    const bool opens = entry.fact == Fact::opened;
    Situation seen;
    seen.now = entry.at;
    seen.priority = entry.priority;
    seen.tier = {entry.tier};
    seen.hops = opens ? 0 : page.hops;
    seen.answered = !opens && page.answered;
    if (entry.fact == Fact::started && book_.has_agent(entry.actor)) {
        seen.team = book_.crew_of(entry.actor).team;
        seen.answered = true;
    } else if (entry.fact == Fact::acknowledged) {
        const bool kept = page.stand == Stand::parked || page.reserved;
        seen.team = kept && book_.has_agent(page.agent) ? book_.crew_of(page.agent).team : TeamId{};
        seen.answered = true;
    } else if (entry.fact == Fact::replied && book_.has_agent(page.agent)) {
        seen.team = book_.crew_of(page.agent).team;  // who asked
    }
    const Attributes& ticket =
        opens ? book_.batch().opened[static_cast<std::size_t>(entry.value)] : page.attributes;
    return matches(promise.when, ticket, seen, book_.house().calendars);
}

/// Something happens that may stop a clock, or else start it.
template <class Where>
void Promises::at(const Entry& entry, Kind kind, Where where) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        const SlaTarget& promise = book_.policy().sla[{sla}];
        Clock& mine = clock(entry.slot, sla);
        if (is_at(promise.stop, kind, where) && mine.is_on()) {
            stop(entry, sla);
            if (promise.repeats && is_promised(entry, book_.page(entry), sla)) {
                start(entry, sla, entry.at);
            }
        } else if (is_at(promise.start, kind, where) && !mine.is_on() &&
                   is_promised(entry, book_.page(entry), sla)) {
            start(entry, sla, entry.at);
        }
    }
}

/// The holder changes first, then the work begins, and with it perhaps the first response.
void Promises::begin_work(const Entry& entry) {
    const Page& page = book_.page(entry);
    const TeamId holder = book_.has_agent(entry.actor) ? book_.crew_of(entry.actor).team : TeamId{};
    Page then = page;
    then.holder = holder;
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        const ClockSource& source = book_.policy().sla[{sla}].clock;
        Clock& mine = clock(entry.slot, sla);
        const CalendarId calendar = book_.hours_of(source, then);
        if (source.follows() && page.holder != holder && mine.is_on() && !mine.fixed &&
            mine.calendar != calendar) {
            mine.late = is_late(mine, entry.at);
            mine.consumed = used(mine, entry.at);
            mine.calendar = calendar;
            move(entry, sla);
        }
    }
    if (page.stand == Stand::parked) {
        resume(entry, &SlaTarget::pause_parked);
    }
    begins(entry);
}

/// An agent, or somebody on call.
void Promises::begins(const Entry& entry) {
    if (!book_.page(entry).answered) {
        if (!noticed_[entry.slot]) {
            noticed_[entry.slot] = true;
            at(entry, Kind::acknowledged, entry.tier);
        }
        at(entry, Kind::first_response, entry.tier);
    }
    at(entry, Kind::starts, entry.tier);
}

/// The target of the new priority takes over. What was late stays late, whatever begins anew, and
/// what is paused stays paused.
void Promises::reprioritise(const Entry& entry) {
    const Page& page = book_.page(entry);
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        const SlaTarget& promise = book_.policy().sla[{sla}];
        Clock& mine = clock(entry.slot, sla);
        const bool promised = is_promised(entry, page, sla);
        if (!mine.is_on()) {
            const bool over = (promise.stop.kind == Kind::first_response && page.answered) ||
                              (promise.stop.kind == Kind::acknowledged && noticed_[entry.slot]);
            if (mine.phase == Clock::Phase::idle && promised && !over &&
                promise.start.kind == Kind::opened) {
                const bool back = promise.on_change == SlaTarget::OnChange::retroactive;
                start(entry, sla, back ? page.opened_at : entry.at);
            }
            continue;
        }
        if (mine.fixed && promised) {
            continue;
        }
        if (!promised) {
            cancel(entry, sla);
            continue;
        }
        const bool anew = promise.on_change == SlaTarget::OnChange::restart;
        mine.late = is_late(mine, entry.at);
        mine.consumed = anew ? Span{0} : used(mine, entry.at);
        mine.target = *promise.target[entry.priority];
        move(entry, sla);
    }
}

void Promises::move(const Entry& entry, std::uint32_t sla) {
    Clock& mine = clock(entry.slot, sla);
    mine.since = mine.changed = entry.at;
    const bool runs = mine.phase == Clock::Phase::running;
    must_tell(entry, sla, Fact::clock_moved, runs ? written(deadline(mine)) : no_deadline);
}

void Promises::pause(const Entry& entry, bool SlaTarget::*by) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        if (book_.policy().sla[{sla}].*by &&
            clock(entry.slot, sla).phase == Clock::Phase::running) {
            pause(entry, sla);
        }
    }
}

void Promises::pause(const Entry& entry, std::uint32_t sla) {
    Clock& mine = clock(entry.slot, sla);
    mine.late = is_late(mine, entry.at);
    mine.consumed = used(mine, entry.at);
    mine.phase = Clock::Phase::paused;
    mine.changed = entry.at;
    must_tell(entry, sla, Fact::clock_paused, mine.consumed.count());
}

void Promises::resume(const Entry& entry, bool SlaTarget::*by) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        Clock& mine = clock(entry.slot, sla);
        if (book_.policy().sla[{sla}].*by && mine.phase == Clock::Phase::paused) {
            mine.phase = Clock::Phase::running;
            mine.since = mine.changed = entry.at;
            must_tell(entry, sla, Fact::clock_resumed, written(deadline(mine)));
        }
    }
}

/// What moves a ticket that somebody outside has calls it back.
void Promises::call_back(const Entry& entry) {
    if (book_.page(entry).stand == Stand::outside) {
        resume(entry, &SlaTarget::pause_waiting_vendor);
        at(entry, Kind::back_from, book_.page(entry).vendor);
    }
}

/// Whatever takes a ticket away from its customer, its owner or somebody outside ends the pause.
void Promises::leave(const Entry& entry) {
    resume(entry, &SlaTarget::pause_parked);
    resume(entry, &SlaTarget::pause_waiting_vendor);
    resume(entry, &SlaTarget::pause_waiting_customer);
}

/// A resolution fulfils a first response that nobody gave; what can happen no more is cancelled.
void Promises::resolve(const Entry& entry) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        Clock& mine = clock(entry.slot, sla);
        const ClockEvent& end = book_.policy().sla[{sla}].stop;
        if (!mine.is_on()) {
            continue;
        }
        if (end.kind == Kind::resolved || end.kind == Kind::first_response ||
            end.kind == Kind::acknowledged || is_at(end, Kind::leaves, entry.tier)) {
            stop(entry, sla);
        } else {
            cancel(entry, sla);
        }
    }
}

void Promises::cancel(const Entry& entry) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        if (clock(entry.slot, sla).is_on()) {
            cancel(entry, sla);
        }
    }
}

/// What had been broken by then stays so.
void Promises::cancel(const Entry& entry, std::uint32_t sla) {
    Clock& mine = clock(entry.slot, sla);
    must_tell(entry, sla, Fact::clock_cancelled,
              is_late(mine, entry.at) ? lateness(mine, entry.at) : 0);
    mine.phase = Clock::Phase::stopped;
}

void Promises::leave_open(const Entry& entry) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        const Clock& mine = clock(entry.slot, sla);
        if (mine.is_on()) {
            must_tell(entry, sla, Fact::clock_open, lateness(mine, entry.at));
        }
    }
}

void Promises::start(const Entry& entry, std::uint32_t sla, Instant since) {
    Page then = book_.page(entry);
    if (entry.fact == Fact::opened) {
        then.attributes = book_.batch().opened[static_cast<std::size_t>(entry.value)];
        then.holder = {};
    } else if (entry.fact == Fact::started) {
        then.holder = book_.crew_of(entry.actor).team;
    }
    Clock& mine = clock(entry.slot, sla);
    mine = {};
    mine.phase = Clock::Phase::running;
    mine.since = since;
    mine.changed = entry.at;
    const SlaTarget& promise = book_.policy().sla[{sla}];
    mine.calendar = book_.hours_of(promise.clock, then);
    mine.fixed = promise.due.has_value();
    if (mine.fixed) {
        mine.due = due_on(book_.house(), mine.calendar, *promise.due, since);
        const Calendar& open = book_.house().calendars[mine.calendar].open;
        mine.target = hours_between(book_.house().calendars, mine.calendar, since,
                                    mine.due.value_or(open.range().end));
    } else {
        mine.target = *promise.target[entry.priority];
    }
    must_tell(entry, sla, Fact::clock_started, written(deadline(mine)));
    const bool goes = entry.fact == Fact::sent_out && promise.pause_waiting_vendor;
    const bool stays = entry.fact == Fact::prioritised;  // other starts end the wait
    if (goes) {
        pause(entry, sla);
    } else if (stays && ((promise.pause_waiting_customer && then.stand == Stand::with_customer) ||
                         (promise.pause_waiting_vendor && then.stand == Stand::outside) ||
                         (promise.pause_parked && then.stand == Stand::parked))) {
        pause(entry, sla);
    }
}

void Promises::stop(const Entry& entry, std::uint32_t sla) {
    Clock& mine = clock(entry.slot, sla);
    must_tell(entry, sla, Fact::clock_stopped, lateness(mine, entry.at));
    mine.phase = Clock::Phase::stopped;
}

void Promises::must_tell(const Entry& entry, std::uint32_t sla, Fact fact, std::int64_t value) {
    expected_.push_back({entry.slot, static_cast<std::uint16_t>(sla), fact, value});
}

Span Promises::used(const Clock& clock, Instant now) const {
    if (clock.phase != Clock::Phase::running) {
        return clock.consumed;
    }
    return clock.consumed +
           hours_between(book_.house().calendars, clock.calendar, clock.since, now);
}

std::optional<Instant> Promises::deadline(const Clock& clock) const {
    return clock.fixed ? clock.due
                       : due_after(book_.house().calendars, clock.calendar, clock.since,
                                   clock.target - clock.consumed);
}

/// Met if and only if it stops no later than the deadline, however little is counted after it.
bool Promises::is_late(const Clock& clock, Instant now) const {
    if (clock.late || clock.phase != Clock::Phase::running) {
        return clock.late || clock.consumed > clock.target;
    }
    const auto due = deadline(clock);
    return due && now > *due;
}

std::int64_t Promises::lateness(const Clock& clock, Instant now) const {
    const std::int64_t over = (used(clock, now) - clock.target).count();
    return is_late(clock, now) ? std::max<std::int64_t>(over, 1) : std::min<std::int64_t>(over, 0);
}

Instant Promises::earliest_deadline(std::uint32_t slot) const {
    Instant earliest = Instant::max();
    const std::size_t first = std::size_t{slot} * targets_;
    for (std::size_t i = first; i < std::min(first + targets_, clocks_.size()); ++i) {
        if (clocks_[i].phase == Clock::Phase::running) {
            earliest = std::min(earliest, deadline(clocks_[i]).value_or(Instant::max()));
        }
    }
    return earliest;
}

}  // namespace meridian::audit
