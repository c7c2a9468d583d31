#include "sim/experiment/mutation.h"

#include <fmt/format.h>

#include <chrono>

namespace meridian {
namespace {

using Kind = Mutation::Kind;
using namespace std::chrono_literals;

/// The text of a threshold for people: hours where they are whole, else minutes.
std::string amount(const Trigger& trigger, double times) {
    if (trigger.kind == Trigger::Kind::sla_used) {
        return fmt::format("{:.4g} %", 100 * trigger.used * times);
    }
    const double minutes = static_cast<double>(trigger.after.count()) / 60'000 * times;
    return fmt::format("{:.4g} min", minutes);
}

bool has_threshold(const Trigger& trigger) {
    return trigger.after != Span{0} || trigger.kind == Trigger::Kind::sla_used;
}

/// Looked at together, in order.
bool answer_the_same(const Trigger& a, const Trigger& b) {
    return !has_threshold(a) &&
           (a.kind == b.kind || (is_of_creation(a.kind) && is_of_creation(b.kind)));
}

void add_rules(std::vector<Mutation>& all, const Table<Rule>& rules) {
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules[RuleId{i}];
        const auto add = [&](Kind kind, std::string what) {
            all.push_back({kind, i, rule.name, fmt::format("rule {}: {}", rule.name, what)});
        };
        if (has_threshold(rule.trigger)) {
            add(Kind::sooner,
                fmt::format("{} -> {}", amount(rule.trigger, 1), amount(rule.trigger, 0.5)));
            add(Kind::later,
                fmt::format("{} -> {}", amount(rule.trigger, 1), amount(rule.trigger, 2)));
        }
        add(Kind::dropped, "taken out");
        if (i + 1 < rules.size() && answer_the_same(rule.trigger, rules[RuleId{i + 1}].trigger)) {
            add(Kind::swapped, fmt::format("after {}", rules[RuleId{i + 1}].name));
        }
    }
}

void add_handover(std::vector<Mutation>& all, const Table<HandoverRule>& rows) {
    for (std::uint32_t i = 0; i + 1 < rows.size(); ++i) {
        const std::string& name = rows[HandoverRuleId{i}].name;
        const auto add = [&](Kind kind, const std::string& what) {
            all.push_back({kind, i, name, fmt::format("handover {}: {}", name, what)});
        };
        add(Kind::handover_dropped, "taken out");
        if (i + 2 < rows.size()) {
            add(Kind::handover_swapped, fmt::format("after {}", rows[HandoverRuleId{i + 1}].name));
        }
    }
}

/// Nobody is ever off duty, or never on: an hour later is the same.
bool has_hours(const Draft& scenario, TeamId team) {
    for (const Crew& crew : scenario.organisation.crews) {
        if (crew.team == team && crew.shifts.size() > 1) {
            return true;
        }
    }
    return false;
}

template <class Row>
void drop(Table<Row>& rows, std::uint32_t which) {
    Table<Row> rest;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        if (i != which) {
            rest.add(rows[Id<Row>{i}]);
        }
    }
    rows = std::move(rest);
}

template <class Row>
void swap_with_next(Table<Row>& rows, std::uint32_t which) {
    std::swap(rows[Id<Row>{which}], rows[Id<Row>{which + 1}]);
}

void scale(Trigger& trigger, double times) {
    if (trigger.kind == Trigger::Kind::sla_used) {
        trigger.used *= times;
    } else {
        trigger.after =
            Span{static_cast<std::int64_t>(static_cast<double>(trigger.after.count()) * times)};
    }
}

void shift(Organisation& organisation, TeamId team) {
    for (Crew& crew : organisation.crews) {
        if (crew.team == team) {
            for (auto* hours : {&crew.shifts, &crew.meetings}) {
                for (Interval& interval : *hours) {
                    interval.begin += 1h;
                    interval.end += 1h;
                }
            }
        }
    }
}

template <class Row>
bool is_there(const Table<Row>& rows, const Mutation& mutation, std::uint32_t more = 0) {
    return mutation.row + more < rows.size() && rows[Id<Row>{mutation.row}].name == mutation.of;
}

/// Whether it could be applied.
bool apply(Draft& draft, const Mutation& mutation) {
    Table<Rule>& rules = draft.policy.escalation.rules;
    Table<HandoverRule>& rows = draft.policy.handover.at_shift_end;
    switch (mutation.kind) {
        case Kind::sooner:
        case Kind::later:
            if (is_there(rules, mutation)) {
                scale(rules[RuleId{mutation.row}].trigger, mutation.kind == Kind::sooner ? 0.5 : 2);
                return true;
            }
            return false;
        case Kind::dropped:
            if (is_there(rules, mutation)) {
                drop(rules, mutation.row);
                return true;
            }
            return false;
        case Kind::swapped:
            if (is_there(rules, mutation, 1)) {
                swap_with_next(rules, mutation.row);
                return true;
            }
            return false;
        case Kind::handover_dropped:
            if (is_there(rows, mutation, 1)) {
                drop(rows, mutation.row);
                return true;
            }
            return false;
        case Kind::handover_swapped:
            if (is_there(rows, mutation, 2)) {
                swap_with_next(rows, mutation.row);
                return true;
            }
            return false;
        case Kind::shifted:
            if (is_there(draft.organisation.teams, mutation)) {
                shift(draft.organisation, TeamId{mutation.row});
                return true;
            }
            return false;
    }
    return false;
}

}  // namespace

std::vector<Mutation> mutations_of(const Draft& scenario) {
    std::vector<Mutation> all;
    add_rules(all, scenario.policy.escalation.rules);
    add_handover(all, scenario.policy.handover.at_shift_end);
    for (std::uint32_t i = 0; i < scenario.organisation.teams.size(); ++i) {
        if (has_hours(scenario, TeamId{i})) {
            const std::string& name = scenario.organisation.teams[TeamId{i}].name;
            all.push_back(
                {Kind::shifted, i, name, fmt::format("team {}: shifts an hour later", name)});
        }
    }
    return all;
}

std::optional<Scenario> mutated(const Scenario& scenario, const Mutation& mutation) {
    Draft draft = *scenario;
    if (!apply(draft, mutation)) {
        return std::nullopt;
    }
    auto sealed = seal(std::move(draft));
    auto* good = std::get_if<Scenario>(&sealed);
    return good == nullptr ? std::nullopt : std::optional<Scenario>(std::move(*good));
}

}  // namespace meridian
