#include <algorithm>

#include "tests/reference/simulator.h"

namespace meridian::reference {

void Simulator::open(const Customer& customer) {
    if (is_averted(customer)) {
        return;
    }
    Case c;
    c.number = customer.number;
    c.attributes = c.came_as = customer.attributes;
    c.created = now_;
    c.tier = customer.entry;
    c.priority = customer.attributes.priority;
    set_priority(c);
    c.admitted = customer.attributes.backlog;
    c.comes_back_to = customer.entry;
    c.visits.resize(house_.tiers.size());
    c.sent_from.resize(house_.tiers.size());
    c.had.resize(house_.tiers.size());
    c.promises.resize(draft_.policy.sla.size());
    c.watches.resize(draft_.policy.escalation.rules.size());
    cases_.push_back(c);
    const std::size_t which = cases_.size() - 1;
    say(Fact::opened, which);
    silence_begins(which);
    if (const Block u = random_.block(c.number, Purpose::withdrawal); u[0] < stream(c).withdraws) {
        const Instant at = now_ + quantile(stream(c).withdraws_after, u[1]);
        if (at >= draft_.run.horizon.begin) {
            cases_[which].withdraws = at;
        }
    }
    for (std::size_t i = 0; i < outbursts; ++i) {
        const Displeasure& how = stream(cases_[which]).displeasure.at(i);
        const Block u = random_.block(customer.number, Purpose::displeasure, i);
        if (u[0] < how.share && now_ + quantile(how.after, u[1]) >= draft_.run.horizon.begin) {
            cases_[which].bursts.at(i) = now_ + quantile(how.after, u[1]);
        }
    }
    may_switch(which);
    event(ClockEvent::Kind::opened, which);
    if (!customer.attributes.backlog) {
        begin(which);
    }
}

/// What was open before the horizon waits for its begin.
void Simulator::begin(std::size_t which) {
    fire(which, Trigger::Kind::created);
    enter(which, cases_[which].tier, Why::arrival);
}

void Simulator::enter(std::size_t which, TierId tier, Why why) {
    if (takes_in(which, tier)) {
        return;
    }
    Case& c = cases_[which];
    c.tier = tier;
    c.entered = true;
    c.entered_tier = now_;
    c.touched = Span{0};
    c.to_read = Span{0};
    c.step_drawn = false;
    c.goes_to = {};
    forget(which, Trigger::Kind::in_tier);
    forget(which, Trigger::Kind::touch);
    event(ClockEvent::Kind::enters, which);
    if (!house_.tiers[tier].self_service) {
        if (house_.tiers[c.comes_back_to].self_service) {
            c.comes_back_to = tier;
        }
        watch(which);
        queue(which, why);
        return;
    }
    watch(which);
    draw_step(c);
    c.chases.reset();
    c.heard.reset();
    needs_nobody(which);
    c.place = Place::self_service;
    c.due = now_ + c.work_left;
    say(Fact::self_served, which, c.work_left.count());
}

/// A rule takes the ticket from where it is. Whoever had it in hand is left without work and has
/// to look for some afterwards; a note about it is written in vain.
void Simulator::take_out(std::size_t which) {
    Case& c = cases_[which];
    const Place place = c.place;
    if (place == Place::in_hand) {
        stop(which, Why::moved_by_rule);
    } else if (place == Place::under_note) {
        people_[c.person].work = nobody;
    } else if (place == Place::with_owner || place == Place::parked) {
        std::erase(people_[c.person].keeps, which);
    }
    c.place = Place::nowhere;
    c.due.reset();
    if (!c.heard) {
        silence_begins(which);
    }
    if (place == Place::parked) {
        resume(&SlaTarget::pause_parked, which);
    } else if (place == Place::with_customer) {
        resume(&SlaTarget::pause_waiting_customer, which);
    } else if (place == Place::outside) {
        resume(&SlaTarget::pause_waiting_vendor, which);
        c.back_at = now_;
    }
}

void Simulator::move_up(std::size_t which, TierId tier, std::uint32_t cause, EscalationKind kind) {
    Case& c = cases_[which];
    const std::size_t left_alone = c.place == Place::in_hand ? c.person : nobody;
    const TierId before = c.tier;
    call_back(which);
    take_out(which);
    event(ClockEvent::Kind::leaves, which);
    if (c.entered) {
        leave(which);
        c.sent_from[tier.index] = before;
    }
    c.tier = tier;
    c.hops += 1;
    c.moves_now = c.moved == now_ ? c.moves_now + 1 : 1;
    c.moved = now_;
    c.only_team = {};
    c.only_region = {};
    c.person = nobody;
    say(Fact::escalated, which, before.index, static_cast<std::size_t>(kind), cause);
    if (c.entered) {
        enter(which, tier, Why::escalation);
    }
    if (left_alone != nobody) {
        look_for_work(left_alone);
    }
}

/// Everything that is due of one ticket at this instant: the customer or self-service first, then
/// the rules, then lost patience, withdrawal, a chaser, then the next stage of routing.
void Simulator::due(std::size_t which) {
    if (cases_[which].due && *cases_[which].due <= now_) {
        cases_[which].due.reset();
        if (cases_[which].place == Place::self_service) {
            self_service_over(which);
        } else if (cases_[which].place == Place::resolved) {
            reopen(which);
        } else if (cases_[which].place == Place::outside) {
            come_back(which);
        } else if (cases_[which].place == Place::at_home) {
            done_at_home(which);
        } else {
            replied(which);
        }
    }
    if (const auto ring = first_answer(cases_[which]); ring && *ring->answered <= now_) {
        acknowledge(which);
    }
    if (const auto at = seen_at(cases_[which]); at && *at <= now_) {
        put_right(which);
    }
    if (cases_[which].place != Place::ended) {
        rules_due(which);
    }
    if (cases_[which].place != Place::ended) {
        steps_due(which);
        burst_out(which);
    }
    if (cases_[which].place != Place::ended && cases_[which].tracks &&
        *cases_[which].tracks <= now_) {
        look_how_it_stands(which);
    }
    if (cases_[which].place != Place::ended && cases_[which].switches &&
        *cases_[which].switches <= now_) {
        switch_channel(which, SwitchReason::comfort);
    }
    if (cases_[which].hangs_up && *cases_[which].hangs_up <= now_) {
        hang_up(which);
    }
    if (cases_[which].withdraws && *cases_[which].withdraws <= now_) {
        withdraw(which);
    }
    if (cases_[which].chases && *cases_[which].chases <= now_) {
        chase(which);
    }
    if (const auto at = widens_at(cases_[which]); at && *at <= now_) {
        widen(which);
    }
}

std::optional<Instant> Simulator::due_at(const Case& c) const {
    if (c.place == Place::ended || c.task != 0) {
        return std::nullopt;
    }
    std::optional<Instant> first;
    const auto consider = [&](std::optional<Instant> at) {
        if (at && (!first || *at < *first)) {
            first = at;
        }
    };
    consider(c.due);
    if (const auto ring = first_answer(c)) {
        consider(ring->answered);
    }
    consider(c.hangs_up);
    consider(c.tracks);
    consider(c.switches);
    consider(seen_at(c));
    consider(c.withdraws);
    consider(c.chases);
    for (const Steps& each : c.steps) {
        consider(each.due);
    }
    consider(c.bursts[0]);
    consider(c.bursts[1]);
    consider(widens_at(c));
    for (std::uint32_t rule = 0; rule < c.watches.size(); ++rule) {
        if (!c.watches[rule].looked_at) {
            consider(rule_due(c, {rule}));
        }
    }
    return first;
}

void Simulator::self_service_over(std::size_t which) {
    cases_[which].place = Place::nowhere;
    silence_begins(which);
    const Case& c = cases_[which];
    const double contained =
        contained_share(draft_.contained, step(c), c.attributes, situation(c), house_.calendars);
    if (c.luck < look_up(which, nobody, contained, 1)) {
        resolve(which, nobody);
    } else {
        step_failed(which);
    }
}

/// The rules decide what becomes of a ticket that is not resolved; else the next tier gets it; the
/// last tier resolves everything.
void Simulator::step_failed(std::size_t which) {
    const std::uint32_t hops = cases_[which].hops;
    fire(which, Trigger::Kind::gives_up);
    const Case& c = cases_[which];
    if (c.place != Place::nowhere || c.hops != hops) {
        return;
    }
    const TierId next = destination(Escalate{}, house_.tiers, c.tier);
    if (next.exists()) {
        move_up(which, next, none_rule, EscalationKind::functional);
    } else {
        resolve(which, c.person);
    }
}

void Simulator::replied(std::size_t which) {
    Case& c = cases_[which];
    say(Fact::replied, which);
    resume(&SlaTarget::pause_waiting_customer, which);
    c.place = Place::nowhere;
    hears(which);
    silence_begins(which);
    event(ClockEvent::Kind::replied, which);
    go_on_with(which, Why::reply);
}

/// Its owner's, who is there and sticks to it, or anybody's.
void Simulator::go_on_with(std::size_t which, Why why) {
    Case& c = cases_[which];
    const std::size_t owner = c.person;
    if (owner == nobody || !people_[owner].on_shift || !routing(c.tier).sticky_owner) {
        c.person = nobody;
        queue(which, why);
        return;
    }
    wait_for_owner(which, why);
    if (people_[owner].state == Person::State::idle) {
        people_[owner].keeps.push_back(which);
        const std::size_t next = next_case_for(people_[owner]);
        std::erase(people_[owner].keeps, next);
        start(owner, next);
    } else if (may_interrupt(people_[owner], c)) {
        interrupt(owner, which);
    } else {
        people_[owner].keeps.push_back(which);
    }
}

void Simulator::resolve(std::size_t which, std::size_t person) {
    if (person != nobody && !cases_[which].told_with_others) {
        write_down(which);
    }
    if (!house_.tiers[cases_[which].tier].self_service) {
        close(which);
    }
    cases_[which].tracks.reset();
    cases_[which].switches.reset();
    mend(which);
    Case& c = cases_[which];
    auto again = reopens_at(c);
    const auto& within = draft_.workload.reopen_within;
    if (again && within && *again - now_ > *within) {
        will_return(which, Comeback::too_late, {}, *again);
        again.reset();
    } else if (!again && house_.tiers[c.tier].self_service) {
        may_return(which, Comeback::contained, draft_.workload.contained_return);
    }
    c.chases.reset();
    c.withdraws.reset();
    c.bursts = {};
    c.steps.clear();
    c.heard.reset();
    needs_nobody(which);
    say(Fact::resolved, which, again ? again->time_since_epoch().count() : 0, person);
    promises_on_resolution(which);
    c.place = again ? Place::resolved : Place::ended;
    c.due = again;
    c.person = nobody;
}

/// Whether the customer comes back within the run belongs to the visit, like its work.
std::optional<Instant> Simulator::reopens_at(const Case& c) const {
    const std::uint64_t visit = c.visits[c.tier.index] - 1;
    const Block u = random_.block(c.number, Purpose::reopening, c.tier.index * 256ULL + visit);
    const Instant at = now_ + quantile(step(c).reopens_after, u[1]);
    return !c.told_with_others && u[0] < step(c).reopens && at < draft_.run.horizon.end
               ? std::optional{at}
               : std::nullopt;
}

/// What counted from its creation has ended with the resolution.
void Simulator::reopen(std::size_t which) {
    Case& c = cases_[which];
    const TierId before = c.tier;
    c.reopened = true;
    c.place = Place::nowhere;
    c.tier = c.comes_back_to;
    c.only_team = {};
    c.only_region = {};
    c.entered = false;
    say(Fact::reopened, which, before.index);
    silence_begins(which);
    fire(which, Trigger::Kind::reopened);
    enter(which, cases_[which].tier, Why::reopened);
}

void Simulator::turn_away(std::size_t which, std::int64_t waiting) {
    may_retry(which);
    cases_[which].withdraws.reset();
    needs_nobody(which);
    say(Fact::blocked, which, waiting);
    promises_cancelled(which);
    cases_[which].place = Place::ended;
}

void Simulator::hang_up(std::size_t which) {
    take_out(which);
    may_retry(which);
    cases_[which].chases.reset();
    cases_[which].withdraws.reset();
    needs_nobody(which);
    say(Fact::abandoned, which);
    promises_cancelled(which);
    cases_[which].place = Place::ended;
    cases_[which].hangs_up.reset();
}

Situation Simulator::situation(const Case& c) const {
    Situation s;
    s.now = now_;
    s.priority = c.priority;
    s.tier = c.tier;
    s.team = c.person == nobody ? TeamId{} : team_of(people_[c.person]);
    s.hops = c.hops;
    s.answered = c.answered;
    s.work_left = expected_work(c);
    return s;
}

/// What half of such steps still need after the touch time so far, that of this moment included.
/// How long a task takes is known.
Span Simulator::expected_work(const Case& c) const {
    if (c.task != 0) {
        return c.work_left;
    }
    const Span now = c.place == Place::in_hand ? now_ - c.begun : Span{0};
    return median_left(step(c).handle, c.touched + now);
}

const WorkStep& Simulator::step(const Case& c) const {
    return scenario_.work(c.attributes.category, c.tier);
}

/// One draw for each visit to a tier: work, luck, whether the customer is asked, and the reply.
void Simulator::draw_step(Case& c) {
    if (c.step_drawn || c.task != 0) {
        return;
    }
    const std::uint64_t visit = c.visits[c.tier.index]++;
    const Block u = random_.block(c.number, Purpose::work, c.tier.index * 256ULL + visit);
    c.step_drawn = true;
    c.work_left = quantile(step(c).handle, u[0]);
    c.luck = u[1];
    c.asks_at.reset();
    if (u[2] < step(c).asks_customer) {
        c.asks_at = c.work_left / 2;
        c.reply = quantile(step(c).reply, u[3]);
    }
}

}  // namespace meridian::reference
