#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "tools/load/compose.h"
#include "tools/load/nearest.h"

namespace meridian {
namespace {

struct PathPart {
    std::string word;
    Place place;
};

std::vector<PathPart> parts_of(std::string_view path, std::uint32_t source) {
    std::vector<PathPart> parts;
    std::size_t begin = 0;
    while (begin <= path.size()) {
        const std::size_t end = std::min(path.find('.', begin), path.size());
        parts.push_back({std::string(path.substr(begin, end - begin)),
                         {source, 1, static_cast<int>(begin) + 1, static_cast<int>(end - begin)}});
        begin = end + 1;
    }
    return parts;
}

std::optional<std::size_t> position(const std::string& word, std::size_t size) {
    std::size_t at = 0;
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), at);
    if (problem != std::errc() || end != word.data() + word.size() || at >= size) {
        return std::nullopt;
    }
    return at;
}

/// The item of a list at a position, or with that name.
Node* item_of(Node& list, const PathPart& part, Findings& findings) {
    if (const auto at = position(part.word, list.items.size())) {
        return &list.items[*at];
    }
    std::vector<std::string> names;
    for (Node& item : list.items) {
        const Node* name = item.find("name");
        if (name != nullptr && name->text == part.word) {
            return &item;
        }
        if (name != nullptr) {
            names.push_back(name->text);
        }
    }
    const auto near = nearest(part.word, names);
    findings.add("Y205", part.place, fmt::format("the list has no '{}'", part.word),
                 near ? fmt::format("did you mean '{}'?", *near)
                      : fmt::format("it has {} rows, counted from 0", list.items.size()));
    return nullptr;
}

Node* child_of(Node& node, const PathPart& part, Findings& findings) {
    if (node.is_list()) {
        return item_of(node, part, findings);
    }
    if (node.kind == Node::Kind::null) {  // made on the way
        node.kind = Node::Kind::map;
        node.place = part.place;
    }
    if (!node.is_map()) {
        findings.add("Y205", part.place,
                     fmt::format("there is no '{}' here: what it would be part of is '{}'",
                                 part.word, node.text),
                     "set the whole of it");
        return nullptr;
    }
    if (Node* there = node.find(part.word)) {
        return there;
    }
    Node made;
    made.place = made.label = part.place;
    node.entries.push_back({part.word, std::move(made)});
    return &node.entries.back().value;
}

}  // namespace

void apply_set(const std::string& argument, Node& root, Findings& findings, Budget& budget) {
    if (argument.find('\0') != std::string::npos || argument.size() > 65'536) {
        findings.add_file("Y204", "--set", "this is no path=value");
        return;
    }
    const std::uint32_t source = findings.add_source("--set", argument);
    const std::size_t equals = argument.find('=');
    const bool blank = equals == std::string::npos ||
                       argument.find_first_not_of(" \t", equals + 1) == std::string::npos;
    if (blank || equals == 0) {
        findings.add("Y204", {source, 1, 1, static_cast<int>(argument.size())},
                     "this is no path=value", "write, for example, --set run.seed=7");
        return;
    }
    std::optional<Node> value = parse_yaml(source, findings, budget, static_cast<int>(equals) + 1);
    if (!value) {
        return;
    }
    Node* there = &root;
    const std::vector<PathPart> parts =
        parts_of(std::string_view(argument).substr(0, equals), source);
    for (const PathPart& part : parts) {
        there = child_of(*there, part, findings);
        if (there == nullptr) {
            return;
        }
    }
    value->label = parts.back().place;
    *there = std::move(*value);
}

}  // namespace meridian
