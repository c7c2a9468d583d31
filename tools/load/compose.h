#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/load/loader.h"
#include "tools/load/tree.h"

namespace meridian {

/// The top-level keys that a policy consists of: what `--policy FILE` replaces.
inline constexpr std::array<std::string_view, 9> policy_keys = {
    "priority",      "routing",   "escalation",  "handover", "sla",
    "communication", "ownership", "translation", "lifecycle"};
[[nodiscard]] bool is_policy_key(std::string_view key);

/// All files of a scenario as one document.
struct Composed {
    Node root;
    std::string policy_name;         // of the policy document, or its file's name without ending
    std::vector<std::string> files;  // as named, in the order in which they were merged
};

/// Reads the file and all it includes, merges them, swaps the policy and applies --set. Nothing
/// when the file itself cannot be read; otherwise whatever could be read, with the rest among the
/// findings.
///
/// Merging: included files first, in order, each once however many include it. Maps merge key by
/// key; anything else that two files define is an error, unless the later one includes the earlier
/// one. `schema`, `name`, `description` and `include` stay with their own file.
[[nodiscard]] std::optional<Composed> compose(const std::string& path, const LoadOptions& options,
                                              Findings& findings);

/// Puts the value of one "path=value" into the tree. A path is made of keys, and in lists of
/// positions from 0 or names; missing maps are made on the way.
void apply_set(const std::string& argument, Node& root, Findings& findings, Budget& budget);

/// A file named inside another: relative to that one's folder.
[[nodiscard]] std::string beside(const std::string& naming_file, const std::string& named);

}  // namespace meridian
