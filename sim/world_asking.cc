#include "sim/world.h"

namespace meridian {

/// Of the present visit, whose work has been drawn.
std::uint64_t World::visit_key(std::uint32_t slot) const {
    const TierId tier = tickets_[slot].tier;
    const std::size_t row = slot * plan_->tiers + tier.index;
    return tier.index * 256ULL + visits_[row] - std::uint64_t{1};
}

/// Whether the agent, who has the solution, has to ask somebody first. Then the ticket stays in
/// hand until that task is done: whoever waits for an answer does nothing else, stays beyond the
/// end of the shift and is not interrupted.
bool World::asks_somebody(std::uint32_t agent, std::uint32_t slot) {
    const OpenTicket& t = tickets_[slot];
    const std::optional<Consultation>& how = step_of(t).consults;
    if (!how) {
        return false;
    }
    const Category& category = draft_->workload.categories[t.attributes.category];
    const Crew& crew = draft_->organisation.crews[desks_[agent].crew];
    const Block u = random_->block(t.number, Purpose::consultation, visit_key(slot));
    if ((!category.authority.empty() && has_authority(crew, category)) || u[0] >= how->share) {
        return false;
    }
    const Span handle = quantile(how->handle, u[1]);
    write(Fact::consulted, slot, handle.count(), agent,
          static_cast<std::uint16_t>(how->tier.index));
    const std::uint32_t side = task_beside(slot, how->tier, handle);
    tickets_[side].asked_by = slot;
    tickets_[slot].asks = side;
    tickets_[slot].asked_at = now;
    queue_task(side);
    return true;
}

/// The answer is there. A ticket that a rule or its customer has taken away since needs none.
void World::advise(std::uint32_t slot, TicketNumber number, std::uint32_t side) {
    if (is_gone(slot, number) || tickets_[slot].asks != side) {
        return;
    }
    const std::uint32_t agent = tickets_[slot].agent;
    write(Fact::advised, slot, (now - tickets_[slot].asked_at).count(), agent);
    solved_by(agent, slot);
    free(agent);
}

}  // namespace meridian
