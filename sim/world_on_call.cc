#include "sim/world.h"

namespace meridian {

/// Nobody needs to be woken for a ticket that somebody has in hand, or that does not wait for us.
bool World::may_be_paged_about(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    const bool taken_in = t.entered || !plan_->takes_in;
    const bool waits = t.place == Place::queued || t.place == Place::with_owner ||
                       t.place == Place::parked || t.place == Place::none;
    return waits && taken_in && !draft_->organisation.tiers[t.tier].self_service;
}

/// Whoever answers first of all who are about to. The page that would be answered later wakes
/// nobody up for long: its person is free for the next one.
void World::page(const PageOnCall& action, RuleId id, std::uint32_t slot) {
    if (!may_be_paged_about(slot)) {
        return;
    }
    Paging& p = pagings_[slot];
    const OnCall& who = draft_->on_call[action.on_call];
    const OnCall::Manner& manner = who.at(now);
    const std::uint64_t nth = std::uint64_t{action.on_call.index} << 32U | p.times;
    const Block u = random_->block(tickets_[slot].number, Purpose::page, nth);
    const Span takes = quantile(manner.acknowledges, u[0]);
    const bool off = !who.turns.is_open(now);
    const bool busy = awake_[action.on_call.index] >= who.people;
    const bool sleeps = u[1] < manner.no_answer;
    const std::int64_t answer = off      ? static_cast<std::int64_t>(NoAnswer::off)
                                : busy   ? static_cast<std::int64_t>(NoAnswer::busy)
                                : sleeps ? static_cast<std::int64_t>(NoAnswer::sleeps)
                                         : takes.count();
    ++p.times;
    write(Fact::paged, slot, answer, action.on_call.index, static_cast<std::uint16_t>(id.index));
    if (answer >= 0 && now + takes < p.answers) {
        let_sleep(slot);
        p.by = action.on_call;
        p.answers = now + takes;
        p.work = u[2];
        const TierId tier = draft_->organisation.teams[who.team].tier;
        p.solves = draft_->organisation.tiers[tier].next.empty() ||
                   u[3] < step_at(tickets_[slot], tier).resolves;
        ++awake_[p.by.index];
    }
    timers_start(Trigger::Kind::no_ack, slot, now);
    arm(slot);
}

/// Takes the ticket in hand. Its visit's work is drawn, so that what counts by visits has one.
void World::acknowledge(std::uint32_t slot) {
    leave_place(slot);
    Paging& p = pagings_[slot];
    OpenTicket& t = tickets_[slot];
    const OnCall& who = draft_->on_call[p.by];
    const TierId tier = draft_->organisation.teams[who.team].tier;
    const Span work = work_from_home(who, step_at(tickets_[slot], tier), p.work, now);
    draw_step(t);
    p.answers = never;
    t.place = Place::at_home;
    t.hangs_up = never;
    t.due = now + work;
    write(Fact::acknowledged, slot, work.count(), p.by.index);
    timers_stop(Trigger::Kind::no_ack, slot);
    if (!t.answered) {
        respond(slot, nobody);
    }
    clocks_at(ClockEvent::Kind::starts, slot);
    arm(slot);
}

/// Solved, it is resolved. Otherwise whoever had it before goes on with it, or anybody.
void World::work_from_home_ends(std::uint32_t slot) {
    const bool solves = pagings_[slot].solves;
    write(Fact::worked_from_home, slot, solves ? 1 : 0, pagings_[slot].by.index);
    let_sleep(slot);
    tickets_[slot].place = Place::none;
    if (solves) {
        resolve(slot, nobody);
    } else {
        go_on_with(slot, Why::put_down);
    }
}

/// The ticket does not wait for us any more: nobody need answer.
void World::call_off(std::uint32_t slot) {
    let_sleep(slot);
    timers_stop(Trigger::Kind::no_ack, slot);
}

void World::let_sleep(std::uint32_t slot) {
    Paging& p = pagings_[slot];
    if (p.by.exists()) {
        --awake_[p.by.index];
    }
    p.by = {};
    p.answers = never;
}

}  // namespace meridian
