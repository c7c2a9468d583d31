#pragma once

#include <compare>
#include <unordered_map>
#include <vector>

#include "sim/plan.h"

namespace meridian {

/// Where a ticket stands in its line: least first. `number` breaks every tie.
struct Standing {
    std::int64_t rank = 0;
    Instant since;
    std::uint64_t number = 0;

    friend constexpr auto operator<=>(const Standing&, const Standing&) = default;
};

/// A crew that serves a need, and how well.
struct Server {
    CrewId crew;
    Fit fit;
};

/// All tickets that wait for an agent, in one line for each need (and priority, where wait is
/// weighted).
class Lines {
public:
    explicit Lines(const Plan& plan);
    Lines(const Lines&) = delete;  // heaps share one register of places
    Lines& operator=(const Lines&) = delete;

    /// The number of a need, the same for equal needs; new ones get the next.
    [[nodiscard]] std::uint32_t number_of(const Need& need);
    [[nodiscard]] const std::vector<Need>& needs() const { return needs_; }
    [[nodiscard]] const std::vector<Server>& servers(std::uint32_t need) const {
        return servers_[need];
    }
    /// Null if the crew may not serve it.
    [[nodiscard]] const Fit* fit_of(std::uint32_t need, CrewId crew) const;

    void join(std::uint32_t slot, std::uint32_t need, Priority priority, const Standing& standing);
    void leave(std::uint32_t slot, std::uint32_t need, Priority priority);
    [[nodiscard]] std::size_t waiting(std::uint32_t need) const;
    /// On the whole tier, tasks included.
    [[nodiscard]] std::size_t waiting(TierId tier) const { return waiting_[tier.index]; }

    /// A line that is not empty.
    struct Head {
        std::uint32_t need;
        Priority priority;  // of the line, where it has one
        std::uint32_t slot;
        Standing standing;
    };
    /// Calls visit(Head) for each line of the tier that somebody waits in, in no meaningful order.
    template <class Visit>
    void each_head(TierId tier, Visit visit) const {
        for (std::uint32_t line : busy_[tier.index]) {
            const auto& heap = heaps_[line];
            visit(Head{line / ranks_, static_cast<Priority>(line % ranks_), heap.top(),
                       heap.top_key()});
        }
    }

private:
    struct Hash {
        std::size_t operator()(const Need& need) const;
    };
    [[nodiscard]] std::uint32_t line_of(std::uint32_t need, Priority priority) const;

    const Plan* plan_;
    std::uint32_t ranks_ = 1;  // lines a need: priorities if any tier weights them
    std::vector<Need> needs_;
    std::unordered_map<Need, std::uint32_t, Hash> numbers_;  // looked up, never iterated
    std::vector<std::vector<Server>> servers_;               // by need
    std::vector<std::vector<std::int32_t>> server_;  // by need, crew: place in servers_, or -1
    Places places_;                                  // by slot
    std::vector<IndexedHeap<Standing>> heaps_;       // by line
    std::vector<std::vector<std::uint32_t>> busy_;   // by tier: lines with somebody in them
    std::vector<std::uint32_t> busy_place_;          // by line
    std::vector<std::uint32_t> waiting_;             // by tier
};

}  // namespace meridian
