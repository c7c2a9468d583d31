#include "tools/load/duration.h"
#include "tools/load/number.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

/// Calls `take` with every name under the key: one, or a list.
template <class Take>
void each_name(Workbench& bench, const Node& node, std::string_view key, Take take) {
    const Node* value = bench.read.get(node, key);
    if (value == nullptr) {
        return;
    }
    if (value->is_scalar()) {
        take(value->text);
    }
    for (const Node& item : value->items) {
        if (bench.read.usable(item)) {
            take(item.text);
        }
    }
}

template <class Entity>
void include(Workbench& bench, const Node& node, std::string_view key, Names names,
             AnyOf<Entity>& any) {
    each_name(bench, node, key, [&](const std::string& name) {
        const Id<Entity> id = bench.read.id<Entity>(names, name);
        if (id.exists()) {
            any.include(id);
        }
    });
}

std::optional<std::uint64_t> bits(Workbench& bench, const Node& node, std::string_view key,
                                  Names names) {
    std::optional<std::uint64_t> set;
    each_name(bench, node, key, [&](const std::string& name) {
        const auto row = bench.read.names().find(names, name);
        if (row && *row < 64) {
            set = set.value_or(0) | (std::uint64_t{1} << *row);
        }
    });
    return set;
}

constexpr std::size_t after_under = 6;  // the length of "under "

void read_limits(Workbench& bench, const Node& node, Predicate& predicate) {
    if (const auto text = bench.read.text(node, "work_left")) {
        const auto duration = parse_duration(text->substr(after_under));
        if (duration.ok()) {
            predicate.work_left_under = duration->value;
        }
    }
    if (const auto text = bench.read.text(node, "hops")) {
        const auto count = parse_whole(text->substr(after_under));
        if (count.ok()) {
            predicate.hops_under = static_cast<std::uint32_t>(*count);
        }
    }
    if (bench.read.get(node, "answered") != nullptr) {
        predicate.answered = bench.read.yes(node, "answered", true);
    }
    predicate.during = bench.read.id<NamedCalendar>(node, "during", Names::calendar);
}

}  // namespace

std::optional<std::uint64_t> read_priorities(Workbench& bench, const Node& node,
                                             std::string_view key) {
    return bits(bench, node, key, Names::priority);
}

Predicate read_predicate(Workbench& bench, const Node* node) {
    Predicate made;
    if (node == nullptr) {
        return made;
    }
    include(bench, *node, "category", Names::category, made.category);
    include(bench, *node, "language", Names::language, made.language);
    include(bench, *node, "segment", Names::segment, made.segment);
    include(bench, *node, "channel", Names::channel, made.channel);
    include(bench, *node, "region", Names::region, made.region);
    include(bench, *node, "stream", Names::stream, made.stream);
    include(bench, *node, "residency", Names::residency, made.residency);
    include(bench, *node, "tier", Names::tier, made.tier);
    include(bench, *node, "team", Names::team, made.team);
    made.priorities = bits(bench, *node, "priority", Names::priority);
    made.impacts = bits(bench, *node, "impact", Names::impact);
    made.urgencies = bits(bench, *node, "urgency", Names::urgency);
    made.tags = bits(bench, *node, "tag", Names::tag).value_or(0);
    read_limits(bench, *node, made);
    if (const Node* any = bench.read.get(*node, "any")) {
        for (const Node& item : any->items) {
            if (bench.read.usable(item)) {
                made.any.push_back(read_predicate(bench, &item));
            }
        }
    }
    if (const Node* none = bench.read.get(*node, "not")) {
        made.none.push_back(read_predicate(bench, none));
    }
    return made;
}

}  // namespace meridian
