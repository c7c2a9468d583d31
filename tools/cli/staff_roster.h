#pragma once

#include <filesystem>
#include <optional>

#include "sim/experiment/replicate.h"
#include "sim/experiment/staffing/roster.h"
#include "sim/experiment/staffing/sheet.h"
#include "sim/experiment/staffing/staff.h"
#include "sim/measure/staffing.h"
#include "tools/cli/ready.h"
#include "tools/cli/staff_line.h"
#include "tools/report/results_folder.h"

namespace meridian {

/// Whether `staffing` lets somebody work another shift than those there are.
[[nodiscard]] bool has_patterns(const Draft& scenario);

/// The cheapest roster for what the formula asks, from all tours that may be worked, and the
/// scenario in which a search among these tours begins.
struct StaffedRoster {
    Tours tours;
    Requirement requirement;
    Roster roster;
    std::optional<Ready> candidates;  ///< every tour is a crew
    Beginning beginning;              ///< by crew of `candidates`
    std::vector<std::size_t> tour;    ///< by crew: its place in `tours`
    std::string note;  ///< what the roster leaves out, or why there is none by formula
};

/// Writes the candidates into the folder, which will stand at `place`, loads them, and takes the
/// file away. Nothing when they are refused, which has been said then.
[[nodiscard]] std::optional<StaffedRoster> roster_of(const Ready& ready,
                                                     const StaffOptions& options,
                                                     const ResultsFolder& folder,
                                                     const std::filesystem::path& place,
                                                     const Replicating& how);

/// By crew of the candidates: whether no rule is broken that the roster keeps. Looks into both.
[[nodiscard]] std::function<bool(const std::vector<int>&)> rules_of(const StaffedRoster& rostered,
                                                                    const Draft& scenario);

/// After the search among the tours: roster.yaml, roster.csv, roster.xlsx and requirement.csv. The
/// answer keeps the shifts that somebody works, or worked.
void write_roster(const Ready& ready, const StaffedRoster& rostered, const StaffOptions& options,
                  const ResultsFolder& folder, const std::filesystem::path& place,
                  StaffingAnswer& answer);

}  // namespace meridian
