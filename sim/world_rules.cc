#include <algorithm>
#include <cmath>

#include "sim/world.h"

namespace meridian {
namespace {

/// To the nearest millisecond: 80 % of an hour is 48 minutes although 0.8 is no binary fraction.
Span share_of(Span target, double share) {
    return Span{std::llround(static_cast<double>(target.count()) * share)};
}

}  // namespace

bool World::allowed(std::uint32_t place, std::uint32_t slot) const {
    const Rule& rule = draft_->policy.escalation.rules[concern(slot).rules[place]];
    const Firings& before = followed_[slot].firings[place];
    return before.count < rule.limit && has_happened(concern(slot).rules[place], slot) &&
           (!rule.cooldown || before.last == Instant::min() || now - before.last >= *rule.cooldown);
}

/// For what somebody looks at without knowing yet.
bool World::has_happened(RuleId rule, std::uint32_t slot) const {
    switch (draft_->policy.escalation.rules[rule].trigger.kind) {
        case Trigger::Kind::after_hours:
            return came_after_hours(slot);
        case Trigger::Kind::similar_tickets:
            return !tickets_[slot].attributes.backlog && sightings_[rule.index]->many();
        default:
            return true;
    }
}

/// A region without business hours is never closed.
bool World::came_after_hours(std::uint32_t slot) const {
    const CalendarId hours =
        calendar_for({.kind = ClockSource::Kind::customer, .calendar = {}}, slot);
    return hours.exists() && !(*calendars_)[hours].open.is_open(tickets_[slot].created);
}

/// Precondition: the rule concerns the ticket.
Firings& World::firings(RuleId rule, std::uint32_t slot) {
    const std::vector<RuleId>& rules = concern(slot).rules;
    const auto place = std::ranges::lower_bound(rules, rule) - rules.begin();
    return followed_[slot].firings[static_cast<std::size_t>(place)];
}

/// Looks at the candidates in order and does what the matching ones say.
void World::decide_among(const std::vector<std::uint32_t>& places, std::uint32_t slot) {
    std::vector<RuleId> candidates = std::move(candidates_);
    std::vector<RuleId> decided = std::move(decided_);
    candidates.clear();
    decided.clear();
    for (std::uint32_t place : places) {
        if (allowed(place, slot)) {
            candidates.push_back(concern(slot).rules[place]);
        }
    }
    decide(draft_->policy.escalation, candidates, tickets_[slot].attributes,
           situation_for_rules(slot), *calendars_, decided);
    if (looked != nullptr) [[unlikely]] {
        tell_look(places, slot, candidates, decided);
    }
    const TicketNumber number = tickets_[slot].number;
    for (RuleId id : decided) {
        if (is_gone(slot, number)) {
            break;
        }
        Firings& so_far = firings(id, slot);
        ++so_far.count;
        so_far.last = now;
        apply(id, slot);
    }
    candidates_ = std::move(candidates);
    decided_ = std::move(decided);
}

void World::tell_look(const std::vector<std::uint32_t>& places, std::uint32_t slot,
                      const std::vector<RuleId>& allowed,
                      const std::vector<RuleId>& decided) const {
    RuleLook look{.at = now, .ticket = tickets_[slot].number, .situation = situation(slot)};
    for (const std::uint32_t place : places) {
        if (!has_happened(concern(slot).rules[place], slot)) {
            continue;  // nothing asked for this one
        }
        look.asked.push_back(concern(slot).rules[place]);
    }
    look.allowed = allowed;
    look.decided = decided;
    (*looked)(look);
}

void World::apply(RuleId id, std::uint32_t slot) {
    const Rule& rule = draft_->policy.escalation.rules[id];
    if (!rule.steps.empty()) {
        begin_chain(id, slot);
        return;
    }
    const TicketNumber number = tickets_[slot].number;
    for (const Action& action : rule.actions) {
        if (is_gone(slot, number)) {
            return;
        }
        act(action, id, slot);
    }
}

void World::act(const Action& action, RuleId id, std::uint32_t slot) {
    if (const auto* up = std::get_if<Escalate>(&action)) {
        escalate(*up, id, slot);
    } else if (const auto* aside = std::get_if<Transfer>(&action)) {
        transfer(*aside, id, slot);
    } else if (const auto* more = std::get_if<Raise>(&action)) {
        raise(*more, id, slot);
    } else if (const auto* who = std::get_if<Notify>(&action)) {
        notify(*who, id, slot);
    } else if (const auto* back = std::get_if<ReturnTo>(&action)) {
        send_back(*back, id, slot);
    } else if (const auto* problem = std::get_if<DeclareProblem>(&action)) {
        if (plan_->problems) {
            declare(*problem, id, slot);
        }
    } else if (const auto* out = std::get_if<SendOut>(&action)) {
        send_out(*out, id, slot);
    } else if (const auto* whom = std::get_if<PageOnCall>(&action)) {
        page(*whom, id, slot);
    } else {
        involve(std::get<Involve>(action), id, slot);
    }
}

void World::escalate(const Escalate& action, RuleId id, std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    const Rule& rule = draft_->policy.escalation.rules[id];
    const TierId to = destination(action, draft_->organisation.tiers, t.tier);
    const bool by_agent = rule.trigger.kind == Trigger::Kind::gives_up;
    if (!to.exists() || to == t.tier || goes_in_circles(slot) || left_just_now(slot, to) ||
        (!by_agent && t.hops >= draft_->policy.escalation.hops_max)) {
        return;
    }
    if (rule.finish_in_hand && t.place == Place::in_hand) {
        t.move_to = to;
        t.move_rule = static_cast<std::uint16_t>(id.index);
        return;
    }
    move_up(slot, to, static_cast<std::uint16_t>(id.index), rule.kind);
}

/// Whether somebody of that team or region has it in hand, or owns it, already.
bool World::is_held_by(std::uint32_t slot, const Transfer& wanted) const {
    const OpenTicket& t = tickets_[slot];
    if (t.agent == nobody || t.place == Place::none || t.place == Place::outside ||
        t.place == Place::at_home) {
        return false;
    }
    const TeamId team = draft_->organisation.crews[desks_[t.agent].crew].team;
    return wanted.team.exists() ? team == wanted.team
                                : draft_->organisation.teams[team].region == wanted.region;
}

void World::transfer(const Transfer& action, RuleId id, std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    const auto cause = static_cast<std::uint16_t>(id.index);
    const bool opening = !t.entered;
    const std::uint32_t stopped = t.place == Place::in_hand ? t.agent : nobody;
    if (draft_->organisation.tiers[t.tier].self_service || is_held_by(slot, action) ||
        t.transfers >= draft_->policy.escalation.transfers_max || left_just_now(slot, action)) {
        return;
    }
    ++t.transfers;
    if (plan_->vendors) {
        call_back(slot);
    }
    leave_place(slot);
    if (plan_->looks_back && !opening) {
        note_leaving(slot);
    }
    tickets_[slot].agent = nobody;
    tickets_[slot].bound_team = action.team;
    tickets_[slot].bound_desk = action.region;
    write(Fact::transferred, slot, action.team.index, action.region.index, cause);
    if (!opening) {
        queue(slot, Why::transfer);
    }
    if (stopped != nobody) {
        free(stopped);
    }
}

void World::raise(const Raise& action, RuleId id, std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    const Priority before = t.priority;
    const int lower = std::max(0, int{before} - int{action.steps});
    const Priority after = action.to.value_or(static_cast<Priority>(lower));
    if (after >= before) {
        return;  // it is as urgent already
    }
    const Routing& how = routing(t.tier);
    const bool queued = t.place == Place::queued;
    if (queued) {
        lines_.leave(slot, t.need, t.priority);
    }
    t.priority = after;
    write(Fact::prioritised, slot, before, nobody, static_cast<std::uint16_t>(id.index));
    clocks_reprioritised(slot);
    if (t.place == Place::with_owner && may_interrupt(t.agent, slot)) {
        disown(slot);
        interrupt(t.agent, slot);
    } else if (queued && !((how.preemption || how.reserve) && taken_at_once(slot))) {
        lines_.join(slot, t.need, t.priority, standing(slot));
    }
    arm(slot);
    let_go(slot);
    if (plan_->communication) {
        inform_anew(slot);
        arm(slot);
    }
}

void World::notify(const Notify& action, RuleId id, std::uint32_t slot) {
    const auto& names = draft_->policy.notified;
    const auto who = std::ranges::find(names, action.who) - names.begin();
    write(Fact::notified, slot, who, nobody, static_cast<std::uint16_t>(id.index));
}

void World::involve(const Involve& action, RuleId id, std::uint32_t slot) {
    const bool in_steps = !draft_->policy.escalation.rules[id].steps.empty();
    const std::uint64_t nth = in_steps ? nth_of_steps + tickets_[slot].tasks
                                       : id.index * 65536ULL + firings(id, slot).count;
    const Span work = quantile(action.handle,
                               random_->block(tickets_[slot].number, Purpose::involvement, nth)[0]);
    write(Fact::involved, slot, work.count(), action.tier.index,
          static_cast<std::uint16_t>(id.index));
    queue_task(task_beside(slot, action.tier, work));
}

/// A task that somebody of the tier will do beside the ticket; not queued yet.
std::uint32_t World::task_beside(std::uint32_t slot, TierId tier, Span work) {
    const std::uint32_t side = free_slot();  // tickets_ may have moved
    OpenTicket& task = tickets_[side];
    OpenTicket& t = tickets_[slot];
    task.alive = true;
    task.entered = true;
    task.task = ++t.tasks;
    task.step_known = true;
    task.number = t.number;
    task.attributes = t.attributes;
    task.priority = t.priority;
    task.created = now;
    task.first_queued = now;
    task.queued_at = now;
    task.tier = tier;
    task.work_left = work;
    const std::vector<Stage>& stages = routing(tier).stages;
    task.stage = stages.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(stages.size() - 1);
    task.need = lines_.number_of(need_of(side));
    return side;
}

void World::queue_task(std::uint32_t side) {
    OpenTicket& task = tickets_[side];
    task.place = Place::queued;
    write(Fact::task_queued, side, task.stage, task.need);
    if (!taken_at_once(side)) {
        take_place_in_line(side);
    }
}

void World::start_timers(Trigger::Kind kind, std::uint32_t slot, Instant since) {
    const Concern& mine = concern(slot);
    for (std::uint32_t i : mine.timed_on[static_cast<std::size_t>(kind)]) {
        if (tickets_[slot].task) {
            return;
        }
        const Trigger& when = trigger(mine, i);
        RuleTimer& t = followed_[slot].timers[i];
        t.since = since;
        t.left = when.after;
        t.calendar = calendar_for(when.clock, slot);
        t.counts = true;
        t.due = counted_deadline(*calendars_, t.calendar, since, t.left).value_or(never);
    }
}

void World::stop_timers(Trigger::Kind kind, std::uint32_t slot) {
    if (tickets_[slot].task) {
        return;
    }
    for (std::uint32_t i : concern(slot).timed_on[static_cast<std::size_t>(kind)]) {
        followed_[slot].timers[i].due = never;
        followed_[slot].timers[i].counts = false;
    }
}

/// Nothing is due of a ticket that is resolved.
void World::timers_end(std::uint32_t slot) {
    std::ranges::fill(followed_[slot].timers, RuleTimer{});
    std::ranges::fill(followed_[slot].chains, Chain{});
}

/// Work on the ticket begins: when will it have taken too long on this tier?
void World::count_touch(std::uint32_t slot) {
    const Concern& mine = concern(slot);
    for (std::uint32_t i : mine.timed_on[static_cast<std::size_t>(Trigger::Kind::touch)]) {
        RuleTimer& t = followed_[slot].timers[i];
        if (!t.spent) {
            t.due = now + std::max(trigger(mine, i).after - tickets_[slot].touch, Span{0});
        }
    }
}

/// On another tier, touch time is counted anew.
void World::forget_touch(std::uint32_t slot) {
    for (std::uint32_t i : concern(slot).timed_on[static_cast<std::size_t>(Trigger::Kind::touch)]) {
        followed_[slot].timers[i].spent = false;
    }
}

/// The rules that watch this SLA clock, after it has changed. `anew`: it has been started.
void World::timers_for_clock(std::uint32_t slot, std::uint32_t sla, bool anew) {
    const ClockState& c = clock(slot, sla);
    const Concern& mine = concern(slot);
    for (const Trigger::Kind kind : {Trigger::Kind::sla_used, Trigger::Kind::sla_left}) {
        for (std::uint32_t i : mine.timed_on[static_cast<std::size_t>(kind)]) {
            const Trigger& when = trigger(mine, i);
            if (when.sla.index != sla) {
                continue;
            }
            RuleTimer& t = followed_[slot].timers[i];
            t.spent = t.spent && !anew;
            t.due = never;
            if (c.phase == ClockState::Phase::running && !t.spent) {
                const Span at = kind == Trigger::Kind::sla_used ? share_of(c.target, when.used)
                                                                : c.target - when.after;
                t.due = counted_deadline(*calendars_, c.calendar, c.since, at - c.consumed)
                            .value_or(never);
            }
        }
    }
}

/// Rules whose clock follows the holder go on by the new holder's hours.
void World::timers_held_by(std::uint32_t slot) {
    if (plan_->triggers == 0) {
        return;
    }
    const Concern& mine = concern(slot);
    for (std::uint32_t i = 0; i < mine.timed.size(); ++i) {
        const Trigger& when = trigger(mine, i);
        RuleTimer& t = followed_[slot].timers[i];
        if (!when.clock.follows() || !t.counts) {
            continue;
        }
        const CalendarId calendar = calendar_for(when.clock, slot);
        if (calendar == t.calendar) {
            continue;
        }
        t.left -= counted(*calendars_, t.calendar, t.since, now);
        t.since = now;
        t.calendar = calendar;
        t.due = counted_deadline(*calendars_, calendar, now, t.left).value_or(never);
    }
}

void World::rules_due(std::uint32_t slot) {
    std::vector<std::uint32_t> due = std::move(due_);
    due.clear();
    std::vector<RuleTimer>& timers = followed_[slot].timers;
    for (std::size_t i = 0; i < timers.size(); ++i) {
        if (timers[i].due <= now) {
            timers[i].due = never;
            timers[i].counts = false;
            timers[i].spent = true;
            due.push_back(concern(slot).timed[i]);
        }
    }
    fire(due, slot);
    due_ = std::move(due);
}

}  // namespace meridian
