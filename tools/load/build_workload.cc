#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tools/load/people.h"
#include "tools/load/percent.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

constexpr double tolerance = 1e-6;  // of a sum of shares: 0.0001 %

std::vector<double> shares_of(const Mix& mix, std::size_t rows) {
    std::vector<double> shares(rows, 0);
    double before = 0;
    for (std::size_t i = 0; i < mix.rows.size(); ++i) {
        shares[mix.rows[i]] += mix.cumulative[i] - before;
        before = mix.cumulative[i];
    }
    return shares;
}

Category read_category(Workbench& bench, const std::string& name, const Node* node) {
    Category category;
    category.name = name;
    category.skill =
        node != nullptr ? bench.read.id<Skill>(*node, "skill", Names::skill) : SkillId{};
    if (!category.skill.exists()) {
        category.skill = bench.read.id<Skill>(Names::skill, name);
    }
    if (node == nullptr) {
        return category;
    }
    if (const Node* authority = bench.read.get(*node, "authority")) {
        category.authority = read_needed_authority(bench, *authority);
    }
    category.translatable = bench.read.yes(*node, "translation", true);
    const Mix priority = read_mix(bench, *node, "priority", Names::priority);
    if (!priority.empty()) {
        category.priority_shares = shares_of(priority, bench.draft.workload.priorities.size());
    }
    return category;
}

void build_categories(Workbench& bench) {
    const Node* categories = bench.read.get(bench.root, "categories");
    for (const std::string& name : bench.read.names().of(Names::category)) {
        const Node* node = categories != nullptr ? bench.read.get(*categories, name) : nullptr;
        bench.draft.workload.categories.add(read_category(bench, name, node));
    }
}

Return read_return(Workbench& bench, const Node* node) {
    Return made;
    if (node != nullptr) {
        made.share = bench.read.percent(*node, "share").value_or(0);
        made.after = bench.read.distribution(*node, "after").value_or(Distribution{});
        made.channel = bench.read.id<Channel>(*node, "channel", Names::channel);
        made.entry = bench.read.id<Tier>(*node, "entry", Names::tier);
    }
    return made;
}

void build_contacts(Workbench& bench) {
    if (const Node* contacts = bench.read.get(bench.root, "contacts")) {
        bench.draft.workload.reopen_within = bench.read.span(*contacts, "reopen_within");
    }
    if (const Node* self_service = bench.read.get(bench.root, "self_service")) {
        bench.draft.workload.contained_return =
            read_return(bench, bench.read.get(*self_service, "returns"));
    }
}

/// Rows of a tier with agents would hold nothing.
void build_contained(Workbench& bench) {
    const Node* tiers = bench.read.get(bench.root, "tiers");
    for (std::uint32_t i = 0; i < bench.draft.organisation.tiers.size(); ++i) {
        const Tier& tier = bench.draft.organisation.tiers[TierId{i}];
        const Node* node = tiers != nullptr ? bench.read.get(*tiers, tier.name) : nullptr;
        const Node* rows = node != nullptr ? bench.read.get(*node, "contained") : nullptr;
        if (rows == nullptr) {
            continue;
        }
        if (!tier.self_service) {
            bench.findings.add(
                "M141", rows->label,
                fmt::format("agents work on the tier '{}': it contains nothing", tier.name),
                "only a tier with `self_service: true` does; say `resolves` in its "
                "work");
        }
        for (const Node& row : rows->items) {
            bench.draft.contained.push_back({TierId{i},
                                             read_predicate(bench, bench.read.get(row, "for")),
                                             bench.read.percent(row, "share").value_or(0)});
        }
    }
}

void read_switches(Workbench& bench, const Node& node, Channel& channel) {
    const Node* all = bench.read.get(node, "switches");
    if (all == nullptr) {
        return;
    }
    for (std::size_t i = 0; i < switch_reason_names.size(); ++i) {
        const Node* how = bench.read.get(*all, switch_reason_names.at(i));
        if (how == nullptr || !bench.read.usable(*how)) {
            continue;
        }
        ChannelSwitch& made = channel.switches.at(i);
        made.share = bench.read.percent(*how, "share").value_or(0);
        made.to = bench.read.id<Channel>(*how, "to", Names::channel);
        if (static_cast<SwitchReason>(i) == SwitchReason::comfort) {
            made.after = bench.read.distribution(*how, "after").value_or(Distribution{});
        }
        const Node* to = bench.read.get(*how, "to");
        if (to != nullptr && to->text == channel.name) {
            bench.findings.add("M177", to->place, "its tickets are on this channel already",
                               "name another one");
        }
        if (made.share == 0) {
            bench.findings.add("N102", how->label, "nobody goes there",
                               "say a share above 0%, or take it out");
        }
    }
}

void build_channels(Workbench& bench) {
    const Node* channels = bench.read.get(bench.root, "channels");
    for (const std::string& name : bench.read.names().of(Names::channel)) {
        const Node* node = channels != nullptr ? bench.read.get(*channels, name) : nullptr;
        Channel channel;
        channel.name = name;
        if (node != nullptr) {
            channel.patience = bench.read.distribution(*node, "patience");
            read_switches(bench, *node, channel);
            channel.retry = read_return(bench, bench.read.get(*node, "retry"));
            channel.concurrency = read_concurrency(bench, *node);
        }
        bench.draft.workload.channels.add(std::move(channel));
    }
}

Consultation read_consultation(Workbench& bench, const Node& node) {
    return {.tier = bench.read.id<Tier>(node, "tier", Names::tier),
            .handle = bench.read.distribution(node, "handle").value_or(Distribution{}),
            .share = bench.read.percent(node, "share").value_or(1)};
}

/// Where it is said that the category's people on the tier ask.
const Node* find_consults(Workbench& bench, const Node& work, const std::string& category,
                          const std::string& tier) {
    for (const std::string& row : {category, std::string("default")}) {
        const Node* steps = bench.read.get(work, row);
        if (const Node* step = steps != nullptr ? bench.read.get(*steps, tier) : nullptr) {
            return bench.read.get(*step, "consults");
        }
    }
    return nullptr;
}

WorkStep read_step(Workbench& bench, const Node& node, const Tier& tier) {
    WorkStep step;
    step.known = true;
    step.handle = bench.read.distribution(node, "handle").value_or(Distribution{});
    step.resolves = bench.read.percent(node, "resolves").value_or(1);
    if (const Node* asks = bench.read.get(node, "asks_customer")) {
        step.asks_customer = bench.read.percent(*asks, "share").value_or(0);
        step.reply = bench.read.distribution(*asks, "reply").value_or(Distribution{});
    }
    if (const Node* reopens = bench.read.get(node, "reopens")) {
        step.reopens = bench.read.percent(*reopens, "share").value_or(0);
        step.reopens_after = bench.read.distribution(*reopens, "after").value_or(Distribution{});
    }
    if (const Node* misrouted = bench.read.get(node, "misrouted")) {
        step.misrouted = {
            .share = bench.read.percent(*misrouted, "share").value_or(0),
            .notices = bench.read.distribution(*misrouted, "notices").value_or(Distribution{})};
    }
    if (const Node* documents = bench.read.get(node, "documents")) {
        step.documents = {
            .share = bench.read.percent(*documents, "share").value_or(1),
            .handle = bench.read.distribution(*documents, "handle").value_or(Distribution{})};
    }
    if (const Node* consults = bench.read.get(node, "consults")) {
        step.consults = read_consultation(bench, *consults);
    }
    if (const Node* waits = bench.read.get(node, "waits_for")) {
        step.waits_for = read_outside_wait(bench, *waits, tier);
    }
    return step;
}

/// Somebody must be able to answer, without having to ask as well.
void check_consultations(Workbench& bench, const Node& work, CategoryId id) {
    const Draft& draft = bench.draft;
    const std::size_t tiers = draft.organisation.tiers.size();
    const Category& category = draft.workload.categories[id];
    for (std::uint32_t t = 0; t < tiers; ++t) {
        const auto& how = draft.workload.work[id.index * tiers + t].consults;
        const Node* node = how ? find_consults(bench, work, category.name,
                                               draft.organisation.tiers[TierId{t}].name)
                               : nullptr;
        if (node == nullptr || !how->tier.exists()) {
            continue;
        }
        const std::string& asked = draft.organisation.tiers[how->tier].name;
        const bool somebody = std::ranges::any_of(draft.organisation.crews, [&](const Crew& crew) {
            return draft.organisation.teams[crew.team].tier == how->tier && masters(crew, category);
        });
        if (how->tier.index <= t) {
            bench.findings.add(
                "M161", node->label,
                fmt::format("'{}' is not declared after the tier that asks it", asked),
                "ask a tier further up");
        } else if (!somebody) {
            bench.findings.add(
                "M161", node->label,
                fmt::format("nobody at '{}' has the skill and the authority for '{}'", asked,
                            category.name),
                "ask a tier whose people may decide, or give them the authority");
        } else if (!category.authority.empty() &&
                   draft.workload.work[id.index * tiers + how->tier.index].consults) {
            bench.findings.add("M161", node->label,
                               fmt::format("people at '{}' would have to ask themselves", asked),
                               "ask the tier that they ask");
        }
    }
}

/// What is said of a category on a tier, else what is said of categories that are not named.
void build_work(Workbench& bench) {
    const Node* work = bench.read.get(bench.root, "work");
    const Node* otherwise = work != nullptr ? bench.read.get(*work, "default") : nullptr;
    if (otherwise != nullptr) {
        bench.read.mark_read(*otherwise);
    }
    for (const Category& category : bench.draft.workload.categories) {
        const Node* own = work != nullptr ? bench.read.get(*work, category.name) : nullptr;
        for (const Tier& tier : bench.draft.organisation.tiers) {
            const Node* step = own != nullptr ? bench.read.get(*own, tier.name) : nullptr;
            if (step == nullptr && otherwise != nullptr) {
                step = bench.read.get(*otherwise, tier.name);
            }
            bench.draft.workload.work.push_back(step != nullptr ? read_step(bench, *step, tier)
                                                                : WorkStep{});
        }
    }
    for (std::uint32_t c = 0; work != nullptr && c < bench.draft.workload.categories.size(); ++c) {
        check_consultations(bench, *work, CategoryId{c});
    }
}

}  // namespace

Mix read_mix(Workbench& bench, const Node& map, std::string_view key, Names names) {
    Mix mix;
    const Node* node = bench.read.get(map, key);
    if (node == nullptr || !bench.read.whole_usable(*node)) {
        return mix;
    }
    double sum = 0;
    for (const MapEntry& entry : node->entries) {
        const auto row = bench.read.names().find(names, entry.key);
        const auto share = parse_percent(entry.value.text);
        if (row && share.ok()) {
            sum += *share;
            mix.rows.push_back(*row);
            mix.cumulative.push_back(sum);
        }
    }
    if (std::abs(sum - 1) > tolerance) {
        bench.findings.add("M101", node->label,
                           fmt::format("the shares add up to {:.6g}%, not to 100%", sum * 100),
                           sum < 1 ? fmt::format("{:.6g}% are missing", (1 - sum) * 100)
                                   : fmt::format("{:.6g}% are too many", (sum - 1) * 100));
        return {};
    }
    mix.cumulative.back() = 1;  // whatever rounding left
    return mix;
}

void build_workload(Workbench& bench) {
    build_categories(bench);
    build_channels(bench);
    build_contacts(bench);
    build_contained(bench);
    build_work(bench);
    build_intake(bench);
    build_knowledge(bench);
}

}  // namespace meridian
