#include "tools/load/shape.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "tools/load/nearest.h"

namespace meridian {
namespace {

constexpr std::size_t listed_max = 12;     // names in a hint
constexpr std::size_t compared_max = 500;  // names that are held against a misspelt one

/// Names that mean something else where a row of the table may stand.
bool is_taken(Names names, std::string_view name) {
    switch (names) {
        case Names::tier:
            return name == "next" || name == "default" || name == "any" || name == "skip";
        case Names::calendar:
            return name == "24x7" || name == "business" || name == "holder" || name == "team";
        case Names::category:
            return name == "default";
        case Names::priority:
            return name == "priority";
        case Names::sla:
            return name == "time_to_resolution";
        default:
            return false;
    }
}

std::string name_problem(Names names, std::string_view name) {
    if (name.empty() || name.size() > 64) {
        return name.empty() ? "a name is missing" : "the name is longer than 64 bytes";
    }
    if (name.find_first_of(".:,\n\t\"'") != std::string_view::npos || name.front() == ' ' ||
        name.back() == ' ') {
        return fmt::format("'{}' cannot be a name", name);
    }
    if (is_taken(names, name)) {
        return fmt::format("'{}' cannot name a {}: the word has another meaning there", name,
                           noun(names));
    }
    return {};
}

std::string_view shape_word(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::scalar:
            return "a single value";
        case Node::Kind::list:
            return "a list";
        case Node::Kind::map:
            return "a map";
        case Node::Kind::null:
            break;
    }
    return "nothing";
}

std::string with_article(std::string_view name) {
    const bool vowel = std::string_view("aeiouS").find(name.front()) != std::string_view::npos;
    return fmt::format("{} {}", vowel ? "an" : "a", name);
}

/// More rows than that are no organisation, and some tables are multiplied with others.
std::size_t rows_max(Names names) {
    switch (names) {
        case Names::tier:
            return 250;
        case Names::priority:
        case Names::tag:
        case Names::impact:
        case Names::urgency:
        case Names::risk:
        case Names::business_value:
            return 64;
        case Names::language:
        case Names::skill:
            return 500;
        case Names::team:
            return 5000;
        case Names::stream:
            return 20'000;
        case Names::rule:
            return 50'000;
        default:
            return 2000;
    }
}

/// Where the table is declared, or the document.
Place place_of_table(const Node& root, Names names) {
    for (const Key& key : document_type().object->keys) {
        const Node* node = key.type != nullptr ? root.find(key.name) : nullptr;
        const Type* type = node != nullptr ? &key.type() : nullptr;
        const bool map = type != nullptr && type->map && type->map->key.declares &&
                         type->map->key.refs.front() == names;
        const Type* item = type != nullptr && type->list ? &type->list->item() : nullptr;
        const bool list = item != nullptr && item->scalar && item->scalar->declares &&
                          item->scalar->refs.front() == names;
        if (map || list) {
            return node->label;
        }
    }
    return root.label;
}

bool refuse_large_tables(const Node& root, const NameTables& tables, Findings& findings) {
    bool refused = false;
    for (std::size_t i = 0; i < names_count; ++i) {
        const auto names = static_cast<Names>(i);
        if (tables.of(names).size() > rows_max(names)) {
            refused = true;
            findings.add("M116", place_of_table(root, names),
                         fmt::format("there are {} names of the kind '{}', at most {} are possible",
                                     tables.of(names).size(), noun(names), rows_max(names)),
                         "merge some of them");
        }
    }
    return refused;
}

const Type& object_behind(const Key& key) { return key.type(); }

/// First pass: which names there are.
class Collector {
public:
    Collector(NameTables& names, Findings& findings) : names_(names), findings_(findings) {}

    enum class Pass : std::uint8_t { declared, collected };

    void walk(const Node& node, const Type& type, Pass pass) {
        if (node.is_scalar() && type.scalar) {
            take(node.text, node.place, *type.scalar, pass);
        } else if (node.is_list() && type.list) {
            for (const Node& item : node.items) {
                walk(item, type.list->item(), pass);
            }
        } else if (node.is_map() && type.map) {
            for (const MapEntry& entry : node.entries) {
                take(entry.key, entry.value.label, type.map->key, pass);
                walk(entry.value, type.map->value(), pass);
            }
        } else if (node.is_map() && type.object) {
            for (const Key& key : type.object->keys) {
                const Node* value = node.find(key.name);
                if (value != nullptr && key.status == Status::built) {
                    walk(*value, object_behind(key), pass);
                }
            }
        }
    }

private:
    void take(const std::string& text, Place place, const ScalarType& scalar, Pass pass) {
        const bool word =
            std::find(scalar.words.begin(), scalar.words.end(), text) != scalar.words.end();
        if (scalar.refs.size() != 1 || word) {
            return;
        }
        const Names names = scalar.refs.front();
        if (pass == Pass::declared && scalar.declares) {
            declare(names, text, place);
        }
        if (pass == Pass::collected && scalar.collects && !is_declared(names) &&
            check(names, text, place)) {
            names_.add(names, text);
        }
    }

    void declare(Names names, const std::string& text, Place place) {
        declared_.insert(names);
        if (check(names, text, place) && !names_.add(names, text)) {
            findings_.add("M112", place,
                          fmt::format("there is another {} called '{}'", noun(names), text),
                          "each needs a name of its own");
        }
    }

    bool check(Names names, const std::string& text, Place place) {
        std::string problem = name_problem(names, text);
        if (!problem.empty()) {
            findings_.add("S109", place, std::move(problem),
                          "use letters, digits, blanks, - and _");
            return false;
        }
        return true;
    }

    [[nodiscard]] bool is_declared(Names names) const { return declared_.count(names) > 0; }

    NameTables& names_;
    Findings& findings_;
    std::set<Names> declared_;
};

/// Second pass: everything against its row.
class Checker {
public:
    Checker(Shape& shape, Findings& findings) : shape_(shape), findings_(findings) {}

    void check(const Node& node, const Type& type);

private:
    void check_scalar(const Node& node, const Type& type);
    /// The finding about a text that is none of what is asked for.
    void refuse_text(const Node& node, const ScalarType& scalar, const Type& type);
    bool accepts(std::string_view text, const ScalarType& scalar) const;
    bool refuse_later(const Node& node, const ScalarType& scalar);
    void check_list(const Node& node, const Type& type);
    void check_map(const Node& node, const MapType& map);
    void check_object(const Node& node, const Type& type);
    void check_key(const MapEntry& entry, const Type& type);
    void check_groups(const Node& node, const Type& type);
    void check_group(const Node& node, const std::vector<std::string_view>& group, bool one_needed);
    void refuse(const Node& node, std::string_view code, Place place, std::string message,
                std::string hint) {
        shape_.refused.insert(&node);
        findings_.add(code, place, std::move(message), std::move(hint));
    }

    Shape& shape_;
    Findings& findings_;
};

void Checker::check(const Node& node, const Type& type) {
    if (findings_.is_full()) {
        return;
    }
    const bool fits = (node.is_scalar() && type.scalar) || (node.is_list() && type.list) ||
                      (node.is_map() && (type.map || type.object));
    if (node.kind == Node::Kind::null) {
        refuse(node, "S107", node.label, "a value is missing here",
               fmt::format("write {}", describe(type)));
    } else if (!fits) {
        refuse(node, "S103", node.place.line > 0 ? node.place : node.label,
               fmt::format("{} cannot stand here", shape_word(node.kind)),
               fmt::format("write {}", describe(type)));
    } else if (node.is_scalar()) {
        check_scalar(node, type);
    } else if (node.is_list()) {
        check_list(node, type);
    } else if (type.map) {
        check_map(node, *type.map);
    } else {
        check_object(node, type);
    }
}

bool Checker::accepts(std::string_view text, const ScalarType& scalar) const {
    const auto& words = scalar.words;
    if (std::find(words.begin(), words.end(), text) != words.end()) {
        return true;
    }
    if (std::any_of(scalar.refs.begin(), scalar.refs.end(), [&](Names names) {
            return scalar.declares || shape_.names.find(names, text).has_value();
        })) {
        return true;
    }
    if (scalar.check != nullptr) {
        return !scalar.check(text);
    }
    return words.empty() && scalar.refs.empty();
}

bool Checker::refuse_later(const Node& node, const ScalarType& scalar) {
    const auto& later = scalar.later_words;
    if (std::find(later.begin(), later.end(), node.text) == later.end()) {
        return false;
    }
    refuse(node, "N101", node.place, fmt::format("'{}' is known, but not built yet", node.text),
           fmt::format("built are: {}", fmt::join(scalar.words, ", ")));
    return true;
}

void Checker::check_scalar(const Node& node, const Type& type) {
    const ScalarType& scalar = *type.scalar;
    if (accepts(node.text, scalar)) {
        if (scalar.clock_time && !node.quoted && node.text.find(':') != std::string::npos) {
            findings_.add("Y301", node.place,
                          "a time of day without quotes is a number for other readers of YAML",
                          fmt::format("write \"{}\"", node.text));
        }
    } else if (!refuse_later(node, scalar)) {
        refuse_text(node, scalar, type);
    }
}

void Checker::refuse_text(const Node& node, const ScalarType& scalar, const Type& type) {
    std::vector<std::string> known(scalar.words.begin(), scalar.words.end());
    for (const Names names : scalar.refs) {
        const auto& rows = shape_.names.of(names);
        known.insert(known.end(), rows.begin(), rows.end());
    }
    const bool looks_like_name =
        !known.empty() && known.size() <= compared_max && nearest(node.text, known).has_value();
    if (scalar.check != nullptr && !looks_like_name) {
        const Problem problem = *scalar.check(node.text);
        refuse(node, "S104", within(node, problem.offset, problem.length), problem.what,
               problem.hint.empty() ? fmt::format("write {}", describe(type)) : problem.hint);
    } else if (!scalar.refs.empty()) {
        const std::string_view what = noun(scalar.refs.front());
        refuse(node, "R101", node.place, fmt::format("no {} is called '{}'", what, node.text),
               hint_for(node.text, known, what));
    } else if (&type == &schema_version_type()) {
        refuse(node, "S108", node.place, fmt::format("this program does not read '{}'", node.text),
               "write schema: meridian/1");
    } else {
        refuse(node, "S105", node.place, fmt::format("'{}' is not a word known here", node.text),
               hint_for(node.text, known, "word"));
    }
}

void Checker::check_list(const Node& node, const Type& type) {
    if (node.items.size() < type.list->at_least) {
        refuse(node, "S110", node.place,
               node.items.empty() ? "the list is empty" : "the list is too short",
               fmt::format("write {}", describe(type)));
    }
    for (const Node& item : node.items) {
        check(item, type.list->item());
    }
}

void Checker::check_map(const Node& node, const MapType& map) {
    if (node.entries.size() < map.at_least) {
        refuse(node, "S110", node.label, "the map is empty", "add a row, or take the key out");
    }
    for (const MapEntry& entry : node.entries) {
        Node key;
        key.kind = Node::Kind::scalar;
        key.text = entry.key;
        key.place = entry.value.label;
        if (!map.key.declares && !accepts(entry.key, map.key)) {
            Type type;
            type.scalar = map.key;
            if (!refuse_later(key, map.key)) {
                refuse_text(key, map.key, type);
            }
            shape_.refused.erase(&key);
            shape_.refused.insert(&entry.value);
        }
        check(entry.value, map.value());
    }
}

void Checker::check_key(const MapEntry& entry, const Type& type) {
    const auto& keys = type.object->keys;
    const auto row = std::find_if(keys.begin(), keys.end(),
                                  [&](const Key& key) { return key.name == entry.key; });
    if (row == keys.end()) {
        std::vector<std::string> known;
        for (const Key& key : keys) {
            if (key.status == Status::built) {
                known.emplace_back(key.name);
            }
        }
        refuse(entry.value, "S101", entry.value.label,
               fmt::format("'{}' is not a key of {}", entry.key, with_article(type.name)),
               hint_for(entry.key, known, "key"));
    } else if (row->status == Status::later) {
        refuse(entry.value, "N101", entry.value.label,
               fmt::format("'{}' is known, but not built yet", entry.key), "take it out for now");
    } else {
        check(entry.value, row->type());
    }
}

void Checker::check_object(const Node& node, const Type& type) {
    for (const MapEntry& entry : node.entries) {
        check_key(entry, type);
    }
    for (const Key& key : type.object->keys) {
        if (key.need == Necessity::required && node.find(key.name) == nullptr) {
            const std::string what = type.name == "scenario" ? "scenario" : std::string(type.name);
            findings_.add("S102", node.label,
                          fmt::format("this {} does not say '{}'", what, key.name),
                          fmt::format("add {}: {}", key.name, describe(key.type())));
        }
    }
    check_groups(node, type);
}

void Checker::check_groups(const Node& node, const Type& type) {
    for (const auto& group : type.object->exactly_one) {
        check_group(node, group, true);
    }
    for (const auto& group : type.object->at_most_one) {
        check_group(node, group, false);
    }
}

void Checker::check_group(const Node& node, const std::vector<std::string_view>& group,
                          bool one_needed) {
    std::vector<const MapEntry*> there;
    for (const MapEntry& entry : node.entries) {
        if (std::find(group.begin(), group.end(), entry.key) != group.end()) {
            there.push_back(&entry);
        }
    }
    if (there.size() > 1) {
        refuse(there[1]->value, "S106", there[1]->value.label,
               fmt::format("'{}' and '{}' exclude each other", there[0]->key, there[1]->key),
               "keep one of them");
    } else if (there.empty() && one_needed) {
        findings_.add("S106", node.label,
                      fmt::format("one of these is needed: {}", fmt::join(group, ", ")),
                      "say one of them");
    }
}

}  // namespace

bool NameTables::add(Names names, const std::string& name) {
    NameTable& table = tables_[static_cast<std::size_t>(names)];
    const auto next = static_cast<std::uint32_t>(table.rows.size());
    if (!table.index.emplace(name, next).second) {
        return false;
    }
    table.rows.push_back(name);
    return true;
}

std::optional<std::uint32_t> NameTables::find(Names names, std::string_view name) const {
    const NameTable& table = tables_[static_cast<std::size_t>(names)];
    const auto found = table.index.find(name);
    return found == table.index.end() ? std::nullopt : std::optional(found->second);
}

std::string hint_for(std::string_view word, const std::vector<std::string>& known,
                     std::string_view what) {
    if (known.empty()) {
        return fmt::format("no {} is declared", what);
    }
    if (known.size() <= compared_max) {
        if (const auto near = nearest(word, known)) {
            return fmt::format("did you mean '{}'?", *near);
        }
    }
    if (known.size() > listed_max) {
        return fmt::format("known are {}, ... ({} in all)",
                           fmt::join(known.begin(), known.begin() + listed_max, ", "),
                           known.size());
    }
    return fmt::format("known are: {}", fmt::join(known, ", "));
}

Place within(const Node& scalar, std::size_t offset, std::size_t length) {
    Place place = scalar.place;
    if (place.line == 0 || scalar.text.find('\n') != std::string::npos ||
        (offset == 0 && length >= scalar.text.size())) {
        return place;
    }
    place.column += static_cast<int>(offset) + (scalar.quoted ? 1 : 0);
    place.length = static_cast<int>(std::max<std::size_t>(length, 1));
    return place;
}

Shape check_shape(const Node& root, Findings& findings) {
    Shape shape;
    Collector collector(shape.names, findings);
    collector.walk(root, document_type(), Collector::Pass::declared);
    collector.walk(root, document_type(), Collector::Pass::collected);
    for (const char* level : {"native", "fluent", "working", "basic"}) {
        shape.names.add(Names::language_level, level);
    }
    if (shape.names.of(Names::priority).empty()) {
        for (const char* priority : {"P1", "P2", "P3", "P4"}) {
            shape.names.add(Names::priority, priority);
        }
    }
    shape.too_large = refuse_large_tables(root, shape.names, findings);
    Checker(shape, findings).check(root, document_type());
    return shape;
}

Shape check_shape(const Node& root, const Type& type, Findings& findings) {
    Shape shape;
    Checker(shape, findings).check(root, type);
    return shape;
}

}  // namespace meridian
