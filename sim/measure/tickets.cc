#include "sim/measure/tickets.h"

namespace meridian {
namespace {

/// One wait that ended after `waited`; for each allowed wait, what it says about the service level.
enum class WaitEnd : std::uint8_t { answered, abandoned, blocked, elsewhere, horizon };

void count(std::vector<ServiceCount>& service, const std::vector<Span>& allowed, Span waited,
           WaitEnd end) {
    for (std::size_t i = 0; i < allowed.size(); ++i) {
        const bool within = waited <= allowed[i];
        if (within && (end == WaitEnd::horizon || end == WaitEnd::elsewhere)) {
            continue;  // it might still have been answered in time
        }
        ++service[i].offered;
        service[i].answered_within += within && end == WaitEnd::answered ? 1 : 0;
        service[i].abandoned_within += within && end == WaitEnd::abandoned ? 1 : 0;
    }
}

}  // namespace

std::vector<TeamId> teams_of_agents(const Organisation& organisation) {
    std::vector<TeamId> teams;
    for (const Crew& crew : organisation.crews) {
        const std::size_t end = std::size_t{crew.first_agent.index} + crew.agents;
        if (crew.agents > 0 && end > teams.size()) {
            teams.resize(end);
        }
        for (std::uint32_t i = 0; i < crew.agents; ++i) {
            teams[crew.first_agent.index + i] = crew.team;
        }
    }
    return teams;
}

TicketFold::TicketFold(const Scenario& scenario)
    : scenario_(&scenario),
      window_(window_of(*scenario)),
      slices_(*scenario),
      clock_(scenario->organisation.zones[scenario->run.report_zone]),
      teams_(teams_of_agents(scenario->organisation)),
      experts_(*scenario) {
    const std::size_t tiers = scenario->organisation.tiers.size();
    const std::size_t levels = scenario->run.service_levels.size();
    tally_.cells.resize(slices_.size());
    tally_.service.resize(levels);
    tally_.tiers.resize(tiers);
    for (TierTally& tier : tally_.tiers) {
        tier.service.resize(levels);
    }
    tier_wait_.resize(tiers);
    queue_.resize(tiers);
}

void TicketFold::observe(const Entry& entry, const Batch& batch) {
    if (entry.fact == Fact::opened) {
        open(entry, batch);
        return;
    }
    if (!is_of_a_life(entry.fact) || entry.slot >= tickets_.size()) {
        return;  // clocks, agents, tasks
    }
    Ticket& ticket = tickets_[entry.slot];
    switch (entry.fact) {
        case Fact::self_served:
            ticket.self_service = true;
            break;
        case Fact::queued:
            queue(ticket, entry);
            break;
        case Fact::started:
            start(ticket, entry);
            break;
        case Fact::first_response:
            if (ticket.counted) {
                first_response_.add(entry.at - ticket.opened);
            }
            answer(ticket, entry);
            break;
        case Fact::escalated:
            escalate(ticket, entry);
            break;
        case Fact::asked_customer:
            ask(ticket, entry);
            break;
        case Fact::replied:
            stop_waiting(ticket, entry.at);
            break;
        case Fact::linked:
            link(ticket, entry);
            break;
        case Fact::sent_out:
            if (ticket.waiting) {
                leave_queue(ticket, entry, Outcome::open);
            }
            stop_waiting(ticket, entry.at);
            break;
        case Fact::acknowledged:
            wait_ends(ticket, entry);
            break;
        case Fact::stopped:
            tally_.interruptions +=
                ticket.counted && static_cast<Why>(entry.cause) == Why::interrupted ? 1 : 0;
            if (static_cast<Why>(entry.cause) == Why::shift_end) {
                ticket.held_by = ticket.held_before = {};
            }
            count_shift_end(entry);
            break;
        case Fact::shift_ended:
        case Fact::note_written:
        case Fact::re_read:
        case Fact::called:
        case Fact::reworked:
            count_shift_end(entry);
            break;
        case Fact::resolved:
            judge_first_contact(ticket, entry);
            entry.value == 0 ? leave(ticket, entry, Outcome::resolved) : rest(ticket, entry);
            break;
        case Fact::reopened:
            reopen(ticket, entry);
            break;
        case Fact::blocked:
            turn_away(ticket, entry);
            leave(ticket, entry, Outcome::blocked);
            break;
        case Fact::abandoned:
            leave(ticket, entry, Outcome::abandoned);
            break;
        case Fact::withdrawn:
            tally_.withdrawn += ticket.counted ? 1 : 0;
            leave(ticket, entry, Outcome::abandoned);
            break;
        case Fact::chased:
            tally_.chasers += ticket.counted ? 1 : 0;
            break;
        case Fact::sent_back:
            tally_.returns += ticket.counted ? 1 : 0;
            break;
        case Fact::transferred:
            tally_.transfers += ticket.counted ? 1 : 0;
            break;
        case Fact::stepped: {
            const auto end = static_cast<StepEnd>(entry.value);
            const bool gap = end != StepEnd::done && end != StepEnd::passed_over;
            tally_.steps += ticket.counted && end == StepEnd::done ? 1 : 0;
            tally_.gaps += ticket.counted && gap ? 1 : 0;
            break;
        }
        case Fact::demanded:
            (entry.value == 0 ? tally_.demands : tally_.conflicts) += ticket.counted ? 1 : 0;
            break;
        case Fact::prioritised:
            if (entry.cause == none_rule && ticket.counted) {
                ++tally_.put_right;
                tally_.put_right_sum += (entry.at - ticket.opened).count();
            }
            break;
        case Fact::switched:
            tally_.switches[entry.cause] += ticket.counted ? 1 : 0;
            break;
        case Fact::will_return:
            announce(ticket, entry);
            break;
        case Fact::left_open:
            leave(ticket, entry, Outcome::open);
            break;
        default:
            break;
    }
}

void TicketFold::open(const Entry& entry, const Batch& batch) {
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(std::size_t{entry.slot} + 1);
    }
    Ticket& ticket = tickets_[entry.slot];
    ticket = Ticket{};
    ticket.attributes = batch.opened[static_cast<std::size_t>(entry.value)];
    ticket.opened = entry.at;
    ticket.counted = window_.contains(entry.at) && !ticket.attributes.backlog;
    open_.change(window_, entry.at, 1);
    if (ticket.counted) {
        ++tally_.opened_by_hour[static_cast<std::size_t>(clock_.hour_at(entry.at))];
        tally_.mistriaged += entry.priority != ticket.attributes.priority ? 1 : 0;
    } else {
        ++tally_.earlier;
    }
}

void TicketFold::queue(Ticket& ticket, const Entry& entry) {
    const TierId tier{entry.tier};
    if (ticket.waiting) {
        leave_queue(ticket, entry, Outcome::open);
    }
    reach(ticket, entry);
    if (ticket.counted && ticket.last_tier != tier) {
        ++tally_.tiers[tier.index].visits;
    }
    ticket.last_tier = tier;
    ticket.queue_tier = tier;
    ticket.queued = entry.at;
    ticket.waiting = true;
    queue_[tier.index].change(window_, entry.at, 1);
}

/// Somebody begins with it.
void TicketFold::wait_ends(Ticket& ticket, const Entry& entry) {
    if (ticket.waiting) {
        queue_[ticket.queue_tier.index].change(window_, entry.at, -1);
        ticket.waiting = false;
        if (ticket.counted) {
            const Span waited = entry.at - ticket.queued;
            wait_.add(waited);
            tier_wait_[ticket.queue_tier.index].add(waited);
            count(tally_.tiers[ticket.queue_tier.index].service, (*scenario_)->run.service_levels,
                  waited, WaitEnd::answered);
        }
    }
}

void TicketFold::start(Ticket& ticket, const Entry& entry) {
    wait_ends(ticket, entry);
    answer(ticket, entry);
    stop_waiting(ticket, entry.at);
    const AgentId agent{entry.actor};
    if (ticket.agent.exists() && ticket.agent != agent) {
        pass(ticket, teams_[agent.index]);
    }
    revisit(ticket, teams_[agent.index]);
    revisit(ticket, agent);
    if (ticket.agent != agent) {
        assign(ticket, agent);
    }
    ticket.agent = agent;
    ticket.moved_up = false;
}

/// The first time that an agent begins, or answers all who wait for a repair.
void TicketFold::answer(Ticket& ticket, const Entry& entry) {
    if (ticket.answered) {
        return;
    }
    ticket.answered = true;
    if (ticket.counted) {
        const Span waited = ticket.reached ? entry.at - ticket.first_queued : Span{};
        first_wait_.add(waited);
        tally_.waited += waited > Span{} ? 1 : 0;
        count(tally_.service, (*scenario_)->run.service_levels, waited, WaitEnd::answered);
    }
}

/// It waits, but in no queue.
void TicketFold::link(Ticket& ticket, const Entry& entry) {
    if (ticket.waiting) {
        leave_queue(ticket, entry, Outcome::open);
    }
    reach(ticket, entry);
}

void TicketFold::reach(Ticket& ticket, const Entry& entry) {
    if (!ticket.reached) {
        ticket.reached = true;
        ticket.first_tier = {entry.tier};
        ticket.first_queued = entry.at;
    }
}

void TicketFold::assign(const Ticket& ticket, AgentId agent) {
    if (ticket.counted) {
        ++tally_.assignments;
        tally_.wrong_assignments += experts_.lacks(agent, ticket.attributes.category) ? 1 : 0;
    }
}

/// From the hands of one agent to another's.
void TicketFold::pass(Ticket& ticket, TeamId to) {
    const auto& teams = (*scenario_)->organisation.teams;
    const Team& before = teams[teams_[ticket.agent.index]];
    const Team& after = teams[to];
    Handoff kind = Handoff::colleague;
    if (before.tier != after.tier) {
        kind = ticket.moved_up ? Handoff::up : Handoff::down;
    } else if (before.region != after.region) {
        kind = Handoff::region;
    } else if (teams_[ticket.agent.index] != to) {
        kind = Handoff::lateral;
    }
    if (!ticket.counted) {
        return;
    }
    ++tally_.handoffs[static_cast<std::size_t>(kind)];
    ticket.handed_off = true;
    if (before.region != after.region) {
        ++tally_.region_changes;
        ticket.region_changed = true;
    }
}

/// Teams A, B, A with nothing from the customer between; a change of region within a tier is the
/// sun's doing and moves the place, not the ticket.
void TicketFold::revisit(Ticket& ticket, TeamId team) {
    if (ticket.team == team) {
        return;
    }
    const auto& teams = (*scenario_)->organisation.teams;
    const bool follows_sun = ticket.team.exists() && teams[ticket.team].tier == teams[team].tier &&
                             teams[ticket.team].region != teams[team].region;
    if (!follows_sun) {
        ticket.bounces += ticket.team_before == team ? 1 : 0;
        ticket.team_before = ticket.team;
    }
    ticket.team = team;
}

/// The same of people, whoever their team.
void TicketFold::revisit(Ticket& ticket, AgentId agent) {
    if (ticket.held_by != agent) {
        ticket.bounced_agent |= ticket.held_before == agent;
        ticket.held_before = ticket.held_by;
        ticket.held_by = agent;
    }
}

void TicketFold::escalate(Ticket& ticket, const Entry& entry) {
    const TierId from{static_cast<std::uint32_t>(entry.value)};
    if ((*scenario_)->organisation.tiers[from].self_service) {
        return;  // self-service that does not help is no escalation
    }
    ticket.escalated = true;
    ticket.moved_up = true;
    ticket.escalated_first |= ticket.first_tier == from;
    if (ticket.counted) {
        ++tally_.moves;
        ++tally_.moves_by_kind[std::min<std::size_t>(entry.actor, 2)];
        tally_.moves_by_rule += entry.cause != none_rule ? 1 : 0;
        ++tally_.tiers[from.index].escalated;
    }
}

void TicketFold::ask(Ticket& ticket, const Entry& entry) {
    ticket.team = ticket.team_before = {};
    ticket.held_by = ticket.held_before = {};
    ticket.asked = true;
    if (!ticket.at_customer) {
        ticket.at_customer = true;
        ticket.away_since = entry.at;
        customer_.change(window_, entry.at, 1);
    }
}

/// Resolved, but not for good: what it has been through is counted once it is.
void TicketFold::rest(Ticket& ticket, const Entry& entry) {
    stop_waiting(ticket, entry.at);
    ticket.away_since = entry.at;
    open_.change(window_, entry.at, -1);
}

/// The same ticket goes on. Whoever works on it next has not been handed it by a colleague.
void TicketFold::reopen(Ticket& ticket, const Entry& entry) {
    open_.change(window_, entry.at, 1);
    tally_.reopenings += ticket.counted ? 1 : 0;
    ticket.reopened = true;
    ticket.away += entry.at - ticket.away_since;
    ticket.agent = ticket.held_by = ticket.held_before = {};
    ticket.team = ticket.team_before = {};
    ticket.last_tier = {};
    ticket.moved_up = false;
}

/// Said just before the ticket ends.
void TicketFold::announce(Ticket& ticket, const Entry& entry) {
    const bool retries = entry.cause == static_cast<std::uint16_t>(Comeback::retry);
    tally_.retried += ticket.counted && retries ? 1 : 0;
    ticket.back_soon =
        Instant{Span{entry.value}} - entry.at <= (*scenario_)->run.first_contact_within;
}

/// Offered, and not served.
void TicketFold::turn_away(const Ticket& ticket, const Entry& entry) {
    if (ticket.counted) {
        const std::vector<Span>& allowed = (*scenario_)->run.service_levels;
        count(tally_.service, allowed, Span{}, WaitEnd::blocked);
        count(tally_.tiers[entry.tier].service, allowed, Span{}, WaitEnd::blocked);
    }
}

void TicketFold::stop_waiting(Ticket& ticket, Instant at) {
    if (ticket.at_customer) {
        ticket.at_customer = false;
        ticket.away += at - ticket.away_since;
        customer_.change(window_, at, -1);
    }
}

void TicketFold::leave_queue(Ticket& ticket, const Entry& entry, Outcome outcome) {
    queue_[ticket.queue_tier.index].change(window_, entry.at, -1);
    ticket.waiting = false;
    if (!ticket.counted) {
        return;
    }
    const WaitEnd end = outcome == Outcome::abandoned   ? WaitEnd::abandoned
                        : entry.fact == Fact::left_open ? WaitEnd::horizon
                                                        : WaitEnd::elsewhere;
    count(tally_.tiers[ticket.queue_tier.index].service, (*scenario_)->run.service_levels,
          entry.at - ticket.queued, end);
}

void TicketFold::leave(Ticket& ticket, const Entry& entry, Outcome outcome) {
    if (ticket.waiting) {
        leave_queue(ticket, entry, outcome);
    }
    stop_waiting(ticket, entry.at);
    if (outcome != Outcome::open) {
        open_.change(window_, entry.at, -1);
    } else if (entry.at - ticket.opened > std::chrono::days{7}) {
        ++tally_.old_end;
    }
    if (ticket.counted) {
        settle(ticket, entry, outcome);
        count_cells(ticket, entry, outcome);
    }
}

void TicketFold::settle(const Ticket& ticket, const Entry& entry, Outcome outcome) {
    const Span age = entry.at - ticket.opened;
    const bool by_agent = AgentId{entry.actor}.exists();
    if (outcome == Outcome::resolved) {
        resolution_.add(age);
        tally_.requester_wait_sum += (age - ticket.away).count();
        tally_.business_sum += business_time(ticket, entry.at).count();
        if (ticket.escalated) {
            ++tally_.escalated_resolved;
            tally_.escalated_sum += age.count();
        }
        tally_.first_level += by_agent && !ticket.escalated ? 1 : 0;
        const bool contained = ticket.self_service && !ticket.reached;
        tally_.contained += contained ? 1 : 0;
        tally_.deflected += contained && !ticket.back_soon ? 1 : 0;
        if (by_agent) {
            ++tally_.tiers[entry.tier].resolved;
        }
    } else {
        unresolved_.add(age);
    }
    count_contact(ticket, outcome);
    tally_.self_service += ticket.self_service ? 1 : 0;
    tally_.reached += ticket.reached ? 1 : 0;
    tally_.answered += ticket.answered ? 1 : 0;
    tally_.handed_off += ticket.handed_off ? 1 : 0;
    tally_.region_changed += ticket.region_changed ? 1 : 0;
    tally_.ping_pong += ticket.bounces > 0 ? 1 : 0;
    tally_.bounces += ticket.bounces;
    tally_.ping_pong_agents += ticket.bounced_agent ? 1 : 0;
    tally_.escalated_first += ticket.escalated_first ? 1 : 0;
    tally_.reopened += ticket.reopened ? 1 : 0;
    tally_.resolved_once += ticket.reopened || outcome == Outcome::resolved ? 1 : 0;
    if (ticket.reached && !ticket.answered && outcome != Outcome::resolved) {
        const Span waited = entry.at - ticket.first_queued;
        count(tally_.service, (*scenario_)->run.service_levels, waited,
              outcome == Outcome::abandoned ? WaitEnd::abandoned : WaitEnd::horizon);
        if (outcome == Outcome::abandoned) {
            tally_.wait_sum += waited.count();
            ++tally_.waits;
        }
    }
}

}  // namespace meridian
