#pragma once

#include <array>
#include <compare>
#include <unordered_map>
#include <vector>

#include "sim/line.h"
#include "sim/open_ticket.h"
#include "sim/plan.h"

namespace meridian {

/// Where a ticket stands in its line: least first. No two are equal: `number` breaks every tie
/// between tickets, and a ticket comes before the tasks beside it.
struct Standing {
    std::int64_t rank = 0;
    Instant since;
    std::uint64_t number = 0;
    std::uint32_t task = 0;  // the how manieth beside its ticket; 0: the ticket itself

    friend constexpr auto operator<=>(const Standing&, const Standing&) = default;
};

/// A crew that serves a need, and how well.
struct Server {
    CrewId crew;
    Fit fit;
};

/// All tickets that wait for an agent, in one line for each need and, where some tier looks at it,
/// priority.
class Lines {
public:
    explicit Lines(const Plan& plan);
    Lines(const Lines&) = delete;  // the lines share one register
    Lines& operator=(const Lines&) = delete;

    /// The number of a need, the same for equal needs; new ones get the next.
    [[nodiscard]] std::uint32_t number_of(const Need& need) {
        if (const std::size_t place = place_of(need); place < known_.size()) {
            return known_[place] != nobody ? known_[place] : known_[place] = found(need);
        }
        return found(need);
    }
    [[nodiscard]] const std::vector<Need>& needs() const { return needs_; }
    [[nodiscard]] const std::vector<Server>& servers(std::uint32_t need) const {
        return servers_[need];
    }
    /// Null if the crew may not serve it.
    [[nodiscard]] const Fit* fit_of(std::uint32_t need, CrewId crew) const;

    void join(std::uint32_t slot, std::uint32_t need, Priority priority, const Standing& standing);
    void leave(std::uint32_t slot, std::uint32_t need, Priority priority);
    /// All that wait for the crews that serve this need, and for no others.
    [[nodiscard]] std::size_t waiting(std::uint32_t need) const;
    /// On the whole tier, tasks included.
    [[nodiscard]] std::size_t waiting(TierId tier) const { return waiting_[tier.index]; }

    /// A line that is not empty.
    struct Head {
        std::uint32_t need;
        Priority priority;  // of the line, where it has one
        std::uint32_t slot;
        const Standing* standing;
    };
    /// Calls visit(Head) for each line of the tier that somebody waits in, in no meaningful order.
    template <class Visit>
    void each_head(TierId tier, Visit visit) const {
        for (std::uint32_t line : busy_[tier.index]) {
            visit(Head{line / ranks_, static_cast<Priority>(line % ranks_), lines_[line].first(),
                       &lines_[line].first_standing()});
        }
    }

    /// The same for everybody in these lines: where the first of one may not suit and a later one
    /// may. Costs as much as the lines are long.
    template <class Visit>
    void each_waiting(TierId tier, Visit visit) const {
        for (std::uint32_t line : busy_[tier.index]) {
            lines_[line].each([&](std::uint32_t slot, const Standing& standing) {
                visit(Head{line / ranks_, static_cast<Priority>(line % ranks_), slot, &standing});
            });
        }
    }

private:
    struct Hash {
        std::size_t operator()(const Need& need) const;
    };
    [[nodiscard]] std::uint32_t line_of(std::uint32_t need, Priority priority) const {
        return need * ranks_ + (ranks_ == 1 ? 0U : priority);
    }
    [[nodiscard]] std::uint32_t found(const Need& need);
    /// In known_; beyond its end for needs that a rule has bound to a team or region. The parts
    /// that do not exist come first.
    [[nodiscard]] std::size_t place_of(const Need& need) const {
        if (need.team.exists() || need.desk.exists()) {
            return known_.size();
        }
        std::size_t place = need.tier.index * 2 + static_cast<std::size_t>(need.reach);
        place = place * width_[0] + need.category.index;
        place = place * width_[1] + (need.language.index + 1);
        place = place * width_[2] + (need.region.index + 1);
        return place * width_[3] + (need.residency.index + 1);
    }

    const Plan* plan_;
    std::uint32_t ranks_ = 1;  // lines a need: priorities if any tier looks at them
    std::vector<Need> needs_;
    std::array<std::uint32_t, 4> width_{};  // of categories, languages, regions, residencies
    std::vector<std::uint32_t> known_;  // numbers of needs by place; empty if there are too many
    std::unordered_map<Need, std::uint32_t, Hash> numbers_;  // looked up, never iterated
    std::vector<std::vector<Server>> servers_;               // by need
    std::vector<std::int32_t> server_;  // by need, crew: place in servers_, or -1
    std::vector<std::uint32_t> alike_;  // by need: the first of its tier that the same crews serve
    Line<Standing>::Register register_;
    std::vector<Line<Standing>> lines_;             // by line
    std::vector<std::vector<std::uint32_t>> busy_;  // by tier: lines with somebody in them
    std::vector<std::uint32_t> busy_place_;         // by line
    std::vector<std::uint32_t> waiting_;            // by tier
};

}  // namespace meridian
