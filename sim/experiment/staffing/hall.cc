#include "sim/experiment/staffing/hall.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace meridian {
namespace {

constexpr double next_to_nothing = 1e-9;

/// Flow from work to people, path by path: both are few.
class Flow {
public:
    explicit Flow(const Assignment& a) : a_(a), left_(a.needed), spare_(a.there) {
        given_.assign(a.needed.size(), std::vector<double>(a.there.size(), 0));
        for (std::size_t kind = 0; kind < left_.size(); ++kind) {
            while (left_[kind] > next_to_nothing && carry_more(kind)) {
            }
        }
    }

    [[nodiscard]] Shortfall cut() const {
        Shortfall found;
        found.missing = std::accumulate(left_.begin(), left_.end(), 0.0);
        if (found.missing <= next_to_nothing) {
            return {};
        }
        std::vector<std::size_t> reached;
        for (std::size_t kind = 0; kind < left_.size(); ++kind) {
            if (left_[kind] > next_to_nothing) {
                reached.push_back(kind);
            }
        }
        for (std::size_t i = 0; i < reached.size(); ++i) {
            for (const std::size_t who : a_.may[reached[i]]) {
                for (std::size_t kind = 0; kind < left_.size(); ++kind) {
                    if (given_[kind][who] > next_to_nothing &&
                        std::find(reached.begin(), reached.end(), kind) == reached.end()) {
                        reached.push_back(kind);
                    }
                }
            }
        }
        std::sort(reached.begin(), reached.end());
        found.kinds = std::move(reached);
        return found;
    }

private:
    /// Who gives time to the kind, and to which kind they gave it before.
    struct Link {
        std::size_t kind, who;
        std::optional<std::size_t> before;  ///< place in the list of links
    };

    /// Along the shortest path, so that there are not many of them.
    bool carry_more(std::size_t first) {
        std::vector<Link> links;
        std::vector<bool> seen(spare_.size(), false);
        const auto reach = [&](std::size_t kind, std::optional<std::size_t> before) {
            for (const std::size_t who : a_.may[kind]) {
                if (!seen[who]) {
                    seen[who] = true;
                    links.push_back({kind, who, before});
                }
            }
        };
        reach(first, std::nullopt);
        for (std::size_t i = 0; i < links.size(); ++i) {
            const std::size_t who = links[i].who;
            if (spare_[who] > next_to_nothing) {
                shift(links, i, first);
                return true;
            }
            for (std::size_t kind = 0; kind < left_.size(); ++kind) {
                if (given_[kind][who] > next_to_nothing) {
                    reach(kind, i);
                }
            }
        }
        return false;
    }

    void shift(const std::vector<Link>& links, std::size_t last, std::size_t first) {
        double amount = std::min(left_[first], spare_[links[last].who]);
        for (std::optional<std::size_t> i = last; links[*i].before; i = links[*i].before) {
            amount = std::min(amount, given_[links[*i].kind][links[*links[*i].before].who]);
        }
        for (std::optional<std::size_t> i = last; i; i = links[*i].before) {
            given_[links[*i].kind][links[*i].who] += amount;
            if (links[*i].before) {
                given_[links[*i].kind][links[*links[*i].before].who] -= amount;
            }
        }
        left_[first] -= amount;
        spare_[links[last].who] -= amount;
    }

    const Assignment& a_;
    std::vector<double> left_, spare_;
    std::vector<std::vector<double>> given_;  ///< [kind][who]
};

}  // namespace

Shortfall shortest_of_people(const Assignment& assignment) { return Flow(assignment).cut(); }

}  // namespace meridian
