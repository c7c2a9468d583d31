#include <algorithm>
#include <tuple>

#include "tests/reference/simulator.h"

namespace meridian::reference {

/// Whether the person would drop what is in hand for it: something less urgent that does not end
/// now anyhow.
bool Simulator::may_interrupt(const Person& p, const Case& c) const {
    const auto& how = routing(c.tier).preemption;
    if (!how || c.task != 0 || !how->allows(c.priority) || !p.on_shift || p.shift_end <= now_ ||
        p.state != Person::State::working) {
        return false;
    }
    const Case& in_hand = cases_[p.hands.front()];
    return in_hand.task == 0 && in_hand.priority > c.priority && done_at(in_hand) > now_;
}

/// The least urgent ticket in hand, begun last.
std::size_t Simulator::person_to_interrupt(const Case& c) const {
    std::size_t best = nobody;
    std::tuple<Priority, Instant> best_key;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const Person& p = people_[i];
        const auto can = fits(p, c.need);
        if (!can || !may_interrupt(p, c) || !enough_time(p, c, *can)) {
            continue;
        }
        const Case& in_hand = cases_[p.hands.front()];
        const std::tuple key{in_hand.priority, in_hand.begun};
        if (best == nobody || key > best_key) {
            best = i;
            best_key = key;
        }
    }
    return best;
}

bool Simulator::interrupts_somebody(std::size_t which) {
    const std::size_t person = person_to_interrupt(cases_[which]);
    if (person == nobody) {
        return false;
    }
    interrupt(person, which);
    return true;
}

void Simulator::interrupt(std::size_t person, std::size_t which) {
    const std::size_t other = people_[person].hands.front();
    Case& c = cases_[other];
    const Preemption& how = *routing(c.tier).preemption;
    const Span work_before = c.work_left;
    const Span reading_before = c.reads;
    stop(other, Why::interrupted);
    if (how.then == Preemption::Then::restart) {
        c.work_left = work_before;
        c.to_read = reading_before;
    }
    if (how.then == Preemption::Then::resample) {
        const double u = random_.block(c.number, Purpose::interruption, c.redrawn++)[0];
        c.work_left = quantile(step(c).handle, u);
        if (c.asks_at) {
            c.asks_at = c.work_left / 2;
        }
    }
    c.to_read += how.cost;
    c.person = nobody;
    start(person, which);
    if (how.then == Preemption::Then::reroute) {
        move_up(other, destination(Escalate{}, house_.tiers, c.tier), none_rule,
                EscalationKind::functional);
    } else {
        queue(other, Why::interrupted);
    }
}

/// Whoever comes in may bring work from overtime that others have been waiting to interrupt.
void Simulator::interrupt_for_waiting(TierId tier) {
    for (bool found = true; found;) {
        std::size_t first = nobody;
        const auto key = [&](std::size_t i) {
            const Case& c = cases_[i];
            return std::tuple{c.priority, c.entered_tier, c.number};
        };
        for (std::size_t i = 0; i < cases_.size(); ++i) {
            const bool waits = cases_[i].place == Place::line && cases_[i].tier == tier;
            if (waits && person_to_interrupt(cases_[i]) != nobody &&
                (first == nobody || key(i) < key(first))) {
                first = i;
            }
        }
        found = first != nobody && interrupts_somebody(first);
    }
}

/// The first of the person's own, or of all. Where the urgent interrupt: the most urgent of the
/// own, unless something in the line would interrupt it at once, whatever is kept in reserve; then
/// that, or what comes before it in the line.
std::size_t Simulator::next_case_for(const Person& p) const {
    if (p.keeps.empty()) {
        return first_in_line(p, [&](const Case& c) { return !held_back(c, &p); });
    }
    const auto& how = routing(tier_of(p)).preemption;
    if (!how) {
        return p.keeps.front();
    }
    const auto priority = [&](std::size_t i) { return cases_[i].priority; };
    const std::size_t own = *std::ranges::min_element(p.keeps, {}, priority);
    const auto interrupts = [&](const Case& c) {
        return c.task == 0 && how->allows(c.priority) && c.priority < priority(own);
    };
    if (first_in_line(p, interrupts) == nobody) {
        return own;
    }
    return first_in_line(p, [&](const Case& c) { return interrupts(c) || !held_back(c, &p); });
}

/// Whether too few are free for it, whoever takes it included.
bool Simulator::held_back(const Case& c, const Person* taker) const {
    const auto& reserve = routing(c.tier).reserve;
    const auto is_free = [&](const Person& p) {
        return tier_of(p) == c.tier && p.shift_end > now_ &&
               (p.state == Person::State::idle || &p == taker);
    };
    return reserve && reserve->binds(c.priority) &&
           std::ranges::count_if(people_, is_free) <= reserve->agents;
}

}  // namespace meridian::reference
