#include "tools/cli/staff_roster.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "sim/experiment/staffing/offered.h"
#include "tools/cli/output.h"
#include "tools/report/out_file.h"
#include "tools/report/roster_csv.h"
#include "tools/report/roster_xlsx.h"
#include "tools/report/roster_yaml.h"
#include "tools/report/wording.h"

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

/// Every tour as a crew, whoever is in it.
RosterSheet candidates_of(const StaffedRoster& rostered) {
    std::vector<int> heads;
    for (std::size_t t = 0; t < rostered.tours.tours.size(); ++t) {
        const Tour& tour = rostered.tours.tours[t];
        const int present = static_cast<int>(tour.present);
        heads.push_back(tour.kept ? present : std::max({rostered.roster.heads[t], present, 1}));
    }
    return sheet_of(rostered.tours, rostered.requirement, heads);
}

std::vector<std::uint32_t> crews_of(const Draft& scenario, TeamId team) {
    std::vector<std::uint32_t> crews;
    for (std::uint32_t c = 0; c < scenario.organisation.crews.size(); ++c) {
        if (scenario.organisation.crews[CrewId{c}].team == team) {
            crews.push_back(c);
        }
    }
    return crews;
}

/// By crew of the candidates, the tour that it works. A team whose roster is written has its crews
/// in the order of its tours, one for each that takes turns; the others have those they had.
std::vector<std::size_t> tours_of_crews(const Draft& scenario, const Draft& candidates,
                                        const std::vector<Tour>& tours) {
    std::vector<std::size_t> place(candidates.organisation.crews.size(), tours.size());
    for (std::uint32_t id = 0; id < scenario.organisation.teams.size(); ++id) {
        const TeamId team{id};
        std::vector<std::size_t> written;
        for (std::size_t t = 0; t < tours.size(); ++t) {
            if (tours[t].team == team) {
                written.insert(written.end(), tours[t].people, t);
            }
        }
        const std::vector<std::uint32_t> here = crews_of(candidates, team);
        const std::vector<std::uint32_t> before = crews_of(scenario, team);
        for (std::size_t k = 0; k < here.size(); ++k) {
            if (here.size() == written.size()) {
                place[here[k]] = written[k];
                continue;
            }
            const auto same = std::ranges::find_if(tours, [&](const Tour& tour) {
                return k < before.size() && tour.crew == CrewId{before[k]};
            });
            place[here[k]] = static_cast<std::size_t>(same - tours.begin());
        }
    }
    return place;
}

/// Those who take turns, and whose shifts are kept, are as many as in the roster.
void set_beginning(StaffedRoster& rostered, const Draft& scenario) {
    const Draft& candidates = *rostered.candidates->loaded.scenario;
    const std::vector<Tour>& tours = rostered.tours.tours;
    rostered.tour = tours_of_crews(scenario, candidates, tours);
    for (std::size_t c = 0; c < rostered.tour.size(); ++c) {
        const std::size_t t = rostered.tour[c];
        const int agents = static_cast<int>(
            candidates.organisation.crews[CrewId{static_cast<std::uint32_t>(c)}].agents);
        const bool known = t < tours.size() && !tours[t].kept;
        rostered.beginning.now.push_back(known ? static_cast<int>(tours[t].present) : agents);
        rostered.beginning.start.push_back(known ? rostered.roster.heads[t] : agents);
        rostered.beginning.fixed.push_back(!known || tours[t].people > 1);
    }
}

/// Heads by tour, of heads by crew.
std::vector<int> by_tour(const StaffedRoster& rostered, const std::vector<int>& by_crew) {
    std::vector<int> heads = rostered.roster.heads;
    for (std::size_t c = 0; c < rostered.tour.size(); ++c) {
        if (!rostered.beginning.fixed[c]) {
            heads[rostered.tour[c]] = by_crew[c];
        }
    }
    return heads;
}

/// The pools that are short together, how much of the week, and when most.
std::string shortages_text(const Requirement& requirement, const std::vector<Shortage>& shortages) {
    std::map<std::vector<std::size_t>, std::vector<const Shortage*>> of;
    for (const Shortage& shortage : shortages) {
        of[shortage.pools].push_back(&shortage);
    }
    std::string text;
    for (const auto& [pools, hours] : of) {
        const Shortage& worst =
            **std::ranges::max_element(hours, {}, [](const Shortage* one) { return one->missing; });
        std::vector<std::string> names;
        for (const std::size_t pool : pools) {
            names.push_back(requirement.pools[pool].name);
        }
        std::set<int> when;
        for (const Shortage* one : hours) {
            when.insert(one->hour);
        }
        text += fmt::format("{}{} in {} hours of the week, most on {} (UTC): {:.2f} agents short",
                            text.empty() ? "" : "; ", fmt::join(names, " and "), when.size(),
                            hour_of_week_text(worst.hour), worst.missing);
    }
    return text;
}

/// The cheapest roster; where nobody can be on duty in some hours, of what is left without these;
/// where there is none, what the scenario has.
void solve(StaffedRoster& rostered, const Draft& scenario) {
    rostered.roster = cheapest_roster(scenario, rostered.tours, rostered.requirement, {});
    if (!rostered.roster.exists() && !rostered.roster.shortages.empty()) {
        rostered.note = "nobody can cover, and the roster leaves out, " +
                        shortages_text(rostered.requirement, rostered.roster.shortages);
        rostered.requirement = eased(rostered.requirement, rostered.roster.shortages);
        rostered.roster = cheapest_roster(scenario, rostered.tours, rostered.requirement, {});
    }
    if (!rostered.roster.exists()) {
        rostered.note = "none covers what the formula asks (" + rostered.roster.reason +
                        "), so the search began with the shifts there are";
        rostered.roster.heads = present_heads(rostered.tours);
    }
}

}  // namespace

std::function<bool(const std::vector<int>&)> rules_of(const StaffedRoster& rostered,
                                                      const Draft& scenario) {
    const std::vector<std::string> before =
        broken_rules(scenario, rostered.tours, by_tour(rostered, rostered.beginning.start));
    return [&rostered, &scenario, before](const std::vector<int>& heads) {
        const auto broken = broken_rules(scenario, rostered.tours, by_tour(rostered, heads));
        return std::ranges::all_of(broken, [&](const std::string& rule) {
            return std::ranges::find(before, rule) != before.end();
        });
    };
}

bool has_patterns(const Draft& scenario) {
    return std::ranges::any_of(scenario.staffing.teams,
                               [](const TeamStaffing& team) { return !team.patterns.empty(); });
}

std::optional<StaffedRoster> roster_of(const Ready& ready, const StaffOptions& options,
                                       const ResultsFolder& folder, const fs::path& place,
                                       const Replicating& how) {
    const Draft& scenario = *ready.loaded.scenario;
    StaffedRoster rostered;
    rostered.beginning.offered = offered_work(ready.loaded.scenario, pilot_replications, how);
    rostered.requirement = required_agents(scenario, rostered.beginning.offered, Pooling::shared);
    rostered.tours = tours_of(scenario, rostered.requirement.periods);
    solve(rostered, scenario);
    const fs::path file = folder.file("candidates.yaml");
    write_file(file,
               roster_yaml(scenario, candidates_of(rostered), path_from(place, options.scenario)));
    rostered.candidates = make_ready(file.string(), options.load, Saying::errors);
    if (!rostered.candidates) {
        return std::nullopt;
    }
    fs::remove(file);
    set_beginning(rostered, scenario);
    return rostered;
}

void write_roster(const Ready& ready, const StaffedRoster& rostered, const StaffOptions& options,
                  const ResultsFolder& folder, const fs::path& place, StaffingAnswer& answer) {
    const Draft& scenario = *ready.loaded.scenario;
    std::vector<int> needed;
    for (const StaffedShift& shift : answer.shifts) {
        needed.push_back(shift.needed);
    }
    const std::vector<int> heads = by_tour(rostered, needed);
    const RosterSheet sheet = sheet_of(rostered.tours, rostered.requirement, heads);
    write_file(folder.file("roster.yaml"),
               roster_yaml(scenario, sheet, path_from(place, options.scenario)));
    write_file(folder.file("roster.csv"), roster_csv(scenario, sheet));
    write_file(folder.file("requirement.csv"), requirement_csv(sheet));
    write_roster_xlsx(folder.file("roster.xlsx"), scenario, sheet);
    std::erase_if(answer.shifts,
                  [](const StaffedShift& shift) { return shift.now == 0 && shift.needed == 0; });
    answer.scenario = scenario.name;
    answer.scenario_fingerprint = scenario.fingerprint;
    answer.rostered = true;
    answer.roster_cost = rostered.roster.cost;
    answer.roster_bound = rostered.roster.bound;
}

}  // namespace meridian
