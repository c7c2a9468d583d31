#include "tools/load/workbench.h"

namespace meridian {
namespace {

Span read_time(Workbench& bench, const Node& node, std::string_view key, const ClockSource& clock) {
    const Node* time = bench.read.get(node, key);
    return time != nullptr ? read_counted(bench, *time, clock).value_or(Span{}) : Span{};
}

Distribution read_handle(Workbench& bench, const Node& node) {
    return bench.read.distribution(node, "handle").value_or(Distribution{});
}

Communication::Updates read_updates(Workbench& bench, const Node& node) {
    Communication::Updates made;
    made.handle = read_handle(bench, node);
    made.clock = read_clock(bench, node, "clock");
    made.every = read_time(bench, node, "every", made.clock);
    made.ahead = read_time(bench, node, "ahead", made.clock);
    if (made.every - made.ahead < std::chrono::minutes{1}) {
        bench.findings.add("M173", node.label, "less than a minute from one update to the next",
                           "make `every` longer, or `ahead` shorter");
    }
    return made;
}

Communication read_row(Workbench& bench, const Node& node) {
    Communication made;
    made.tier = bench.read.id<Tier>(node, "tier", Names::tier);
    if (made.tier.exists() && bench.draft.organisation.tiers[made.tier].self_service) {
        bench.findings.add("M173", bench.read.get(node, "tier")->place,
                           "nobody is in self-service who could tell the customer",
                           "name a tier with agents");
    }
    if (const Node* notice = bench.read.get(node, "first_notice")) {
        made.notice = {.handle = read_handle(bench, *notice),
                       .within = bench.read.span(*notice, "within").value_or(Span{})};
    }
    if (const Node* updates = bench.read.get(node, "updates")) {
        made.updates = read_updates(bench, *updates);
    }
    if (const Node* report = bench.read.get(node, "report")) {
        const ClockSource clock = read_clock(bench, *report, "clock");
        made.report = {.handle = read_handle(bench, *report),
                       .within = read_time(bench, *report, "within", clock),
                       .clock = clock};
    }
    if (!made.notice && !made.updates && !made.report) {
        bench.findings.add("N102", node.label, "nothing is told",
                           "say first_notice, updates or report, or take it out");
    }
    return made;
}

}  // namespace

void build_communication(Workbench& bench) {
    const Node* rows = bench.read.get(bench.root, "communication");
    if (rows == nullptr) {
        return;
    }
    auto& made = bench.draft.policy.communication;
    made.resize(bench.draft.workload.priorities.size());
    for (const MapEntry& entry : rows->entries) {
        const auto priority = bench.read.names().find(Names::priority, entry.key);
        if (priority && bench.read.usable(entry.value)) {
            made[*priority] = read_row(bench, entry.value);
        }
    }
}

}  // namespace meridian
