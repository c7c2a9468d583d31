#include <algorithm>
#include <cmath>

#include "sim/world.h"

namespace meridian {
namespace {

/// Desk time for work of this content: exact at speed 1, else rounded up, so that no work is left
/// over.
Span at_speed(Span content, double speed) {
    if (speed == 1.0) {
        return content;
    }
    return Span{static_cast<std::int64_t>(std::ceil(static_cast<double>(content.count()) / speed))};
}

/// Content done in this desk time, at most `content`.
Span content_of(Span elapsed, double speed, Span content) {
    if (speed == 1.0) {
        return std::min(elapsed, content);
    }
    if (elapsed >= at_speed(content, speed)) {
        return content;
    }
    return std::min(
        content,
        Span{static_cast<std::int64_t>(std::floor(static_cast<double>(elapsed.count()) * speed))});
}

}  // namespace

/// Fixes this visit's work. Keyed by ticket, tier and visit, never by what happened before.
void World::draw_step(OpenTicket& t) {
    if (t.step_known || t.task) {
        return;
    }
    const WorkStep& step = step_of(t);
    const auto slot = static_cast<std::uint32_t>(&t - tickets_.data());
    std::uint8_t& visits = visits_[slot * plan_->tiers + t.tier.index];
    const Block u = random_->block(t.number, Purpose::work, t.tier.index * 256ULL + visits);
    ++visits;
    t.step_known = true;
    t.work_left = quantile(step.handle, u[0]);
    t.luck = u[1];
    t.question_left = Span{-1};
    if (u[2] < step.asks_customer) {
        t.question_left = t.work_left / 2;
        t.reply = quantile(step.reply, u[3]);
    }
    t.redone = false;
    t.weighed = false;
    t.wrong_left = Span{-1};
    if (step.misrouted.share > 0 && !draft_->organisation.tiers[t.tier].self_service) {
        const Block v = random_->block(t.number, Purpose::misrouting, visit_key(slot));
        if (v[0] < step.misrouted.share * t.misrouted) {
            t.wrong_left = quantile(step.misrouted.notices, v[1]);
        }
    }
}

/// Work until the step is done, the customer has to be asked, or somebody sees that it is
/// another's.
Span World::stretch_left(const OpenTicket& t) const {
    if (t.wrong_left >= Span{0}) {
        return t.wrong_left;
    }
    return t.work_left - std::max(t.question_left, Span{0});
}

/// For the first time a human begins to work on it: an agent, or nobody of the roster.
void World::respond(std::uint32_t slot, std::uint32_t agent) {
    tickets_[slot].answered = true;
    write(Fact::first_response, slot, 0, agent);
    if (plan_->acknowledged && !(plan_->takes_in && lives_[slot].acknowledged)) {
        clocks_at(ClockEvent::Kind::acknowledged, slot);
    }
    clocks_at(ClockEvent::Kind::first_response, slot);
    listens(slot);
    if (plan_->triggers != 0) {
        timers_stop(Trigger::Kind::unanswered, slot);
        heard(slot);
    }
    if (plan_->switches) {
        may_not_stay(slot);
    }
}

void World::note_beginning(std::uint32_t slot, std::uint32_t agent) {
    const OpenTicket& t = tickets_[slot];
    if (t.updates) {
        update_begun(t.answers, t.number);
    }
    if (!t.task && (plan_->looks_back || plan_->displeasure)) {
        note_work(slot, agent);
    }
}

/// Precondition: the agent is neither idle in a heap nor at work, and the ticket is in no place.
void World::begin_work(std::uint32_t agent, std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    Desk& desk = desks_[agent];
    draw_step(t);
    const Fit* how = lines_.fit_of(t.need, desk.crew);
    desk.state = Desk::State::working;
    desk.slot = slot;
    desk.since = now;
    desk.re_read = t.re_read;
    measure_up(agent, slot, how != nullptr ? *how : Fit{});
    desk.last_assigned = ++assignments_;
    t.re_read = Span{0};
    t.place = Place::in_hand;
    t.agent = agent;
    t.widens = never;
    t.hangs_up = never;
    if (plan_->concurrency) {
        take_in_hand(agent);
    }
    write(t.task ? Fact::task_started : Fact::started, slot, t.need, agent);
    if (!plan_->plain) {
        note_beginning(slot, agent);
    }
    if (desk.re_read > Span{0}) {
        write(Fact::re_read, slot, desk.re_read.count(), agent);
    }
    if (desk.translates) {
        write(Fact::translated, slot, 0, agent);
    }
    if (desk.masked) {
        write(Fact::masked, slot, 0, agent);
    }
    if (!t.task) {
        timers_stop(Trigger::Kind::waiting, slot);
        clocks_held_by(slot, crew_of(agent).team);
        if (plan_->on_call) {
            call_off(slot);
        }
        if (!tickets_[slot].answered) {
            respond(slot, agent);
        }
        clocks_at(ClockEvent::Kind::starts, slot);
        timers_for_touch(slot);
        if (plan_->triage) {
            look_at_priority(slot);
        }
        arm(slot);
    }
    schedule_work(agent);
}

/// What is left of it as it is begun, for somebody who has nothing else in hand.
Span World::desk_time(const InHand& work) const {
    return work.re_read + at_speed(stretch_left(tickets_[work.slot]), work.speed);
}

/// Unless overtime ends before.
Instant World::work_done_at(std::uint32_t agent) const {
    const Desk& desk = desks_[agent];
    return plan_->concurrency ? done_at(hands_[agent], desk) : desk.since + desk_time(desk);
}

void World::schedule_work(std::uint32_t agent) {
    const Desk& desk = desks_[agent];
    const Instant next = plan_->concurrency ? next_look_at(agent) : desk.since + desk_time(desk);
    agenda.put(agent_subject(agent), std::min(next, std::max(desk.must_stop, now)),
               Happening::work_ends);
}

/// The time that somebody who has nothing else in hand would have worked on it by now.
Span World::worked(std::uint32_t agent) {
    Desk& desk = desks_[agent];
    if (plan_->concurrency) {
        return put_down(agent);
    }
    desk.busy += now - desk.since;
    return now - desk.since;
}

/// The agent lets go of the ticket, which is then in no place; both have to be told what is next.
void World::stop_work(std::uint32_t agent, Why why) {
    Desk& desk = desks_[agent];
    OpenTicket& t = tickets_[desk.slot];
    const Span elapsed = now - desk.since;
    const Span alone = worked(agent);
    const Span read = std::min(alone, desk.re_read);
    Span& left = t.wrong_left >= Span{0} ? t.wrong_left : t.work_left;
    left -= content_of(alone - read, desk.speed, stretch_left(t));
    t.re_read = desk.re_read - read;
    t.touch += elapsed;
    write(t.task ? Fact::task_done : Fact::stopped, desk.slot, elapsed.count(), agent,
          t.task ? none_rule : static_cast<std::uint16_t>(why));
    t.place = Place::none;
    t.asks = nobody;
    timers_stop(Trigger::Kind::touch, desk.slot);
    if (plan_->triage) {
        look_away(desk.slot, elapsed);
    }
    desk.slot = nobody;
    desk.state = Desk::State::away;
    agenda.withdraw(agent_subject(agent));
}

void World::work_ends(std::uint32_t agent) {
    Desk& desk = desks_[agent];
    if (desk.state == Desk::State::noting) {
        note_done(agent);
        return;
    }
    if (plan_->concurrency && !turns_to_finished(agent)) {
        schedule_work(agent);
        return;
    }
    const std::uint32_t slot = desk.slot;
    const OpenTicket& t = tickets_[slot];
    if (desk.must_stop <= now && now < work_done_at(agent)) {  // overtime is over
        stop_work(agent, Why::shift_end);
        put_aside(agent, slot);
        free(agent);
        return;
    }
    if (t.task) {
        const std::uint32_t chased = t.answers;
        const std::uint32_t asked_by = t.asked_by;
        const TicketNumber number = t.number;
        const std::uint32_t writes = t.writes;
        const CategoryId category = t.attributes.category;
        const std::uint8_t life = t.life;
        const bool answers_linked = t.answers_linked;
        stop_work(agent, Why::done);
        release(slot);
        if (life != 0) {
            stage_done(chased, number, static_cast<LifeStage>(life - 1));
        } else if (answers_linked) {
            linked_answered(number, agent);
        } else if (writes != nobody) {
            article_written(writes, category);
        } else if (chased != nobody) {
            chaser_answered(chased, number);
        } else if (asked_by != nobody) {
            advise(asked_by, number, slot);
        }
    } else if (t.wrong_left >= Span{0}) {
        pass_to_the_right_one(agent, slot);
        return;
    } else if (t.question_left >= Span{0}) {
        stop_work(agent, Why::asks_customer);
        ask_customer(slot);
    } else if (step_done(agent, slot)) {
        return;  // still has it in hand
    }
    free(agent);
}

void World::ask_customer(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    t.question_left = Span{-1};
    t.chases = never;
    t.place = Place::waiting_customer;
    t.due = now + t.reply;
    write(Fact::asked_customer, slot, t.weighed && t.needless ? 1 : 0, t.agent);
    t.needless = false;
    displease(slot, &Displeasure::contact);
    clocks_paused(slot, &SlaTarget::pause_waiting_customer);
    timers_start(Trigger::Kind::waiting_customer, slot, now);
    timers_stop(Trigger::Kind::no_update, slot);
    arm(slot);
}

/// Whether the agent goes on with it: does it again, or waits for somebody's answer.
bool World::step_done(std::uint32_t agent, std::uint32_t slot) {
    const OpenTicket& t = tickets_[slot];
    if (desks_[agent].translates && is_done_again(agent, slot)) {
        return true;
    }
    double share = step_of(t).resolves;
    if (plan_->knowledge) {
        share = look_up(slot, agent, share, desks_[agent].solves);
    }
    const bool able = t.luck < share * desks_[agent].solves;
    const bool solved = able && !(crew_of(agent).varies && gives_up_anyway(agent, slot));
    if (solved && plan_->consults && asks_somebody(agent, slot)) {
        return true;
    }
    if (solved) {
        solved_by(agent, slot);
        return false;
    }
    stop_work(agent, Why::gave_up);
    if (tickets_[slot].move_to.exists()) {
        const auto cause = tickets_[slot].move_rule;
        const TierId tier = tickets_[slot].move_to;
        move_up(slot, tier, cause, draft_->policy.escalation.rules[RuleId{cause}].kind);
    } else {
        give_up(slot);
    }
    return false;
}

/// The agent must be freed.
void World::solved_by(std::uint32_t agent, std::uint32_t slot) {
    stop_work(agent, Why::done);
    if (plan_->vendors && waits_outside(slot)) {
        go_outside(slot, step_of(tickets_[slot]).waits_for.vendor, none_rule);
    } else {
        resolve(slot, agent);
    }
}

}  // namespace meridian
