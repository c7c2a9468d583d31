#pragma once

#include <string>
#include <vector>

#include "sim/plan.h"
#include "tests/bench/loops.h"

namespace meridian::bench {

/// Who watches the engine: what a hand-written loop keeps (means and P95 of the first queue's
/// waits), all statistics of a report, or those and the audit, as `meridian run` has it.
enum class Watching { waits, statistics, statistics_and_audit };

/// A scenario of the clone, loaded; the program ends with what is wrong if it is.
[[nodiscard]] Scenario scenario_at(const std::string& path,
                                   const std::vector<std::string>& set = {});

/// One replication. `events` counts what the engine took off its agenda.
[[nodiscard]] Outcome run_engine(const Plan& plan, std::uint64_t replication, Watching watching);

}  // namespace meridian::bench
