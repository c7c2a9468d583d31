#include <algorithm>

#include "sim/world.h"

namespace meridian {

World::World(const Plan& plan, const Random& random, std::span<Observer* const> observers)
    : plan_(&plan),
      draft_(&**plan.scenario),
      calendars_(&draft_->organisation.calendars),
      work_(draft_->workload.work.data()),
      random_(&random),
      streams_(static_cast<std::uint32_t>(draft_->workload.streams.size())),
      crews_(static_cast<std::uint32_t>(draft_->organisation.crews.size())),
      targets_(static_cast<std::uint32_t>(draft_->policy.sla.size())),
      lines_(plan),
      concerns_(*draft_),
      chronicle_(observers, lines_.needs()),
      articles_(plan.articles),
      desks_(plan.agents),
      on_duty_(crews_, 0),
      crew_leaves_(crews_, never) {
    awake_.resize(draft_->on_call.size());
    for (const Incident& incident : draft_->workload.incidents) {
        outbreaks_.push_back({.mended = std::vector<bool>(incident.breaks.size()),
                              .problems = std::vector<Problem>(incident.breaks.size())});
    }
    for (const Rule& rule : draft_->policy.escalation.rules) {
        sightings_.emplace_back();
        if (rule.trigger.kind == Trigger::Kind::similar_tickets) {
            sightings_.back().emplace(rule.trigger.similar);
        }
    }
    for (std::uint32_t i = 0; i < crews_; ++i) {
        const Crew& crew = draft_->organisation.crews[CrewId{i}];
        idle_.emplace_back(idle_agents_);
        for (std::uint32_t agent = 0; agent < crew.agents; ++agent) {
            desks_[crew.first_agent.index + agent].crew = CrewId{i};
        }
    }
    if (plan.concurrency) {
        hands_.resize(plan.agents);
        for (Hands& hands : hands_) {
            hands.held.reserve(Concurrency::at_most);
        }
    }
}

std::uint32_t World::free_slot() {
    if (!free_slots_.empty()) {
        const std::uint32_t slot = free_slots_.back();
        free_slots_.pop_back();
        return slot;
    }
    const auto slot = static_cast<std::uint32_t>(tickets_.size());
    tickets_.emplace_back();
    clocks_.resize(clocks_.size() + targets_);
    followed_.emplace_back();
    visits_.resize(visits_.size() + plan_->tiers);
    if (plan_->looks_back) {
        stays_.resize(visits_.size());
    }
    if (plan_->lifecycle) {
        lives_.emplace_back();
    }
    if (plan_->switches) {
        switches_.push_back(never);
    }
    if (plan_->triage) {
        triages_.emplace_back();
    }
    if (plan_->vendors) {
        outside_.emplace_back();
    }
    if (plan_->on_call) {
        pagings_.emplace_back();
    }
    return slot;
}

void World::release(std::uint32_t slot) {
    agenda.withdraw(ticket_subject(slot));
    const auto wipe = [slot](auto& table, std::size_t width, auto value) {
        std::fill_n(table.begin() + static_cast<std::ptrdiff_t>(slot * width), width, value);
    };
    if (!concern(slot).rules.empty()) {
        followed_[slot].timers.clear();
        followed_[slot].firings.clear();
        followed_[slot].chains.clear();
    }
    tickets_[slot] = OpenTicket{};
    wipe(clocks_, targets_, ClockState{});
    wipe(visits_, plan_->tiers, std::uint8_t{0});
    free_slots_.push_back(slot);
    if (plan_->plain) {
        return;
    }
    if (plan_->looks_back) {
        wipe(stays_, plan_->tiers, Stay{});
    }
    if (plan_->lifecycle) {
        lives_[slot] = LifeSoFar{};
    }
    if (plan_->switches) {
        switches_[slot] = never;
    }
    if (plan_->triage) {
        triages_[slot] = Triage{};
    }
    if (plan_->vendors) {
        outside_[slot] = Outside{};
    }
    if (plan_->on_call) {
        let_sleep(slot);
        pagings_[slot] = Paging{};
    }
}

void World::open(const Newcomer& newcomer) {
    if (plan_->incidents && newcomer.number.generation() == 0 && is_averted(newcomer)) {
        return;
    }
    const std::uint32_t slot = free_slot();
    OpenTicket& t = tickets_[slot];
    t.number = newcomer.number;
    t.attributes = newcomer.attributes;
    t.alive = true;
    t.created = newcomer.at;
    t.priority = newcomer.attributes.priority;
    if (plan_->triage) {
        set_priority(slot);
    }
    t.tier = newcomer.entry;
    t.comes_back_to = newcomer.entry;
    t.admitted = newcomer.attributes.backlog;
    t.concern = concerns_.number_of(t.attributes);
    if (!concern(slot).rules.empty()) {
        followed_[slot].timers.assign(concern(slot).timed.size(), RuleTimer{});
        followed_[slot].firings.assign(concern(slot).rules.size(), Firings{});
        followed_[slot].chains.assign(concern(slot).chained.size(), Chain{});
    }
    chronicle_.write_opened({.at = now,
                             .ticket = t.number,
                             .slot = slot,
                             .fact = Fact::opened,
                             .tier = static_cast<std::uint8_t>(t.tier.index),
                             .priority = t.priority},
                            t.attributes);
    clocks_at(ClockEvent::Kind::opened, slot);
    if (plan_->triggers != 0) {
        timers_start(Trigger::Kind::open, slot, now);
        timers_start(Trigger::Kind::unanswered, slot, now);
        heard(slot);
    }
    if (!plan_->plain) {
        if (plan_->follow_ups) {
            may_withdraw(slot);
            may_burst_out(slot);
        }
        if (plan_->switches) {
            may_switch(slot);
        }
    }
    if (newcomer.attributes.backlog) {
        backlog_.push_back(slot);
        return;
    }
    if (timed_on(Trigger::Kind::similar_tickets)) {
        note_among_similar(slot);
    }
    if (plan_->communication) {
        inform_anew(slot);
    }
    fire(concern(slot).created, slot);
    enter_tier(slot, tickets_[slot].tier, Why::arrival);
}

/// Whichever rules concern the ticket: those that do not count it too.
void World::note_among_similar(std::uint32_t slot) {
    for (std::optional<Sightings>& seen : sightings_) {
        if (seen) {
            seen->note(tickets_[slot].attributes, now);
        }
    }
}

void World::begin_with_backlog() {
    for (std::uint32_t slot : backlog_) {
        if (plan_->communication) {
            inform_anew(slot);
        }
        fire(concern(slot).created, slot);
        enter_tier(slot, tickets_[slot].tier, Why::arrival);
    }
    backlog_.clear();
}

void World::enter_tier(std::uint32_t slot, TierId tier, Why why) {
    if (plan_->takes_in && is_taken_in_first(slot, tier)) {
        return;
    }
    OpenTicket& t = tickets_[slot];
    t.tier = tier;
    t.entered = true;
    t.entered_tier = now;
    t.first_queued = now;
    t.touch = Span{0};
    t.re_read = Span{0};
    t.step_known = false;
    t.move_to = {};
    clocks_at(ClockEvent::Kind::enters, slot);
    timers_start(Trigger::Kind::in_tier, slot, now);
    timers_forget_touch(slot);
    if (!draft_->organisation.tiers[tier].self_service) {
        if (draft_->organisation.tiers[t.comes_back_to].self_service) {
            tickets_[slot].comes_back_to = tier;
        }
        if (plan_->lifecycle) {
            watch_over(slot);
        }
        queue(slot, why);
        return;
    }
    if (plan_->lifecycle) {
        watch_over(slot);
    }
    draw_step(tickets_[slot]);
    if (plan_->on_call) {
        call_off(slot);
    }
    tickets_[slot].chases = never;
    timers_stop(Trigger::Kind::no_update, slot);
    tickets_[slot].place = Place::self_service;
    tickets_[slot].due = now + tickets_[slot].work_left;
    write(Fact::self_served, slot, tickets_[slot].work_left.count());
    arm(slot);
}

/// Takes the ticket out of wherever it is; an agent who had it in hand is left without work and
/// must be freed.
void World::leave_place(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    switch (t.place) {
        case Place::queued:
            lines_.leave(slot, t.need, t.priority);
            break;
        case Place::with_owner:
        case Place::parked:
            disown(slot);
            break;
        case Place::in_hand:
            if (plan_->concurrency) {
                turn_to(t.agent, slot);
            }
            stop_work(t.agent, Why::moved_by_rule);
            break;
        case Place::noting:
            desks_[t.agent].slot = nobody;
            break;
        default:
            break;
    }
    if (tickets_[slot].place == Place::parked) {
        clocks_resumed(slot, &SlaTarget::pause_parked);
    }
    if (tickets_[slot].place == Place::waiting_customer) {
        clocks_resumed(slot, &SlaTarget::pause_waiting_customer);
    }
    if (tickets_[slot].place == Place::outside) {
        leave_outside(slot);
    }
    const bool waited_for_us = tickets_[slot].waits_for_us();
    if (tickets_[slot].place == Place::at_home) {
        let_sleep(slot);
    }
    tickets_[slot].place = Place::none;
    if (!waited_for_us) {
        heard(slot);
    }
    tickets_[slot].due = never;
    tickets_[slot].widens = never;
    timers_stop(Trigger::Kind::waiting, slot);
    timers_stop(Trigger::Kind::waiting_customer, slot);
}

void World::ticket_due(std::uint32_t slot) {
    const TicketNumber number = tickets_[slot].number;
    const auto gone = [&] { return is_gone(slot, number); };
    OpenTicket& t = tickets_[slot];
    if (t.due <= now) {
        t.due = never;
        if (t.place == Place::self_service) {
            self_service_ends(slot);
        } else if (t.place == Place::resolved) {
            reopen(slot);
        } else if (t.place == Place::outside) {
            come_back(slot);
        } else if (t.place == Place::at_home) {
            work_from_home_ends(slot);
        } else {
            replied(slot);
        }
    }
    if (!gone() && plan_->on_call && pagings_[slot].answers <= now) {
        acknowledge(slot);
    }
    if (!gone() && plan_->triage && triages_[slot].seen <= now) {
        put_right(slot);
    }
    if (!gone()) {
        rules_due(slot);
    }
    if (!gone() && !plan_->plain) {
        beside_due(slot);
    }
    if (!gone() && tickets_[slot].hangs_up <= now) {
        abandon(slot);
    }
    if (!gone() && tickets_[slot].withdraws <= now) {
        withdraw(slot);
    }
    if (!gone() && tickets_[slot].chases <= now) {
        chase(slot);
    }
    if (!gone() && tickets_[slot].widens <= now) {
        widen(slot);
    }
    if (!gone()) {
        arm(slot);
    }
}

/// What its scenario lets it wait for beside its place and its rules.
void World::beside_due(std::uint32_t slot) {
    const TicketNumber number = tickets_[slot].number;
    const auto gone = [&] { return is_gone(slot, number); };
    if (plan_->chains) {
        chains_due(slot);
    }
    if (!gone() && plan_->displeasure) {
        burst_out(slot);
    }
    if (!gone() && plan_->communication && tickets_[slot].tells <= now) {
        update_due(slot);
    }
    if (!gone() && plan_->lifecycle && lives_[slot].tracks <= now) {
        track(slot);
    }
    if (!gone() && plan_->switches && switches_[slot] <= now) {
        switch_due(slot);
    }
}

void World::arm(std::uint32_t slot) {
    const OpenTicket& t = tickets_[slot];
    Instant next = std::min(std::min(t.due, t.hangs_up), t.widens);
    for (const RuleTimer& timer : followed_[slot].timers) {
        next = std::min(next, timer.due);
    }
    if (!plan_->plain) {
        next = std::min(next, due_beside(slot));
    }
    if (next == never) {
        agenda.withdraw(ticket_subject(slot));
    } else {
        agenda.put_ticket(ticket_subject(slot), std::max(next, now), t.number);
    }
}

/// Of that, whichever comes first; and the answer to a page, and what an agent will see.
Instant World::due_beside(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    Instant next = never;
    if (plan_->follow_ups) {
        next = std::min(next, std::min(t.chases, t.withdraws));
        next = std::min(next, std::min(t.bursts[0], t.bursts[1]));
    }
    if (plan_->communication) {
        next = std::min(next, t.tells);
    }
    if (plan_->lifecycle) {
        next = std::min(next, lives_[slot].tracks);
    }
    if (plan_->switches) {
        next = std::min(next, switches_[slot]);
    }
    if (plan_->triage) {
        next = std::min(next, triages_[slot].seen);
    }
    if (plan_->on_call) {
        next = std::min(next, pagings_[slot].answers);
    }
    if (plan_->chains) {
        for (const Chain& chain : followed_[slot].chains) {
            next = std::min(next, chain.due);
        }
    }
    return next;
}

void World::self_service_ends(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    t.place = Place::none;
    t.misrouted *= draft_->organisation.tiers[t.tier].misrouted;
    heard(slot);
    double share = draft_->contained.empty()
                       ? step_of(t).resolves
                       : contained_share(draft_->contained, step_of(t), t.attributes,
                                         situation(slot), *calendars_);
    if (plan_->knowledge) {
        share = look_up(slot, nobody, share, 1);
    }
    if (t.luck < share) {
        resolve(slot, nobody);
        return;
    }
    give_up(slot);
}

/// The step is over and the ticket is not resolved: the first rule on it decides, else it goes to
/// the next tier. Where nothing leads on it is resolved here.
void World::give_up(std::uint32_t slot) {
    const TierId tier = tickets_[slot].tier;
    const TicketNumber number = tickets_[slot].number;
    const std::uint32_t hops = tickets_[slot].hops;
    fire(concern(slot).gives_up, slot);
    if (is_gone(slot, number) || tickets_[slot].place != Place::none ||
        tickets_[slot].hops != hops) {
        return;
    }
    const TierId next = destination(Escalate{}, draft_->organisation.tiers, tier);
    if (next.exists()) {
        move_up(slot, next, none_rule, EscalationKind::functional);
    } else {
        resolve(slot, tickets_[slot].agent);
    }
}

void World::move_up(std::uint32_t slot, TierId tier, std::uint16_t cause, EscalationKind kind) {
    OpenTicket& t = tickets_[slot];
    const bool opening = !t.entered;
    const TierId before = t.tier;
    std::uint32_t stopped = nobody;
    if (t.place == Place::in_hand) {
        stopped = t.agent;
    }
    if (plan_->vendors) {
        call_back(slot);
    }
    leave_place(slot);
    clocks_at(ClockEvent::Kind::leaves, slot);
    if (plan_->looks_back && !opening) {
        note_leaving(slot);
    }
    tickets_[slot].tier = tier;
    tickets_[slot].hops += 1;
    tickets_[slot].moves_now = tickets_[slot].moved == now ? tickets_[slot].moves_now + 1 : 1;
    tickets_[slot].moved = now;
    tickets_[slot].bound_team = {};
    tickets_[slot].bound_desk = {};
    tickets_[slot].agent = nobody;
    write(Fact::escalated, slot, before.index, static_cast<std::uint32_t>(kind), cause);
    if (plan_->looks_back && !opening) {
        note_coming(slot, before);
    }
    if (!opening) {
        enter_tier(slot, tier, Why::escalation);
    }
    if (stopped != nobody) {
        free(stopped);
    }
}

void World::replied(std::uint32_t slot) {
    write(Fact::replied, slot);
    clocks_resumed(slot, &SlaTarget::pause_waiting_customer);
    listens(slot);
    timers_stop(Trigger::Kind::waiting_customer, slot);
    tickets_[slot].place = Place::none;
    heard(slot);
    clocks_at(ClockEvent::Kind::replied, slot);
    go_on_with(slot, Why::reply);
}

/// It is with us again: its owner's, who kept it meanwhile, or anybody's.
void World::go_on_with(std::uint32_t slot, Why why) {
    OpenTicket& t = tickets_[slot];
    const std::uint32_t owner = t.agent;
    if (owner != nobody && !desks_[owner].on_shift && is_kept(slot)) {
        own(owner, slot, false);
        park(slot);
        return;
    }
    if (owner == nobody || !routing(t.tier).sticky_owner || !desks_[owner].on_shift) {
        t.agent = nobody;
        queue(slot, why);
        return;
    }
    wait_for_owner(slot, why);
    if (desks_[owner].state == Desk::State::idle) {
        leave_idle(owner);
        own(owner, slot, false);
        take_up(owner, next_for(owner));
    } else if (may_interrupt(owner, slot)) {
        interrupt(owner, slot);
    } else {
        own(owner, slot, false);
    }
}

/// In no line: only its owner, who is on shift, takes it.
void World::wait_for_owner(std::uint32_t slot, Why why) {
    OpenTicket& t = tickets_[slot];
    if (t.chases == never) {
        listens(slot);
    }
    t.queued_at = now;
    t.place = Place::with_owner;
    write(Fact::queued, slot, t.stage, t.need, static_cast<std::uint16_t>(why));
    timers_start(Trigger::Kind::waiting, slot, now);
    arm(slot);
}

void World::resolve(std::uint32_t slot, std::uint32_t agent) {
    if (!plan_->plain) {
        wind_up(slot, agent);
    }
    const std::optional<Span>& within = draft_->workload.reopen_within;
    std::optional<Instant> again = reopens_at(slot);
    std::optional<Newcomer> next;
    if (again && within && *again - now > *within) {
        next = announce(slot, Comeback::too_late, {}, *again);
        again.reset();
    } else if (!again && draft_->organisation.tiers[tickets_[slot].tier].self_service) {
        next = may_return(slot, Comeback::contained, draft_->workload.contained_return);
    }
    write(Fact::resolved, slot, again ? again->time_since_epoch().count() : 0, agent);
    clocks_resolved(slot);
    if (!again) {
        release(slot);
        expect(next);
        return;
    }
    timers_end(slot);
    if (plan_->on_call) {
        let_sleep(slot);
    }
    tickets_[slot].chases = never;
    tickets_[slot].withdraws = never;
    tickets_[slot].bursts.fill(never);
    tickets_[slot].place = Place::resolved;
    tickets_[slot].agent = nobody;
    tickets_[slot].due = *again;
    arm(slot);
}

/// What follows from a resolution is begun.
void World::wind_up(std::uint32_t slot, std::uint32_t agent) {
    if (plan_->communication) {
        report_on(slot);
    }
    if (plan_->knowledge && agent != nobody && !tickets_[slot].answered_with_others) {
        document(slot);
    }
    if (plan_->lifecycle) {
        lives_[slot].tracks = never;
        if (!draft_->organisation.tiers[tickets_[slot].tier].self_service) {
            close(slot);
        }
    }
    if (plan_->switches) {
        switches_[slot] = never;
    }
    if (plan_->incidents) {
        mend(slot);
    }
}

/// Keyed by ticket, tier and visit, as the work is: whether the customer comes back is true whoever
/// resolved it.
std::optional<Instant> World::reopens_at(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    const WorkStep& step = step_of(t);
    if (step.reopens <= 0 || t.answered_with_others) {
        return std::nullopt;
    }
    const std::size_t row = slot * plan_->tiers + t.tier.index;
    const std::uint64_t visit = visits_[row] - std::uint64_t{1};  // drawn when it began
    const Block u = random_->block(t.number, Purpose::reopening, t.tier.index * 256ULL + visit);
    const Instant at = now + quantile(step.reopens_after, u[1]);
    return u[0] < step.reopens && at < draft_->run.horizon.end ? std::optional{at} : std::nullopt;
}

/// Enters anew where its first agents were, bound to nobody. Rules that count from creation ended
/// with the resolution, and so did its promises; what counts from entering a tier begins again.
/// Its rules speak before it is queued, as those of a new ticket do.
void World::reopen(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    const TierId before = t.tier;
    t.place = Place::none;
    t.tier = t.comes_back_to;
    t.entered = false;
    t.bound_team = {};
    t.bound_desk = {};
    write(Fact::reopened, slot, before.index);
    heard(slot);
    if (plan_->communication) {
        inform_anew(slot);
    }
    fire(concern(slot).reopened, slot);
    enter_tier(slot, tickets_[slot].tier, Why::reopened);
}

void World::block(std::uint32_t slot) {
    const std::optional<Newcomer> next = retries(slot);
    write(Fact::blocked, slot, static_cast<std::int64_t>(lines_.waiting(tickets_[slot].tier)));
    clocks_cancelled(slot);
    release(slot);
    expect(next);
}

void World::abandon(std::uint32_t slot) {
    leave_place(slot);
    const std::optional<Newcomer> next = retries(slot);
    write(Fact::abandoned, slot);
    clocks_cancelled(slot);
    release(slot);
    expect(next);
}

Situation World::situation(std::uint32_t slot) const {
    Situation all = situation_for_rules(slot);
    if (plan_->work_left_matters && !plan_->rules_ask_work_left) {
        all.work_left = expected_work(tickets_[slot]);
    }
    return all;
}

/// How much work is left takes longer to tell than all else.
Situation World::situation_for_rules(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    const bool waits = t.place == Place::queued || t.place == Place::with_owner;
    return {.now = now,
            .priority = t.priority,
            .tier = t.tier,
            .team = t.agent != nobody ? crew_of(t.agent).team : TeamId{},
            .hops = t.hops,
            .answered = t.answered,
            .work_left = plan_->rules_ask_work_left ? expected_work(t) : Span{0},
            .waited = waits ? now - t.queued_at : Span{0}};
}

void World::end(Instant horizon) {
    now = horizon;
    for (std::uint32_t agent = 0; agent < desks_.size(); ++agent) {
        while (desks_[agent].state == Desk::State::working) {
            stop_work(agent, Why::horizon);
            if (!plan_->concurrency || !turns_to_another(agent)) {
                break;
            }
        }
    }
    for (std::uint32_t slot = 0; slot < tickets_.size(); ++slot) {
        const OpenTicket& t = tickets_[slot];
        if (t.alive && !t.task && t.place != Place::resolved) {
            clocks_at_horizon(slot);
            write(Fact::left_open, slot, (now - t.created).count());
        }
    }
    chronicle_.finish(horizon);
}

}  // namespace meridian
