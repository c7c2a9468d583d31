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
    return in_hand.task == 0 && in_hand.priority > t.priority && work_done_at(agent) > now;
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

/// The ticket of one's own to go on with: the first, on a pre-emptive tier the most urgent.
std::uint32_t World::first_own(std::uint32_t agent) const {
    std::uint32_t own = desks_[agent].first_owned;
    if (routing(tickets_[own].tier).preemption) {
        for (std::uint32_t slot = own; slot != nobody; slot = tickets_[slot].next_owned) {
            own = tickets_[slot].priority < tickets_[own].priority ? slot : own;
        }
    }
    return own;
}

/// Of two that wait for anybody on a pre-emptive tier: which this crew takes first.
bool World::comes_before(std::uint32_t one, std::uint32_t other, CrewId crew) const {
    const auto key = [&](std::uint32_t slot) {
        const OpenTicket& t = tickets_[slot];
        return std::tuple{routing(t.tier).home_first && !lines_.fit_of(t.need, crew)->home,
                          standing(slot)};
    };
    return key(one) < key(other);
}

/// The first of those that wait for anybody and would interrupt the agent's own ticket. No reserve
/// holds it back: whoever has a ticket of one's own is none of the free.
std::uint32_t World::rival_of(std::uint32_t own, std::uint32_t agent) const {
    const TierId tier = tickets_[own].tier;
    const auto& how = routing(tier).preemption;
    if (!how) {
        return nobody;
    }
    const CrewId crew = desks_[agent].crew;
    const auto is_more_urgent = [&](const Lines::Head& other) {
        return tickets_[other.slot].priority < tickets_[own].priority;
    };
    bool any = false;
    lines_.each_head(tier, [&](const Lines::Head& head) { any = any || is_more_urgent(head); });
    std::uint32_t rival = nobody;
    const auto look = [&](const Lines::Head& other) {
        const OpenTicket& t = tickets_[other.slot];
        const Fit* fit = lines_.fit_of(other.need, crew);
        if (is_more_urgent(other) && t.task == 0 && how->allows(t.priority) && fit != nullptr &&
            may_take(crew, other.slot, *fit) &&
            (rival == nobody || comes_before(other.slot, rival, crew))) {
            rival = other.slot;
        }
    };
    if (any) {
        lines_.each_waiting(tier, look);
    }
    return rival;
}

/// What an agent goes on with: the own tickets come before those that wait for anybody, unless one
/// of these would interrupt the own.
/// Precondition: it has own ones.
std::uint32_t World::own_or_rival(std::uint32_t agent) const {
    const std::uint32_t own = first_own(agent);
    const std::uint32_t rival = rival_of(own, agent);
    if (rival == nobody) {
        return own;
    }
    const std::uint32_t next = next_ticket_for(agent);
    const bool overtaken = next == nobody || comes_before(rival, next, desks_[agent].crew);
    return overtaken ? rival : next;
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
