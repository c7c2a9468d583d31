#pragma once

#include <string_view>

namespace meridian {

/// What built this program, as every result names it: `0.1.0` in a build without git, else the
/// release and the commit, `0.1.0 (4a5b6c7)`; `-dirty` follows the commit when tracked files were
/// edited.
[[nodiscard]] std::string_view version();

/// The release alone: `0.1.0`.
[[nodiscard]] std::string_view release();

/// The compiler with its version, such as `gcc 12.2.0` or `clang 14.0.6`.
[[nodiscard]] std::string_view compiler();

}  // namespace meridian
