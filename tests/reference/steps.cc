#include <algorithm>

#include "tests/reference/simulator.h"

namespace meridian::reference {

/// Steps that are still to come are forgotten, and all begin anew.
void Simulator::begin_steps(std::size_t which, RuleId id) {
    say(Fact::chain_began, which, 0, nobody, id.index);
    std::vector<Steps>& all = cases_[which].steps;
    std::erase_if(all, [&](const Steps& each) { return each.rule == id; });
    all.push_back({id, now_ + draft_.policy.escalation.rules[id].steps[0].after});
    std::ranges::sort(all, {}, &Steps::rule);
    step(which, id);
}

void Simulator::steps_due(std::size_t which) {
    for (std::uint32_t rule = 0; rule < draft_.policy.escalation.rules.size(); ++rule) {
        step(which, {rule});
    }
}

/// All that is due now of one rule, one step after another.
void Simulator::step(std::size_t which, RuleId id) {
    const EscalationPolicy& policy = draft_.policy.escalation;
    const Rule& rule = policy.rules[id];
    while (cases_[which].place != Place::ended) {
        std::vector<Steps>& all = cases_[which].steps;
        const auto here = std::ranges::find(all, id, &Steps::rule);
        if (here == all.end() || !here->due || *here->due > now_) {
            return;
        }
        const RuleStep& now = rule.steps[here->next];
        const auto comes = all_come(cases_[which], now);
        const bool holds =
            matches(now.when, cases_[which].attributes, situation(cases_[which]), house_.calendars);
        const bool gap = policy.gaps != Gap::none && comes != now_;
        StepEnd end = StepEnd::done;
        if (!holds) {
            end = StepEnd::passed_over;
        } else if (gap) {
            end = policy.gaps == Gap::skip   ? StepEnd::skipped
                  : policy.gaps == Gap::wait ? StepEnd::waited
                  : policy.gaps == Gap::hold ? StepEnd::held
                  : policy.gaps == Gap::drop ? StepEnd::dropped
                                             : StepEnd::caught;
        }
        say(Fact::stepped, which, static_cast<std::int64_t>(end), here->next, id.index);
        const bool again =
            (end == StepEnd::done || end == StepEnd::waited || end == StepEnd::caught) &&
            ++here->times < now.times;
        if (end == StepEnd::held) {
            here->due = comes;
        } else if (end == StepEnd::dropped) {
            all.erase(here);
        } else if (again) {
            here->due = now_ + now.every;
        } else {
            here->times = 0;
            here->next = (here->next + 1) % rule.steps.size();
            here->loops += here->next == 0 ? 1 : 0;
            here->due = end == StepEnd::skipped ? now_ : now_ + rule.steps[here->next].after;
            if (here->loops == rule.loops) {
                all.erase(here);
            }
        }
        if (end == StepEnd::done || end == StepEnd::caught) {
            for (const Action& action : end == StepEnd::done ? now.actions : policy.catch_all) {
                if (cases_[which].place != Place::ended) {
                    act(which, id, action);
                }
            }
        }
    }
}

/// None: never all of them.
std::optional<Instant> Simulator::all_come(const Case& c, const RuleStep& step) const {
    std::optional<Instant> latest = now_;
    for (const Action& action : step.actions) {
        const auto at = somebody_comes(c, action);
        latest = latest && at ? std::optional{std::max(*latest, *at)} : std::nullopt;
    }
    return latest;
}

/// By the roster. Whoever gets nothing need not be there.
std::optional<Instant> Simulator::somebody_comes(const Case& c, const Action& action) const {
    TierId tier = destination(action, house_.tiers, c.tier);
    const auto* aside = std::get_if<Transfer>(&action);
    if (const auto* help = std::get_if<Involve>(&action)) {
        tier = help->tier;
    } else if (const auto* back = std::get_if<ReturnTo>(&action)) {
        tier = back->tier.exists() ? tier : c.sent_from[c.tier.index];
    }
    if (aside == nullptr && (!tier.exists() || house_.tiers[tier].self_service)) {
        return now_;
    }
    std::optional<Instant> first;
    for (const Person& p : people_) {
        const Team& team = house_.teams[team_of(p)];
        const bool wanted = aside == nullptr ? team.tier == tier
                            : aside->team.exists()
                                ? team_of(p) == aside->team
                                : team.region == aside->region && team.tier == c.tier;
        for (const Interval shift : crew_of(p).shifts) {
            const Instant from = std::max(shift.begin, now_);
            if (wanted && now_ < shift.end && (!first || from < *first)) {
                first = from;
            }
        }
    }
    return first;
}

}  // namespace meridian::reference
