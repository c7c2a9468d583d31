#pragma once

#include <optional>
#include <span>

#include "model/scenario.h"
#include "sim/experiment/columns.h"
#include "sim/measure/recorded.h"
#include "sim/measure/summary.h"
#include "sim/measure/tally.h"

namespace meridian {

/// The summary of these replications, in order. The same tallies give the same summary, whoever
/// made them.
[[nodiscard]] Summary summarise(const Scenario& scenario, std::span<const Tally> tallies,
                                const std::optional<RecordedFigures>& recorded = {});

// Its parts, each for some fields of the summary.
void summarise_tickets(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_targets(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_people(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_detours(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_knowledge(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_incidents(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_stages(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_channels(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_triage(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_vendors(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_on_call(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_concurrency(Summary& summary, const Draft& scenario, const Columns& columns);
void summarise_passages(Summary& summary, const Draft& scenario, const Columns& columns);
/// After the others: what the planner should know before believing the numbers.
void add_warnings(Summary& summary, const Draft& scenario, const Columns& columns);
/// Simulated beside recorded; after the others.
void compare_recorded(Summary& summary, const Draft& scenario, const RecordedFigures& recorded,
                      const Columns& columns);

}  // namespace meridian
