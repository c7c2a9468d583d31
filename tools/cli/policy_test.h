#pragma once

#include "tools/load/suite.h"
#include "tools/report/outcome_text.h"

namespace meridian {

/// Runs one test of the suite. A pure function of the two: the same outcome from any thread.
[[nodiscard]] Outcome run_test(const Suite& suite, const PolicyTest& test);

}  // namespace meridian
