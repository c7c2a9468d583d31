#include <utility>

#include "sim/world.h"

namespace meridian {

/// Whether the ticket, which is about to enter a tier, is documented, assessed and routed before,
/// once. Until then it is nowhere, as a new one is, and a rule may change where it will enter.
bool World::is_taken_in_first(std::uint32_t slot, TierId tier) {
    LifeSoFar& life = lives_[slot];
    OpenTicket& t = tickets_[slot];
    if (life.taken_in || t.attributes.backlog || draft_->organisation.tiers[tier].self_service) {
        return false;
    }
    life.taken_in = true;
    t.tier = tier;
    t.entered = false;
    timers_stop(Trigger::Kind::in_tier, slot);  // of self-service
    next_of_intake(slot);
    return true;
}

/// What one tier does without a break is one task.
void World::next_of_intake(std::uint32_t slot) {
    const Lifecycle& all = draft_->policy.lifecycle;
    std::optional<LifeStage> stage = all.intake_from(lives_[slot].stage);
    if (!stage) {
        enter_tier(slot, tickets_[slot].tier, Why::routed);
        return;
    }
    const auto done_by = [&](LifeStage which) {
        const TierId named = all.of(which)->tier;
        return named.exists() ? named : tickets_[slot].tier;
    };
    const TierId tier = done_by(*stage);
    LifeStage last = *stage;
    Span work{};
    while (stage && done_by(*stage) == tier) {
        last = *stage;
        work += begin_stage(slot, last, tier, 0);
        lives_[slot].stage = static_cast<std::uint8_t>(static_cast<unsigned>(last) + 1U);
        stage = all.intake_from(lives_[slot].stage);
    }
    open_stage(slot, last, tier, work);
    arm(slot);  // rules are due of it in the meantime too
}

/// Keyed by ticket, stage and how often it has been.
Span World::begin_stage(std::uint32_t slot, LifeStage stage, TierId tier, std::uint32_t nth) {
    const std::uint64_t key = static_cast<std::uint64_t>(stage) << 32U | nth;
    const Span work = quantile(draft_->policy.lifecycle.of(stage)->handle,
                               random_->block(tickets_[slot].number, Purpose::stage, key)[0]);
    write(Fact::staged, slot, work.count(), tier.index, static_cast<std::uint16_t>(stage));
    return work;
}

void World::open_stage(std::uint32_t slot, LifeStage last, TierId tier, Span work) {
    const std::uint32_t side = task_beside(slot, tier, work);
    tickets_[side].life = static_cast<std::uint8_t>(static_cast<unsigned>(last) + 1U);
    tickets_[side].answers = slot;
    queue_task(side);
}

/// The ticket may have ended by now; and who closes one leaves nothing to do.
void World::stage_done(std::uint32_t slot, TicketNumber number, LifeStage last) {
    if (is_gone(slot, number) || last == LifeStage::close) {
        return;
    }
    if (is_of_intake(last)) {
        if (!std::exchange(lives_[slot].acknowledged, true)) {
            clocks_at(ClockEvent::Kind::acknowledged, slot);
        }
        next_of_intake(slot);
        return;
    }
    lives_[slot].watched = false;
    if (tickets_[slot].place != Place::resolved && is_away(slot)) {
        lives_[slot].tracks = now + draft_->policy.lifecycle.of(LifeStage::track)->every;
        arm(slot);
    }
}

/// With another tier than the one to which its customer came.
bool World::is_away(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    return !draft_->organisation.tiers[t.tier].self_service && t.tier != t.comes_back_to;
}

/// It has entered a tier.
void World::watch_over(std::uint32_t slot) {
    const auto& how = draft_->policy.lifecycle.of(LifeStage::track);
    LifeSoFar& life = lives_[slot];
    if (!how || !is_away(slot)) {
        life.tracks = never;
    } else if (life.tracks == never && !life.watched) {
        life.tracks = now + how->every;
    }
}

void World::track(std::uint32_t slot) {
    LifeSoFar& life = lives_[slot];
    life.tracks = never;  // until this one is done
    life.watched = true;
    const TierId named = draft_->policy.lifecycle.of(LifeStage::track)->tier;
    const TierId tier = named.exists() ? named : tickets_[slot].comes_back_to;
    const Span work = begin_stage(slot, LifeStage::track, tier, life.tracked++);
    open_stage(slot, LifeStage::track, tier, work);
}

/// Agents have resolved it.
void World::close(std::uint32_t slot) {
    const auto& how = draft_->policy.lifecycle.of(LifeStage::close);
    if (!how) {
        return;
    }
    const TierId tier = how->tier.exists() ? how->tier : tickets_[slot].tier;
    const Span work = begin_stage(slot, LifeStage::close, tier, lives_[slot].closed++);
    open_stage(slot, LifeStage::close, tier, work);
}

}  // namespace meridian
