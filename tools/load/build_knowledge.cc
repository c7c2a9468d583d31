#include <fmt/format.h>

#include <algorithm>

#include "tools/load/workbench.h"

namespace meridian {
namespace {

const WorkStep& step_of(const Workbench& bench, CategoryId category, TierId tier) {
    const std::size_t tiers = bench.draft.organisation.tiers.size();
    return bench.draft.workload.work[category.index * tiers + tier.index];
}

/// What self-service contains may be said row by row, and is more or less than that.
void check_gain(Workbench& bench, const MapEntry& entry, CategoryId category, TierId tier,
                double share) {
    const bool by_row = std::ranges::any_of(
        bench.draft.contained, [&](const Containment& row) { return row.tier == tier; });
    const double without = step_of(bench, category, tier).resolves;
    if (!by_row && share <= without) {
        bench.findings.add(
            "M174", entry.value.label,
            fmt::format("with an article '{}' resolves no more than without", entry.key),
            fmt::format("say more than {:.6g}%, or take the tier out", without * 100));
    }
}

Knowledge read_row(Workbench& bench, const Node& node, CategoryId category) {
    const auto& tiers = bench.draft.organisation.tiers;
    Knowledge made;
    made.issues = static_cast<std::uint32_t>(bench.read.whole(node, "issues").value_or(1));
    made.lasts = bench.read.span(node, "lasts");
    made.resolves.assign(tiers.size(), 0);
    const Node* resolves = bench.read.get(node, "resolves");
    for (const MapEntry& entry : or_nothing(resolves).entries) {
        const TierId tier = bench.read.id<Tier>(Names::tier, entry.key);
        const auto share = bench.read.percent(*resolves, entry.key);
        if (tier.exists() && share) {
            made.resolves[tier.index] = *share;
            check_gain(bench, entry, category, tier, *share);
        }
    }
    bool written = false;
    for (std::uint32_t i = 0; i < tiers.size(); ++i) {
        written = written || step_of(bench, category, TierId{i}).documents.share > 0;
    }
    if (!written) {
        bench.findings.add("M174", node.label, "nobody writes down how such tickets are solved",
                           "say `documents` in the category's work on a tier");
    }
    return made;
}

/// Writing that helps nobody, or that nobody is there to do.
void check_documents(Workbench& bench, const Node& node, const Tier& tier, bool is_read) {
    if (tier.self_service) {
        bench.findings.add("M174", node.label,
                           "nobody is in self-service who could write anything down",
                           "say it on a tier with agents");
    } else if (!is_read) {
        bench.findings.add("N102", node.label, "what is written down helps nobody",
                           "say in `knowledge.articles` what it saves, or take it out");
    }
}

void check_work(Workbench& bench) {
    const auto& known = bench.draft.workload.knowledge;
    const Node* work = bench.read.get(bench.root, "work");
    for (const MapEntry& row : or_nothing(work).entries) {
        const CategoryId category = bench.read.id<Category>(Names::category, row.key);
        const bool is_read =
            !known.empty() &&
            (row.key == "default" || (category.exists() && known[category.index].has_value()));
        for (const Tier& tier : bench.draft.organisation.tiers) {
            const Node* step = bench.read.get(row.value, tier.name);
            if (const Node* node = step != nullptr ? bench.read.get(*step, "documents") : nullptr) {
                check_documents(bench, *node, tier, is_read);
            }
        }
    }
}

}  // namespace

void build_knowledge(Workbench& bench) {
    const Node* knowledge = bench.read.get(bench.root, "knowledge");
    const Node* articles = knowledge != nullptr ? bench.read.get(*knowledge, "articles") : nullptr;
    if (articles != nullptr) {
        bench.draft.workload.knowledge.resize(bench.draft.workload.categories.size());
    }
    for (const MapEntry& entry : or_nothing(articles).entries) {
        const CategoryId category = bench.read.id<Category>(Names::category, entry.key);
        if (category.exists() && bench.read.usable(entry.value)) {
            (void)bench.read.get(*articles, entry.key);
            bench.draft.workload.knowledge[category.index] = read_row(bench, entry.value, category);
        }
    }
    check_work(bench);
}

}  // namespace meridian
