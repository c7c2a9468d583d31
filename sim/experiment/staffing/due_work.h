#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/experiment/staffing/bench.h"
#include "sim/experiment/staffing/due_windows.h"
#include "sim/experiment/staffing/post.h"

namespace meridian {

/// What tickets of some pools with promises about the first answer ask for, by windows of the week.
struct DueWork {
    std::string name;                ///< of the pools, and of the promise where there are several
    std::vector<std::size_t> posts;  ///< all who may serve any of them
    double may_break = 0;            ///< of these tickets, a week
    double all_may_break = 0;        ///< of all tickets with these promises
    std::set<SlaId> targets;
    std::set<std::size_t> cells;     ///< of Ground::cells
    Span tail{};                     ///< of the windows
    int overlap = 0;                 ///< hours before a window's end after which nothing comes that
                                     ///< is due in it
    std::vector<double> thresholds;  ///< hours
    std::vector<OfWindows> work;     ///< by threshold: hours a week, of each ticket so many at most
};

/// For each pool, with all that the same people may serve, and for each tier: of all promises
/// together, and of each. Promises that nobody can keep on these shifts ask for nothing.
[[nodiscard]] std::vector<DueWork> due_work(const check::Ground& ground,
                                            const std::vector<Post>& posts, const Scope& scope);

}  // namespace meridian
