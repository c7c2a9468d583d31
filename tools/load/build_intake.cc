#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "tools/load/workbench.h"

namespace meridian {
namespace {

bool misroutes(const Draft& draft) {
    return std::ranges::any_of(draft.workload.work,
                               [](const WorkStep& step) { return step.misrouted.share > 0; });
}

/// What is left of the mis-routing after it; nothing but 100 % where it finds nothing out.
double read_intake(Workbench& bench, const Tier& tier, const Node& intake) {
    if (!tier.self_service) {
        bench.findings.add(
            "M141", intake.label,
            fmt::format("agents work on the tier '{}': no bot asks anybody there", tier.name),
            "only a tier with `self_service: true` does; say `misrouted` in its work");
        return 1;
    }
    const std::optional<double> left = bench.read.percent(intake, "misrouted");
    if (left == 1) {
        bench.findings.add("N102", intake.label, "as much is mis-routed after it as before",
                           "say less than 100%, or take it out");
    } else if (!misroutes(bench.draft)) {
        bench.findings.add("N102", intake.label, "nothing is ever mis-routed",
                           "say `misrouted` in the work of a tier with agents, or take it out");
    }
    return left.value_or(1);
}

}  // namespace

void build_intake(Workbench& bench) {
    const Node* tiers = bench.read.get(bench.root, "tiers");
    for (Tier& tier : bench.draft.organisation.tiers) {
        const Node* node = tiers != nullptr ? bench.read.get(*tiers, tier.name) : nullptr;
        if (const Node* intake = node != nullptr ? bench.read.get(*node, "intake") : nullptr) {
            tier.misrouted = read_intake(bench, tier, *intake);
        }
    }
}

}  // namespace meridian
