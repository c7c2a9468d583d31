#include "tools/load/changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace meridian {
namespace {

constexpr std::size_t value_max = 60;

/// How the rows of a part of the document are called, one by one.
const std::map<std::string, std::string, std::less<>> singular{
    {"escalation", "rule"},
    {"sla", "target"},
    {"teams", "team"},
    {"regions", "region"},
    {"tiers", "tier"},
    {"streams", "stream"},
    {"categories", "category"},
    {"channels", "channel"},
    {"calendars", "calendar"},
    {"holidays", "holidays"},
    {"work", "work on"},
    {"routing", "routing of"},
    {"vendors", "vendor"},
    {"incidents", "incident"},
    {"language_levels", "language level"},
    {"on_call", "on-call rotation"}};

/// As a planner would write it on one line.
std::string flow_text(const Node& node) {
    std::string text;
    for (const MapEntry& entry : node.entries) {
        text += (text.empty() ? "" : ", ") + entry.key + ": " + flow_text(entry.value);
    }
    for (const Node& item : node.items) {
        text += (text.empty() ? "" : ", ") + flow_text(item);
    }
    return node.is_map() ? "{" + text + "}" : node.is_list() ? "[" + text + "]" : node.text;
}

std::string value_text(const Node& node) {
    std::string text = flow_text(node);
    std::ranges::replace(text, '\n', ' ');
    if (text.size() > value_max) {
        text.resize(value_max);
        text += " ...";
    }
    return text;
}

/// The name of a row of a list; empty: it has none.
std::string name_of(const Node& row) {
    const Node* name = row.find("name");
    return name != nullptr && name->is_scalar() ? name->text : std::string{};
}

bool is_named(const Node& list) {
    return list.is_list() && !list.items.empty() &&
           std::ranges::none_of(list.items, [](const Node& row) { return name_of(row).empty(); });
}

class Changes {
public:
    explicit Changes(std::vector<std::string>& lines) : lines_(&lines) {}

    /// `about` is what the line begins with, `path` the keys within.
    void look(const std::string& about, const std::string& path, const Node& before,
              const Node& after) {
        if (canonical_text(before) == canonical_text(after)) {
            return;
        }
        if (before.is_map() && after.is_map()) {
            maps(about, path, before, after);
        } else if (is_named(before) && is_named(after)) {
            lists(about, path, before, after);
        } else {
            say(about, path, fmt::format("{} -> {}", value_text(before), value_text(after)));
        }
    }

private:
    void say(const std::string& about, const std::string& path, const std::string& what) {
        const std::string place = path.empty() ? what : path + " " + what;
        lines_->push_back(about.empty() ? place : about + ": " + place);
    }

    /// Below a top-level key, rows have a name of their own.
    void step(const std::string& about, const std::string& path, const std::string& key,
              const Node* before, const Node* after) {
        const auto row = about.empty() ? singular.find(path) : singular.end();
        const bool named = row != singular.end();
        const std::string next_about = named ? row->second + " " + key : about;
        const std::string next_path = named ? "" : path.empty() ? key : path + "." + key;
        static const Node no_rows{.kind = Node::Kind::list};
        if ((before == nullptr && is_named(*after)) || (after == nullptr && is_named(*before))) {
            lists(next_about, next_path, before == nullptr ? no_rows : *before,
                  after == nullptr ? no_rows : *after);
        } else if (before == nullptr) {
            say(next_about, next_path,
                named || after->is_map() ? "added" : value_text(*after) + ", added");
        } else if (after == nullptr) {
            say(next_about, next_path, "taken out");
        } else {
            look(next_about, next_path, *before, *after);
        }
    }

    void maps(const std::string& about, const std::string& path, const Node& before,
              const Node& after) {
        for (const MapEntry& entry : after.entries) {
            step(about, path, entry.key, before.find(entry.key), &entry.value);
        }
        for (const MapEntry& entry : before.entries) {
            if (after.find(entry.key) == nullptr) {
                step(about, path, entry.key, &entry.value, nullptr);
            }
        }
    }

    static const Node* row_of(const Node& list, const std::string& name) {
        const auto found = std::ranges::find(list.items, name, name_of);
        return found == list.items.end() ? nullptr : &*found;
    }

    void lists(const std::string& about, const std::string& path, const Node& before,
               const Node& after) {
        for (const Node& row : after.items) {
            step(about, path, name_of(row), row_of(before, name_of(row)), &row);
        }
        for (const Node& row : before.items) {
            if (row_of(after, name_of(row)) == nullptr) {
                step(about, path, name_of(row), &row, nullptr);
            }
        }
        order(about, path, before, after);
    }

    /// Rows that both have, and that stand before another one now than they did.
    void order(const std::string& about, const std::string& path, const Node& before,
               const Node& after) {
        std::vector<std::string> was, is;
        for (const Node& row : before.items) {
            if (row_of(after, name_of(row)) != nullptr) {
                was.push_back(name_of(row));
            }
        }
        for (const Node& row : after.items) {
            if (row_of(before, name_of(row)) != nullptr) {
                is.push_back(name_of(row));
            }
        }
        for (std::size_t i = 0; i < is.size(); ++i) {
            if (was[i] == is[i]) {
                continue;
            }
            // The first that does not stand where it stood has come up, or others have gone down.
            const auto from = std::ranges::find(was, is[i]);
            const std::string passed = was[i];
            was.erase(from);
            was.insert(was.begin() + static_cast<std::ptrdiff_t>(i), is[i]);
            const auto row = about.empty() ? singular.find(path) : singular.end();
            say(row == singular.end() ? about : row->second + " " + is[i], "",
                "now before " + passed);
        }
    }

    std::vector<std::string>* lines_;
};

}  // namespace

std::vector<std::string> changes_between(const Node& before, const Node& after) {
    std::vector<std::string> lines;
    const auto told = [](Node root) {
        std::erase_if(root.entries, [](const MapEntry& entry) {
            return entry.key == "schema" || entry.key == "name" || entry.key == "description" ||
                   entry.key == "include" || entry.key == "suppress";
        });
        // The long form of the list of rules is the short one with something beside it.
        if (Node* escalation = root.find("escalation")) {
            if (Node* rules = escalation->is_map() ? escalation->find("rules") : nullptr) {
                Node list = *rules;
                if (escalation->entries.size() == 1) {
                    *escalation = std::move(list);
                }
            }
        }
        return root;
    };
    Changes(lines).look("", "", told(before), told(after));
    return lines;
}

}  // namespace meridian
