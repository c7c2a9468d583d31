#include "sim/measure/goal.h"

namespace meridian {

std::vector<bool> first_tiers(const Draft& s) {
    std::vector<bool> first(s.organisation.tiers.size(), false);
    for (const Stream& stream : s.workload.streams) {
        TierId tier = stream.entry;
        for (std::size_t hops = 0; hops < first.size() && tier.exists(); ++hops) {
            const Tier& row = s.organisation.tiers[tier];
            if (!row.self_service) {
                first[tier.index] = true;
                break;
            }
            tier = row.next.empty() ? TierId{} : row.next.front();
        }
    }
    return first;
}

bool promises_a_start(const SlaTarget& target, TierId tier, bool first) {
    const bool from_start = target.start.kind == ClockEvent::Kind::opened ||
                            target.start.kind == ClockEvent::Kind::enters;
    if (!from_start || (target.start.tier.exists() && target.start.tier != tier)) {
        return false;
    }
    if (target.start.kind == ClockEvent::Kind::opened && !first) {
        return false;
    }
    const bool any_agent = target.stop.kind == ClockEvent::Kind::first_response && first;
    const bool own_agent = target.stop.kind == ClockEvent::Kind::starts &&
                           (!target.stop.tier.exists() || target.stop.tier == tier);
    return any_agent || own_agent;
}

namespace {

/// Of two promises of the same length that which is harder to keep counts, wherever they stand in
/// the scenario: the one from the ticket's creation, then the one more of which must be kept.
bool harder(const SlaTarget& a, const SlaTarget& b) {
    const bool created = a.start.kind == ClockEvent::Kind::opened;
    const bool other_created = b.start.kind == ClockEvent::Kind::opened;
    return created == other_created ? a.goal > b.goal : created;
}

}  // namespace

std::vector<StaffingGoal> staffing_goals(const Draft& s) {
    std::vector<StaffingGoal> goals(s.organisation.tiers.size());
    const std::vector<bool> first = first_tiers(s);
    for (std::uint32_t t = 0; t < goals.size(); ++t) {
        for (std::uint32_t i = 0; i < s.policy.sla.size(); ++i) {
            const SlaTarget& target = s.policy.sla[SlaId{i}];
            for (std::size_t p = 0; p < target.target.size(); ++p) {
                const bool tighter =
                    target.target[p] &&
                    (!goals[t].target.exists() || *target.target[p] < goals[t].within ||
                     (*target.target[p] == goals[t].within &&
                      harder(target, s.policy.sla[goals[t].target])));
                if (tighter && promises_a_start(target, TierId{t}, first[t])) {
                    goals[t].within = *target.target[p];
                    goals[t].target = SlaId{i};
                    goals[t].priority = static_cast<Priority>(p);
                }
            }
        }
    }
    return goals;
}

}  // namespace meridian
