#include "sim/measure/escalations.h"

#include <algorithm>

#include "sim/measure/window.h"

namespace meridian {

EscalationFold::EscalationFold(const Scenario& scenario)
    : scenario_(&scenario), window_(window_of(*scenario)) {
    const Table<Crew>& crews = scenario->organisation.crews;
    for (std::uint32_t i = 0; i < crews.size(); ++i) {
        const Crew& crew = crews[CrewId{i}];
        const std::size_t end = std::size_t{crew.first_agent.index} + crew.agents;
        if (crew.agents > 0 && end > crews_.size()) {
            crews_.resize(end);
        }
        std::fill_n(crews_.begin() + crew.first_agent.index, crew.agents, CrewId{i});
    }
}

EscalationFold::Ticket& EscalationFold::ticket(std::uint32_t slot) {
    if (slot >= tickets_.size()) {
        tickets_.resize(std::size_t{slot} + 1);
    }
    return tickets_[slot];
}

void EscalationFold::observe(const Entry& entry, const Batch& batch) {
    switch (entry.fact) {
        case Fact::opened:
            open(entry, batch);
            break;
        case Fact::started: {
            Ticket& mine = ticket(entry.slot);
            land(mine.pending, AgentId{entry.actor});
            mine.agent = AgentId{entry.actor};
            break;
        }
        case Fact::escalated:
            if (!(*scenario_)
                     ->organisation.tiers[TierId{static_cast<std::uint32_t>(entry.value)}]
                     .self_service) {
                escalate(ticket(entry.slot), static_cast<EscalationKind>(entry.actor), true);
            }
            break;
        case Fact::transferred:
        case Fact::involved:
        case Fact::sent_out:
        case Fact::paged:
            by_rule(ticket(entry.slot), entry);
            break;
        case Fact::sent_back:
            ticket(entry.slot).pending = {};
            break;
        case Fact::reopened:
            ticket(entry.slot).pending = {};
            ticket(entry.slot).agent = {};
            break;
        case Fact::task_queued:
            ticket(entry.slot) = {};
            ticket(entry.slot).pending = for_task_.value_or(Pending{});
            for_task_.reset();
            break;
        case Fact::task_started:
            land(ticket(entry.slot).pending, AgentId{entry.actor});
            break;
        default:
            break;
    }
}

void EscalationFold::open(const Entry& entry, const Batch& batch) {
    const Attributes& attributes = batch.opened[static_cast<std::size_t>(entry.value)];
    Ticket& mine = ticket(entry.slot);
    mine = {};
    mine.counted = window_.contains(entry.at) && !attributes.backlog;
}

void EscalationFold::escalate(Ticket& ticket, EscalationKind kind, bool another_tier) {
    if (!ticket.counted) {
        return;
    }
    ++tally_.events;
    ++tally_.by_kind.at(static_cast<std::size_t>(kind));
    tally_.tier_changes += another_tier ? 1 : 0;
    ticket.pending = {ticket.agent, true};
}

void EscalationFold::by_rule(Ticket& ticket, const Entry& entry) {
    if (entry.cause == none_rule) {
        return;  // the work waits for somebody outside
    }
    const EscalationKind kind = (*scenario_)->policy.escalation.rules[RuleId{entry.cause}].kind;
    if (kind == EscalationKind::functional || !ticket.counted) {
        return;
    }
    const bool beside = entry.fact == Fact::involved;
    const Pending before = ticket.pending;
    escalate(ticket, kind, false);
    if (beside) {  // the owner goes on: somebody else begins the task
        for_task_ = ticket.pending;
        ticket.pending = before;
    } else if (entry.fact == Fact::paged) {  // it stays where it is
        ticket.pending = before;
    } else if (entry.fact == Fact::sent_out) {  // nobody here
        ticket.pending = {};
    }
}

void EscalationFold::land(Pending& pending, AgentId on) {
    if (!pending.awaited) {
        return;
    }
    const Organisation& house = (*scenario_)->organisation;
    const auto department = [&](AgentId agent) -> const std::string& {
        return house.teams[house.crews[crews_[agent.index]].team].department;
    };
    const bool another = pending.from.exists() && department(pending.from) != department(on);
    tally_.department_changes += another ? 1 : 0;
    tally_.authority_gains += gains_authority(pending.from, on) ? 1 : 0;
    pending = {};
}

bool EscalationFold::gains_authority(AgentId from, AgentId to) const {
    const Table<Crew>& crews = (*scenario_)->organisation.crews;
    return std::ranges::any_of(crews[crews_[to.index]].authority, [&](AuthorityId one) {
        return !from.exists() || std::ranges::find(crews[crews_[from.index]].authority, one) ==
                                     crews[crews_[from.index]].authority.end();
    });
}

}  // namespace meridian
