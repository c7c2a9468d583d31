#include <fmt/format.h>

#include <algorithm>

#include "tools/load/workbench.h"

namespace meridian {
namespace {

Preemption::Then then_of(const std::string& word) {
    if (word == "restart") {
        return Preemption::Then::restart;
    }
    if (word == "resample") {
        return Preemption::Then::resample;
    }
    return word == "reroute" ? Preemption::Then::reroute : Preemption::Then::resume;
}

Preemption read_preemption(Workbench& bench, const Node& node) {
    Preemption made;
    if (node.is_scalar()) {
        made.then = then_of(node.text);
        return made;
    }
    made.then = then_of(bench.read.text(node, "then").value_or("resume"));
    if (made.then != Preemption::Then::reroute) {  // a cost of it is refused as unread
        made.cost = bench.read.span(node, "cost").value_or(Span{});
    }
    made.by = read_priorities(bench, node, "by").value_or(made.by);
    return made;
}

void check_preemption(Workbench& bench, const Node& node, const Tier& tier,
                      const Routing& routing) {
    if (routing.discipline != Discipline::priority) {
        bench.findings.add("M119", node.label,
                           "work is interrupted for the more urgent, but they are not taken first",
                           "use discipline: priority, or take preemption out");
    } else if (routing.preemption->then == Preemption::Then::reroute && tier.next.empty()) {
        bench.findings.add(
            "M119", node.label,
            fmt::format("'{}' leads to no tier where interrupted tickets could go", tier.name),
            "use resume, restart or resample, or give the tier a `next`");
    }
}

/// A reserve as large as the tier would leave everybody else waiting for ever.
void check_reserve(Workbench& bench, const Node& node, TierId tier, const Reserve& reserve) {
    const Organisation& house = bench.draft.organisation;
    std::uint32_t agents = 0;
    for (const Crew& crew : house.crews) {
        agents += house.teams[crew.team].tier == tier ? crew.agents : 0;
    }
    if (reserve.agents >= agents && !house.tiers[tier].self_service) {
        bench.findings.add("M120", node.label,
                           fmt::format("{} kept free of {}: nobody is left for other tickets",
                                       reserve.agents, agents),
                           "keep fewer agents free than the tier has");
    }
}

}  // namespace

void read_precedence(Workbench& bench, const Node& node, TierId tier, Routing& routing) {
    if (const Node* preemption = bench.read.get(node, "preemption");
        preemption != nullptr && bench.read.usable(*preemption)) {
        routing.preemption = read_preemption(bench, *preemption);
        check_preemption(bench, *preemption, bench.draft.organisation.tiers[tier], routing);
    }
    if (const Node* reserve = bench.read.get(node, "reserve");
        reserve != nullptr && bench.read.usable(*reserve)) {
        routing.reserve = Reserve{
            .agents = static_cast<std::uint32_t>(bench.read.whole(*reserve, "agents").value_or(1)),
            .for_priorities = read_priorities(bench, *reserve, "for").value_or(0)};
        check_reserve(bench, *reserve, tier, *routing.reserve);
    }
}

}  // namespace meridian
