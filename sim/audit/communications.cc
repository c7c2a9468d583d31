#include "sim/audit/communications.h"

namespace meridian::audit {

void Communications::see(const Entry& entry) {
    if (is_about_agent(entry.fact) || is_about_clock(entry.fact)) {
        return;
    }
    if (!used_) {
        if (entry.fact == Fact::informed) {
            book_.say(entry, "communication", "nobody is told anything in this scenario");
        }
        return;
    }
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(entry.slot + 1);
        updates_.resize(entry.slot + 1);
    }
    if (is_about_task(entry.fact)) {
        see_task(entry);
        before_ = entry;
        return;
    }
    before_ = entry;
    Ticket& ticket = tickets_[entry.slot];
    if (entry.fact == Fact::opened) {
        ticket = {.number = entry.ticket};
    }
    check_late(entry, ticket);
    switch (entry.fact) {
        case Fact::opened:
        case Fact::reopened:
            ticket.waits = true;
            begins(entry, ticket);
            break;
        case Fact::prioritised:
            begins(entry, ticket);
            break;
        case Fact::informed:
            informed(entry, ticket);
            break;
        case Fact::resolved:
            resolved(entry, ticket);
            [[fallthrough]];
        case Fact::abandoned:
        case Fact::blocked:
        case Fact::withdrawn:
        case Fact::left_open:
            ticket.waits = false;
            ticket.due.reset();
            break;
        default:
            break;
    }
}

void Communications::begins(const Entry& entry, Ticket& ticket) {
    const Communication* c = how(entry.priority);
    ticket.due = next(entry, entry.slot, entry.priority);
    ticket.owed.reset();
    if (c != nullptr && c->notice && !ticket.noticed) {
        ticket.owed = entry.at;
    }
}

void Communications::informed(const Entry& entry, Ticket& ticket) {
    const Communication* c = how(entry.priority);
    const auto what = static_cast<Message>(entry.cause);
    bool asked = false;
    if (what == Message::notice) {
        asked = ticket.owed == entry.at;
        ticket.owed.reset();
        ticket.noticed = true;
    } else if (what == Message::update) {
        asked = ticket.due == entry.at;
        ticket.due.reset();
    } else if (what == Message::report) {
        asked = c != nullptr && c->report && !ticket.reported;
        ticket.reported = true;
        told_report_ = entry.at;
    }
    if (!asked || !ticket.waits || c == nullptr || c->tier.index != entry.actor) {
        book_.say(entry, "communication", "told something that was not due");
    }
}

void Communications::resolved(const Entry& entry, Ticket& ticket) {
    const Communication* c = how(entry.priority);
    if (c != nullptr && c->report && !ticket.reported) {
        book_.say(entry, "communication", "resolved without a report");
    }
    if (ticket.reported && told_report_ > entry.at) {
        book_.say(entry, "communication", "a report before its time");
    }
}

/// Both are due at one instant, and nothing of that instant may be missing later.
void Communications::check_late(const Entry& entry, const Ticket& ticket) {
    if (ticket.due && *ticket.due < entry.at) {
        book_.say(entry, "communication", "an update was due before");
    }
    if (ticket.owed && *ticket.owed < entry.at) {
        book_.say(entry, "communication", "a notice was due before");
    }
}

void Communications::see_task(const Entry& entry) {
    Update& update = updates_[entry.slot];
    if (entry.fact == Fact::task_queued) {
        const bool is_one = before_.fact == Fact::informed && before_.ticket == entry.ticket &&
                            before_.cause == static_cast<std::uint16_t>(Message::update);
        update = {entry.ticket, is_one ? before_.slot : nobody};
        return;
    }
    if (entry.fact != Fact::task_started || update.ticket == nobody) {
        return;
    }
    Ticket& ticket = tickets_[update.ticket];
    if (ticket.number == update.number && ticket.waits) {
        check_late(entry, ticket);
        ticket.due = next(entry, update.ticket, book_.page(update.ticket).priority);
    }
}

std::optional<Instant> Communications::next(const Entry& entry, std::uint32_t slot,
                                            Priority priority) {
    const Communication* c = how(priority);
    if (c == nullptr || !c->updates) {
        return std::nullopt;
    }
    const Attributes& attributes = entry.fact == Fact::opened
                                       ? book_.batch().opened[static_cast<std::size_t>(entry.value)]
                                       : book_.page(slot).attributes;
    const CalendarId hours =
        calendar_of(c->updates->clock, book_.house(), attributes.region, TeamId{});
    return counted_deadline(book_.house().calendars, hours, entry.at,
                            c->updates->every - c->updates->ahead);
}

const Communication* Communications::how(Priority priority) const {
    const auto& rows = book_.policy().communication;
    return priority < rows.size() && rows[priority] ? &*rows[priority] : nullptr;
}

void Communications::finish(const Entry& end) {
    for (const Ticket& ticket : tickets_) {
        if (ticket.waits) {
            check_late(end, ticket);
        }
    }
}

}  // namespace meridian::audit
