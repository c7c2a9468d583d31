#include "sim/world.h"

namespace meridian {

void World::send_out(const SendOut& action, RuleId id, std::uint32_t slot) {
    const OpenTicket& t = tickets_[slot];
    if (!t.entered || draft_->organisation.tiers[t.tier].self_service ||
        t.place == Place::outside || t.place == Place::linked || t.place == Place::at_home ||
        outside_[slot].back == now) {
        return;
    }
    const std::uint32_t stopped = t.place == Place::in_hand ? t.agent : nobody;
    const bool handed_over = t.place == Place::noting;
    leave_place(slot);
    if (handed_over) {
        tickets_[slot].agent = nobody;
    }
    go_outside(slot, action.vendor, static_cast<std::uint16_t>(id.index));
    if (stopped != nobody) {
        free(stopped);
    }
}

/// Of one that an agent has just solved. Keyed by ticket and visit, as the work is.
bool World::waits_outside(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    const double share = step_of(t).waits_for.share;
    return share > 0 && random_->block(t.number, Purpose::outside_wait, visit_key(slot))[0] < share;
}

/// Precondition: the ticket is in no place. Its visit's work is drawn, so that what counts by
/// visits has one.
void World::go_outside(std::uint32_t slot, VendorId vendor, std::uint16_t cause) {
    OpenTicket& t = tickets_[slot];
    Outside& out = outside_[slot];
    const Vendor& who = draft_->vendors[vendor];
    const std::uint64_t nth = std::uint64_t{vendor.index} << 32U | out.times;
    const Block u = random_->block(t.number, Purpose::vendor, nth);
    const Span work = quantile(who.handle, u[0]);
    draw_step(t);
    if (plan_->on_call) {
        call_off(slot);
    }
    out.vendor = vendor;
    out.solves = u[1] < who.solves;
    out.waits = cause == none_rule;
    ++out.times;
    t.place = Place::outside;
    t.hangs_up = never;
    t.due = counted_deadline(*calendars_, who.hours, now, work).value_or(never);
    write(Fact::sent_out, slot, work.count(), vendor.index, cause);
    clocks_paused(slot, &SlaTarget::pause_waiting_vendor);
    clocks_at(ClockEvent::Kind::sent_to, slot);
    timers_start(Trigger::Kind::waiting_vendor, slot, now);
    timers_stop(Trigger::Kind::no_update, slot);
    arm(slot);
}

/// Solved, it is resolved at once. Otherwise its tier goes on with it; if nothing was left of the
/// work there, that begins anew.
void World::come_back(std::uint32_t slot) {
    const Outside& out = outside_[slot];
    write(Fact::came_back, slot, out.solves ? 1 : 0, out.vendor.index);
    call_back(slot);
    OpenTicket& t = tickets_[slot];
    if (out.solves) {
        resolve(slot, out.waits ? t.agent : nobody);
        return;
    }
    if (t.work_left <= Span{0}) {
        t.step_known = false;
        draw_step(t);
    }
    go_on_with(slot, Why::came_back);
}

/// Whatever takes it away from there.
void World::leave_outside(std::uint32_t slot) {
    clocks_resumed(slot, &SlaTarget::pause_waiting_vendor);
    timers_stop(Trigger::Kind::waiting_vendor, slot);
    outside_[slot].back = now;
}

/// It is with us again, if it was outside; it is in no place then.
void World::call_back(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    if (t.place != Place::outside) {
        return;
    }
    leave_outside(slot);
    t.place = Place::none;
    t.due = never;
    heard(slot);
    clocks_at(ClockEvent::Kind::back_from, slot);
}

}  // namespace meridian
