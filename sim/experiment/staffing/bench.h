#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/replicate.h"
#include "sim/experiment/staffing/post.h"
#include "sim/experiment/staffing/search.h"
#include "sim/measure/summary.h"
#include "sim/measure/tally.h"

namespace meridian {

/// Where a promise must be kept, besides on average over all tickets.
struct Scope {
    bool every_slice = false;     ///< of each customers' region and each language
    bool every_week = false;      ///< seven days on end, by the deadlines within them
    bool every_interval = false;  ///< each hour of the week, by the deadlines within it
};

/// "every_week, every_slice", as in `staffing.scope`.
[[nodiscard]] std::string scope_text(const Scope& scope);

/// A promise that a staffing is judged by.
struct Standard {
    enum class Of : std::uint8_t { all, region, language, week, interval };

    std::size_t target = 0;  ///< by SlaId
    Of of = Of::all;
    std::uint32_t index = 0;  ///< of the region, language, week from the first, hour of the week
    std::string slice;        ///< "language ja", "week of 2026-03-02", "Mon 08:00"; empty: all
    double goal = 0;          ///< share
    double asked = 0;  ///< what the search wants: the goal and a margin, or what can be reached
    bool reachable = true;
    double most_people = 0;  ///< kept with more people than can be needed
};

/// "all", "region", "language", "week", "hour of the week".
[[nodiscard]] std::string_view word_for(Standard::Of of);

/// Time of broken promises that more people may cure: of one promise, tier, language and region.
struct BrokenTime {
    BreachCell cell;      ///< its cause, priority and hour are of no meaning
    WeekOfAgents when{};  ///< by hour of the UTC week
};

/// A staffing, simulated.
struct Trial {
    Summary summary;
    std::vector<std::vector<ComplianceRow>> weeks;  ///< by SlaId, week; seven days or more
                                                    ///< each; empty: the scope does not ask
    std::vector<BrokenTime> broken;
    std::vector<double> idle;  ///< by post: share of the time on duty without work
    double lost = 0;           ///< share of tickets that hung up or were turned away
    double open = 0;           ///< share of tickets open at the end
};

/// Simulates staffings of one scenario with the same customers, and judges them.
class Bench {
public:
    Bench(const Scenario& scenario, const std::vector<Post>& posts, const Scope& scope,
          Replicating how);

    /// Replications first .. first + count - 1.
    [[nodiscard]] Trial run(const std::vector<int>& heads, int first, int count) const;

    /// The standards of a scope, from a run in which all slices have tickets.
    [[nodiscard]] std::vector<Standard> standards(const Trial& trial) const;

    /// Lacks are by standard; then how many points more are lost, or left open, than may be.
    [[nodiscard]] Appraisal judge(const Trial& trial, const std::vector<Standard>& standards,
                                  double lost_most, double open_most) const;

    /// So many promises fell due, in all replications.
    [[nodiscard]] static double due(const Trial& trial, const Standard& standard);

    /// Nothing where nothing was measured.
    [[nodiscard]] static Estimate kept(const Trial& trial, const Standard& standard);

private:
    /// By post, how much broken time one more would have been there for: of each standard that
    /// lacks something, as a share of what the best of them would have been, weighted by what is
    /// lacking.
    [[nodiscard]] std::vector<double> ease(const std::vector<BrokenTime>& broken,
                                           const std::vector<Standard>& standards,
                                           const std::vector<double>& lacks) const;

    const Scenario* scenario_;
    const std::vector<Post>* posts_;
    Scope scope_;
    Replicating how_;
    std::vector<WeekOfAgents> present_;  ///< by post: share of the hour of the week on duty
};

}  // namespace meridian
