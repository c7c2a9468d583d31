#include "sim/world.h"

namespace meridian {

/// Where steps take no time, rules that lead in circles would go on for ever.
bool World::goes_in_circles(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    return t.moved == now && t.moves_now >= plan_->tiers;
}

bool World::left_just_now(std::uint32_t slot, TierId to) const {
    const OpenTicket& t = tickets_[slot];
    const Span stay = draft_->policy.escalation.stay;
    return stay > Span{0} && t.left.tier == to && t.left.tier != t.tier && now < t.left.at + stay;
}

/// Within its tier a ticket has left a team.
bool World::left_just_now(std::uint32_t slot, const Transfer& to) const {
    const OpenTicket& t = tickets_[slot];
    const Span stay = draft_->policy.escalation.stay;
    if (stay == Span{0} || t.left.tier != t.tier || !t.left.team.exists() ||
        now >= t.left.at + stay) {
        return false;
    }
    return to.team.exists() ? to.team == t.left.team
                            : to.region == draft_->organisation.teams[t.left.team].region;
}

void World::note_leaving(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    t.left.tier = t.tier;
    t.left.team = stay(slot, t.tier).had;
    t.left.at = now;
}

/// It has come up to its tier.
void World::note_coming(std::uint32_t slot, TierId from) {
    stay(slot, tickets_[slot].tier).sent_from = from;
}

void World::note_work(std::uint32_t slot, std::uint32_t agent) {
    OpenTicket& t = tickets_[slot];
    if (plan_->looks_back) {
        stay(slot, t.tier).had = crew_of(agent).team;
    }
    if (t.last_agent != nobody && t.last_agent != agent) {
        displease(slot, &Displeasure::hand_off);
    }
    t.last_agent = agent;
}

void World::send_back(const ReturnTo& action, RuleId id, std::uint32_t slot) {
    const OpenTicket& t = tickets_[slot];
    const Table<Tier>& tiers = draft_->organisation.tiers;
    const TierId before = t.tier;
    const TierId to = action.tier.exists() ? action.tier : stay(slot, before).sent_from;
    if (!t.entered || tiers[before].self_service || !to.exists() || to == before ||
        tiers[to].self_service || t.returns >= draft_->policy.escalation.returns_max ||
        goes_in_circles(slot) || left_just_now(slot, to)) {
        return;
    }
    const std::uint32_t stopped = t.place == Place::in_hand ? t.agent : nobody;
    if (plan_->vendors) {
        call_back(slot);
    }
    leave_place(slot);
    clocks_at(ClockEvent::Kind::leaves, slot);
    note_leaving(slot);
    OpenTicket& back = tickets_[slot];
    back.tier = to;
    ++back.returns;
    back.moves_now = back.moved == now ? back.moves_now + 1 : 1;
    back.moved = now;
    back.bound_team = action.tier.exists() ? TeamId{} : stay(slot, to).had;
    back.bound_desk = {};
    back.agent = nobody;
    write(Fact::sent_back, slot, before.index, back.bound_team.index,
          static_cast<std::uint16_t>(id.index));
    enter_tier(slot, to, Why::sent_back);
    if (stopped != nobody) {
        free(stopped);
    }
}

}  // namespace meridian
