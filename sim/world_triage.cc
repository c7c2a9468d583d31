#include "sim/world.h"

namespace meridian {

/// Keyed by ticket: whether a priority is set wrong is true of it, whatever a policy does.
void World::set_priority(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    const TriageError& errors = draft_->policy.triage;
    t.priority = errors.set(t.attributes.priority, random_->block(t.number, Purpose::triage)[0]);
    if (t.priority != t.attributes.priority) {
        triages_[slot] = {.set = t.priority, .left = errors.notices};
    }
}

/// An agent begins with it, or goes on.
void World::look_at_priority(std::uint32_t slot) {
    Triage& triage = triages_[slot];
    if (triage.left >= Span{0}) {
        triage.seen = now + triage.left;
    }
}

void World::look_away(std::uint32_t slot, Span after) {
    Triage& triage = triages_[slot];
    triage.seen = never;
    if (triage.left >= Span{0}) {
        triage.left = std::max(triage.left - after, Span{0});
    }
}

/// Precondition: it is in hand. Whoever waits and is more urgent than it is now may interrupt.
void World::put_right(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    const Priority before = t.priority;
    const Priority after = meridian::put_right(t.attributes.priority, triages_[slot].set, before);
    triages_[slot] = Triage{};
    if (after == before) {
        return;  // rules have seen to that
    }
    t.priority = after;
    write(Fact::prioritised, slot, before);
    clocks_reprioritised(slot);
    if (plan_->communication) {
        inform_anew(slot);
    }
    if (after > before && routing(tickets_[slot].tier).preemption) {
        interrupt_for_waiting(tickets_[slot].tier);
    }
}

}  // namespace meridian
