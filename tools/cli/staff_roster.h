#pragma once

#include <filesystem>
#include <optional>

#include "sim/experiment/replicate.h"
#include "sim/experiment/staffing/sheet.h"
#include "sim/measure/staffing.h"
#include "tools/cli/ready.h"
#include "tools/cli/staff_line.h"
#include "tools/report/results_folder.h"

namespace meridian {

/// Whether `staffing` lets somebody work another shift than those there are.
[[nodiscard]] bool has_patterns(const Draft& scenario);

/// The cheapest roster for what the formula asks, from all shifts that may be worked, and the
/// scenario in which it is worked.
struct StaffedRoster {
    Tours tours;
    Requirement requirement;
    Roster roster;
    std::optional<Ready> worked;  ///< nothing: there is no such roster, see roster.reason
};

/// Writes roster.yaml into the folder, which will stand at `place`, and loads it. Nothing when that
/// is refused, which has been said then.
[[nodiscard]] std::optional<StaffedRoster> roster_of(const Ready& ready,
                                                     const StaffOptions& options,
                                                     const ResultsFolder& folder,
                                                     const std::filesystem::path& place,
                                                     const Replicating& how);

/// After the search on the roster's shifts: its heads by tour, in the answer beside what there is
/// now, and in roster.yaml, roster.csv, roster.xlsx and requirement.csv.
void write_roster(const Ready& ready, const StaffedRoster& rostered, const StaffOptions& options,
                  const ResultsFolder& folder, const std::filesystem::path& place,
                  StaffingAnswer& answer);

}  // namespace meridian
