#include "tools/load/workbench.h"

namespace meridian {
namespace {

StageWork read_life_stage(Workbench& bench, const Node& node) {
    StageWork made;
    made.handle = bench.read.distribution(node, "handle").value_or(Distribution{});
    made.tier = bench.read.id<Tier>(node, "tier", Names::tier);
    if (made.tier.exists() && bench.draft.organisation.tiers[made.tier].self_service) {
        bench.findings.add("M176", bench.read.get(node, "tier")->place,
                           "nobody is in self-service who could do it", "name a tier with agents");
    }
    return made;
}

void read_every(Workbench& bench, const Node& node, StageWork& made) {
    made.every = bench.read.span(node, "every").value_or(std::chrono::minutes{1});
    if (made.every < std::chrono::minutes{1}) {
        bench.findings.add("M176", bench.read.get(node, "every")->place,
                           "less than a minute from one look to the next", "say 1min or more");
        made.every = std::chrono::minutes{1};
    }
}

}  // namespace

void build_lifecycle(Workbench& bench) {
    const Node* node = bench.read.get(bench.root, "lifecycle");
    if (node == nullptr) {
        return;
    }
    Lifecycle& made = bench.draft.policy.lifecycle;
    for (std::size_t i = 0; i < life_stages; ++i) {
        const Node* stage = bench.read.get(*node, life_stage_names.at(i));
        if (stage == nullptr || !bench.read.usable(*stage)) {
            continue;
        }
        made.stages.at(i) = read_life_stage(bench, *stage);
        if (static_cast<LifeStage>(i) == LifeStage::track) {
            read_every(bench, *stage, *made.stages.at(i));
        }
    }
    if (!made.is_used()) {
        bench.findings.add("N102", node->label, "no stage takes time",
                           "say document, assess, route, track or close, or take it out");
    }
}

}  // namespace meridian
