#include "sim/experiment/staffing/roster.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/experiment/staffing/roster_program.h"

namespace meridian {
namespace {

constexpr int rounds_max = 60;
constexpr double rounding = 1e-5;  // agents; what is just covered must not be missed by a hair

struct PartAnswer {
    std::vector<double> values;
    double cost = 0;
    double bound = 0;
    bool proven = false;
    std::vector<Shortage> shortages;
    std::string reason;
};

void explain(PartAnswer& answer, RosterProgram& roster) {
    answer.shortages = roster.shortages();
    answer.reason = answer.shortages.empty()
                        ? "the labour rules and limits on people leave no roster that covers it"
                        : "nobody, or too few by the rules, can be on duty in these hours";
}

/// The bound of the program without whole numbers; tightens it until no condition is broken.
ProgramAnswer relaxed(RosterProgram& roster) {
    ProgramAnswer answer = solve_relaxed(roster.program());
    for (int round = 0; round < rounds_max && !answer.values.empty(); ++round) {
        if (!roster.tighten(answer.values)) {
            break;
        }
        answer = solve_relaxed(roster.program());
    }
    return answer;
}

void take(PartAnswer& answer, const std::vector<double>& values, double cost) {
    if (answer.values.empty() || cost < answer.cost) {
        answer.values = values;
        answer.cost = cost;
    }
}

PartAnswer solve_part(RosterProgram& roster, const SearchLimits& limits) {
    PartAnswer answer;
    const ProgramAnswer fractions = relaxed(roster);
    if (fractions.values.empty()) {
        explain(answer, roster);
        return answer;
    }
    answer.bound = fractions.bound;
    std::vector<double> start = roster.rounded(fractions.values);
    if (!start.empty() && roster.covers(start)) {
        take(answer, start, roster.program().cost_of(start));
    }
    const std::vector<double> present = roster.present();
    if (!present.empty()) {
        take(answer, present, roster.program().cost_of(present));
        start = answer.values;
    }
    for (int round = 0; round < rounds_max; ++round) {
        const ProgramAnswer whole = solve(roster.program(), limits, start);
        answer.bound = std::max(answer.bound, whole.bound);
        if (whole.infeasible) {
            answer = {};
            explain(answer, roster);
            return answer;
        }
        if (whole.values.empty()) {
            break;
        }
        if (!roster.tighten(whole.values)) {
            take(answer, whole.values, whole.cost);
            break;
        }
        start.clear();
    }
    if (answer.values.empty()) {
        answer.reason = "no roster was found within the limits of the search";
        return answer;
    }
    const double near = 1e-6 * std::max(1.0, std::abs(answer.cost));
    answer.bound = std::min(answer.bound, answer.cost);
    answer.proven = answer.bound >= answer.cost - near;
    return answer;
}

}  // namespace

Roster cheapest_roster(const Draft& scenario, const Tours& tours, const Requirement& requirement,
                       const SearchLimits& limits) {
    Roster roster{.heads = std::vector<int>(tours.tours.size(), 0),
                  .proven = true,
                  .shortages = {},
                  .reason = {}};
    bool found = true;
    for (const RosterPart& part : parts_of(scenario, tours, requirement)) {
        RosterProgram program(scenario, tours, requirement, part);
        PartAnswer answer = solve_part(program, limits);
        roster.bound += answer.bound;
        roster.cost += answer.cost;
        roster.proven = roster.proven && answer.proven;
        found = found && !answer.values.empty();
        roster.shortages.insert(roster.shortages.end(), answer.shortages.begin(),
                                answer.shortages.end());
        roster.reason = roster.reason.empty() ? answer.reason : roster.reason;
        for (std::size_t i = 0; i < part.tours.size() && !answer.values.empty(); ++i) {
            roster.heads[part.tours[i]] = static_cast<int>(std::lround(answer.values[i]));
        }
    }
    if (!found) {
        roster.heads.clear();
        roster.cost = 0;
    }
    return roster;
}

Requirement eased(Requirement requirement, const std::vector<Shortage>& shortages) {
    for (const Shortage& shortage : shortages) {
        const auto hour = static_cast<std::size_t>(shortage.hour);
        double all = 0;
        for (const std::size_t pool : shortage.pools) {
            all += requirement.needed[pool][shortage.period][hour];
        }
        for (const std::size_t pool : shortage.pools) {
            double& needed = requirement.needed[pool][shortage.period][hour];
            needed = std::max(0.0, needed * (1 - shortage.missing / all) - rounding);
        }
    }
    return requirement;
}

std::vector<int> present_heads(const Tours& tours) {
    std::vector<int> heads;
    for (const Tour& tour : tours.tours) {
        heads.push_back(static_cast<int>(tour.present));
    }
    return heads;
}

std::vector<std::vector<WeekOfAgents>> on_duty_for(const Tours& tours,
                                                   const Requirement& requirement,
                                                   const std::vector<int>& heads) {
    std::vector<std::vector<WeekOfAgents>> all(
        requirement.pools.size(), std::vector<WeekOfAgents>(requirement.periods.size()));
    for (std::size_t p = 0; p < requirement.pools.size(); ++p) {
        const auto& crews = requirement.pools[p].crews;
        for (std::size_t i = 0; i < heads.size(); ++i) {
            const Tour& tour = tours.tours[i];
            if (!std::binary_search(crews.begin(), crews.end(), tour.crew)) {
                continue;
            }
            for (std::size_t period = 0; period < requirement.periods.size(); ++period) {
                for (std::size_t hour = 0; hour < hours_in_week; ++hour) {
                    all[p][period][hour] += heads[i] * tour.on_duty[period][hour];
                }
            }
        }
    }
    return all;
}

}  // namespace meridian
