#include "tools/load/compose.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace meridian {
namespace {

constexpr std::size_t files_max = 100;
constexpr std::array<std::string_view, 4> own_keys = {"schema", "name", "description", "include"};

bool is_own_key(std::string_view key) {
    return std::find(own_keys.begin(), own_keys.end(), key) != own_keys.end();
}

struct File {
    std::string name;  // as shown
    std::uint32_t source = Place::nowhere;
    Node root;
    std::set<std::size_t> reaches;  // files it includes, directly or not
};

/// The same file has one key however it is named.
std::string identity(const std::string& path) {
    std::error_code ignored;
    const std::filesystem::path canonical = std::filesystem::weakly_canonical(path, ignored);
    return ignored ? path : canonical.string();
}

/// Reads files and what they include, each once, into the order of merging.
class Reader {
public:
    Reader(Findings& findings, Budget& budget) : findings_(findings), budget_(budget) {}

    /// Index among files(); nothing when it cannot be read.
    std::optional<std::size_t> read(const std::string& path, Place asked);
    [[nodiscard]] const std::vector<File>& files() const { return files_; }

private:
    std::optional<std::size_t> seen(const std::string& path, const std::string& id, Place asked);
    void read_includes(File& file);
    void follow(const Node& item, File& file);

    Findings& findings_;
    Budget& budget_;
    std::vector<File> files_;
    std::map<std::string, std::optional<std::size_t>> known_;
    std::vector<std::pair<std::string, std::string>> chain_;  // identity and name, being read
};

std::optional<std::size_t> Reader::seen(const std::string& path, const std::string& id,
                                        Place asked) {
    const auto open = std::find_if(chain_.begin(), chain_.end(),
                                   [&](const auto& link) { return link.first == id; });
    if (open != chain_.end()) {
        std::vector<std::string> names;
        for (auto link = open; link != chain_.end(); ++link) {
            names.push_back(link->second);
        }
        names.push_back(path);
        findings_.add("Y201", asked, "the files include each other in a circle",
                      fmt::format("{}", fmt::join(names, " -> ")));
    }
    return known_[id];
}

std::optional<std::size_t> Reader::read(const std::string& path, Place asked) {
    const std::string id = identity(path);
    if (known_.count(id) > 0) {
        return seen(path, id, asked);
    }
    if (known_.size() >= files_max) {
        findings_.add("Y206", asked, "more than 100 files are included");
        return std::nullopt;
    }
    known_[id] = std::nullopt;
    std::optional<std::string> text = read_text_file(path, asked, findings_);
    if (!text) {
        return std::nullopt;
    }
    const bool has_mark = text->compare(0, 3, "\xEF\xBB\xBF") == 0;
    File file;
    file.name = path;
    file.source = findings_.add_source(path, std::move(*text));
    std::optional<Node> root = parse_yaml(file.source, findings_, budget_, has_mark ? 3 : 0);
    if (!root) {
        return std::nullopt;
    }
    if (!root->is_map()) {
        findings_.add("S103", root->place, "a scenario file is a map of keys",
                      "begin with 'schema: meridian/1'");
        return std::nullopt;
    }
    file.root = std::move(*root);
    chain_.emplace_back(id, path);
    read_includes(file);
    chain_.pop_back();
    files_.push_back(std::move(file));
    known_[id] = files_.size() - 1;
    return known_[id];
}

void Reader::read_includes(File& file) {
    const Node* include = file.root.find("include");
    if (include == nullptr) {
        return;
    }
    if (include->is_scalar()) {
        follow(*include, file);
    } else if (include->is_list()) {
        for (const Node& item : include->items) {
            follow(item, file);
        }
    }  // other shapes are refused with the rest of the document's shape
}

void Reader::follow(const Node& item, File& file) {
    if (!item.is_scalar()) {
        return;
    }
    if (const auto found = read(beside(file.name, item.text), item.place)) {
        file.reaches.insert(*found);
        file.reaches.insert(files_[*found].reaches.begin(), files_[*found].reaches.end());
    }
}

/// Lays one file over what was merged before.
class Merge {
public:
    Merge(const std::vector<File>& files, Findings& findings) : findings_(findings) {
        for (std::size_t i = 0; i < files.size(); ++i) {
            of_source_[files[i].source] = &files[i];
            index_of_source_[files[i].source] = i;
        }
    }

    void lay(Node& below, const Node& above, const std::string& path) {
        // The keys of `above` differ, so that only those that were below before can meet again.
        // Looked up, not searched for: a map may have a hundred thousand of them.
        std::map<std::string, std::size_t> known;
        for (std::size_t i = 0; i < below.entries.size(); ++i) {
            known.emplace(below.entries[i].key, i);
        }
        for (const MapEntry& entry : above.entries) {
            const auto found = known.find(entry.key);
            const std::string here = path.empty() ? entry.key : path + "." + entry.key;
            if (found == known.end()) {
                below.entries.push_back(entry);
                continue;
            }
            Node* there = &below.entries[found->second].value;
            if (there->is_map() && entry.value.is_map()) {
                there->label = entry.value.label;  // what is wrong now came with this file
                there->place = entry.value.place;
                lay(*there, entry.value, here);
            } else {
                replace(*there, entry.value, here);
            }
        }
    }

private:
    void replace(Node& there, const Node& value, const std::string& path) {
        const auto above = of_source_.find(value.label.source);
        const auto below = index_of_source_.find(there.label.source);
        if (above != of_source_.end() && below != index_of_source_.end() &&
            above->second->reaches.count(below->second) == 0) {
            findings_.add("Y202", value.label, fmt::format("'{}' is defined a second time", path),
                          fmt::format("the first is {}:{}; keep one, or let a file that includes "
                                      "both say it",
                                      findings_.name(there.label.source), there.label.line));
            return;
        }
        there = value;
    }

    Findings& findings_;
    std::map<std::uint32_t, const File*> of_source_;
    std::map<std::uint32_t, std::size_t> index_of_source_;
};

/// The file's document without what stays with it, and without the keys not asked for.
template <class Keep>
Node part(const File& file, Keep keep) {
    Node node;
    node.kind = Node::Kind::map;
    node.place = node.label = {.source = file.source};
    for (const MapEntry& entry : file.root.entries) {
        if (!is_own_key(entry.key) && keep(entry.key)) {
            node.entries.push_back(entry);
        }
    }
    return node;
}

std::string policy_name_of(const File& file) {
    const Node* name = file.root.find("name");
    return name != nullptr && name->is_scalar() ? name->text
                                                : std::filesystem::path(file.name).stem().string();
}

void drop_policy(Node& root) {
    root.entries.erase(
        std::remove_if(root.entries.begin(), root.entries.end(),
                       [](const MapEntry& entry) { return is_policy_key(entry.key); }),
        root.entries.end());
}

void refuse_foreign_keys(const File& file, Findings& findings) {
    for (const MapEntry& entry : file.root.entries) {
        if (!is_own_key(entry.key) && !is_policy_key(entry.key)) {
            findings.add("Y203", entry.value.label,
                         fmt::format("a policy file does not say '{}'", entry.key),
                         fmt::format("it may say {}", fmt::join(policy_keys, ", ")));
        }
    }
}

/// `schema`, `name` and the like of included files are looked at where they stand.
void check_own_keys(const File& file, Findings& findings) {
    const Node* schema = file.root.find("schema");
    if (schema != nullptr && schema->is_scalar() && schema->text != "meridian/1") {
        findings.add("S108", schema->place,
                     fmt::format("this program does not read '{}'", schema->text),
                     "write schema: meridian/1");
    }
}

class Composer {
public:
    Composer(const LoadOptions& options, Findings& findings)
        : options_(options), findings_(findings) {}

    std::optional<Composed> compose(const std::string& path) {
        Reader reader(findings_, budget_);
        const auto main = reader.read(path, {});
        if (!main) {
            return std::nullopt;
        }
        main_source_ = reader.files()[*main].source;
        Composed composed;
        merge(reader.files(), composed, [](std::string_view) { return true; });
        composed.policy_name = policy_of(reader.files());
        if (!options_.policy_file.empty()) {
            swap_policy(composed);
        }
        take_own_keys(reader.files()[*main], composed.root);
        for (const std::string& argument : options_.set) {
            apply_set(argument, composed.root, findings_, budget_);
        }
        return composed;
    }

private:
    template <class Keep>
    void merge(const std::vector<File>& files, Composed& composed, Keep keep) {
        Merge merge(files, findings_);
        composed.root.kind = Node::Kind::map;
        composed.root.place = composed.root.label = {.source = files.back().source};
        for (const File& file : files) {
            if (file.source != main_source_) {  // the scenario's own are looked at with its shape
                check_own_keys(file, findings_);
            }
            merge.lay(composed.root, part(file, keep), "");
            composed.files.push_back(file.name);
        }
    }

    void swap_policy(Composed& composed) {
        drop_policy(composed.root);
        Reader reader(findings_, budget_);
        const auto main = reader.read(options_.policy_file, {});
        if (!main) {
            return;
        }
        Composed policy;
        merge(reader.files(), policy, is_policy_key);
        for (const File& file : reader.files()) {
            refuse_foreign_keys(file, findings_);
        }
        composed.policy_name = policy_name_of(reader.files()[*main]);
        for (MapEntry& entry : policy.root.entries) {
            composed.root.entries.push_back(std::move(entry));
        }
        composed.files.insert(composed.files.end(), policy.files.begin(), policy.files.end());
    }

    static std::string policy_of(const std::vector<File>& files) {
        for (auto file = files.rbegin(); file != files.rend(); ++file) {
            const auto& entries = file->root.entries;
            if (std::any_of(entries.begin(), entries.end(),
                            [](const MapEntry& entry) { return is_policy_key(entry.key); })) {
                return policy_name_of(*file);
            }
        }
        return "default";
    }

    static void take_own_keys(const File& file, Node& root) {
        for (const MapEntry& entry : file.root.entries) {
            if (is_own_key(entry.key)) {
                root.entries.push_back(entry);
            }
        }
    }

    const LoadOptions& options_;
    Findings& findings_;
    Budget budget_;
    std::uint32_t main_source_ = Place::nowhere;
};

}  // namespace

bool is_policy_key(std::string_view key) {
    return std::find(policy_keys.begin(), policy_keys.end(), key) != policy_keys.end();
}

std::string beside(const std::string& naming_file, const std::string& named) {
    const std::filesystem::path path(named);
    return path.is_absolute() ? named
                              : (std::filesystem::path(naming_file).parent_path() / path)
                                    .lexically_normal()
                                    .string();
}

std::optional<Composed> compose(const std::string& path, const LoadOptions& options,
                                Findings& findings) {
    return Composer(options, findings).compose(path);
}

}  // namespace meridian
