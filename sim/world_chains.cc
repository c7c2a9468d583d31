#include <algorithm>

#include "sim/world.h"

namespace meridian {

/// A chain that goes on begins anew. What is due at once is done at once.
void World::begin_chain(RuleId id, std::uint32_t slot) {
    write(Fact::chain_began, slot, 0, nobody, static_cast<std::uint16_t>(id.index));
    const Concern& mine = concern(slot);
    const auto chain = static_cast<std::size_t>(
        std::ranges::find(mine.chained, id.index,
                          [&](std::uint32_t place) { return mine.rules[place].index; }) -
        mine.chained.begin());
    const TicketNumber number = tickets_[slot].number;
    followed_[slot].chains[chain] = {.due =
                                         now + draft_->policy.escalation.rules[id].steps[0].after};
    while (!is_gone(slot, number) && followed_[slot].chains[chain].due <= now) {
        step(chain, slot);
    }
}

void World::chains_due(std::uint32_t slot) {
    const TicketNumber number = tickets_[slot].number;
    for (std::size_t chain = 0; chain < concern(slot).chained.size(); ++chain) {
        while (!is_gone(slot, number) && followed_[slot].chains[chain].due <= now) {
            step(chain, slot);
        }
        if (is_gone(slot, number)) {
            return;
        }
    }
}

/// Does what is due, and says when the next step will be.
void World::step(std::size_t which, std::uint32_t slot) {
    const Concern& mine = concern(slot);
    const RuleId id = mine.rules[mine.chained[which]];
    const Rule& rule = draft_->policy.escalation.rules[id];
    const RuleStep& here = rule.steps[followed_[slot].chains[which].step];
    const StepEnd end = step_end(here, slot);
    Chain& chain = followed_[slot].chains[which];
    write(Fact::stepped, slot, static_cast<std::int64_t>(end), chain.step,
          static_cast<std::uint16_t>(id.index));
    advance(chain, rule, end, now);
    if (end == StepEnd::held) {
        chain.due = attended_from(here, slot);
    }
    if (end != StepEnd::done && end != StepEnd::caught) {
        return;
    }
    const TicketNumber number = tickets_[slot].number;
    for (const Action& action :
         end == StepEnd::done ? here.actions : draft_->policy.escalation.catch_all) {
        if (is_gone(slot, number)) {
            return;
        }
        act(action, id, slot);
    }
}

StepEnd World::step_end(const RuleStep& step, std::uint32_t slot) const {
    if (!matches(step.when, tickets_[slot].attributes, situation(slot), *calendars_)) {
        return StepEnd::passed_over;
    }
    const Gap gaps = draft_->policy.escalation.gaps;
    return gaps == Gap::none || attended_from(step, slot) <= now ? StepEnd::done : end_of(gaps);
}

/// When somebody is there for all that the step does.
Instant World::attended_from(const RuleStep& step, std::uint32_t slot) const {
    Instant from = now;
    for (const Action& action : step.actions) {
        from = std::max(from, attended_from(action, slot));
    }
    return from;
}

Instant World::attended_from(const Action& action, std::uint32_t slot) const {
    const Organisation& house = draft_->organisation;
    const TierId tier = tickets_[slot].tier;
    if (const auto* aside = std::get_if<Transfer>(&action)) {
        return on_shift_from(house, now, [&](TeamId id, const Team& team) {
            return aside->team.exists() ? id == aside->team
                                        : team.region == aside->region && team.tier == tier;
        });
    }
    TierId to = destination(action, house.tiers, tier);
    if (const auto* help = std::get_if<Involve>(&action)) {
        to = help->tier;
    } else if (const auto* back = std::get_if<ReturnTo>(&action);
               back != nullptr && !back->tier.exists()) {
        to = stays_[slot * house.tiers.size() + tier.index].sent_from;
    }
    if (!to.exists() || house.tiers[to].self_service) {
        return now;
    }
    return on_shift_from(house, now, [&](TeamId, const Team& team) { return team.tier == to; });
}

}  // namespace meridian
