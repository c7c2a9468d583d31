#pragma once

#include "tools/load/schema.h"

namespace meridian {

/// A file of tests: `*.test.yaml`.
[[nodiscard]] const Type& suite_type();

/// What `meridian test --update` writes beside it.
[[nodiscard]] const Type& baseline_type();

}  // namespace meridian
