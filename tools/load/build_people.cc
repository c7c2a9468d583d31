#include "tools/load/people.h"

#include <fmt/format.h>

#include <algorithm>

#include "tools/load/number.h"

namespace meridian {
namespace {

Proficiency read_proficiency(Workbench& bench, const Node& node) {
    Proficiency proficiency;
    proficiency.speed = bench.read.number(node, "speed").value_or(1);
    proficiency.solves = bench.read.number(node, "solves").value_or(1);
    return proficiency;
}

/// How well somebody speaks who is said to be on this level.
Proficiency level(Workbench& bench, const std::string& name) {
    const Node* levels = bench.read.get(bench.root, "language_levels");
    const Node* own = levels != nullptr ? bench.read.get(*levels, name) : nullptr;
    if (own != nullptr) {
        return read_proficiency(bench, *own);
    }
    if (name == "working") {
        return {.speed = 0.8, .solves = 1};
    }
    if (name == "basic") {
        return {.speed = 0.6, .solves = 0.9};
    }
    return {};
}

Proficiency language_proficiency(Workbench& bench, const Node& node) {
    return node.is_map() ? read_proficiency(bench, node) : level(bench, node.text);
}

Proficiency skill_proficiency(Workbench& bench, const Node& node) {
    if (node.is_map()) {
        return read_proficiency(bench, node);
    }
    const auto speed = parse_number(node.text);
    return {.speed = speed.ok() ? *speed : 1, .solves = 1};
}

/// A map from names to how well, or a list of names; no node: all of them, which is an empty
/// answer.
template <class Read>
std::vector<std::optional<Proficiency>> read_command(Workbench& bench, const Node* node,
                                                     Names names, Read read) {
    if (node == nullptr) {
        return {};
    }
    std::vector<std::optional<Proficiency>> command(bench.read.names().of(names).size());
    for (const MapEntry& entry : node->entries) {
        const auto row = bench.read.names().find(names, entry.key);
        if (row && bench.read.usable(entry.value)) {
            command[*row] = read(bench, entry.value);
        }
    }
    for (const Node& item : node->items) {
        const auto row = bench.read.names().find(names, item.text);
        if (row && bench.read.usable(item)) {
            command[*row] = Proficiency{};
        }
    }
    return command;
}

/// What a member says, else what the team says.
const Node* said(Workbench& bench, const Node* member, const Node& team, std::string_view key) {
    const Node* own = member != nullptr ? bench.read.get(*member, key) : nullptr;
    const Node* common = bench.read.get(team, key);
    return own != nullptr ? own : common;
}

}  // namespace

Skilled read_skilled(Workbench& bench, const Node* member, const Node& team) {
    return {.languages = read_command(bench, said(bench, member, team, "languages"),
                                      Names::language, language_proficiency),
            .skills = read_command(bench, said(bench, member, team, "skills"), Names::skill,
                                   skill_proficiency),
            .authority = read_held_authority(bench, said(bench, member, team, "authority"))};
}

std::string skilled_key(Workbench& bench, const Node* member, const Node& team) {
    std::string key;
    for (const char* part : {"languages", "skills", "authority", "shifts", "behaviour", "joined"}) {
        const Node* node = said(bench, member, team, part);
        key += node != nullptr ? canonical_text(*node) : "-";
    }
    return key;
}

}  // namespace meridian
