#include "model/policy/escalation.h"

#include <algorithm>

namespace meridian {
namespace {

template <class What>
bool may_do(const EscalationPolicy& policy, const Rule& rule) {
    return std::ranges::any_of(actions_of(policy, rule), [](const Action& action) {
        return std::holds_alternative<What>(action);
    });
}

template <class What>
bool any_does(const EscalationPolicy& policy) {
    return std::ranges::any_of(policy.rules,
                               [&](const Rule& rule) { return may_do<What>(policy, rule); });
}

}  // namespace

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

TierId destination(const Action& action, const Table<Tier>& tiers, TierId from) {
    if (const auto* up = std::get_if<Escalate>(&action)) {
        return destination(*up, tiers, from);
    }
    const auto* back = std::get_if<ReturnTo>(&action);
    return back != nullptr && !tiers[from].self_service ? back->tier : TierId{};
}

bool declares_problems(const EscalationPolicy& policy) { return any_does<DeclareProblem>(policy); }

bool sends_out(const EscalationPolicy& policy, const Rule& rule) {
    return may_do<SendOut>(policy, rule);
}

bool pages(const EscalationPolicy& policy, const Rule& rule) {
    return may_do<PageOnCall>(policy, rule);
}

bool looks_back(const EscalationPolicy& policy) {
    return policy.stay > Span{0} || any_does<ReturnTo>(policy);
}

std::vector<Action> actions_of(const EscalationPolicy& policy, const Rule& rule) {
    std::vector<Action> all = rule.actions;
    for (const RuleStep& step : rule.steps) {
        all.insert(all.end(), step.actions.begin(), step.actions.end());
    }
    if (!rule.steps.empty()) {
        all.insert(all.end(), policy.catch_all.begin(), policy.catch_all.end());
    }
    return all;
}

}  // namespace meridian
