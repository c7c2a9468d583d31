#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "model/check/find.h"

namespace meridian::check {
namespace {

template <class Entity>
bool within(const AnyOf<Entity>& narrow, const AnyOf<Entity>& wide, std::size_t rows) {
    if (!wide.is_set()) {
        return true;
    }
    if (!narrow.is_set()) {
        return false;
    }
    for (std::uint32_t i = 0; i < rows; ++i) {
        if (narrow.holds({i}) && !wide.holds({i})) {
            return false;
        }
    }
    return true;
}

bool within(const std::optional<std::uint64_t>& narrow, const std::optional<std::uint64_t>& wide) {
    return !wide || (narrow && (*narrow & ~*wide) == 0);
}

template <class Number>
bool under(const std::optional<Number>& narrow, const std::optional<Number>& wide) {
    return !wide || (narrow && *narrow <= *wide);
}

/// Whether all that matches `narrow` matches `wide`, as far as their parts show. May say no where
/// it is so, never yes where it is not.
bool within(const Draft& draft, const Predicate& narrow, const Predicate& wide) {
    const Organisation& house = draft.organisation;
    const Workload& work = draft.workload;
    const bool parts = within(narrow.category, wide.category, work.categories.size()) &&
                       within(narrow.language, wide.language, house.languages.size()) &&
                       within(narrow.segment, wide.segment, work.segments.size()) &&
                       within(narrow.channel, wide.channel, work.channels.size()) &&
                       within(narrow.region, wide.region, house.regions.size()) &&
                       within(narrow.stream, wide.stream, work.streams.size()) &&
                       within(narrow.residency, wide.residency, house.residencies.size()) &&
                       within(narrow.tier, wide.tier, house.tiers.size()) &&
                       within(narrow.team, wide.team, house.teams.size()) &&
                       within(narrow.priorities, wide.priorities) &&
                       within(narrow.impacts, wide.impacts) &&
                       within(narrow.urgencies, wide.urgencies) &&
                       (wide.tags == 0 || (narrow.tags != 0 && (narrow.tags & ~wide.tags) == 0)) &&
                       under(narrow.work_left_under, wide.work_left_under) &&
                       under(narrow.hops_under, wide.hops_under) &&
                       (!wide.answered || narrow.answered == wide.answered) &&
                       (!wide.during.exists() || narrow.during == wide.during);
    const bool choices = wide.any.empty() || std::ranges::any_of(wide.any, [&](const Predicate& p) {
                             return within(draft, narrow, p);
                         });
    return parts && choices && wide.none.empty();
}

bool same_moment(const Trigger& a, const Trigger& b) {
    return std::tie(a.kind, a.after, a.clock.kind, a.clock.calendar, a.sla, a.used,
                    a.similar.tickets, a.similar.within, a.similar.by) ==
           std::tie(b.kind, b.after, b.clock.kind, b.clock.calendar, b.sla, b.used,
                    b.similar.tickets, b.similar.within, b.similar.by);
}

/// Whether the earlier rule answers every time, so that nothing is left for later ones.
bool always_answers(const Rule& rule) {
    const bool once = rule.trigger.kind == Trigger::Kind::created ||
                      rule.trigger.kind == Trigger::Kind::after_hours ||
                      rule.trigger.kind == Trigger::Kind::open ||
                      rule.trigger.kind == Trigger::Kind::unanswered;
    return !rule.proceed && (once || (rule.limit >= without_limit && !rule.cooldown));
}

bool can_fire(const Ground& ground, const Rule& rule) {
    const Draft& draft = ground.draft;
    const bool of_a_clock = rule.trigger.kind == Trigger::Kind::sla_used ||
                            rule.trigger.kind == Trigger::Kind::sla_left;
    return std::ranges::any_of(ground.kinds, [&](const Kind& kind) {
        return std::ranges::any_of(reach_of(ground.scenario, kind), [&](TierId tier) {
            return possible(draft, rule.when, kind, tier) &&
                   (!of_a_clock ||
                    possible(draft, draft.policy.sla[rule.trigger.sla].when, kind, tier));
        });
    });
}

/// Tiers on which some ticket may be as the rule asks.
std::vector<TierId> tiers_of(const Ground& ground, const Rule& rule) {
    std::vector<TierId> tiers;
    for (const Kind& kind : ground.kinds) {
        for (const TierId tier : reach_of(ground.scenario, kind)) {
            if (possible(ground.draft, rule.when, kind, tier)) {
                tiers.push_back(tier);
            }
        }
    }
    std::ranges::sort(tiers);
    tiers.erase(std::unique(tiers.begin(), tiers.end()), tiers.end());
    return tiers;
}

/// Rules that say `escalate` where nothing is further up.
void find_without_effect(const Ground& ground, Findings& found) {
    const Table<Tier>& all = ground.draft.organisation.tiers;
    for (const Rule& rule : ground.draft.policy.escalation.rules) {
        const std::vector<TierId> tiers = tiers_of(ground, rule);
        for (const Action& action : rule.actions) {
            const auto* escalate = std::get_if<Escalate>(&action);
            const bool in_vain = escalate != nullptr && !tiers.empty() &&
                                 std::ranges::none_of(tiers, [&](TierId tier) {
                                     return destination(*escalate, all, tier).exists();
                                 });
            if (in_vain) {
                found.push_back(
                    {.code = "L01",
                     .level = Level::warning,
                     .at = "escalation." + rule.name,
                     .says = fmt::format("rule '{}' escalates nothing: from {} no way leads up",
                                         rule.name, all[tiers.front()].name),
                     .evidence = {},
                     .way_out = "give the tier a `next`, or name the tier that is meant"});
                break;
            }
        }
    }
}

void find_silent(const Ground& ground, Findings& found) {
    const Table<Rule>& rules = ground.draft.policy.escalation.rules;
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules[RuleId{i}];
        if (!can_fire(ground, rule)) {
            found.push_back({.code = "L01",
                             .level = Level::warning,
                             .at = "escalation." + rule.name,
                             .says = fmt::format("rule '{}' asks for tickets that no stream brings "
                                                 "to where it looks",
                                                 rule.name),
                             .evidence = {},
                             .way_out = "correct its `when`, or take it out"});
            continue;
        }
        for (std::uint32_t j = 0; j < i; ++j) {
            const Rule& earlier = rules[RuleId{j}];
            if (same_moment(earlier.trigger, rule.trigger) && always_answers(earlier) &&
                within(ground.draft, rule.when, earlier.when)) {
                found.push_back({.code = "L01",
                                 .level = Level::warning,
                                 .at = "escalation." + rule.name,
                                 .says = fmt::format("rule '{}' never fires: '{}' takes all of its "
                                                     "tickets first",
                                                     rule.name, earlier.name),
                                 .evidence = {fmt::format("'{}' stands before it and ends the "
                                                          "search",
                                                          earlier.name)},
                                 .way_out = {}});
                break;
            }
        }
    }
}

/// No condition but the tier's.
bool takes_all_of_a_tier(Predicate when) {
    when.tier = {};
    return within(Draft{}, Predicate{}, when);
}

void find_open_ends(const Ground& ground, Findings& found) {
    const Organisation& house = ground.draft.organisation;
    for (std::uint32_t t = 0; t < house.tiers.size(); ++t) {
        const Tier& tier = house.tiers[TierId{t}];
        const Rule* last = nullptr;
        bool closed = tier.self_service || tier.next.empty();
        for (const Rule& rule : ground.draft.policy.escalation.rules) {
            if (rule.trigger.kind == Trigger::Kind::gives_up && rule.when.tier.is_set() &&
                rule.when.tier.holds({t})) {
                last = &rule;
            }
            closed = closed || (rule.trigger.kind == Trigger::Kind::gives_up &&
                                rule.when.tier.holds({t}) && takes_all_of_a_tier(rule.when));
        }
        if (last != nullptr && !closed) {
            found.push_back(
                {.code = "L04",
                 .level = Level::note,
                 .at = "escalation." + last->name,
                 .says = fmt::format("what no rule takes when agents of {} give up goes to {}",
                                     tier.name, house.tiers[tier.next.front()].name),
                 .evidence = {fmt::format("'{}' is the last rule that speaks of {}", last->name,
                                          tier.name)},
                 .way_out = {}});
        }
    }
}

bool moves_or_raises(const Rule& rule) {
    return std::ranges::any_of(rule.actions, [](const Action& action) {
        return std::holds_alternative<Escalate>(action) ||
               std::holds_alternative<Transfer>(action) || std::holds_alternative<Raise>(action);
    });
}

/// Whether the rule's timer and the target's clock count from the same event to the one that the
/// rule waits for.
bool protects(const Rule& rule, const SlaTarget& target) {
    const bool answer = rule.trigger.kind == Trigger::Kind::unanswered &&
                        target.stop.kind == ClockEvent::Kind::first_response;
    const bool end =
        rule.trigger.kind == Trigger::Kind::open && target.stop.kind == ClockEvent::Kind::resolved;
    return (answer || end) && target.start.kind == ClockEvent::Kind::opened &&
           rule.trigger.clock.kind == target.clock.kind &&
           rule.trigger.clock.calendar == target.clock.calendar;
}

void find_late(const Ground& ground, Findings& found) {
    const Draft& draft = ground.draft;
    for (const Rule& rule : draft.policy.escalation.rules) {
        for (const SlaTarget& target : draft.policy.sla) {
            if (!moves_or_raises(rule) || !protects(rule, target)) {
                continue;
            }
            std::uint64_t both = 0;
            for (const Kind& kind : ground.kinds) {
                for (const TierId tier : reach_of(ground.scenario, kind)) {
                    if (possible(draft, rule.when, kind, tier) &&
                        possible(draft, target.when, kind, tier)) {
                        both |= priorities_of(draft, kind) & rule.when.priorities.value_or(~0ULL) &
                                target.when.priorities.value_or(~0ULL);
                    }
                }
            }
            Finding finding{
                .code = "L11",
                .level = Level::warning,
                .at = "escalation." + rule.name,
                .says = fmt::format("rule '{}' comes after {}, when '{}' is broken", rule.name,
                                    length_text(rule.trigger.after), target.name)};
            for (std::size_t p = 0; p < target.target.size(); ++p) {
                if (((both >> p) & 1U) != 0 && target.target[p] &&
                    *target.target[p] <= rule.trigger.after) {
                    finding.evidence.push_back(fmt::format("{} of {} is due after {}", target.name,
                                                           draft.workload.priorities[p],
                                                           length_text(*target.target[p])));
                }
            }
            if (!finding.evidence.empty()) {
                found.push_back(std::move(finding));
            }
        }
    }
}

/// A timer that is longer than the run.
void find_unexercised(const Ground& ground, Findings& found) {
    const Span run = ground.draft.run.horizon.length();
    for (const Rule& rule : ground.draft.policy.escalation.rules) {
        const bool timed = rule.trigger.kind != Trigger::Kind::sla_left;
        if (timed && rule.trigger.after >= run) {
            found.push_back(
                {.code = "L25",
                 .level = Level::warning,
                 .at = "escalation." + rule.name,
                 .says = fmt::format("rule '{}' comes after {}, and the run lasts {}", rule.name,
                                     length_text(rule.trigger.after), length_text(run)),
                 .evidence = {},
                 .way_out = "run longer, or shorten the rule"});
        }
    }
}

bool names_a_channel(const Predicate& when) {
    return when.channel.is_set() || std::ranges::any_of(when.any, names_a_channel) ||
           std::ranges::any_of(when.none, names_a_channel);
}

void find_channels(const Ground& ground, Findings& found) {
    const auto tell = [&](const std::string& at, const std::string& what) {
        found.push_back({.code = "L28",
                         .level = Level::note,
                         .at = at,
                         .says = what + " treats channels differently",
                         .evidence = {},
                         .way_out = {}});
    };
    for (const Rule& rule : ground.draft.policy.escalation.rules) {
        if (names_a_channel(rule.when)) {
            tell("escalation." + rule.name, fmt::format("rule '{}'", rule.name));
        }
    }
    for (const SlaTarget& target : ground.draft.policy.sla) {
        if (names_a_channel(target.when)) {
            tell("sla." + target.name, fmt::format("promise '{}'", target.name));
        }
    }
}

}  // namespace

void find_in_rules(const Ground& ground, Findings& found) {
    find_silent(ground, found);
    find_without_effect(ground, found);
    find_open_ends(ground, found);
    find_late(ground, found);
    find_channels(ground, found);
    find_unexercised(ground, found);
}

}  // namespace meridian::check
