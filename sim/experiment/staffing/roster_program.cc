#include "sim/experiment/staffing/roster_program.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace meridian {
namespace {

constexpr double enough = 1e-6;  // agents; rounding, not staff

bool serves(const Tour& tour, const Pool& pool) {
    return std::binary_search(pool.crews.begin(), pool.crews.end(), tour.crew);
}

double near_nothing(double value) { return std::abs(value) < 1e-12 ? 0 : value; }

}  // namespace

std::vector<RosterPart> parts_of(const Draft& s, const Tours& tours,
                                 const Requirement& requirement) {
    const bool together = s.staffing.change_at_most.has_value();
    std::vector<RosterPart> parts(together ? 1 : s.organisation.tiers.size());
    for (std::size_t i = 0; i < tours.tours.size(); ++i) {
        const TierId tier = s.organisation.teams[tours.tours[i].team].tier;
        parts[together ? 0 : tier.index].tours.push_back(i);
    }
    for (std::size_t i = 0; i < requirement.pools.size(); ++i) {
        parts[together ? 0 : requirement.pools[i].tier.index].pools.push_back(i);
    }
    std::erase_if(parts,
                  [](const RosterPart& part) { return part.tours.empty() && part.pools.empty(); });
    return parts;
}

PoolCover::PoolCover(const Tours& tours, const Requirement& requirement, const RosterPart& part)
    : tours_(tours), requirement_(requirement), part_(part) {
    std::map<std::vector<bool>, std::size_t> groups;  // people who may serve the same
    for (const std::size_t tour : part.tours) {
        std::vector<bool> may;
        for (const std::size_t pool : part.pools) {
            may.push_back(serves(tours.tours[tour], requirement.pools[pool]));
        }
        group_.push_back(groups.emplace(std::move(may), groups.size()).first->second);
    }
    groups_ = groups.size();
    may_.resize(part.pools.size());
    for (const auto& [may, group] : groups) {
        for (std::size_t kind = 0; kind < may.size(); ++kind) {
            if (may[kind]) {
                may_[kind].push_back(group);
            }
        }
    }
}

double PoolCover::needed(std::size_t kind, std::size_t period, int hour) const {
    return requirement_.needed[part_.pools[kind]][period][static_cast<std::size_t>(hour)];
}

Shortfall PoolCover::shortfall(const std::vector<double>& units, std::size_t period,
                               int hour) const {
    Assignment assignment{.needed = {}, .may = may_, .there = std::vector<double>(groups_, 0)};
    for (std::size_t kind = 0; kind < part_.pools.size(); ++kind) {
        assignment.needed.push_back(needed(kind, period, hour));
    }
    for (std::size_t i = 0; i < part_.tours.size(); ++i) {
        const Tour& tour = tours_.tours[part_.tours[i]];
        assignment.there[group_[i]] +=
            units[i] * tour.on_duty[period][static_cast<std::size_t>(hour)];
    }
    return shortest_of_people(assignment);
}

std::vector<std::size_t> PoolCover::serving(const std::vector<std::size_t>& kinds) const {
    std::vector<std::size_t> serving;
    for (std::size_t i = 0; i < part_.tours.size(); ++i) {
        if (std::any_of(kinds.begin(), kinds.end(), [&](std::size_t kind) {
                return serves(tours_.tours[part_.tours[i]], requirement_.pools[part_.pools[kind]]);
            })) {
            serving.push_back(i);
        }
    }
    return serving;
}

RosterProgram::RosterProgram(const Draft& s, const Tours& tours, const Requirement& requirement,
                             const RosterPart& part)
    : tours_(tours), requirement_(requirement), part_(part), coverage_(tours, requirement, part) {
    add_columns();
    add_team_rows(s);
    add_changes(s);
    rules_ = program_.rows.size();
    for (std::size_t period = 0; period < requirement.periods.size(); ++period) {
        for (int hour = 0; hour < hours_in_week; ++hour) {
            for (std::size_t kind = 0; kind < part.pools.size(); ++kind) {
                cover({kind}, period, hour);
            }
        }
    }
}

void RosterProgram::add_columns() {
    for (const std::size_t i : part_.tours) {
        const Tour& tour = tours_.tours[i];
        IntegerProgram::Column column{.cost = tour.cost};
        if (tour.kept) {
            column.at_least = column.at_most = tour.present;
        }
        program_.columns.push_back(column);
    }
}

void RosterProgram::add_team_rows(const Draft& s) {
    for (std::uint32_t t = 0; t < s.organisation.teams.size() && t < s.staffing.teams.size(); ++t) {
        const TeamStaffing& limits = s.staffing.teams[t];
        IntegerProgram::Row people{.terms = {}, .at_least = static_cast<double>(limits.at_least)};
        if (limits.at_most) {
            people.at_most = *limits.at_most;
        }
        IntegerProgram::Row weekends{.terms = {}, .at_most = 0};
        IntegerProgram::Row nights{.terms = {}, .at_most = 0};
        IntegerProgram::Row part_time{.terms = {}, .at_most = 0};
        const auto share = [](IntegerProgram::Row& row, int column, double units, bool counts,
                              double most) {
            row.terms.push_back({column, near_nothing(units * ((counts ? 1 : 0) - most))});
        };
        for (std::size_t i = 0; i < part_.tours.size(); ++i) {
            const Tour& tour = tours_.tours[part_.tours[i]];
            if (tour.team != TeamId{t}) {
                continue;
            }
            const int column = static_cast<int>(i);
            people.terms.push_back({column, static_cast<double>(tour.people)});
            share(weekends, column, tour.people, tour.weekend, limits.rules.weekends);
            share(nights, column, tour.people, tour.night, limits.rules.nights);
            share(part_time, column, tour.people, tour.part_time, limits.rules.part_time);
        }
        if (people.terms.empty()) {
            continue;
        }
        if (limits.at_least > 0 || limits.at_most) {
            program_.rows.push_back(std::move(people));
        }
        for (auto [row, most] :
             {std::pair{&weekends, limits.rules.weekends}, std::pair{&nights, limits.rules.nights},
              std::pair{&part_time, limits.rules.part_time}}) {
            if (most < 1) {
                program_.rows.push_back(std::move(*row));
            }
        }
    }
}

/// By team: whoever comes and whoever goes, the larger number; a move is both at once.
void RosterProgram::add_changes(const Draft& s) {
    if (!s.staffing.change_at_most) {
        return;
    }
    const auto add = [&](double least, double most) {
        program_.columns.push_back({.cost = 0, .at_least = least, .at_most = most, .whole = false});
        return static_cast<int>(program_.columns.size() - 1);
    };
    IntegerProgram::Row all{.terms = {},
                            .at_most = static_cast<double>(*s.staffing.change_at_most)};
    for (std::uint32_t t = 0; t < s.organisation.teams.size(); ++t) {
        IntegerProgram::Row come{.terms = {}, .at_most = 0};
        IntegerProgram::Row go{.terms = {}, .at_most = 0};
        for (std::size_t i = 0; i < part_.tours.size(); ++i) {
            const Tour& tour = tours_.tours[part_.tours[i]];
            if (tour.team != TeamId{t} || tour.kept) {
                continue;
            }
            const int column = static_cast<int>(i);
            const int more = add(0, IntegerProgram::no_limit);
            const int fewer = add(0, tour.present);
            program_.rows.push_back({.terms = {{column, 1}, {more, -1}, {fewer, 1}},
                                     .at_least = static_cast<double>(tour.present),
                                     .at_most = static_cast<double>(tour.present)});
            come.terms.push_back({more, static_cast<double>(tour.people)});
            go.terms.push_back({fewer, static_cast<double>(tour.people)});
        }
        const int changes = add(0, IntegerProgram::no_limit);
        come.terms.push_back({changes, -1});
        go.terms.push_back({changes, -1});
        all.terms.push_back({changes, 1});
        program_.rows.push_back(std::move(come));
        program_.rows.push_back(std::move(go));
    }
    program_.rows.push_back(std::move(all));
}

bool RosterProgram::cover(const std::vector<std::size_t>& kinds, std::size_t period, int hour) {
    double needed = 0;
    for (const std::size_t kind : kinds) {
        needed += coverage_.needed(kind, period, hour);
    }
    if (needed <= enough) {
        return false;
    }
    std::vector<IntegerProgram::Term> terms;
    for (const std::size_t i : coverage_.serving(kinds)) {
        const double times =
            tours_.tours[part_.tours[i]].on_duty[period][static_cast<std::size_t>(hour)];
        if (times > enough) {
            terms.push_back({static_cast<int>(i), times});
        }
    }
    const auto [place, fresh] = row_by_terms_.emplace(terms, program_.rows.size());
    if (fresh) {
        program_.rows.push_back({.terms = std::move(terms), .at_least = needed});
        return true;
    }
    IntegerProgram::Row& row = program_.rows[place->second];
    if (row.at_least >= needed) {
        return false;
    }
    row.at_least = needed;
    return true;
}

bool RosterProgram::tighten(const std::vector<double>& values) {
    bool any = false;
    for (std::size_t period = 0; period < requirement_.periods.size(); ++period) {
        for (int hour = 0; hour < hours_in_week; ++hour) {
            const Shortfall found = coverage_.shortfall(values, period, hour);
            any = (found.missing > enough && cover(found.kinds, period, hour)) || any;
        }
    }
    return any;
}

bool RosterProgram::covers(const std::vector<double>& values) const {
    for (std::size_t period = 0; period < requirement_.periods.size(); ++period) {
        for (int hour = 0; hour < hours_in_week; ++hour) {
            if (coverage_.shortfall(values, period, hour).missing > enough) {
                return false;
            }
        }
    }
    return true;
}

std::vector<double> RosterProgram::rounded(const std::vector<double>& values) const {
    const std::size_t tours = part_.tours.size();
    if (program_.columns.size() != tours) {
        return {};  // changes are counted: rounding up would be many
    }
    std::vector<double> units(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(tours));
    for (double& unit : units) {
        unit = std::ceil(unit - enough);
    }
    std::vector<std::vector<std::pair<std::size_t, double>>> rows_of(tours);
    std::vector<double> spare;
    for (std::size_t r = 0; r < program_.rows.size(); ++r) {
        double sum = -program_.rows[r].at_least;
        for (const auto& [column, times] : program_.rows[r].terms) {
            rows_of[static_cast<std::size_t>(column)].emplace_back(r, times);
            sum += times * units[static_cast<std::size_t>(column)];
        }
        spare.push_back(sum);
    }
    std::vector<std::size_t> order(tours);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return program_.columns[a].cost > program_.columns[b].cost;
    });
    for (const std::size_t i : order) {
        const auto can_go = [&] {
            return units[i] - 1 >= program_.columns[i].at_least &&
                   std::all_of(rows_of[i].begin(), rows_of[i].end(), [&](const auto& term) {
                       return spare[term.first] - term.second >= -enough / 2;
                   });
        };
        while (can_go()) {
            units[i] -= 1;
            for (const auto& [row, times] : rows_of[i]) {
                spare[row] -= times;
            }
        }
    }
    return program_.allows(units) ? units : std::vector<double>{};
}

std::vector<double> RosterProgram::present() const {
    std::vector<double> values(program_.columns.size(), 0);
    for (std::size_t i = 0; i < part_.tours.size(); ++i) {
        values[i] = tours_.tours[part_.tours[i]].present;
    }
    return program_.allows(values) && covers(values) ? values : std::vector<double>{};
}

ProgramAnswer RosterProgram::as_far_as_possible() const {
    IntegerProgram elastic = program_;
    for (auto& column : elastic.columns) {
        column.cost = 0;
    }
    for (std::size_t r = rules_; r < elastic.rows.size(); ++r) {
        elastic.rows[r].terms.push_back({static_cast<int>(elastic.columns.size()), 1});
        elastic.columns.push_back({.cost = 1, .whole = false});
    }
    return solve_relaxed(elastic);
}

std::vector<Shortage> RosterProgram::shortages() {
    ProgramAnswer answer = as_far_as_possible();
    while (!answer.values.empty() && tighten(answer.values)) {
        answer = as_far_as_possible();
    }
    std::vector<Shortage> found;
    for (std::size_t period = 0; period < requirement_.periods.size(); ++period) {
        for (int hour = 0; hour < hours_in_week && !answer.values.empty(); ++hour) {
            const Shortfall shortfall = coverage_.shortfall(answer.values, period, hour);
            if (shortfall.missing > enough) {
                Shortage shortage{
                    .pools = {}, .period = period, .hour = hour, .missing = shortfall.missing};
                for (const std::size_t kind : shortfall.kinds) {
                    shortage.pools.push_back(part_.pools[kind]);
                }
                found.push_back(std::move(shortage));
            }
        }
    }
    return found;
}

}  // namespace meridian
