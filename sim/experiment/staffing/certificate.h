#pragma once

#include <string>
#include <vector>

#include "sim/experiment/staffing/bench.h"
#include "sim/experiment/staffing/least_cover.h"
#include "sim/experiment/staffing/post.h"

namespace meridian {

/// Something that no number of agents in these posts can do.
struct Obstacle {
    std::string who;   ///< "specialists, ja"
    std::string what;  ///< "nobody may serve them", "of first-response 81.3 % at best, 95 % asked"
    std::string target;  ///< of which promise; empty: of all
    double at_best = 0;  ///< share of these tickets
    double asked = 0;
    double tickets_a_week = 0;
};

/// A reason why fewer do not do.
struct Reason {
    std::string what;  ///< the row, in the planner's words
    double least = 0;  ///< what it asks for, agents or hours a week
    double share = 0;  ///< of the bound
};

/// What no staffing of these posts can do with less, without simulating.
struct Certificate {
    double agents = 0;  ///< a whole number, as people are
    double fte = 0;
    double cost = 0;                  ///< a week
    std::vector<Reason> reasons;      ///< of the cost: what bears it, most first
    std::vector<Obstacle> obstacles;  ///< no staffing at all does; the bound counts only the others
    std::vector<double> heads;        ///< by post: of the cost's bound, with fractions of people
};

/// The bound holds for every staffing of these posts, whatever the dispatching, that keeps the
/// goals of the promises on the whole (and in each region and language, where the scope asks for
/// it), loses no tickets that its goals do not let it lose, and does not let work pile up: in the
/// counted part of the horizon it does as much as is asked for. All is expectation over
/// replications. It consists of
///   - work: what tickets bring at the least (must_do.h), against on duty hours and the longest
///     overtime, for each pool with all pools that the same people may serve, for each tier, and
///     for all tiers together, of each language and region of customers as well;
///   - coverage: of each pool's tickets with a promise about the first answer, all but what its
///     goal lets go must come while somebody who may serve them is on shift, or will be in time;
///   - deadlines: by windows of the week, of the tickets that come and are due in one all but what
///     the goals let go must be begun in it (deadlines.h);
///   - people are whole: where at least 2.1 of some posts are needed, it is 3.
/// What the goals let go is of all tickets with the promise together: a small pool may have all of
/// it. A promise that nobody on these shifts can keep asks nothing.
/// The bound is a linear program's, proved by its prices (least_cover.h). What breaks
/// and absences take at a bad time, and chance, are left to the simulation, which makes it the
/// lower.
[[nodiscard]] Certificate certify(const Scenario& scenario, const std::vector<Post>& posts,
                                  const Scope& scope = {});

/// The rows behind it, and what no post serves.
struct CoverNeeds {
    std::vector<CoverRow> rows;
    std::vector<Obstacle> obstacles;
};
[[nodiscard]] CoverNeeds cover_needs(const Scenario& scenario, const std::vector<Post>& posts,
                                     const Scope& scope = {});

}  // namespace meridian
