#include "tests/reference/hours.h"
#include "tests/reference/simulator.h"

namespace meridian::reference {

void Simulator::send_out(std::size_t which, RuleId id, const SendOut& action) {
    const Case& c = cases_[which];
    const bool just_back = c.back_at && *c.back_at == now_;
    if (!c.entered || house_.tiers[c.tier].self_service || c.place == Place::outside ||
        c.place == Place::linked || c.place == Place::at_home || just_back) {
        return;
    }
    const std::size_t left_alone = c.place == Place::in_hand ? c.person : nobody;
    const bool handed_over = c.place == Place::under_note;
    take_out(which);
    if (handed_over) {
        cases_[which].person = nobody;
    }
    go_outside(which, action.vendor, id.index);
    if (left_alone != nobody) {
        look_for_work(left_alone);
    }
}

bool Simulator::waits_outside(const Case& c) const {
    const std::uint64_t visit = c.tier.index * 256ULL + c.visits[c.tier.index] - 1;
    return random_.block(c.number, Purpose::outside_wait, visit)[0] < step(c).waits_for.share;
}

void Simulator::go_outside(std::size_t which, VendorId vendor, std::uint32_t cause) {
    Case& c = cases_[which];
    const Vendor& who = draft_.vendors[vendor];
    const std::uint64_t nth = (std::uint64_t{vendor.index} << 32U) + c.sent_out;
    const Block u = random_.block(c.number, Purpose::vendor, nth);
    const Span takes = quantile(who.handle, u[0]);
    draw_step(c);
    needs_nobody(which);
    ++c.sent_out;
    c.vendor = vendor;
    c.sent_at = now_;
    c.outside_solves = u[1] < who.solves;
    c.solved_before = cause == none_rule;
    c.place = Place::outside;
    c.hangs_up.reset();
    c.heard.reset();
    c.due = reached(house_, who.hours, now_, takes);
    say(Fact::sent_out, which, takes.count(), vendor.index, cause);
    forget(which, Trigger::Kind::waiting_vendor);
    pause(&SlaTarget::pause_waiting_vendor, which);
    event(ClockEvent::Kind::sent_to, which);
}

void Simulator::come_back(std::size_t which) {
    say(Fact::came_back, which, cases_[which].outside_solves ? 1 : 0, cases_[which].vendor.index);
    call_back(which);
    Case& c = cases_[which];
    if (c.outside_solves) {
        resolve(which, c.solved_before ? c.person : nobody);
        return;
    }
    if (c.work_left == Span{0}) {
        c.step_drawn = false;
        draw_step(c);
    }
    go_on_with(which, Why::came_back);
}

/// It leaves the vendor, and is nowhere.
void Simulator::call_back(std::size_t which) {
    Case& c = cases_[which];
    if (c.place != Place::outside) {
        return;
    }
    take_out(which);
    event(ClockEvent::Kind::back_from, which);
}

}  // namespace meridian::reference
