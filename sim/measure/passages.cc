#include "sim/measure/passages.h"

#include <algorithm>
#include <utility>

namespace meridian {

PassageFold::PassageFold(const Scenario& scenario, const OnShift& on_shift)
    : on_shift_(&on_shift),
      window_(window_of(*scenario)),
      regions_(scenario->organisation.regions.size()) {
    const Organisation& organisation = scenario->organisation;
    for (const Crew& crew : organisation.crews) {
        region_of_.insert(region_of_.end(), crew.agents, organisation.teams[crew.team].region);
    }
    const bool apart = std::ranges::any_of(
        region_of_, [&](RegionId region) { return region != region_of_.front(); });
    counts_.resize(apart ? regions_ * regions_ : 0);
}

void PassageFold::follow(const Entry& entry, const Batch& batch) {
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(std::size_t{entry.slot} + 1);
    }
    Ticket& ticket = tickets_[entry.slot];
    switch (entry.fact) {
        case Fact::opened: {
            const Attributes& ticket_is = batch.opened[static_cast<std::size_t>(entry.value)];
            ticket.counted = window_.contains(entry.at) && !ticket_is.backlog;
            ticket.held_by = {};
            ticket.passed.clear();
            ticket.life.clear();
            ticket.need.reset();
            ticket.spent = {};
            break;
        }
        case Fact::queued:
        case Fact::widened:
            close(ticket, entry.at);
            ticket.need = batch.needs[entry.actor];
            ticket.since = entry.at;
            break;
        case Fact::started:
            start(ticket, entry);
            break;
        case Fact::stopped:
            ticket.spent.touch += entry.value;
            break;
        case Fact::re_read:
        case Fact::reworked:
            ticket.spent.context += entry.value;
            break;
        case Fact::note_written:
        case Fact::called:
            ticket.spent.handing += entry.value;
            break;
        case Fact::linked:
        case Fact::self_served:
        case Fact::sent_out:
        case Fact::acknowledged:
            close(ticket, entry.at);
            break;
        case Fact::resolved:
            entry.value == 0 ? settle(ticket, entry.at) : close(ticket, entry.at);
            break;
        case Fact::abandoned:
        case Fact::withdrawn:
        case Fact::blocked:
        case Fact::left_open:
            settle(ticket, entry.at);
            break;
        default:
            break;
    }
}

void PassageFold::start(Ticket& ticket, const Entry& entry) {
    const RegionId here = region_of_[entry.actor];
    const RegionId before = std::exchange(ticket.held_by, here);
    if (before.exists() && before != here && ticket.counted) {
        const std::size_t pair = before.index * regions_ + here.index;
        ++counts_[pair].passages;
        if (std::ranges::find(ticket.passed, pair) == ticket.passed.end()) {
            ticket.passed.push_back(pair);
        }
    }
}

/// Nobody serves it from here on, or somebody else may.
void PassageFold::close(Ticket& ticket, Instant at) {
    if (ticket.need && ticket.since < at) {
        ticket.life.push_back({ticket.since, at, *ticket.need});
    }
    ticket.need.reset();
}

void PassageFold::settle(Ticket& ticket, Instant at) {
    close(ticket, at);
    if (ticket.passed.empty()) {
        return;
    }
    ticket.spent.tickets = 1;
    for (const Stretch& stretch : ticket.life) {
        ticket.spent.elapsed += (stretch.end - stretch.begin).count();
        ticket.spent.covered +=
            on_shift_->of(stretch.need).open_time(stretch.begin, stretch.end).count();
    }
    for (const std::size_t pair : ticket.passed) {
        counts_[pair] += ticket.spent;
    }
}

}  // namespace meridian
