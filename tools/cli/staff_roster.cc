#include "tools/cli/staff_roster.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/experiment/staffing/offered.h"
#include "sim/experiment/staffing/post.h"
#include "tools/cli/output.h"
#include "tools/report/out_file.h"
#include "tools/report/roster_csv.h"
#include "tools/report/roster_xlsx.h"
#include "tools/report/roster_yaml.h"

namespace meridian {
namespace {

namespace fs = std::filesystem;

constexpr int pilot_replications = 2;

/// How a document in `place` reaches the scenario.
std::string path_from(const fs::path& place, const std::string& scenario) {
    std::error_code error;
    const fs::path from = fs::weakly_canonical(fs::absolute(place, error), error);
    return fs::weakly_canonical(fs::absolute(scenario, error), error)
        .lexically_relative(from)
        .generic_string();
}

/// For each crew of the worked roster the tour that it works; nothing where that is not clear.
std::optional<std::vector<std::size_t>> tours_of_crews(const StaffedRoster& rostered) {
    const Draft& worked = *rostered.worked->loaded.scenario;
    const Tours there = tours_of(worked, rostered.requirement.periods);
    std::vector<std::size_t> places(worked.organisation.crews.size(), rostered.tours.tours.size());
    std::vector<bool> used(rostered.tours.tours.size(), false);
    for (const Tour& tour : there.tours) {
        if (tour.present == 0) {
            continue;
        }
        for (std::size_t t = 0; t < used.size(); ++t) {
            const Tour& other = rostered.tours.tours[t];
            if (!used[t] && other.team == tour.team && other.name == tour.name &&
                other.people == 1 && tour.people == 1 && rostered.roster.heads[t] > 0) {
                used[t] = true;
                places[tour.crew.index] = t;
                break;
            }
        }
    }
    const bool clear = std::ranges::none_of(
        places, [&](std::size_t place) { return place == rostered.tours.tours.size(); });
    return clear ? std::optional(places) : std::nullopt;
}

StaffingFigures figures_now(const Draft& scenario) {
    StaffingFigures sum;
    for (const Post& post : posts_of(scenario)) {
        const double heads = scenario.organisation.crews[post.crew].agents;
        sum.agents += heads;
        sum.fte += heads * post.fte;
        sum.cost += heads * post.cost;
    }
    return sum;
}

/// Beside what there is now; shifts that nobody works any more come last.
void set_now(StaffingAnswer& answer, const Draft& scenario, const StaffedRoster& rostered,
             const std::vector<std::size_t>& places) {
    const std::vector<Tour>& tours = rostered.tours.tours;
    for (std::size_t c = 0; c < places.size(); ++c) {
        answer.shifts[c].now = static_cast<int>(tours[places[c]].present);
    }
    for (std::size_t t = 0; t < tours.size(); ++t) {
        if (tours[t].present == 0 || std::ranges::find(places, t) != places.end()) {
            continue;
        }
        const Team& team = scenario.organisation.teams[tours[t].team];
        answer.shifts.push_back({.team = team.name,
                                 .crew = team.name,
                                 .region = scenario.organisation.regions[team.region].name,
                                 .tier = scenario.organisation.tiers[team.tier].name,
                                 .languages = "",
                                 .shift = tours[t].name,
                                 .now = static_cast<int>(tours[t].present * tours[t].people)});
    }
}

}  // namespace

bool has_patterns(const Draft& scenario) {
    return std::ranges::any_of(scenario.staffing.teams,
                               [](const TeamStaffing& team) { return !team.patterns.empty(); });
}

std::optional<StaffedRoster> roster_of(const Ready& ready, const StaffOptions& options,
                                       const ResultsFolder& folder, const fs::path& place,
                                       const Replicating& how) {
    const Scenario& scenario = ready.loaded.scenario;
    const Offered offered = offered_work(scenario, pilot_replications, how);
    StaffedRoster rostered{.tours = {},
                           .requirement = required_agents(*scenario, offered, Pooling::shared)};
    rostered.tours = tours_of(*scenario, rostered.requirement.periods);
    rostered.roster = cheapest_roster(*scenario, rostered.tours, rostered.requirement, {});
    if (!rostered.roster.exists()) {
        return rostered;
    }
    const RosterSheet sheet = sheet_of(rostered.tours, rostered.requirement, rostered.roster.heads);
    const fs::path file = folder.file("roster.yaml");
    write_file(file, roster_yaml(*scenario, sheet, path_from(place, options.scenario)));
    auto worked = make_ready(file.string(), options.load);
    if (!worked) {
        return std::nullopt;
    }
    rostered.worked = std::move(worked);
    return rostered;
}

void write_roster(const Ready& ready, const StaffedRoster& rostered, const StaffOptions& options,
                  const ResultsFolder& folder, const fs::path& place, StaffingAnswer& answer) {
    const Draft& scenario = *ready.loaded.scenario;
    std::vector<int> heads = rostered.roster.heads;
    answer.now = figures_now(scenario);
    for (StaffedPromise& promise : answer.promises) {
        promise.now = {};
    }
    if (const auto places = tours_of_crews(rostered)) {
        for (std::size_t c = 0; c < places->size(); ++c) {
            heads[(*places)[c]] = answer.shifts[c].needed;
        }
        set_now(answer, scenario, rostered, *places);
    } else {
        answer.roster_note =
            "the files have the roster before the search: whose turn it is cannot be told apart";
    }
    const RosterSheet sheet = sheet_of(rostered.tours, rostered.requirement, heads);
    write_file(folder.file("roster.yaml"),
               roster_yaml(scenario, sheet, path_from(place, options.scenario)));
    write_file(folder.file("roster.csv"), roster_csv(scenario, sheet));
    write_file(folder.file("requirement.csv"), requirement_csv(sheet));
    write_roster_xlsx(folder.file("roster.xlsx"), scenario, sheet);
    answer.rostered = true;
    answer.roster_cost = rostered.roster.cost;
    answer.roster_bound = rostered.roster.bound;
}

}  // namespace meridian
