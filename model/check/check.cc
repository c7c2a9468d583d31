#include "model/check/check.h"

#include <algorithm>

#include "model/check/find.h"

namespace meridian::check {

bool escalates(const Rule& rule) {
    return std::ranges::any_of(rule.actions, [](const Action& action) {
        return std::holds_alternative<Escalate>(action);
    });
}

bool may_move(const Draft& draft, const Rule& rule) {
    return std::ranges::any_of(actions_of(draft.policy.escalation, rule), [](const Action& action) {
        return std::holds_alternative<Escalate>(action) ||
               std::holds_alternative<ReturnTo>(action) ||
               std::holds_alternative<SendOut>(action) ||
               std::holds_alternative<PageOnCall>(action);
    });
}

bool comes_while_waiting(const Rule& rule) {
    if (!rule.steps.empty()) {
        return true;  // sooner or later
    }
    switch (rule.trigger.kind) {
        case Trigger::Kind::open:
        case Trigger::Kind::in_tier:
        case Trigger::Kind::waiting:
        case Trigger::Kind::unanswered:
        case Trigger::Kind::no_update:
        case Trigger::Kind::sla_used:
        case Trigger::Kind::sla_left:
            return true;
        default:
            return false;
    }
}

std::vector<Finding> check(const Scenario& scenario) {
    const Ground ground(scenario);
    Findings found;
    find_in_rules(ground, found);
    find_in_ways(ground, found);
    find_in_shifts(ground, found);
    find_in_promises(ground, found);
    find_in_calendars(ground, found);
    find_overload(ground, found);
    std::ranges::stable_sort(found, {}, &Finding::code);
    return found;
}

}  // namespace meridian::check
