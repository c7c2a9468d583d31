#include <algorithm>
#include <iterator>

#include "sim/world.h"

namespace meridian {

void World::write_agent(Fact fact, std::uint32_t agent, std::int64_t value) {
    chronicle_.write({.at = now,
                      .value = value,
                      .slot = nobody,
                      .actor = agent,
                      .fact = fact,
                      .tier = static_cast<std::uint8_t>(crew_of(agent).tier.index)});
}

/// Looks for something to do: home when the shift is over, a break that is due, a meeting,
/// a ticket of one's own, the best of those that wait. At the very end of a shift nothing new is
/// begun; what becomes of the agent then, the shift's end or the next shift's begin says. Whoever
/// has something else in hand goes on with that.
/// Precondition: no work, or none that is being looked at; in no heap.
void World::free(std::uint32_t agent) {
    Desk& desk = desks_[agent];
    if (plan_->concurrency && turns_to_another(agent)) {
        return;
    }
    if (!desk.on_shift) {
        go_home(agent);
        return;
    }
    if (desk.shift_end <= now) {
        go_idle(agent);
        return;
    }
    if (const auto next = next_break(agent); next && next->at <= now) {
        const Break& rest = draft_->organisation.crews[desk.crew].breaks[next->which];
        desk.breaks_taken |= std::uint64_t{1} << next->which;
        go_away(agent, rest.length, static_cast<std::int64_t>(rest.kind));
        return;
    }
    if (const auto until = meeting_until(desk.crew)) {
        go_away(agent, *until - now, 2);
        return;
    }
    const std::uint32_t slot = next_for(agent);
    if (slot == nobody) {
        go_idle(agent);
        if (const TierId tier = tier_of(agent); routing(tier).reserve) {
            match_again(tier);  // with one more free, others may take what was held back
        }
        return;
    }
    take_up(agent, slot);
}

/// Begins what waits for anybody, or for this agent.
void World::take_up(std::uint32_t agent, std::uint32_t slot) {
    if (tickets_[slot].place == Place::queued) {
        lines_.leave(slot, tickets_[slot].need, tickets_[slot].priority);
    } else {
        disown(slot);
    }
    begin_work(agent, slot);
}

void World::go_idle(std::uint32_t agent) {
    Desk& desk = desks_[agent];
    desk.state = Desk::State::idle;
    const AgentChoice choice = routing(crew_of(agent).tier).choice;
    std::int64_t rank = 0;
    if (choice == AgentChoice::least_loaded) {
        rank = desk.busy.count();
    } else if (choice == AgentChoice::round_robin) {
        rank = desk.last_assigned;
    }
    idle_[desk.crew.index].put(agent, {rank, now, agent});
    plan_break(agent);
}

/// Precondition: idle.
void World::plan_break(std::uint32_t agent) {
    if (const auto next = next_break(agent)) {
        agenda.put(agent_subject(agent), std::max(next->at, now), Happening::break_due);
    }
}

void World::leave_idle(std::uint32_t agent) {
    idle_[desks_[agent].crew.index].remove(agent);
    agenda.withdraw(agent_subject(agent));
    desks_[agent].state = Desk::State::away;
}

void World::go_away(std::uint32_t agent, Span length, std::int64_t kind) {
    desks_[agent].state = Desk::State::away;
    write_agent(Fact::break_began, agent, kind);
    agenda.put(agent_subject(agent), now + length, Happening::break_ends);
}

void World::break_due(std::uint32_t agent) {
    leave_idle(agent);
    free(agent);
}

void World::break_ends(std::uint32_t agent) {
    write_agent(Fact::break_ended, agent);
    free(agent);
}

std::optional<World::NextBreak> World::next_break(std::uint32_t agent) const {
    std::optional<NextBreak> next;
    if (!crew_of(agent).rests) {
        return next;
    }
    const Desk& desk = desks_[agent];
    const Crew& crew = draft_->organisation.crews[desk.crew];
    for (std::uint32_t i = 0; i < crew.breaks.size() && i < 64; ++i) {
        if (((desk.breaks_taken >> i) & 1U) != 0) {
            continue;
        }
        const Break& rest = crew.breaks[i];
        const std::int64_t place = agent - crew.first_agent.index;
        const std::int64_t others = std::max<std::int64_t>(crew.agents, 2) - 1;
        const Instant at =
            desk.shift_begin + rest.first + (rest.last - rest.first) * place / others;
        if (at < desk.shift_end && (!next || at < next->at)) {
            next = {i, at};
        }
    }
    return next;
}

/// Nothing when the crew has no meeting at this instant.
std::optional<Instant> World::meeting_until(CrewId crew) const {
    if (!plan_->crews[crew.index].meets) {
        return std::nullopt;
    }
    const std::vector<Interval>& meetings = draft_->organisation.crews[crew].meetings;
    const auto next = std::ranges::upper_bound(meetings, now, {}, &Interval::begin);
    const bool meets = next != meetings.begin() && std::prev(next)->end > now;
    return meets ? std::optional{std::prev(next)->end} : std::nullopt;
}

/// Leaves after the shift, and after the ticket in hand; overtime is what lies between.
void World::go_home(std::uint32_t agent) {
    Desk& desk = desks_[agent];
    desk.state = Desk::State::off;
    desk.must_stop = never;
    write_agent(Fact::off_duty, agent, std::max(now - desk.shift_end, Span{0}).count());
}

void World::boundary(const Boundary& b, CrewId id) {
    const Crew& crew = draft_->organisation.crews[id];
    const TierId tier = draft_->organisation.teams[crew.team].tier;
    const std::uint32_t first = crew.first_agent.index;
    switch (b.what) {
        case Happening::shift_starts:
            shift_starts(id, b);
            break;
        case Happening::shift_ends:
            for (std::uint32_t agent = first; agent < first + crew.agents; ++agent) {
                shift_ends_for(agent);
            }
            break;
        case Happening::meeting_starts:
            for (std::uint32_t agent = first; agent < first + crew.agents; ++agent) {
                if (desks_[agent].state == Desk::State::idle) {
                    leave_idle(agent);
                    free(agent);
                } else if (plan_->concurrency && hands_[agent].place != nobody) {
                    schedule_work(agent);  // as the meeting is over there is room for more
                }
            }
            break;
        default:
            break;  // whoever is in the meeting comes back with break_ends
    }
    if (b.what == Happening::shift_starts || routing(tier).enough_time) {
        match_again(tier);
    }
    if (b.what == Happening::shift_starts && routing(tier).preemption) {
        interrupt_for_waiting(tier);  // whoever comes in may have brought work from overtime
    }
}

void World::shift_starts(CrewId id, const Boundary& b) {
    const Crew& crew = draft_->organisation.crews[id];
    const auto is_absent = [&](std::uint32_t i) {
        return crew.absence > 0 &&
               random_->block(id.index, b.shift, Purpose::absence, i)[0] < crew.absence;
    };
    // Absent ones first, while the crew counts as leaving, so that nobody gets what they leave
    // behind and is found absent next.
    for (std::uint32_t i = 0; i < crew.agents; ++i) {
        const std::uint32_t agent = crew.first_agent.index + i;
        if (is_absent(i)) {
            shift_ends_for(agent);
            write_agent(Fact::absent, agent, (b.until - b.at).count());
            owned_back_to_queue(agent, true);
        }
    }
    crew_leaves_[id.index] = b.until;
    for (std::uint32_t i = 0; i < crew.agents; ++i) {
        if (!is_absent(i)) {
            shift_starts_for(crew.first_agent.index + i, b);
        }
    }
}

/// Whoever is still on shift (the former one ends as this one begins) or in overtime just goes on.
/// Idle ones look again at what came up as the former shift ended: boundary() sees to that.
void World::shift_starts_for(std::uint32_t agent, const Boundary& b) {
    Desk& desk = desks_[agent];
    const bool was_on_shift = desk.on_shift;
    desk.shift_begin = b.at;
    desk.shift_end = b.until;
    desk.breaks_taken = 0;
    desk.on_shift = true;
    desk.must_stop = never;
    if (was_on_shift) {
        if (desk.state == Desk::State::idle && meeting_until(desk.crew)) {
            leave_idle(agent);
            free(agent);
        } else if (desk.state == Desk::State::idle) {
            plan_break(agent);
        }
        return;
    }
    ++on_duty_[desk.crew.index];
    const bool comes_in = desk.state == Desk::State::off;
    if (comes_in) {
        write_agent(Fact::on_duty, agent);
    }
    parked_resume(agent);
    if (comes_in) {
        free(agent);
    } else if (desk.state == Desk::State::working && tickets_[desk.slot].asks == nobody) {
        schedule_work(agent);
    }
}

/// The owner is back: parked tickets wait for the owner, or for anybody if owners are not sticky.
void World::parked_resume(std::uint32_t agent) {
    std::uint32_t next = desks_[agent].first_owned;
    while (next != nobody) {
        const std::uint32_t slot = next;
        next = tickets_[slot].next_owned;
        if (tickets_[slot].place != Place::parked) {
            continue;
        }
        if (routing(tickets_[slot].tier).sticky_owner) {
            clocks_resumed(slot, &SlaTarget::pause_parked);
            wait_for_owner(slot, Why::parked_resumed);
        } else {
            leave_place(slot);
            tickets_[slot].agent = nobody;
            queue(slot, Why::parked_resumed);
        }
    }
}

void World::shift_ends_for(std::uint32_t agent) {
    Desk& desk = desks_[agent];
    if (!desk.on_shift) {
        return;
    }
    desk.on_shift = false;
    --on_duty_[desk.crew.index];
    owned_back_to_queue(agent, false);
    switch (desk.state) {
        case Desk::State::idle:
            leave_idle(agent);
            go_home(agent);
            break;
        case Desk::State::away:
            agenda.withdraw(agent_subject(agent));
            write_agent(Fact::break_ended, agent);
            go_home(agent);
            break;
        case Desk::State::working:
            if (plan_->concurrency) {
                hand_over_all(agent);
            } else if (!tickets_[desk.slot].task && tickets_[desk.slot].asks == nobody) {
                hand_over_work(agent);
            }
            break;
        default:
            break;  // a note is finished first
    }
}

/// A shift beyond the horizon counts: a run that ends at night must not change the evening.
bool World::comes_back(CrewId crew) const {
    const std::vector<Interval>& shifts = draft_->organisation.crews[crew].shifts;
    return !shifts.empty() && shifts.back().begin >= now;
}

void World::own(std::uint32_t agent, std::uint32_t slot, bool first) {
    Desk& desk = desks_[agent];
    OpenTicket& t = tickets_[slot];
    t.agent = agent;
    if (first) {
        t.next_owned = desk.first_owned;
        desk.first_owned = slot;
        return;
    }
    t.next_owned = nobody;
    std::uint32_t* link = &desk.first_owned;
    while (*link != nobody) {
        link = &tickets_[*link].next_owned;
    }
    *link = slot;
}

void World::disown(std::uint32_t slot) {
    std::uint32_t* link = &desks_[tickets_[slot].agent].first_owned;
    while (*link != slot) {
        link = &tickets_[*link].next_owned;
    }
    *link = tickets_[slot].next_owned;
    tickets_[slot].next_owned = nobody;
}

/// Tickets whose owner leaves wait for anybody again, unless they stay the owner's also while that
/// one is off; parked ones only if the owner does not come.
void World::owned_back_to_queue(std::uint32_t agent, bool parked_too) {
    std::uint32_t slot = desks_[agent].first_owned;
    while (slot != nobody) {
        const std::uint32_t next = tickets_[slot].next_owned;
        const bool waits = tickets_[slot].place == Place::with_owner;
        if (waits && !parked_too && is_kept(slot)) {
            timers_stop(Trigger::Kind::waiting, slot);
            park(slot);
        } else if (parked_too || waits) {
            leave_place(slot);
            tickets_[slot].agent = nobody;
            queue(slot, Why::returned);
        }
        slot = next;
    }
}

}  // namespace meridian
