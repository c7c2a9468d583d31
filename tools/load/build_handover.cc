#include <fmt/format.h>

#include <algorithm>

#include "tools/load/word.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

constexpr Word<AtShiftEnd> shift_ends[] = {{"finish", AtShiftEnd::finish},
                                           {"hand_over", AtShiftEnd::hand_over},
                                           {"park", AtShiftEnd::park},
                                           {"return_to_queue", AtShiftEnd::return_to_queue},
                                           {"warm_transfer", AtShiftEnd::warm_transfer},
                                           {"conference", AtShiftEnd::conference}};
constexpr Word<Ownership> owners[] = {{"sticky", Ownership::sticky},
                                      {"follow_the_sun", Ownership::follow_the_sun}};

/// What the act, or what stands in for it, does not use stays unread, and is refused.
HandoverRule read_shift_end_rule(Workbench& bench, const Node& node, std::size_t position,
                                 AtShiftEnd fail_back) {
    HandoverRule rule;
    rule.name = bench.read.text(node, "name").value_or(fmt::format("shift end, rule {}", position));
    rule.when = read_predicate(bench, bench.read.get(node, "when"));
    const auto act = bench.read.text(node, "do");
    const auto otherwise = bench.read.text(node, "otherwise");
    rule.act = choose(act ? act : otherwise, shift_ends, AtShiftEnd::finish);
    const auto may = [&](AtShiftEnd one) {
        return rule.act == one || (goes_in_person(rule.act) && fail_back == one);
    };
    if (may(AtShiftEnd::hand_over)) {
        rule.note = bench.read.span(node, "note").value_or(Span{});
    }
    if (may(AtShiftEnd::hand_over) || may(AtShiftEnd::return_to_queue)) {
        rule.re_read = bench.read.span(node, "re_read").value_or(Span{});
        rule.quality = bench.read.percent(node, "quality").value_or(1);
    }
    if (rule.act == AtShiftEnd::hand_over || goes_in_person(rule.act)) {
        rule.call = bench.read.span(node, "call").value_or(Span{});
    }
    return rule;
}

void check_reached(Workbench& bench, const Node& row, bool complete) {
    if (complete) {
        bench.findings.add("M113", row.place, "this rule is never looked at",
                           "the one above matches everything: put `otherwise` last");
    }
}

void build_shift_ends(Workbench& bench, const Node* handover) {
    static const Node nothing;
    HandoverPolicy& policy = bench.draft.policy.handover;
    const Node* rules = handover != nullptr ? bench.read.get(*handover, "at_shift_end") : nullptr;
    bool complete = false;
    std::size_t position = 0;
    for (const Node& row : (rules != nullptr ? *rules : nothing).items) {
        ++position;
        if (!bench.read.usable(row)) {
            continue;
        }
        check_reached(bench, row, complete);
        policy.at_shift_end.add(read_shift_end_rule(bench, row, position, policy.fail_back));
        complete = complete || row.find("otherwise") != nullptr;
    }
    if (!complete) {
        if (handover != nullptr) {
            bench.findings.add("M205", rules != nullptr ? rules->label : handover->label,
                               "no rule says what becomes of all other tickets at a shift's end",
                               "they are finished; say so with - {otherwise: finish}");
        }
        policy.at_shift_end.add({.name = "otherwise finish", .when = {}});
    }
}

void read_fail_back(Workbench& bench, const Node& handover) {
    const Node* word = bench.read.get(handover, "fail_back");
    if (word == nullptr) {
        return;
    }
    const auto& policy = bench.draft.policy.handover;
    bench.draft.policy.handover.fail_back =
        choose(std::optional(word->text), shift_ends, policy.fail_back);
    const Node* rules = handover.find("at_shift_end");
    const auto in_person = [](const Node& row) {
        const Node* act = row.find("do") != nullptr ? row.find("do") : row.find("otherwise");
        return act != nullptr && (act->text == "warm_transfer" || act->text == "conference");
    };
    if (rules == nullptr || std::none_of(rules->items.begin(), rules->items.end(), in_person)) {
        bench.findings.add("N102", word->label,
                           "'fail_back' has no effect where nothing is handed over in person",
                           "add do: warm_transfer or conference, or take it out");
    }
}

void build_ownership(Workbench& bench) {
    const Node* node = bench.read.get(bench.root, "ownership");
    if (node == nullptr) {
        return;
    }
    OwnershipPolicy& policy = bench.draft.policy.ownership;
    if (node->is_scalar()) {
        policy.add({.name = node->text,
                    .when = {},
                    .keep = choose(std::optional(node->text), owners, Ownership::sticky)});
        return;
    }
    bool complete = false;
    std::size_t position = 0;
    for (const Node& row : node->items) {
        ++position;
        if (!bench.read.usable(row)) {
            continue;
        }
        check_reached(bench, row, complete);
        const auto otherwise = bench.read.text(row, "otherwise");
        const auto keep = bench.read.text(row, "do");
        policy.add(
            {.name =
                 bench.read.text(row, "name").value_or(fmt::format("ownership, rule {}", position)),
             .when = read_predicate(bench, bench.read.get(row, "when")),
             .keep = choose(otherwise ? otherwise : keep, owners, Ownership::sticky)});
        complete = complete || otherwise.has_value();
    }
    if (!complete) {
        bench.findings.add("M205", node->label, "no rule says whose all other tickets are",
                           "they are sticky; say so with - {otherwise: sticky}");
        policy.add({.name = "otherwise sticky", .when = {}});
    }
}

}  // namespace

void build_handover(Workbench& bench) {
    const Node* handover = bench.read.get(bench.root, "handover");
    if (handover != nullptr) {
        read_fail_back(bench, *handover);
    }
    build_shift_ends(bench, handover);
    build_ownership(bench);
}

}  // namespace meridian
