#pragma once

#include "tools/load/schema.h"

namespace meridian {

/// A file of tests: `*.test.yaml`.
[[nodiscard]] const Type& suite_type();

}  // namespace meridian
