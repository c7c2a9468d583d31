#pragma once

#include <string>
#include <vector>

#include "tests/house/tree.h"

namespace meridian::house {

/// What a file holds that this project does not: one sentence each, with file and line.

/// Constructs that clang 14 cannot compile with this standard library: std::views pipelines,
/// source_location, format.
[[nodiscard]] std::vector<std::string> uncompilable(const File& source);

/// A header whose first line of code is not `#pragma once`.
[[nodiscard]] std::vector<std::string> unguarded(const File& source);

/// Absolute paths into somebody's home or mounts: they mean nothing on another machine.
[[nodiscard]] std::vector<std::string> machine_paths(const File& file);

/// Habits, not rules: files beyond 400 lines and functions beyond 60.
[[nodiscard]] std::vector<std::string> oversized(const File& source);

}  // namespace meridian::house
