#include "sim/audit/interruptions.h"

#include <algorithm>

#include "sim/audit/desks.h"

namespace meridian::audit {

Interruptions::Interruptions(Book& book) : book_(book) {
    asked_ = std::any_of(book.policy().routing.begin(), book.policy().routing.end(),
                         [](const Routing& routing) { return routing.preemption.has_value(); });
}

void Interruptions::see(const Entry& entry) {
    now_ = entry.at;
    if (interrupted_now_) {
        check_interrupter(entry);
    }
    interrupted_now_ = entry.fact == Fact::stopped && why(entry) == Why::interrupted;
    if (interrupted_now_) {
        last_ = entry;
        if (!how(entry.tier)) {
            book_.say(entry, "pre-emption", "it is interrupted where nobody may");
        }
    }
    check_sent_on(entry);
}

/// What comes right after an interruption is what it was for.
void Interruptions::check_interrupter(const Entry& entry) {
    const auto& preemption = how(last_.tier);
    const bool begins = entry.fact == Fact::started && entry.actor == last_.actor &&
                        entry.at == last_.at && entry.tier == last_.tier;
    if (!begins) {
        book_.say(last_, "pre-emption", "it is interrupted for nothing");
    } else if (entry.priority >= last_.priority ||
               (preemption && !preemption->allows(entry.priority))) {
        book_.say(last_, "pre-emption", "priority {} is interrupted by priority {}", last_.priority,
                  entry.priority);
    }
}

void Interruptions::check_sent_on(const Entry& entry) {
    if (is_about_agent(entry.fact) || is_about_clock(entry.fact)) {
        return;
    }
    const Page& page = book_.page(entry);
    if (page.stand != Stand::stopped || page.stopped_for != Why::interrupted) {
        return;
    }
    if (entry.fact == Fact::queued && why(entry) == Why::escalation) {
        return;  // it has been sent on, which was looked at then
    }
    const auto& preemption = how(page.tier);
    const bool sent_on = preemption && preemption->then == Preemption::Then::reroute;
    const bool right = sent_on ? entry.fact == Fact::escalated && entry.cause == none_rule
                               : entry.fact == Fact::queued;
    if (!right) {
        book_.say(entry, "pre-emption", "{} does not follow from its interruption",
                  name_of(entry.fact));
    }
}

void Interruptions::turned(const Entry& entry) {
    const bool moves = entry.fact == Fact::queued || entry.fact == Fact::widened ||
                       entry.fact == Fact::prioritised || entry.fact == Fact::started;
    if (asked_ && moves && how(entry.tier)) {
        moved_.push_back(entry.slot);
    }
}

bool Interruptions::could_be_interrupted(std::uint32_t agent, const Page& by) const {
    const Desk& desk = book_.desk(agent);
    if (!desk.on_duty || desk.overdue || desk.hand == nobody || now_ >= desk.duty_ends) {
        return false;
    }
    const Page& in_hand = book_.page(desk.hand);
    return !in_hand.task && !in_hand.asking && in_hand.priority > by.priority &&
           hindrance(book_.draft(), book_.crew_of(agent), by, book_.reach_of(by)).empty();
}

void Interruptions::check_wait(std::uint32_t slot) {
    const Page& page = book_.page(slot);
    const Routing& routing = book_.policy().routing[page.tier];
    const bool waits = page.stand == Stand::queued && !page.task && !page.reserved;
    if (!waits || !routing.preemption || !routing.preemption->allows(page.priority) ||
        routing.enough_time || routing.home_first) {
        return;
    }
    for (std::uint32_t agent = 0; agent < book_.agents(); ++agent) {
        if (could_be_interrupted(agent, page)) {
            Entry about;
            about.at = now_;
            about.ticket = page.number;
            book_.say(about, "pre-emption",
                      "it waits while agent {} works on something less urgent", agent);
            return;
        }
    }
}

/// Whoever begins may leave a more urgent one waiting: then everybody is asked.
void Interruptions::settle() {
    if (moved_.empty()) {
        return;
    }
    const bool begun = std::any_of(moved_.begin(), moved_.end(), [&](std::uint32_t slot) {
        return book_.page(slot).stand == Stand::in_work;
    });
    if (begun) {
        for (std::uint32_t slot = 0; slot < book_.slots(); ++slot) {
            check_wait(slot);
        }
    } else {
        for (const std::uint32_t slot : moved_) {
            check_wait(slot);
        }
    }
    moved_.clear();
}

}  // namespace meridian::audit
