#pragma once

#include <string>
#include <vector>

#include "model/scenario.h"
#include "tools/report/first_screen.h"
#include "tools/report/results_folder.h"
#include "tools/report/summary_json.h"

namespace meridian {

/// Writes every file of a result but the lists that were written while it ran: summary.json and
/// .txt, the CSV tables, overview.svg, provenance.json, tz.lock. Throws DiskError.
void write_results(const ResultsFolder& folder, const Scenario& scenario, const Summary& summary,
                   const Provenance& provenance);

/// Where and how a run's screen is shown: the report's zone, the program's version.
[[nodiscard]] Screen screen_of(const Scenario& scenario);

}  // namespace meridian
