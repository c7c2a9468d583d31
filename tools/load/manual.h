#pragma once

#include <string>

namespace meridian {

/// scenarios/SCHEMA.md: every key of the language, from the loader's own tables.
[[nodiscard]] std::string schema_markdown();

/// scenarios/scenario.schema.json: the same as JSON Schema (draft 2020-12), for editors. It asks
/// for no top-level key, because any of them may stand in an included file.
[[nodiscard]] std::string schema_json();

}  // namespace meridian
