#include "sim/measure/clocks.h"

#include <algorithm>

namespace meridian {

ClockFold::ClockFold(const Scenario& scenario, const OnShift& on_shift)
    : scenario_(&scenario),
      on_shift_(&on_shift),
      window_(window_of(*scenario)),
      slices_(*scenario),
      week_(scenario->organisation.zones[scenario->run.report_zone]) {
    const Draft& s = *scenario;
    tally_.targets.resize(s.policy.sla.size());
    for (TargetTally& target : tally_.targets) {
        target.cells.resize(slices_.size());
    }
    lateness_.resize(s.policy.sla.size());
    tally_.rules.resize(s.policy.escalation.rules.size());
    tally_.handover.resize(s.policy.handover.at_shift_end.size());
    tally_.hole.resize(s.organisation.tiers.size() * (s.organisation.languages.size() + 1));
}

void ClockFold::observe(const Entry& entry, const Batch& batch) {
    for (; needs_seen_ < batch.needs.size(); ++needs_seen_) {
        needs_.insert(batch.needs[needs_seen_]);
    }
    if (entry.fact == Fact::opened) {
        open(entry, batch);
        return;
    }
    if (entry.fact > Fact::clock_open) {
        return;  // agents, tasks
    }
    if (entry.slot >= tickets_.size()) {
        return;  // of a task beside a ticket
    }
    Ticket& ticket = tickets_[entry.slot];
    if (entry.fact >= Fact::clock_started) {
        clock(ticket, entry);
        return;
    }
    follow(ticket.timeline, entry, batch.needs);
    switch (entry.fact) {
        case Fact::started:
            ticket.agent = AgentId{entry.actor};
            break;
        case Fact::escalated:
        case Fact::transferred:
        case Fact::prioritised:
        case Fact::notified:
        case Fact::involved:
            fire(ticket, entry);
            break;
        case Fact::shift_ended:
            if (entry.cause < tally_.handover.size() && window_.contains(entry.at)) {
                ++tally_.handover[entry.cause].fired;
            }
            break;
        default:
            break;
    }
}

void ClockFold::open(const Entry& entry, const Batch& batch) {
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(std::size_t{entry.slot} + 1);
    }
    Ticket& ticket = tickets_[entry.slot];
    close_rules(ticket);  // of the ticket that had the slot before
    ticket.attributes = batch.opened[static_cast<std::size_t>(entry.value)];
    ticket.running.clear();
    ticket.agent = {};
    ticket.breached = false;
    ticket.counted_breached = false;
    follow(ticket.timeline, entry, batch.needs);
}

void ClockFold::clock(Ticket& ticket, const Entry& entry) {
    const auto found = std::find_if(ticket.running.begin(), ticket.running.end(),
                                    [&](const Running& r) { return r.sla == entry.cause; });
    if (entry.fact == Fact::clock_started) {
        if (found == ticket.running.end()) {
            ticket.running.push_back({.sla = entry.cause, .began = entry.at});
            move(ticket.running.back(), entry);
        }
        return;
    }
    if (found == ticket.running.end()) {
        return;
    }
    switch (entry.fact) {
        case Fact::clock_paused:
            found->paused = true;
            break;
        case Fact::clock_resumed:
        case Fact::clock_moved:
            move(*found, entry);
            break;
        case Fact::clock_cancelled:
            ++tally_.targets[entry.cause].cancelled;
            ticket.running.erase(found);
            break;
        default: {
            const Running settled = *found;
            ticket.running.erase(found);
            settle(ticket, settled, entry);
            break;
        }
    }
}

void ClockFold::move(Running& clock, const Entry& entry) {
    const bool broken = clock.deadline && !clock.paused && *clock.deadline < entry.at;
    const bool unknown = clock.paused && entry.value == no_deadline;
    if (!broken && !unknown) {
        clock.deadline = entry.value == no_deadline
                             ? std::nullopt
                             : std::optional<Instant>{Instant{Span{entry.value}}};
    }
    clock.paused = entry.fact == Fact::clock_moved && clock.paused;
}

void ClockFold::settle(Ticket& ticket, const Running& clock, const Entry& entry) {
    const bool breached = entry.value > 0;
    TargetTally& target = tally_.targets[entry.cause];
    if (!breached && entry.fact == Fact::clock_open) {
        ++target.undetermined;
        return;
    }
    Instant deadline = clock.deadline.value_or(window_.end);
    if (clock.paused && !breached) {
        deadline = std::max(deadline, entry.at);
    }
    if (breached) {
        ticket.breached = true;
        deadline = std::min(deadline, entry.at);
    } else if (deadline >= window_.end) {
        ++target.met_early;
        return;
    }
    if (!window_.contains(deadline)) {
        return;  // settled for the warm-up
    }
    count(ticket, entry, deadline, breached);
    if (breached) {
        lateness_[entry.cause].add(Span{entry.value});
        charge(ticket, clock, entry.at);
    }
}

void ClockFold::count(Ticket& ticket, const Entry& entry, Instant deadline, bool breached) {
    TargetTally& target = tally_.targets[entry.cause];
    const auto add = [&](ClockCell& cell) { ++(breached ? cell.breached : cell.met); };
    const auto hour = static_cast<std::uint32_t>(week_.hour_at(deadline));
    add(target.all);
    add(target.cells[slices_.place(Dimension::priority, entry.priority)]);
    add(target.cells[slices_.place(Dimension::tier, entry.tier)]);
    add(target.cells[slices_.place(Dimension::hour_of_week, hour)]);
    add(target.cells[slices_.place(Dimension::agent, ticket.agent.index)]);
    add(target.cells[slices_.place_of_day(week_.date_at(deadline))]);
    slices_.each_of(ticket.attributes, [&](std::size_t cell) { add(target.cells[cell]); });
    if (breached) {
        ++tally_.breached_by_hour[hour];
        tally_.tickets_breached += ticket.counted_breached ? 0 : 1;
        ticket.counted_breached = true;
    }
}

void ClockFold::charge(const Ticket& ticket, const Running& clock, Instant until) {
    const Interval life{std::max(clock.began, (*scenario_)->run.horizon.begin), until};
    ticket.timeline.walk(life, [&](const Timeline::Stretch& stretch, Interval part) {
        if (stretch.cause == Cause::all_busy) {
            charge_wait(ticket, stretch.need, part);
        } else {
            add(stretch.cause, part);
        }
    });
}

void ClockFold::charge_wait(const Ticket& ticket, const Need& need, Interval wait) {
    const std::size_t languages = (*scenario_)->organisation.languages.size();
    const std::size_t language = std::min<std::size_t>(ticket.attributes.language.index, languages);
    walk(on_shift_->of(need), wait, [&](bool covered, Interval part) {
        add(covered ? Cause::all_busy : Cause::nobody_on_shift, part);
        if (!covered) {
            tally_.hole[need.tier.index * (languages + 1) + language] += part.length().count();
        }
    });
}

void ClockFold::add(Cause cause, Interval whole) {
    const auto c = static_cast<std::size_t>(cause);
    tally_.cause[c] += whole.length().count();
    week_.walk(whole, [&](int hour, Interval part) {
        tally_.cause_by_hour[c][static_cast<std::size_t>(hour)] += part.length().count();
    });
}

/// One firing may say several facts, all at one instant but for a move that waits for the work in
/// hand.
void ClockFold::fire(Ticket& ticket, const Entry& entry) {
    if (entry.cause >= tally_.rules.size() || !window_.contains(entry.at)) {
        return;
    }
    RuleTally& rule = tally_.rules[entry.cause];
    const bool moves = entry.fact == Fact::escalated;
    const bool later = (*scenario_)->policy.escalation.rules[RuleId{entry.cause}].finish_in_hand;
    const auto found = std::find_if(ticket.fired.begin(), ticket.fired.end(),
                                    [&](const FiredRule& f) { return f.rule == entry.cause; });
    if (found == ticket.fired.end()) {
        ticket.fired.push_back(
            {.rule = entry.cause, .last = entry.at, .moves_later = later && !moves});
        ++rule.tickets;
        ++rule.fired;
    } else if (moves && found->moves_later) {
        found->moves_later = false;
    } else if (found->last != entry.at) {
        found->last = entry.at;
        found->moves_later = later && !moves;
        ++rule.fired;
    }
}

void ClockFold::close_rules(Ticket& ticket) {
    for (const FiredRule& fired : ticket.fired) {
        tally_.rules[fired.rule].saved += ticket.breached ? 0 : 1;
    }
    ticket.fired.clear();
}

ClockTally ClockFold::tally() {
    for (Ticket& ticket : tickets_) {
        close_rules(ticket);
    }
    for (std::size_t i = 0; i < lateness_.size(); ++i) {
        tally_.targets[i].lateness = spread_of(lateness_[i]);
    }
    tally_.needs.assign(needs_.begin(), needs_.end());
    return std::move(tally_);
}

}  // namespace meridian
