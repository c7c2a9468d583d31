#include "sim/measure/on_call.h"

namespace meridian {

OnCallFold::OnCallFold(const Scenario& scenario)
    : draft_(&*scenario), window_(window_of(*scenario)) {
    tally_.of.resize(scenario->on_call.size());
}

void OnCallFold::follow(const Entry& entry) {
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(std::size_t{entry.slot} + 1);
    }
    Ticket& ticket = tickets_[entry.slot];
    switch (entry.fact) {
        case Fact::opened:
            ticket = {};
            break;
        case Fact::paged:
            page(entry, ticket);
            break;
        case Fact::acknowledged:
            ticket.work = Span{entry.value};
            tally_.of[entry.actor].answered += window_.contains(entry.at) ? 1 : 0;
            begun(entry, ticket);
            break;
        case Fact::worked_from_home:
            if (window_.contains(entry.at)) {
                OnCallTally::One& one = tally_.of[entry.actor];
                ++one.done;
                one.solved += entry.value;
                one.worked += ticket.work.count();
            }
            break;
        case Fact::started:
            begun(entry, ticket);
            break;
        case Fact::resolved:
        case Fact::abandoned:
        case Fact::withdrawn:
        case Fact::blocked:
        case Fact::left_open:
            tally_.never_begun += ticket.awaits ? 1 : 0;
            ticket.awaits = false;
            break;
        default:
            break;
    }
}

void OnCallFold::page(const Entry& entry, Ticket& ticket) {
    const bool counted = window_.contains(entry.at);
    if (!ticket.paged) {
        ticket.paged = true;
        ticket.awaits = counted;
        ticket.since = entry.at;
    }
    if (!counted) {
        return;
    }
    OnCallTally::One& one = tally_.of[entry.actor];
    const bool wakes = entry.value >= static_cast<std::int64_t>(NoAnswer::sleeps);
    ++one.pages;
    one.unmanned += wakes ? 0 : 1;
    one.at_night += wakes && draft_->on_call[{entry.actor}].nights.is_open(entry.at) ? 1 : 0;
}

void OnCallFold::begun(const Entry& entry, Ticket& ticket) {
    if (ticket.awaits) {
        ticket.awaits = false;
        ++tally_.awaited;
        tally_.until_begun += (entry.at - ticket.since).count();
    }
}

}  // namespace meridian
