#include <tuple>

#include "sim/world.h"

namespace meridian {

/// Whether the agent may drop what is in hand for this ticket, which waits or begins to. Work that
/// ends at this very instant is let end.
bool World::may_interrupt(std::uint32_t agent, std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    const auto& how = routing(t.tier).preemption;
    const Desk& desk = desks_[agent];
    if (!how || t.task != 0 || !how->allows(t.priority) || !desk.on_shift ||
        desk.state != Desk::State::working || crew_leaves_[desk.crew.index] <= now) {
        return false;
    }
    const OpenTicket& in_hand = tickets_[desk.slot];
    return in_hand.task == 0 && in_hand.priority > t.priority && work_done_at(desk) > now;
}

/// Of all who serve it: whoever has the least urgent ticket, begun last. Nobody, most of the time.
std::uint32_t World::agent_to_interrupt(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    if (!routing(t.tier).preemption) {
        return nobody;
    }
    std::uint32_t best = nobody;
    std::tuple<int, Instant> best_key;
    for (const Server& server : lines_.servers(t.need)) {
        const Crew& crew = draft_->organisation.crews[server.crew];
        if (!may_take(server.crew, slot, server.fit)) {
            continue;
        }
        for (std::uint32_t i = 0; i < crew.agents; ++i) {
            const std::uint32_t agent = crew.first_agent.index + i;
            if (!may_interrupt(agent, slot)) {
                continue;
            }
            const std::tuple key{int{tickets_[desks_[agent].slot].priority}, desks_[agent].since};
            if (best == nobody || key > best_key || (key == best_key && agent < best)) {
                best = agent;
                best_key = key;
            }
        }
    }
    return best;
}

/// Precondition: it is in no line.
bool World::interrupts_somebody(std::uint32_t slot) {
    const std::uint32_t agent = agent_to_interrupt(slot);
    if (agent == nobody) {
        return false;
    }
    tickets_[slot].place = Place::none;
    interrupt(agent, slot);
    return true;
}

/// The more urgent ticket is begun before anybody looks at where the other one goes.
void World::interrupt(std::uint32_t agent, std::uint32_t slot) {
    const std::uint32_t interrupted = desks_[agent].slot;
    OpenTicket& t = tickets_[interrupted];
    const Preemption& how = *routing(t.tier).preemption;
    const Span content = t.work_left;
    const Span reading = desks_[agent].re_read;
    stop_work(agent, Why::interrupted);
    if (how.then == Preemption::Then::restart) {
        t.work_left = content;
        t.re_read = reading;
    } else if (how.then == Preemption::Then::resample) {
        const Block u = random_->block(t.number, Purpose::interruption, t.interruptions++);
        t.work_left = quantile(step_of(t).handle, u[0]);
        t.question_left = t.question_left < Span{0} ? Span{-1} : t.work_left / 2;
    }
    t.re_read += how.cost;
    t.agent = nobody;
    begin_work(agent, slot);
    route_interrupted(interrupted);
}

void World::route_interrupted(std::uint32_t slot) {
    const TierId tier = tickets_[slot].tier;
    if (routing(tier).preemption->then != Preemption::Then::reroute) {
        queue(slot, Why::interrupted);
        return;
    }
    move_up(slot, destination(Escalate{}, draft_->organisation.tiers, tier), none_rule,
            EscalationKind::functional);
}

/// What an agent on a pre-emptive tier goes on with: the most urgent of the own tickets, unless the
/// line has something more urgent that may interrupt, or a task as urgent, behind which such a
/// ticket may wait. Elsewhere the first own.
std::uint32_t World::own_before_line(std::uint32_t agent) const {
    std::uint32_t own = desks_[agent].first_owned;
    if (own == nobody) {
        return nobody;
    }
    const auto& how = routing(tickets_[own].tier).preemption;
    if (!how) {
        return own;
    }
    for (std::uint32_t slot = own; slot != nobody; slot = tickets_[slot].next_owned) {
        own = tickets_[slot].priority < tickets_[own].priority ? slot : own;
    }
    const std::uint32_t other = next_ticket_for(agent);
    const bool gives_way = other != nobody && how->allows(tickets_[other].priority) &&
                           tickets_[other].priority < tickets_[own].priority;
    return gives_way ? nobody : own;
}

/// After a change of shifts: those who wait may find somebody whom they could not interrupt before.
void World::interrupt_for_waiting(TierId tier) {
    for (;;) {
        std::uint32_t first = nobody;
        Standing standing{};
        lines_.each_waiting(tier, [&](const Lines::Head& waiting) {
            if ((first == nobody || *waiting.standing < standing) &&
                agent_to_interrupt(waiting.slot) != nobody) {
                first = waiting.slot;
                standing = *waiting.standing;
            }
        });
        if (first == nobody) {
            return;
        }
        lines_.leave(first, tickets_[first].need, tickets_[first].priority);
        interrupts_somebody(first);
    }
}

}  // namespace meridian
