#include "tools/load/tree.h"

#include <fmt/format.h>
#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <unordered_map>

namespace meridian {
namespace {

Node leaf(Node::Kind kind, Place place) {
    Node node;
    node.kind = kind;
    node.place = place;
    node.label = place;
    return node;
}

/// "!!str" for tag:yaml.org,2002:str.
std::string shortened(const std::string& tag) {
    const std::string core = "tag:yaml.org,2002:";
    return tag.compare(0, core.size(), core) == 0 ? "!!" + tag.substr(core.size()) : tag;
}

/// Leaves the parser from inside one of its events; never leaves this file.
struct Stop {};

/// Builds our tree from the parser's events: its own tree would cost 60 times the text and lose the
/// places of aliases.
class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(std::uint32_t source, Findings& findings, Budget& budget, int skip_bytes)
        : source_(source), findings_(findings), budget_(budget), skip_(skip_bytes) {
        const std::string& text = findings.text(source);
        line_begins_.push_back(static_cast<std::size_t>(skip_bytes));
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') {
                line_begins_.push_back(i + 1);
            }
        }
    }

    void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        add(leaf(Node::Kind::null, place(mark, 1)), anchor);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override {
        open(Node::Kind::list, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override {
        open(Node::Kind::map, mark, tag, anchor);
    }
    void OnMapEnd() override { close(); }

    [[nodiscard]] Place place(const YAML::Mark& mark, int length) const {
        return {source_, mark.line + 1, mark.column + 1 + (mark.line == 0 ? skip_ : 0), length};
    }
    /// The same, but the end of the last line that holds something for what lies behind it.
    [[nodiscard]] Place place_of_problem(const YAML::Mark& mark) const {
        const std::string& text = findings_.text(source_);
        const std::size_t last = text.find_last_not_of(" \t\r\n");
        const auto line = static_cast<std::size_t>(mark.line);
        if (last == std::string::npos || line >= line_begins_.size() ||
            line_begins_[line] + static_cast<std::size_t>(mark.column) <= last) {
            return place(mark, 1);
        }
        const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), last);
        const std::size_t begin = *std::prev(next);
        return {source_, static_cast<int>(next - line_begins_.begin()),
                static_cast<int>(last - begin) + 1 + (next == line_begins_.begin() + 1 ? skip_ : 0),
                1};
    }
    [[nodiscard]] std::optional<Node> take() { return std::move(root_); }

private:
    struct Level {
        Node node;
        YAML::anchor_t anchor = YAML::NullAnchor;
        std::optional<Node> key;            // a key that waits for its value
        bool again = false;                 // that key was there before
        std::map<std::string, Place> seen;  // keys so far
    };

    void add(Node node, YAML::anchor_t anchor);
    void add_entry(Level& level, Node node);
    void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
              YAML::anchor_t anchor);
    void close();
    void spend(std::size_t nodes, Place at);
    int token_length(const YAML::Mark& mark, const std::string& value, bool quoted);
    [[noreturn]] void refuse(std::string_view code, Place at, std::string message,
                             std::string hint = {}) {
        findings_.add(code, at, std::move(message), std::move(hint));
        throw Stop{};
    }
    void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
        if (!tag.empty() && tag != "?" && tag != "!") {
            refuse("Y112", place(mark, 1), "tags are not part of the language",
                   fmt::format("leave out '{}'", shortened(tag)));
        }
    }

    std::uint32_t source_;
    Findings& findings_;
    Budget& budget_;
    int skip_;
    std::vector<std::size_t> line_begins_;
    std::vector<Level> open_;
    std::optional<Node> root_;
    std::unordered_map<YAML::anchor_t, Node> anchored_;
};

std::size_t count_nodes(const Node& node) {
    std::size_t count = 1;
    for (const MapEntry& entry : node.entries) {
        count += count_nodes(entry.value);
    }
    for (const Node& item : node.items) {
        count += count_nodes(item);
    }
    return count;
}

int depth_of(const Node& node) {
    int deepest = 0;
    for (const MapEntry& entry : node.entries) {
        deepest = std::max(deepest, depth_of(entry.value));
    }
    for (const Node& item : node.items) {
        deepest = std::max(deepest, depth_of(item));
    }
    return deepest + 1;
}

void TreeBuilder::spend(std::size_t nodes, Place at) {
    if (nodes > budget_.nodes) {
        refuse("Y109", at, "the files hold more than 200,000 values",
               "an alias counts as often as it is used; look for aliases of aliases");
    }
    budget_.nodes -= nodes;
}

/// The length of the token on its line; and the check that the parser leaves out: a quote that is
/// never closed.
int TreeBuilder::token_length(const YAML::Mark& mark, const std::string& value, bool quoted) {
    const std::string& text = findings_.text(source_);
    const auto line = static_cast<std::size_t>(mark.line);
    std::size_t at = line_begins_[std::min(line, line_begins_.size() - 1)] +
                     static_cast<std::size_t>(mark.column);
    while (quoted && at < text.size() && (text[at] == '&' || text[at] == '!')) {
        at = std::min(text.find_first_of(" \t\r\n", at), text.size());
        at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    }
    const char quote = quoted && at < text.size() ? text[at] : '\0';
    if (quote != '"' && quote != '\'') {
        return static_cast<int>(std::min(value.size(), value.find('\n')));
    }
    std::size_t end = at + 1;
    for (; end < text.size(); ++end) {
        if (text[end] == '\\' && quote == '"') {
            ++end;
        } else if (text[end] == quote) {
            if (quote == '\'' && end + 1 < text.size() && text[end + 1] == quote) {
                ++end;
            } else {
                break;
            }
        }
    }
    if (end >= text.size()) {
        refuse("Y105", place(mark, 1), "this quote is never closed",
               fmt::format("end the text with {}", quote));
    }
    return static_cast<int>(std::min(end, text.find('\n', at)) - at + 1);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
    refuse_tag(mark, tag);
    const bool quoted = tag == "!";
    Node node = leaf(Node::Kind::scalar, place(mark, token_length(mark, value, quoted)));
    node.quoted = quoted;
    node.text = value;
    add(std::move(node), anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end()) {
        refuse("Y110", place(mark, 1), "this alias stands inside what it stands for",
               "write the value out");
    }
    spend(count_nodes(found->second), place(mark, 1));
    if (static_cast<int>(open_.size()) + depth_of(found->second) > depth_max) {
        refuse("Y108", place(mark, 1), "the file is nested more than 64 deep");
    }
    add(found->second, YAML::NullAnchor);
}

void TreeBuilder::open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor) {
    refuse_tag(mark, tag);
    if (open_.size() >= depth_max) {
        refuse("Y108", place(mark, 1), "the file is nested more than 64 deep");
    }
    spend(1, place(mark, 1));
    Level level;
    level.node.kind = kind;
    level.node.place = place(mark, 1);
    level.anchor = anchor;
    open_.push_back(std::move(level));
}

void TreeBuilder::close() {
    Level level = std::move(open_.back());
    open_.pop_back();
    ++budget_.nodes;  // spent when it was opened; add() counts it once more
    add(std::move(level.node), level.anchor);
}

void TreeBuilder::add(Node node, YAML::anchor_t anchor) {
    spend(1, node.place);
    node.label = node.place;
    if (anchor != YAML::NullAnchor) {
        spend(count_nodes(node), node.place);
        anchored_.insert_or_assign(anchor, node);
    }
    if (open_.empty()) {
        root_ = std::move(node);
    } else if (open_.back().node.kind == Node::Kind::list) {
        open_.back().node.items.push_back(std::move(node));
    } else {
        add_entry(open_.back(), std::move(node));
    }
}

void TreeBuilder::add_entry(Level& level, Node node) {
    if (level.key) {
        node.label = level.key->place;
        if (!level.again) {
            level.node.entries.push_back({std::move(level.key->text), std::move(node)});
        }
        level.key.reset();
        return;
    }
    if (!node.is_scalar()) {
        refuse("Y107", node.place, "a key must be a word", "quote it if it is meant as one");
    }
    if (node.text == "<<" && !node.quoted) {
        refuse("Y111", node.place, "merge keys (<<) are not part of the language",
               "use an alias for the whole value, or an included file");
    }
    const auto [before, is_new] = level.seen.emplace(node.text, node.place);
    level.again = !is_new;
    if (level.again) {
        findings_.add(
            "Y106", node.place, fmt::format("'{}' stands here twice", node.text),
            fmt::format("the first one is on line {}; keep one of them", before->second.line));
    }
    level.key = std::move(node);
}

/// The parser's words for what it met, in ours.
std::string reason(const std::string& message) {
    struct Translation {
        std::string_view theirs;
        std::string_view ours;
    };
    static constexpr Translation translations[] = {
        {"end of sequence flow not found", "a list that begins with '[' is not closed"},
        {"end of map flow not found", "a map that begins with '{' is not closed"},
        {"end of map not found", "this line does not belong to the map above it"},
        {"end of sequence not found", "this line does not belong to the list above it"},
        {"illegal map value", "a ':' where no value can begin"},
        {"illegal block entry", "a '-' where no list can begin"},
        {"illegal flow end", "a closing bracket without an opening one"},
        {"unknown token", "a character that cannot begin a value"},
        {"the referenced anchor is not defined", "no anchor of this name stands above"},
    };
    for (const Translation& translation : translations) {
        if (message.find(translation.theirs) != std::string::npos) {
            return std::string(translation.ours);
        }
    }
    return message;
}

void append_canonical(const Node& node, std::string& out) {
    switch (node.kind) {
        case Node::Kind::null:
            out += 'n';
            break;
        case Node::Kind::scalar:
            out += fmt::format("s{}:{}", node.text.size(), node.text);
            break;
        case Node::Kind::list:
            out += fmt::format("l{}:", node.items.size());
            for (const Node& item : node.items) {
                append_canonical(item, out);
            }
            break;
        case Node::Kind::map:
            // The order of keys stays: names are numbered in order of declaration.
            out += fmt::format("m{}:", node.entries.size());
            for (const MapEntry& entry : node.entries) {
                out += fmt::format("{}:{}", entry.key.size(), entry.key);
                append_canonical(entry.value, out);
            }
            break;
    }
}

}  // namespace

const Node* Node::find(std::string_view key) const {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const MapEntry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &found->value;
}

Node* Node::find(std::string_view key) {
    return const_cast<Node*>(static_cast<const Node&>(*this).find(key));
}

const Node& or_nothing(const Node* node) {
    static const Node nothing;
    return node != nullptr ? *node : nothing;
}

std::optional<Node> parse_yaml(std::uint32_t source, Findings& findings, Budget& budget,
                               int skip_bytes) {
    TreeBuilder builder(source, findings, budget, skip_bytes);
    std::istringstream text(findings.text(source).substr(static_cast<std::size_t>(skip_bytes)));
    try {
        YAML::Parser parser(text);
        if (!parser.HandleNextDocument(builder)) {
            return leaf(Node::Kind::map, {.source = source});
        }
        std::optional<Node> root = builder.take();
        if (parser.HandleNextDocument(builder)) {
            const std::optional<Node> second = builder.take();
            findings.add("Y104", second ? second->place : Place{.source = source},
                         "a second document begins here",
                         "write one document a file, and include it");
            return std::nullopt;
        }
        return root;
    } catch (const Stop&) {
        return std::nullopt;
    } catch (const YAML::Exception& problem) {
        const bool somewhere = problem.mark.line >= 0 && problem.mark.pos >= 0;
        findings.add("Y103",
                     somewhere ? builder.place_of_problem(problem.mark) : Place{.source = source},
                     "this is not YAML: " + reason(problem.msg));
        return std::nullopt;
    }
}

std::string canonical_text(const Node& node) {
    std::string out;
    append_canonical(node, out);
    return out;
}

}  // namespace meridian
