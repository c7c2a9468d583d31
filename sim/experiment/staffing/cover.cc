#include "sim/experiment/staffing/cover.h"

#include <algorithm>
#include <map>
#include <set>

namespace meridian {
namespace {

/// So many agents missing in an hour are nobody.
constexpr double tolerated = 0.05;

/// What some pools ask of all who may serve them.
struct Demand {
    std::set<CrewId> crews;
    std::vector<double> missing;  // [period * 168 + hour], agents
};

std::vector<Demand> demands_of(const Requirement& requirement) {
    std::map<std::pair<TierId, std::vector<CrewId>>, Demand> demands;
    std::map<TierId, std::set<CrewId>> tiers;
    for (const Pool& pool : requirement.pools) {
        demands[{pool.tier, pool.crews}];
        tiers[pool.tier].insert(pool.crews.begin(), pool.crews.end());
    }
    for (const auto& [tier, crews] : tiers) {
        demands[{tier, {crews.begin(), crews.end()}}];
    }
    std::vector<Demand> all;
    for (auto& [whose, demand] : demands) {
        demand.crews = {whose.second.begin(), whose.second.end()};
        demand.missing.resize(requirement.periods.size() * hours_in_week);
        for (std::size_t p = 0; p < requirement.pools.size(); ++p) {
            const Pool& pool = requirement.pools[p];
            if (pool.tier != whose.first || !std::ranges::includes(whose.second, pool.crews)) {
                continue;
            }
            for (std::size_t q = 0; q < requirement.periods.size(); ++q) {
                for (std::size_t h = 0; h < hours_in_week; ++h) {
                    demand.missing[q * hours_in_week + h] += requirement.needed[p][q][h];
                }
            }
        }
        all.push_back(std::move(demand));
    }
    return all;
}

double presence(const Post& post, std::size_t at) {
    return post.present[at / hours_in_week][at % hours_in_week];
}

double covers(const Demand& demand, const Post& post) {
    double sum = 0;
    for (std::size_t at = 0; at < demand.missing.size(); ++at) {
        const double missing = demand.missing[at];
        sum += missing > tolerated ? std::min(missing, presence(post, at)) : 0;
    }
    return sum;
}

}  // namespace

std::vector<int> greedy_cover(const Requirement& requirement, const std::vector<Post>& posts,
                              const std::vector<int>& least, const std::vector<int>& most) {
    std::vector<Demand> demands = demands_of(requirement);
    std::vector<int> heads(posts.size(), 0);
    const auto add = [&](std::size_t p) {
        ++heads[p];
        for (Demand& demand : demands) {
            for (std::size_t at = 0;
                 demand.crews.contains(posts[p].crew) && at < demand.missing.size(); ++at) {
                demand.missing[at] -= presence(posts[p], at);
            }
        }
    };
    for (std::size_t p = 0; p < posts.size(); ++p) {
        while (heads[p] < least[p]) {
            add(p);
        }
    }
    for (;;) {
        std::size_t best = posts.size();
        double value = 1e-6;
        for (std::size_t p = 0; p < posts.size(); ++p) {
            double sum = 0;
            for (const Demand& demand : demands) {
                sum += heads[p] < most[p] && demand.crews.contains(posts[p].crew)
                           ? covers(demand, posts[p])
                           : 0;
            }
            const double each = sum / std::max(posts[p].cost, 1e-9);
            if (each > value) {
                value = each;
                best = p;
            }
        }
        if (best == posts.size()) {
            return heads;
        }
        add(best);
    }
}

}  // namespace meridian
