#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tools/load/schema.h"
#include "tools/load/tree.h"

namespace meridian {

/// Which names there are: the rows of every table, in order of declaration. The place of a name is
/// the index of its row in the draft.
class NameTables {
public:
    /// False when the name is there already.
    bool add(Names names, const std::string& name);
    [[nodiscard]] std::optional<std::uint32_t> find(Names names, std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& of(Names names) const {
        return tables_[static_cast<std::size_t>(names)].rows;
    }

private:
    struct NameTable {
        std::vector<std::string> rows;
        std::map<std::string, std::uint32_t, std::less<>> index;
    };
    std::array<NameTable, names_count> tables_;
};

/// What a document looks like after its shape was held against the schema.
struct Shape {
    NameTables names;
    bool too_large = false;         // a table is beyond its limit: building the rest might not end
    std::set<const Node*> refused;  // values with a finding of their own: to be read as absent
};

/// Holds the document against the schema: keys, shapes, scalars (S codes), names (R codes), words
/// of later versions (N codes). Tables without a declaration of their own are collected from where
/// teams, streams and work use their names, in the order of the schema, not of the files.
[[nodiscard]] Shape check_shape(const Node& root, Findings& findings);

/// The same for a document of another kind, which declares no names.
[[nodiscard]] Shape check_shape(const Node& root, const Type& type, Findings& findings);

/// "did you mean 'x'?", or the list of what there is, or nothing sensible: empty.
[[nodiscard]] std::string hint_for(std::string_view word, const std::vector<std::string>& known,
                                   std::string_view what);

/// The place of `length` bytes of a scalar's text, from `offset` on.
[[nodiscard]] Place within(const Node& scalar, std::size_t offset, std::size_t length);

}  // namespace meridian
