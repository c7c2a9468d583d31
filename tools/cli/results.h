#pragma once

#include <filesystem>
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

/// The file's name without its ending; "scenario" where it has none that would do for a folder.
[[nodiscard]] std::string name_of(const std::string& scenario);

/// The place as the planner would type it.
[[nodiscard]] std::string place_text(const std::filesystem::path& place);

/// Where and how a run's screen is shown: the report's zone, the program's version.
[[nodiscard]] Screen screen_of(const Scenario& scenario);

}  // namespace meridian
