#include "sim/measure/communication.h"

#include "sim/measure/window.h"

namespace meridian {

CommunicationFold::CommunicationFold(const Scenario& scenario)
    : draft_(&*scenario),
      on_(!scenario->policy.communication.empty()),
      window_(window_of(*scenario)) {}

void CommunicationFold::observe(const Entry& entry, const Batch& batch) {
    if (!on_ || is_about_agent(entry.fact) || is_about_clock(entry.fact)) {
        return;
    }
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(std::size_t{entry.slot} + 1);
        tasks_.resize(tickets_.size());
    }
    is_about_task(entry.fact) ? see_task(entry) : see_ticket(entry, batch);
}

void CommunicationFold::see_ticket(const Entry& entry, const Batch& batch) {
    Ticket& ticket = tickets_[entry.slot];
    switch (entry.fact) {
        case Fact::opened:
            ticket = {.number = entry.ticket,
                      .region = batch.opened[static_cast<std::size_t>(entry.value)].region};
            [[fallthrough]];
        case Fact::prioritised:
        case Fact::reopened:
            settle_update(ticket, entry.at, false);
            ticket.priority = entry.priority;
            if (how(entry.priority) != nullptr && how(entry.priority)->updates) {
                ticket.since = entry.at;
            }
            break;
        case Fact::informed:
            informed_ = entry;
            break;
        case Fact::resolved:
        case Fact::abandoned:
        case Fact::withdrawn:
        case Fact::blocked:
        case Fact::left_open:
            settle_update(ticket, entry.at, false);
            break;
        default:
            break;
    }
}

void CommunicationFold::see_task(const Entry& entry) {
    Task& task = tasks_[entry.slot];
    if (entry.fact == Fact::task_queued) {
        const bool tells = informed_.fact == Fact::informed && informed_.ticket == entry.ticket;
        const auto what = static_cast<Message>(tells ? informed_.cause : 0);
        task = {.number = entry.ticket,
                .what = what,
                .ticket = informed_.slot,
                .opened = entry.at,
                .region = tells ? tickets_[informed_.slot].region : RegionId{},
                .priority = entry.priority,
                .waits = tells && what != Message::update,
                .on = tells};
        informed_ = Entry{};
        return;
    }
    if (!task.on) {
        return;
    }
    if (entry.fact == Fact::task_started && task.what == Message::update) {
        Ticket& ticket = tickets_[task.ticket];
        if (ticket.number == task.number && ticket.since) {
            settle_update(ticket, entry.at, true);
            ticket.since = entry.at;
        }
    } else if (entry.fact == Fact::task_started && task.what == Message::notice) {
        settle(task, entry.at, true);
    } else if (entry.fact == Fact::task_done) {
        const bool cut_short = entry.at >= window_.end;
        tally_.time += window_.contains(entry.at) || cut_short ? entry.value : 0;
        if (task.what == Message::report && !cut_short) {
            settle(task, entry.at, true);
        }
        task.on = task.waits;  // a report cut short by the horizon is not given
    }
}

/// What ends before its time is no interval.
void CommunicationFold::settle_update(Ticket& ticket, Instant at, bool given) {
    if (!ticket.since) {
        return;
    }
    const Communication::Updates& updates = *how(ticket.priority)->updates;
    const bool late = elapsed(updates.clock, ticket.region, *ticket.since, at) > updates.every;
    ticket.since.reset();
    if (given || late) {
        count(Message::update, at, !late);
    }
}

/// A ticket's priority may have changed since, but not that of its tasks.
void CommunicationFold::settle(Task& task, Instant at, bool given) {
    if (!task.waits) {
        return;
    }
    task.waits = false;
    const Communication& c = *how(task.priority);
    const bool late = task.what == Message::notice ? at - task.opened > c.notice->within
                                                   : elapsed(c.report->clock, task.region,
                                                             task.opened, at) > c.report->within;
    if (given || late) {
        count(task.what, at, !late);
    }
}

void CommunicationFold::count(Message what, Instant at, bool in_time) {
    if (at < window_.begin) {
        return;  // in the warm-up
    }
    CommunicationTally::Count& counted = tally_.messages[static_cast<std::size_t>(what)];
    ++counted.all;
    counted.in_time += in_time ? 1 : 0;
}

const Communication* CommunicationFold::how(Priority priority) const {
    const auto& row = draft_->policy.communication[priority];
    return row ? &*row : nullptr;
}

Span CommunicationFold::elapsed(const ClockSource& clock, RegionId region, Instant from,
                                Instant until) const {
    const CalendarId calendar = calendar_of(clock, draft_->organisation, region, {});
    return counted(draft_->organisation.calendars, calendar, from, until);
}

CommunicationTally CommunicationFold::tally(Instant end) {
    for (Task& task : tasks_) {
        settle(task, end, false);
    }
    return tally_;
}

}  // namespace meridian
