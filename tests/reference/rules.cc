#include <algorithm>
#include <cmath>

#include "tests/reference/hours.h"
#include "tests/reference/simulator.h"

namespace meridian::reference {

/// When the rule has to be looked at, as things are now; nothing: not while they stay so.
std::optional<Instant> Simulator::rule_due(const Case& c, RuleId id) const {
    const Trigger& trigger = draft_.policy.escalation.rules[id].trigger;
    if (c.place == Place::resolved) {
        return std::nullopt;
    }
    switch (trigger.kind) {
        case Trigger::Kind::created:
        case Trigger::Kind::after_hours:
        case Trigger::Kind::similar_tickets:
        case Trigger::Kind::gives_up:
        case Trigger::Kind::reopened:
        case Trigger::Kind::customer_demands:
        case Trigger::Kind::conflict:
            return std::nullopt;
        case Trigger::Kind::touch:
            return c.place == Place::in_hand
                       ? std::optional{c.begun + std::max(Span{0}, trigger.after - c.touched)}
                       : std::nullopt;
        case Trigger::Kind::open:
            return c.reopened ? std::nullopt : by_clock(c, trigger, c.created);
        case Trigger::Kind::unanswered:
            return c.answered || c.reopened ? std::nullopt : by_clock(c, trigger, c.created);
        case Trigger::Kind::in_tier:
            return c.entered ? by_clock(c, trigger, c.entered_tier) : std::nullopt;
        case Trigger::Kind::waiting:
            return c.place == Place::line || c.place == Place::with_owner
                       ? by_clock(c, trigger, c.queued_at)
                       : std::nullopt;
        case Trigger::Kind::waiting_customer:
            return c.place == Place::with_customer ? by_clock(c, trigger, *c.due - c.reply)
                                                   : std::nullopt;
        case Trigger::Kind::waiting_vendor:
            return c.place == Place::outside ? by_clock(c, trigger, c.sent_at) : std::nullopt;
        case Trigger::Kind::no_update:
            return c.heard ? by_clock(c, trigger, *c.heard) : std::nullopt;
        case Trigger::Kind::no_ack:
            return c.paged_at ? by_clock(c, trigger, *c.paged_at) : std::nullopt;
        case Trigger::Kind::sla_used:
        case Trigger::Kind::sla_left:
            break;
    }
    const Promise& p = c.promises[trigger.sla.index];
    if (p.phase != Promise::Phase::running) {
        return std::nullopt;
    }
    const Span point =
        trigger.kind == Trigger::Kind::sla_left
            ? p.target - trigger.after
            : Span{std::llround(static_cast<double>(p.target.count()) * trigger.used)};
    return reached(house_, p.calendar, p.since, point - p.used);
}

/// From `since` on, through the hours of one holder after another where the clock follows them.
std::optional<Instant> Simulator::by_clock(const Case& c, const Trigger& trigger,
                                           Instant since) const {
    const auto calendar = [&](TeamId holder) {
        return calendar_of(trigger.clock, house_, c.attributes.region, holder);
    };
    Span left = trigger.after;
    TeamId holder;
    for (const auto& [from, next] : c.holders) {
        if (from > since) {
            const auto at = reached(house_, calendar(holder), since, left);
            if (at && *at <= from) {
                return at;
            }
            left -= counted(house_, calendar(holder), since, from);
            since = from;
        }
        holder = next;
    }
    return reached(house_, calendar(holder), since, left);
}

/// The time that these rules watch begins to count anew.
void Simulator::forget(std::size_t which, Trigger::Kind kind) {
    for (std::uint32_t i = 0; i < cases_[which].watches.size(); ++i) {
        if (draft_.policy.escalation.rules[{i}].trigger.kind == kind) {
            cases_[which].watches[i].looked_at = false;
        }
    }
}

void Simulator::forget_clock(std::size_t which, SlaId sla) {
    for (std::uint32_t i = 0; i < cases_[which].watches.size(); ++i) {
        if (draft_.policy.escalation.rules[{i}].trigger.sla == sla) {
            cases_[which].watches[i].looked_at = false;
        }
    }
}

void Simulator::rules_due(std::size_t which) {
    std::vector<RuleId> candidates;
    for (std::uint32_t i = 0; i < cases_[which].watches.size(); ++i) {
        Watch& watch = cases_[which].watches[i];
        const auto at = rule_due(cases_[which], {i});
        if (!watch.looked_at && at && *at <= now_) {
            watch.looked_at = true;
            candidates.push_back({i});
        }
    }
    fire(which, candidates);
}

void Simulator::fire(std::size_t which, Trigger::Kind kind) {
    const CalendarId hours = calendar_of({.kind = ClockSource::Kind::customer, .calendar = {}},
                                         house_, cases_[which].attributes.region, {});
    const bool closed =
        hours.exists() && !house_.calendars[hours].open.is_open(cases_[which].created);
    std::vector<RuleId> candidates;
    for (std::uint32_t i = 0; i < draft_.policy.escalation.rules.size(); ++i) {
        const Trigger::Kind here = draft_.policy.escalation.rules[{i}].trigger.kind;
        const bool at_night =
            here == Trigger::Kind::after_hours && kind == Trigger::Kind::created && closed;
        const bool one_of_many =
            here == Trigger::Kind::similar_tickets && kind == Trigger::Kind::created &&
            is_one_of_many(cases_[which], draft_.policy.escalation.rules[{i}].trigger.similar);
        if (here == kind || at_night || one_of_many) {
            candidates.push_back({i});
        }
    }
    fire(which, candidates);
}

/// All decide by how things are before the first of them acts.
void Simulator::fire(std::size_t which, const std::vector<RuleId>& candidates) {
    std::vector<RuleId> may;
    for (const RuleId id : candidates) {
        const Rule& rule = draft_.policy.escalation.rules[id];
        const Watch& watch = cases_[which].watches[id.index];
        const bool too_soon =
            rule.cooldown && watch.last_fired && now_ - *watch.last_fired < *rule.cooldown;
        if (watch.fired < rule.limit && !too_soon) {
            may.push_back(id);
        }
    }
    std::vector<RuleId> decided;
    decide(draft_.policy.escalation, may, cases_[which].attributes, situation(cases_[which]),
           house_.calendars, decided);
    for (const RuleId id : decided) {
        if (cases_[which].place == Place::ended) {
            return;  // turned away
        }
        cases_[which].watches[id.index].fired += 1;
        cases_[which].watches[id.index].last_fired = now_;
        if (!draft_.policy.escalation.rules[id].steps.empty()) {
            begin_steps(which, id);
        }
        for (const Action& action : draft_.policy.escalation.rules[id].actions) {
            if (cases_[which].place != Place::ended) {
                act(which, id, action);
            }
        }
    }
}

void Simulator::act(std::size_t which, RuleId id, const Action& action) {
    if (const auto* up = std::get_if<Escalate>(&action)) {
        escalate(which, id, *up);
    } else if (const auto* aside = std::get_if<Transfer>(&action)) {
        transfer(which, id, *aside);
    } else if (const auto* more = std::get_if<Raise>(&action)) {
        raise(which, id, *more);
    } else if (const auto* help = std::get_if<Involve>(&action)) {
        involve(which, id, *help);
    } else if (const auto* back = std::get_if<ReturnTo>(&action)) {
        send_back(which, id, *back);
    } else if (const auto* problem = std::get_if<DeclareProblem>(&action)) {
        declare(which, id, *problem);
    } else if (const auto* out = std::get_if<SendOut>(&action)) {
        send_out(which, id, *out);
    } else if (const auto* whom = std::get_if<PageOnCall>(&action)) {
        page(which, id, *whom);
    } else {
        const auto& names = draft_.policy.notified;
        const auto who = std::ranges::find(names, std::get<Notify>(action).who);
        say(Fact::notified, which, who - names.begin(), nobody, id.index);
    }
}

void Simulator::escalate(std::size_t which, RuleId id, const Escalate& action) {
    Case& c = cases_[which];
    const Rule& rule = draft_.policy.escalation.rules[id];
    const TierId to = destination(action, house_.tiers, c.tier);
    const bool too_often =
        rule.trigger.kind != Trigger::Kind::gives_up && c.hops >= draft_.policy.escalation.hops_max;
    const bool in_circles = c.moved == now_ && c.moves_now >= house_.tiers.size();
    if (!to.exists() || to == c.tier || too_often || in_circles || too_soon_for(c, to)) {
        return;
    }
    if (rule.finish_in_hand && c.place == Place::in_hand) {
        c.goes_to = to;
        c.sent_by = id;
    } else {
        move_up(which, to, id.index, rule.kind);
    }
}

void Simulator::transfer(std::size_t which, RuleId id, const Transfer& action) {
    Case& c = cases_[which];
    const bool held = c.person != nobody && c.place != Place::nowhere &&
                      c.place != Place::outside && c.place != Place::at_home;
    const bool there_already =
        held && (action.team.exists() ? team_of(people_[c.person]) == action.team
                                      : region_of(people_[c.person]) == action.region);
    const bool left_there =
        c.left_tier == c.tier && c.left_team.exists() &&
        (action.team.exists() ? action.team == c.left_team
                              : action.region == house_.teams[c.left_team].region);
    const Span stay = draft_.policy.escalation.stay;
    if (house_.tiers[c.tier].self_service || there_already ||
        c.transfers >= draft_.policy.escalation.transfers_max ||
        (left_there && now_ < *c.left_at + stay)) {
        return;
    }
    c.transfers += 1;
    if (c.entered) {
        leave(which);
    }
    const std::size_t left_alone = c.place == Place::in_hand ? c.person : nobody;
    call_back(which);
    take_out(which);
    c.person = nobody;
    c.only_team = action.team;
    c.only_region = action.region;
    say(Fact::transferred, which, action.team.index, action.region.index, id.index);
    if (c.entered) {
        queue(which, Why::transfer);
    }
    if (left_alone != nobody) {
        look_for_work(left_alone);
    }
}

void Simulator::leave(std::size_t which) {
    Case& c = cases_[which];
    c.left_tier = c.tier;
    c.left_team = c.had[c.tier.index];
    c.left_at = now_;
}

/// It has just come from there.
bool Simulator::too_soon_for(const Case& c, TierId to) const {
    return c.left_at && c.left_tier == to && to != c.tier &&
           now_ < *c.left_at + draft_.policy.escalation.stay;
}

void Simulator::send_back(std::size_t which, RuleId id, const ReturnTo& action) {
    Case& c = cases_[which];
    const TierId before = c.tier;
    const bool to_sender = !action.tier.exists();
    const TierId to = to_sender ? c.sent_from[before.index] : action.tier;
    const bool in_circles = c.moved == now_ && c.moves_now >= house_.tiers.size();
    if (!c.entered || house_.tiers[before].self_service || !to.exists() || to == before ||
        house_.tiers[to].self_service || c.returns >= draft_.policy.escalation.returns_max ||
        in_circles || too_soon_for(c, to)) {
        return;
    }
    const std::size_t left_alone = c.place == Place::in_hand ? c.person : nobody;
    call_back(which);
    take_out(which);
    event(ClockEvent::Kind::leaves, which);
    leave(which);
    c.tier = to;
    c.returns += 1;
    c.moves_now = c.moved == now_ ? c.moves_now + 1 : 1;
    c.moved = now_;
    c.only_team = to_sender ? c.had[to.index] : TeamId{};
    c.only_region = {};
    c.person = nobody;
    say(Fact::sent_back, which, before.index, c.only_team.exists() ? c.only_team.index : nobody,
        id.index);
    enter(which, to, Why::sent_back);
    if (left_alone != nobody) {
        look_for_work(left_alone);
    }
}

/// Only ever upwards.
void Simulator::raise(std::size_t which, RuleId id, const Raise& action) {
    Case& c = cases_[which];
    const int up = std::max(0, int{c.priority} - int{action.steps});
    const auto to = action.to.value_or(static_cast<Priority>(up));
    if (to >= c.priority) {
        return;
    }
    const Priority before = c.priority;
    c.priority = to;
    say(Fact::prioritised, which, before, nobody, id.index);
    promises_on_priority(which);
    if (c.place == Place::with_owner && may_interrupt(people_[c.person], c)) {
        std::erase(people_[c.person].keeps, which);
        interrupt(c.person, which);
    } else if (c.place == Place::line && (routing(c.tier).preemption || routing(c.tier).reserve)) {
        look_for_somebody(which);
    }
}

void Simulator::involve(std::size_t which, RuleId id, const Involve& action) {
    const Case& c = cases_[which];
    std::uint64_t nth = id.index * 65536ULL + c.watches[id.index].fired;
    if (!draft_.policy.escalation.rules[id].steps.empty()) {
        nth = nth_of_steps + task_beside(c, action.tier, Span{}).task - 1;
    }
    const Span work =
        quantile(action.handle, random_.block(c.number, Purpose::involvement, nth)[0]);
    say(Fact::involved, which, work.count(), action.tier.index, id.index);
    queue_task(task_beside(c, action.tier, work));
}

/// A task of its own, which waits where anybody who may serve the ticket there may take it.
Case Simulator::task_beside(const Case& c, TierId tier, Span work) const {
    Case task;
    task.number = c.number;
    task.attributes = c.attributes;
    task.priority = c.priority;
    task.tier = tier;
    task.created = task.entered_tier = task.queued_at = now_;
    task.entered = true;
    task.stage = routing(tier).stages.empty() ? 0 : routing(tier).stages.size() - 1;
    task.task = 1;
    for (const Case& other : cases_) {
        task.task += other.number == c.number && other.task != 0;
    }
    task.work_left = work;
    task.need = need_of(task);
    task.place = Place::line;
    return task;
}

void Simulator::queue_task(const Case& task) {
    cases_.push_back(task);
    say(Fact::task_queued, cases_.size() - 1, static_cast<std::int64_t>(task.stage));
    look_for_somebody(cases_.size() - 1);
}

}  // namespace meridian::reference
