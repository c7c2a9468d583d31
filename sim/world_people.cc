#include "sim/world.h"

namespace meridian {

/// How fast the agent is at this work, and whether through a tool or on masked data.
void World::measure_up(std::uint32_t agent, std::uint32_t slot, const Fit& how) {
    Desk& desk = desks_[agent];
    const bool task = tickets_[slot].task != 0;
    desk.speed = how.speed;
    desk.solves = how.solves;
    desk.translates = how.translated && !task;
    desk.masked = how.masked && !task;
    if (how.translated && task) {
        desk.speed *= draft_->organisation.translation->time;
    }
    if (!crew_of(agent).varies) {
        return;
    }
    const Crew& crew = draft_->organisation.crews[desk.crew];
    if (const Learning* so_far = learnt(crew, now)) {
        desk.speed *= so_far->speed;
    }
    if (!task && !tickets_[slot].weighed) {
        weigh_question(slot, crew);
    }
}

/// Whoever begins a visit's work decides whether the customer will be asked, half-way as always,
/// without need. Keyed by ticket and visit, as below.
void World::weigh_question(std::uint32_t slot, const Crew& crew) {
    OpenTicket& t = tickets_[slot];
    const WorkStep& step = step_of(t);
    t.weighed = true;
    t.needless = false;
    if (crew.asks <= 0 || step.asks_customer <= 0 || t.question_left >= Span{0}) {
        return;
    }
    const Block u = random_->block(t.number, Purpose::behaviour, visit_key(slot));
    if (u[1] < crew.asks) {
        t.needless = true;
        t.question_left = t.work_left / 2;
        t.reply = quantile(step.reply, u[2]);
    }
}

/// The work is over, and the tool that the agent used got it wrong: all of it is to be done once
/// more. Once a visit.
bool World::is_done_again(std::uint32_t agent, std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    if (t.redone || random_->block(t.number, Purpose::translation, visit_key(slot))[0] >=
                        draft_->organisation.translation->error) {
        return false;
    }
    const Span again =
        quantile(step_of(t).handle, random_->block(t.number, Purpose::work, visit_key(slot))[0]);
    t.redone = true;
    t.work_left += again;
    write(Fact::mistranslated, slot, again.count(), agent);
    schedule_work(agent);
    return true;
}

/// Of what could be resolved here. On a tier without a next one everybody resolves it. Keyed by
/// ticket and visit: who is more prone to it gives up on all that others give up on, and on more.
bool World::gives_up_anyway(std::uint32_t agent, std::uint32_t slot) {
    const OpenTicket& t = tickets_[slot];
    const Crew& crew = draft_->organisation.crews[desks_[agent].crew];
    double chance = crew.escalates;
    if (const Learning* so_far = learnt(crew, now)) {
        chance = so_far->escalates.value_or(chance);
    }
    if (chance <= 0) {
        return false;
    }
    const bool leads_on = destination(Escalate{}, draft_->organisation.tiers, t.tier).exists();
    if (!leads_on || random_->block(t.number, Purpose::behaviour, visit_key(slot))[0] >= chance) {
        return false;
    }
    write(Fact::overescalated, slot, 0, agent);
    return true;
}

/// Whoever takes it next is right. The wrong one goes on to something else first, if anything
/// waits.
void World::pass_to_the_right_one(std::uint32_t agent, std::uint32_t slot) {
    stop_work(agent, Why::misrouted);
    tickets_[slot].wrong_left = Span{-1};
    tickets_[slot].agent = nobody;
    free(agent);
    queue(slot, Why::misrouted);
}

}  // namespace meridian
