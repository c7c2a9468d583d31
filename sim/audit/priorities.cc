#include "sim/audit/priorities.h"

#include <algorithm>

namespace meridian::audit {

void Priorities::see(const Entry& entry) {
    if (!is_of_a_life(entry.fact)) {
        return;
    }
    const bool corrects = entry.fact == Fact::prioritised && entry.cause == none_rule;
    if (errors_ == nullptr && entry.fact != Fact::opened && !corrects) {
        return;
    }
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(entry.slot + 1);
    }
    Ticket& ticket = tickets_[entry.slot];
    if (entry.fact == Fact::opened) {
        opened(entry, ticket);
        return;
    }
    if (corrects) {
        put_right(entry, ticket);
        return;
    }
    const Priority now = book_.page(entry).priority;
    if (ticket.wrong && is_seen(ticket, entry.at - Span{1})) {
        if (meant(ticket, now) != now) {
            book_.say(entry, "triage", "its priority {} is wrong, and nobody puts it right", now);
        }
        ticket.wrong = false;
    }
    if (entry.fact == Fact::started) {
        ticket.in_hand = true;
        ticket.since = entry.at;
    } else if (entry.fact == Fact::stopped) {
        ticket.in_hand = false;
        ticket.worked += Span{entry.value};
    }
}

void Priorities::opened(const Entry& entry, Ticket& ticket) {
    ticket = {};
    ticket.set = entry.priority;
    ticket.truth = book_.batch().opened[static_cast<std::size_t>(entry.value)].priority;
    ticket.wrong = ticket.set != ticket.truth;
    double wrong = 0;
    for (std::size_t i = 0; errors_ != nullptr && i < errors_->priorities; ++i) {
        wrong += errors_->share(ticket.truth, static_cast<Priority>(i));
    }
    const bool may_be = !ticket.wrong ? wrong < 1 - 1e-9
                                      : errors_ != nullptr && ticket.set < errors_->priorities &&
                                            errors_->share(ticket.truth, ticket.set) > 0;
    if (!may_be) {
        book_.say(entry, "triage", "priority {} is set on what is {}", ticket.set, ticket.truth);
    }
}

/// By then an agent has worked on it for long enough.
bool Priorities::is_seen(const Ticket& ticket, Instant by) const {
    return ticket.in_hand && errors_ != nullptr &&
           ticket.since + std::max(errors_->notices - ticket.worked, Span{0}) <= by;
}

/// What rules have made more urgent meanwhile stays so.
Priority Priorities::meant(const Ticket& ticket, Priority now) {
    return now == ticket.set ? ticket.truth : std::min(now, ticket.truth);
}

void Priorities::put_right(const Entry& entry, Ticket& ticket) {
    const Priority now = book_.page(entry).priority;
    if (!ticket.wrong || !is_seen(ticket, entry.at) || is_seen(ticket, entry.at - Span{1})) {
        book_.say(entry, "triage", "nobody sees now that its priority is wrong");
    } else if (entry.value != now || entry.priority != meant(ticket, now)) {
        book_.say(entry, "triage", "it is put right from {} to {}, and is {}", entry.value,
                  entry.priority, meant(ticket, now));
    }
    ticket.wrong = false;
}

}  // namespace meridian::audit
