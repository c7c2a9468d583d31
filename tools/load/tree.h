#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/load/source.h"

namespace meridian {

struct MapEntry;

/// A value of a YAML document. Scalars are text, as written: what `010` or `yes` means is decided
/// by whoever expects a value there, never by YAML.
struct Node {
    enum class Kind : std::uint8_t { null, scalar, list, map };

    Kind kind = Kind::null;
    bool quoted = false;
    std::string text = {};          // of a scalar
    Place place = {};               // of the value; for an alias, of what it stands for
    Place label = {};               // of the key it belongs to; without one, equal to `place`
    std::vector<MapEntry> entries;  // of a map, in order, keys unique
    std::vector<Node> items;        // of a list

    [[nodiscard]] const Node* find(std::string_view key) const;
    [[nodiscard]] Node* find(std::string_view key);
    [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
    [[nodiscard]] bool is_list() const { return kind == Kind::list; }
    [[nodiscard]] bool is_map() const { return kind == Kind::map; }
};

struct MapEntry {
    std::string key;
    Node value;
};

/// The node, or an empty one that lives for ever. For loops over what may not be there.
[[nodiscard]] const Node& or_nothing(const Node* node);

/// What a scenario may cost to read, over all its files.
struct Budget {
    std::size_t nodes = 200'000;
};
inline constexpr int depth_max = 64;
inline constexpr std::size_t file_size_max = 4U << 20U;

/// The one document in a text; nothing when it is not YAML, with the reason among the findings (Y
/// codes). Refused beyond YAML: duplicate keys, merge keys (<<), tags, keys that are not scalars, a
/// second document, aliases that contain themselves, more nodes than the budget, more depth
/// than 64. An empty text is an empty map. `first_column` is added to the columns of line 1.
[[nodiscard]] std::optional<Node> parse_yaml(std::uint32_t source, Findings& findings,
                                             Budget& budget, int skip_bytes = 0);

/// The text of a file, after looking at its size; nothing when it is missing, no regular file, too
/// large or not text (Y codes). `asked` is where its name was written, if anywhere.
[[nodiscard]] std::optional<std::string> read_text_file(const std::string& path, Place asked,
                                                        Findings& findings);

/// The tree as text that does not depend on comments, order of keys, quotes or layout.
[[nodiscard]] std::string canonical_text(const Node& node);

}  // namespace meridian
