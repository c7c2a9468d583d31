#include <algorithm>

#include "sim/world.h"

namespace meridian {

/// Whether the ticket stays its agent's while that one is off shift and will come back.
bool World::is_kept(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    const OwnershipPolicy& policy = draft_->policy.ownership;
    return !policy.empty() && comes_back(desks_[t.agent].crew) &&
           decide(policy, t.attributes, situation(slot), *calendars_) == Ownership::sticky;
}

/// What the rule comes to: who owns the ticket, who is there to take it, and whether its agent will
/// come back.
AtShiftEnd World::act_at_shift_end(std::uint32_t slot, const HandoverRule& rule) const {
    const OpenTicket& t = tickets_[slot];
    const OwnershipPolicy& policy = draft_->policy.ownership;
    AtShiftEnd act = rule.act;
    if (!policy.empty()) {
        act = owned(act, decide(policy, t.attributes, situation(slot), *calendars_));
    }
    if (goes_in_person(act) && free_agent_for(slot) == nobody) {
        act = draft_->policy.handover.fail_back;
        act = policy.empty() ? act : owned(act, Ownership::follow_the_sun);
    }
    const bool kept = act == AtShiftEnd::park && comes_back(desks_[t.agent].crew);
    return act == AtShiftEnd::park && !kept ? AtShiftEnd::return_to_queue : act;
}

void World::hand_over_work(std::uint32_t agent) {
    Desk& desk = desks_[agent];
    const std::uint32_t slot = desk.slot;
    const HandoverRuleId id =
        decide(draft_->policy.handover, tickets_[slot].attributes, situation(slot), *calendars_);
    const HandoverRule& rule = draft_->policy.handover.at_shift_end[id];
    const AtShiftEnd act = act_at_shift_end(slot, rule);
    write(Fact::shift_ended, slot, static_cast<std::int64_t>(act), agent,
          static_cast<std::uint16_t>(id.index));
    if (act == AtShiftEnd::finish) {
        if (const auto& most = draft_->organisation.crews[desk.crew].overtime_max) {
            desk.must_stop = now + *most;
            schedule_work(agent);
        }
        return;
    }
    const Span left = tickets_[slot].work_left;
    stop_work(agent, Why::shift_end);
    desk.handover = id;
    desk.lost = lost(rule, left - tickets_[slot].work_left);
    if (goes_in_person(act)) {
        talk_over(agent, slot, act == AtShiftEnd::warm_transfer ? rule.call : Span{0});
        return;
    }
    if (act == AtShiftEnd::hand_over) {
        tickets_[slot].re_read += rule.re_read;
        tickets_[slot].place = Place::noting;
        desk.state = Desk::State::noting;
        desk.slot = slot;
        desk.since = now;
        agenda.put(agent_subject(agent), now + rule.note, Happening::work_ends);
        return;
    }
    if (act == AtShiftEnd::park) {
        put_aside(agent, slot);
    } else {
        tickets_[slot].re_read += rule.re_read;
        do_again(agent, slot);
        tickets_[slot].agent = nobody;
        queue(slot, Why::returned);
    }
    free(agent);
}

/// Work that the next agent cannot build on.
void World::do_again(std::uint32_t agent, std::uint32_t slot) {
    const Desk& desk = desks_[agent];
    if (desk.lost > Span{0}) {
        tickets_[slot].work_left += desk.lost;
        write(Fact::reworked, slot, desk.lost.count(), agent,
              static_cast<std::uint16_t>(desk.handover.index));
    }
}

/// The ticket goes to somebody who is free, who listens first for so long; the agent whose shift is
/// over stays in the call. Precondition: somebody is free.
void World::talk_over(std::uint32_t agent, std::uint32_t slot, Span listens) {
    Desk& desk = desks_[agent];
    const HandoverRule& rule = draft_->policy.handover.at_shift_end[desk.handover];
    const std::uint32_t next = free_agent_for(slot);
    write(Fact::called, slot, rule.call.count(), agent,
          static_cast<std::uint16_t>(desk.handover.index));
    tickets_[slot].re_read += listens;
    tickets_[slot].queued_at = now;
    write(Fact::queued, slot, tickets_[slot].stage, tickets_[slot].need,
          static_cast<std::uint16_t>(Why::handover));
    leave_idle(next);
    begin_work(next, slot);
    desk.state = Desk::State::noting;
    desk.slot = nobody;
    desk.since = now;
    agenda.put(agent_subject(agent), now + rule.call, Happening::work_ends);
}

/// The note is written, or the call over.
void World::note_done(std::uint32_t agent) {
    Desk& desk = desks_[agent];
    const std::uint32_t slot = desk.slot;
    const Span spent = now - desk.since;
    desk.busy += spent;
    desk.state = Desk::State::away;
    desk.slot = nobody;
    if (slot != nobody) {
        write(Fact::note_written, slot, spent.count(), agent);
        OpenTicket& t = tickets_[slot];
        t.place = Place::none;
        const HandoverRule& rule = draft_->policy.handover.at_shift_end[desk.handover];
        if (rule.call > Span{0} && free_agent_for(slot) != nobody) {
            t.re_read -= rule.re_read;
            talk_over(agent, slot, rule.call);
            return;
        }
        do_again(agent, slot);
        tickets_[slot].agent = nobody;
        queue(slot, Why::handover);
    }
    free(agent);
}

/// Keeps the ticket for the agent's next shift; without one, or where it follows the sun, it goes
/// back to the queue.
void World::put_aside(std::uint32_t agent, std::uint32_t slot) {
    const bool keeps =
        draft_->policy.ownership.empty() ? comes_back(desks_[agent].crew) : is_kept(slot);
    if (!keeps) {
        tickets_[slot].agent = nobody;
        queue(slot, Why::returned);
        return;
    }
    own(agent, slot, true);
    park(slot);
}

/// Its owner is off shift. Precondition: it is owned, and in no line.
void World::park(std::uint32_t slot) {
    tickets_[slot].place = Place::parked;
    write(Fact::parked, slot, 0, tickets_[slot].agent);
    clocks_paused(slot, &SlaTarget::pause_parked);
    arm(slot);
}

/// A ticket that its owner kept may follow the sun from now on: more urgent than before.
void World::let_go(std::uint32_t slot) {
    if (draft_->policy.ownership.empty() || tickets_[slot].place != Place::parked ||
        is_kept(slot)) {
        return;
    }
    leave_place(slot);
    tickets_[slot].agent = nobody;
    queue(slot, Why::returned);
}

}  // namespace meridian
