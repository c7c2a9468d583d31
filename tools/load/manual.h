#pragma once

#include <string>

namespace meridian {

/// What is described: a scenario, or a file of tests (`*.test.yaml`).
enum class Manual : unsigned char { of_scenarios, of_tests };

/// scenarios/SCHEMA.md and scenarios/TESTS.md: every key, from the loader's own tables.
[[nodiscard]] std::string schema_markdown(Manual manual);

/// scenarios/scenario.schema.json and scenarios/test.schema.json: the same as JSON Schema (draft
/// 2020-12), for editors. That of a scenario asks for no top-level key, because any of them may
/// stand in an included file.
[[nodiscard]] std::string schema_json(Manual manual);

}  // namespace meridian
