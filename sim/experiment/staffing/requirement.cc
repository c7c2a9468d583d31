#include "sim/experiment/staffing/requirement.h"

#include <algorithm>
#include <numeric>

#include "sim/experiment/staffing/offered.h"
#include "sim/measure/erlang.h"

namespace meridian {
namespace {

constexpr std::pair<double, Span> without_promise{0.8, std::chrono::hours{1}};

double level(int agents, double load, std::optional<double> patience, double within) {
    return patience ? erlang_a_level(agents, load, *patience, within)
                    : erlang_c_level(agents, load, within);
}

bool keeps(int agents, double load, const std::vector<Promised>& promises,
           std::optional<double> patience) {
    return std::ranges::all_of(promises, [&](const Promised& promise) {
        double kept = 0;
        for (const auto& [share, within] : promise.parts) {
            kept += share * level(agents, load, patience, within);
        }
        return kept >= promise.goal;
    });
}

double handle_of(const PoolWork& work) {
    return work.touches > 0
               ? std::max(static_cast<double>(work.touch) / static_cast<double>(work.touches), 1.0)
               : 1;
}

std::vector<Promised> promises_to(const Draft& s, const PoolWork& work) {
    const double handle = handle_of(work);
    const std::size_t priorities = s.workload.priorities.size();
    std::vector<Promised> promises;
    for (std::uint32_t t = 0; t < s.policy.sla.size(); ++t) {
        const SlaTarget& target = s.policy.sla[SlaId{t}];
        const auto* counts = work.promised.data() + t * priorities;
        const auto all = static_cast<double>(std::accumulate(counts, counts + priorities, 0LL));
        Promised promise{.goal = target.goal, .parts = {}};
        for (std::size_t p = 0; all > 0 && p < priorities; ++p) {
            if (counts[p] > 0) {
                promise.parts.emplace_back(static_cast<double>(counts[p]) / all,
                                           static_cast<double>(target.target[p]->count()) / handle);
            }
        }
        if (!promise.parts.empty()) {
            promises.push_back(std::move(promise));
        }
    }
    if (promises.empty()) {
        const double within = static_cast<double>(without_promise.second.count()) / handle;
        promises.push_back({.goal = without_promise.first, .parts = {{1.0, within}}});
    }
    return promises;
}

std::optional<double> patience_of(const PoolWork& work) {
    const bool all = work.first > 0 && work.patient == work.first;
    return all ? std::optional(work.patience / static_cast<double>(work.patient) / handle_of(work))
               : std::nullopt;
}

/// Pools that share a crew, directly or by others: the number of the first of them.
std::vector<std::size_t> groups_of(const std::vector<Pool>& pools) {
    std::vector<std::size_t> group(pools.size());
    std::iota(group.begin(), group.end(), std::size_t{0});
    const auto first = [&](std::size_t p) {
        while (group[p] != p) {
            p = group[p];
        }
        return p;
    };
    for (std::size_t a = 0; a < pools.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            const bool both = std::ranges::any_of(pools[a].crews, [&](CrewId crew) {
                return std::ranges::binary_search(pools[b].crews, crew);
            });
            if (both && pools[a].tier == pools[b].tier) {
                const auto [low, high] = std::minmax({first(a), first(b)});
                group[high] = low;
            }
        }
    }
    for (std::size_t p = 0; p < pools.size(); ++p) {
        group[p] = first(p);
    }
    return group;
}

/// One table of [pool][period][hour].
template <class Value>
std::vector<std::vector<WeekOfAgents>> table_of(const Offered& offered, Value value) {
    std::vector<std::vector<WeekOfAgents>> table(offered.pools.size());
    for (std::size_t p = 0; p < table.size(); ++p) {
        table[p].resize(offered.periods.size());
        for (std::size_t q = 0; q < offered.periods.size(); ++q) {
            for (std::size_t h = 0; h < hours_in_week; ++h) {
                table[p][q][h] = value(p, q, h);
            }
        }
    }
    return table;
}

}  // namespace

int agents_needed(double load, const std::vector<Promised>& promises,
                  std::optional<double> patience) {
    if (!(load > 0)) {
        return 0;
    }
    int enough = patience ? 1 : static_cast<int>(std::min(load, 1e8)) + 1;
    int too_few = enough - 1;
    for (int step = 1; !keeps(enough, load, promises, patience) && enough < 100'000'000;
         step *= 2) {
        too_few = enough;
        enough += step;
    }
    while (too_few + 1 < enough) {
        const int middle = too_few + (enough - too_few) / 2;
        (keeps(middle, load, promises, patience) ? enough : too_few) = middle;
    }
    return enough;
}

Requirement required_agents(const Draft& s, const Offered& offered, Pooling pooling) {
    Requirement requirement{.periods = offered.periods, .pools = offered.pools};
    const std::vector<std::size_t> group = groups_of(offered.pools);
    std::vector<PoolWork> together(offered.pools.size());
    for (std::size_t p = 0; p < offered.pools.size(); ++p) {
        together[group[p]] += offered.work[p];
    }
    const auto by_formula = [&](const PoolWork& work, double load) {
        return static_cast<double>(agents_needed(load, promises_to(s, work), patience_of(work)));
    };
    requirement.offered = table_of(offered, [&](std::size_t p, std::size_t q, std::size_t h) {
        return offered.load(offered.work[p], q, h);
    });
    requirement.stationary = table_of(offered, [&](std::size_t p, std::size_t q, std::size_t h) {
        return by_formula(offered.work[p], offered.stationary(offered.work[p], q, h));
    });
    requirement.needed = table_of(offered, [&](std::size_t p, std::size_t q, std::size_t h) {
        const double load = offered.load(offered.work[p], q, h);
        const double alone = by_formula(offered.work[p], load);
        if (pooling == Pooling::alone || !(load > 0)) {
            return alone;
        }
        const PoolWork& all = together[group[p]];
        const double whole = offered.load(all, q, h);
        const double spare = by_formula(all, whole) - whole;
        return std::min(alone, load + spare * load / whole);
    });
    return requirement;
}

}  // namespace meridian
