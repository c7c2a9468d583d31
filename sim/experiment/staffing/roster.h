#pragma once

#include <string>
#include <vector>

#include "sim/experiment/staffing/integer_program.h"
#include "sim/experiment/staffing/requirement.h"
#include "sim/experiment/staffing/tours.h"

namespace meridian {

/// Pools that too few people can serve together in an hour, whatever the roster.
struct Shortage {
    std::vector<std::size_t> pools;  ///< by place in Requirement::pools
    std::size_t period = 0;
    int hour = 0;        ///< of the UTC week
    double missing = 0;  ///< agents
};

struct Roster {
    std::vector<int> heads;  ///< units by tour, as in Tours; empty: there is none
    double cost = 0;         ///< a week
    double bound = 0;        ///< a week: no roster that covers the requirement costs less
    bool proven = false;     ///< none is cheaper

    // Where there is none: why.
    std::vector<Shortage> shortages;  ///< empty: people would do, but the labour rules forbid it
    std::string reason;               ///< in words

    [[nodiscard]] bool exists() const { return !heads.empty(); }
};

/// The cheapest roster with which, in every period and hour of the week, the agents on duty can be
/// assigned to pools so that each has what it needs: any pools together are never short of all who
/// may serve any of them. Labour shares, hiring limits and `change_at_most` of the scenario hold.
/// An integer program; of Hall's conditions those that matter are found as they are broken, so the
/// bound holds for all of them. Tiers are separate unless changes are limited, and `limits` are
/// those of each. Never costs more than what the scenario has, where that covers it.
[[nodiscard]] Roster cheapest_roster(const Draft& scenario, const Tours& tours,
                                     const Requirement& requirement, const SearchLimits& limits);

/// What is left of a requirement without what nobody can cover: of the pools that are short
/// together, each by the same share.
[[nodiscard]] Requirement eased(Requirement requirement, const std::vector<Shortage>& shortages);

/// What the scenario has.
[[nodiscard]] std::vector<int> present_heads(const Tours& tours);

/// Which rules of the teams a roster breaks, in words: shares of nights, weekends and part-time,
/// limits on people, changes, shifts that are kept.
[[nodiscard]] std::vector<std::string> broken_rules(const Draft& scenario, const Tours& tours,
                                                    const std::vector<int>& heads);

/// What is wrong with a roster, in words: Hall's conditions hour by hour, and the rules. Knows
/// nothing of how it was found.
[[nodiscard]] std::vector<std::string> faults_of(const Draft& scenario, const Tours& tours,
                                                 const Requirement& requirement,
                                                 const std::vector<int>& heads);

/// Who is on duty and may serve each pool, by [pool][period][hour]: whoever may serve several is
/// there in each of them.
[[nodiscard]] std::vector<std::vector<WeekOfAgents>> on_duty_for(const Tours& tours,
                                                                 const Requirement& requirement,
                                                                 const std::vector<int>& heads);

}  // namespace meridian
