#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/measure/summary.h"

namespace meridian {

// What `meridian staff` answers, as plain values. Agents are heads; hours, FTE and cost are a
// week's.

/// People of one team on one shift.
struct StaffedShift {
    std::string team, crew, region, tier, languages, shift;
    int now = 0;            ///< as the scenario stands
    int needed = 0;         ///< in the answer
    double hours_each = 0;  ///< on duty, breaks, meetings and expected absence deducted
    double fte_each = 0;
    double cost_each = 0;
};

/// The work of tickets that the same people may serve. Agent-hours.
struct PoolNeed {
    std::string pool, tier, teams;
    double offered = 0;     ///< as if nobody waited
    double alone = 0;       ///< that the formula asks if nobody else served them (MOL)
    double shared = 0;      ///< and if whoever is spare in their tier did
    double stationary = 0;  ///< what a formula hour by hour would ask
};

/// A promise, or that of it which was made to one region or language, or falls due in one week or
/// hour of the week.
struct StaffedPromise {
    std::string target;
    std::string of;     ///< "all", "region", "language", "week", "hour of the week"
    std::string slice;  ///< "region berlin", "week of 2026-03-02", "Mon 08:00"; empty: all
    double goal = 0;
    Estimate now;         ///< share kept as the scenario stands; few replications
    Estimate kept;        ///< by the answer, with seeds that the search has not seen
    double at_least = 0;  ///< lower end of the one-sided 95 % interval of `kept`
    Goal verdict = Goal::unclear;
    bool reachable = true;   ///< by any number of people on these shifts, as far as was tried
    double most_people = 0;  ///< kept with many more people than needed
};

/// Why fewer would not do: a part of the bound on the cost.
struct BoundReason {
    std::string what;
    double least = 0;
    double share = 0;  ///< of the bound
};

/// What no number of people on these shifts can do.
struct StaffingObstacle {
    std::string who, what, target;
    double at_best = 0, asked = 0, tickets_a_week = 0;
};

struct StaffingFigures {
    double agents = 0, fte = 0, cost = 0;
};

struct StaffingAnswer {
    std::string scenario, scenario_fingerprint, tz_version, scope;
    std::string cost_unit;  ///< the currency, or "hours" where nothing has a cost
    std::uint64_t seed = 0;
    std::vector<StaffedShift> shifts;  ///< in the order of the scenario
    std::vector<PoolNeed> pools;
    std::vector<StaffedPromise> promises;
    std::vector<BoundReason> reasons;
    std::vector<StaffingObstacle> obstacles;
    StaffingFigures now, answer, bound;
    double lost_now = 0,
           lost = 0;             ///< share of tickets whose customers hung up or were turned away
    double left_open = 0;        ///< share of tickets open at the end
    int trials = 0;              ///< staffings that were simulated
    int trial_replications = 0;  ///< each
    int verified_replications = 0;  ///< of the answer; 0: it was not verified
    int first_verified = 0;         ///< number of the first of these
    bool keeps_all = false;         ///< of the promises that can be kept, in the search
    bool out_of_trials = false;     ///< the search ended before it had nothing left to try
    bool stopped = false;           ///< by an interrupt
    bool rostered = false;          ///< among the tours of `staffing`, from a roster by formula on
    double roster_cost = 0;         ///< of that roster, before the search
    double roster_bound = 0;        ///< no roster that covers what the formula asks costs less
    std::string roster_note;        ///< what else there is to say of it; empty: nothing
};

/// How far the answer's cost may be above the cheapest: (answer - bound) / answer.
[[nodiscard]] inline double gap_of(const StaffingAnswer& answer) {
    return answer.answer.cost > 0 ? (answer.answer.cost - answer.bound.cost) / answer.answer.cost
                                  : 0;
}

}  // namespace meridian
