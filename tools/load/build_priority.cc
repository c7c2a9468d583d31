#include <fmt/format.h>

#include <algorithm>

#include "tools/load/workbench.h"

namespace meridian {
namespace {

void build_matrix(Workbench& bench) {
    const Node* priority = bench.read.get(bench.root, "priority");
    const Node* matrix = priority != nullptr ? bench.read.get(*priority, "matrix") : nullptr;
    const auto& impacts = bench.draft.workload.impacts;
    const auto& urgencies = bench.draft.workload.urgencies;
    if (matrix == nullptr || !bench.read.whole_usable(*matrix)) {
        return;
    }
    PriorityMatrix made{.urgencies = urgencies.size(), .cells = {}};
    for (const std::string& impact : impacts) {
        const Node* row = bench.read.get(*matrix, impact);
        for (const std::string& urgency : urgencies) {
            const auto cell = row != nullptr ? bench.read.text(*row, urgency) : std::nullopt;
            const auto found =
                cell ? bench.read.names().find(Names::priority, *cell) : std::nullopt;
            if (!found) {
                bench.findings.add(
                    "M117", row != nullptr ? row->label : matrix->label,
                    fmt::format("no priority for impact '{}' and urgency '{}'", impact, urgency),
                    "give every pair a priority");
            }
            made.cells.push_back(static_cast<Priority>(found.value_or(0)));
        }
    }
    bench.draft.policy.priority = std::move(made);
}

std::int32_t points(const std::optional<std::int64_t>& read) {
    return static_cast<std::int32_t>(std::min<std::int64_t>(read.value_or(0), 1'000'000));
}

/// By level; empty where the formula does not count it.
std::vector<std::int32_t> read_points(Workbench& bench, const Node& formula, std::string_view key,
                                      const std::vector<std::string>& levels) {
    const Node* map = bench.read.get(formula, key);
    std::vector<std::int32_t> by_level;
    if (map == nullptr || !bench.read.whole_usable(*map)) {
        return by_level;
    }
    for (const std::string& level : levels) {
        if (map->find(level) == nullptr) {
            bench.findings.add("M172", map->label, fmt::format("no points for {} '{}'", key, level),
                               "give every level its points, 0 included");
        }
        by_level.push_back(points(bench.read.whole(*map, level)));
    }
    return by_level;
}

/// Of all priorities but the least urgent, falling.
std::vector<std::int32_t> read_least(Workbench& bench, const Node& formula) {
    const Node* map = bench.read.get(formula, "least");
    std::vector<std::int32_t> least;
    if (map == nullptr || !bench.read.whole_usable(*map)) {
        return least;
    }
    const auto& priorities = bench.draft.workload.priorities;
    for (std::size_t i = 0; i + 1 < priorities.size(); ++i) {
        const bool said = map->find(priorities[i]) != nullptr;
        least.push_back(points(bench.read.whole(*map, priorities[i])));
        const bool falls = i == 0 || least[i] < least[i - 1];
        if (!said || !falls) {
            bench.findings.add("M172", map->label,
                               said ? fmt::format("{} needs no fewer points than {}, which is "
                                                  "more urgent",
                                                  priorities[i], priorities[i - 1])
                                    : fmt::format("no least points for {}", priorities[i]),
                               "give every priority but the least urgent its points, falling");
        }
    }
    return least;
}

void build_formula(Workbench& bench, const Node& formula) {
    const Workload& workload = bench.draft.workload;
    PriorityFormula made{.impact = read_points(bench, formula, "impact", workload.impacts),
                         .urgency = read_points(bench, formula, "urgency", workload.urgencies),
                         .risk = read_points(bench, formula, "risk", workload.risks),
                         .value = read_points(bench, formula, "value", workload.values),
                         .least = read_least(bench, formula)};
    bench.draft.policy.formula = std::move(made);
}

/// The shares of the tickets of one true priority that get another one.
void read_set_wrong(Workbench& bench, const Node& row, Priority truth, TriageError& made) {
    double sum = 0;
    for (const MapEntry& entry : row.entries) {
        const auto set = bench.read.names().find(Names::priority, entry.key);
        const double share = bench.read.percent(row, entry.key).value_or(0);
        if (set == truth) {
            bench.findings.add(
                "M178", entry.value.label,
                fmt::format("what is {} and set {} is set right", entry.key, entry.key),
                "take it out: what the others leave is right");
        } else if (set && share <= 1) {
            made.shares[truth * made.priorities + *set] = share;
            sum += share;
        }
    }
    if (sum > 1 + 1e-9) {
        bench.findings.add("M178", row.label, "the shares add up to more than 100 %",
                           "make them smaller: what they leave is set right");
        std::fill_n(made.shares.begin() + static_cast<std::ptrdiff_t>(truth * made.priorities),
                    made.priorities, 0.0);
    }
}

void build_triage(Workbench& bench, const Node& node) {
    const Node* set = bench.read.get(node, "set");
    const std::size_t priorities = bench.draft.workload.priorities.size();
    TriageError made{.priorities = priorities,
                     .shares = std::vector<double>(priorities * priorities),
                     .notices = bench.read.span(node, "notices").value_or(Span{})};
    if (set == nullptr) {
        return;
    }
    for (const MapEntry& entry : set->entries) {
        const auto truth = bench.read.names().find(Names::priority, entry.key);
        if (truth && bench.read.usable(entry.value)) {
            read_set_wrong(bench, entry.value, static_cast<Priority>(*truth), made);
        }
    }
    if (std::ranges::any_of(made.shares, [](double share) { return share > 0; })) {
        bench.draft.policy.triage = std::move(made);
    } else if (!bench.findings.has_errors()) {
        bench.findings.add("N102", node.label, "nothing is ever set wrong",
                           "say a share above 0 %, or take it out");
    }
}

}  // namespace

void build_priority(Workbench& bench) {
    build_matrix(bench);
    const Node* priority = bench.read.get(bench.root, "priority");
    const Node* formula = priority != nullptr ? bench.read.get(*priority, "formula") : nullptr;
    if (formula != nullptr && bench.read.usable(*formula)) {
        build_formula(bench, *formula);
    }
    const Node* errors = priority != nullptr ? bench.read.get(*priority, "triage_error") : nullptr;
    if (errors != nullptr && bench.read.usable(*errors)) {
        build_triage(bench, *errors);
    }
}

void build_ageing(Workbench& bench) {
    const Node* priority = bench.read.get(bench.root, "priority");
    const Node* ageing = priority != nullptr ? bench.read.get(*priority, "ageing") : nullptr;
    const Node* ages = ageing != nullptr ? bench.read.get(*ageing, "at_least") : nullptr;
    if (ages == nullptr) {
        return;
    }
    const ClockSource clock = read_clock(bench, *ageing, "clock");
    const auto& priorities = bench.draft.workload.priorities;
    for (std::size_t i = priorities.size(); i-- > 0;) {
        const Node* age = bench.read.get(*ages, priorities[i]);
        if (age == nullptr || !bench.read.usable(*age)) {
            continue;
        }
        if (i + 1 == priorities.size()) {
            bench.findings.add("N102", age->place, "every ticket is at least as urgent as that",
                               "take it out");
        }
        Rule rule;
        rule.name = "ageing to " + priorities[i];
        rule.trigger.kind = Trigger::Kind::open;
        rule.trigger.after = read_counted(bench, *age, clock).value_or(Span{});
        rule.trigger.clock = clock;
        rule.actions = {Raise{.steps = 0, .to = static_cast<Priority>(i)}};
        rule.proceed = true;
        bench.draft.policy.escalation.rules.add(std::move(rule));
    }
}

}  // namespace meridian
