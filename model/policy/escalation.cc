#include "model/policy/escalation.h"

namespace meridian {

void decide(const EscalationPolicy& policy, const std::vector<RuleId>& rules,
            const Attributes& ticket, const Situation& situation,
            const Table<NamedCalendar>& calendars, std::vector<RuleId>& fired) {
    for (RuleId id : rules) {
        const Rule& rule = policy.rules[id];
        if (matches(rule.when, ticket, situation, calendars)) {
            fired.push_back(id);
            if (!rule.proceed) {
                return;
            }
        }
    }
}

TierId destination(const Escalate& action, const Table<Tier>& tiers, TierId from) {
    if (action.to == Escalate::To::tier) {
        return action.tier;
    }
    const auto after = [&](TierId tier) {
        const std::vector<TierId>& next = tiers[tier].next;
        return next.empty() ? TierId{} : next.front();
    };
    const TierId next = after(from);
    return action.to == Escalate::To::skip && next.exists() ? after(next) : next;
}

}  // namespace meridian
