#include "sim/world.h"

namespace meridian {

/// The ticket is new, or back, or has another priority.
void World::inform_anew(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    const std::optional<Communication>& how = draft_->policy.communication[t.priority];
    t.tells = next_update(slot);
    if (how && how->notice && !t.noticed) {
        t.noticed = true;
        tell(slot, Message::notice, how->tier, how->notice->handle);
    }
}

/// Never, where there are none.
Instant World::next_update(std::uint32_t slot) const {
    const std::optional<Communication>& how = draft_->policy.communication[tickets_[slot].priority];
    if (!how || !how->updates) {
        return never;
    }
    return counted_deadline(*calendars_, calendar_for(how->updates->clock, slot), now,
                            how->updates->every - how->updates->ahead)
        .value_or(never);
}

void World::update_due(std::uint32_t slot) {
    tickets_[slot].tells = never;  // until an agent begins with this one
    const Communication& how = *draft_->policy.communication[tickets_[slot].priority];
    tell(slot, Message::update, how.tier, how.updates->handle);
}

/// The ticket may have ended, or be resolved, by now.
void World::update_begun(std::uint32_t slot, TicketNumber number) {
    if (is_gone(slot, number) || tickets_[slot].task || tickets_[slot].place == Place::resolved) {
        return;
    }
    tickets_[slot].tells = next_update(slot);
    arm(slot);
}

void World::report_on(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    t.tells = never;
    const std::optional<Communication>& how = draft_->policy.communication[t.priority];
    if (how && how->report && !t.reported) {
        t.reported = true;
        tell(slot, Message::report, how->tier, how->report->handle);
    }
}

void World::tell(std::uint32_t slot, Message what, TierId tier, const Distribution& handle) {
    OpenTicket& t = tickets_[slot];
    const Span work =
        quantile(handle, random_->block(t.number, Purpose::communication, t.told++)[0]);
    write(Fact::informed, slot, work.count(), tier.index, static_cast<std::uint16_t>(what));
    const std::uint32_t side = task_beside(slot, tier, work);
    tickets_[side].updates = what == Message::update;
    if (what != Message::report) {
        tickets_[side].answers = slot;
    }
    queue_task(side);
}

}  // namespace meridian
