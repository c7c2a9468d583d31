#pragma once

#include <cstdint>
#include <vector>

#include "model/ticket.h"

namespace meridian {

/// Impact times urgency, as a table; empty: tickets bring their priority with them.
struct PriorityMatrix {
    std::size_t urgencies = 0;
    std::vector<Priority> cells;  // [impact * urgencies + urgency]

    [[nodiscard]] bool empty() const { return cells.empty(); }
    [[nodiscard]] Priority of(std::uint8_t impact, std::uint8_t urgency) const {
        return cells[impact * urgencies + urgency];
    }
};

/// A score of impact, urgency, risk and business value; empty: none.
struct PriorityFormula {
    /// Points by level, weights included; empty: it does not count.
    std::vector<std::int32_t> impact, urgency, risk, value;
    /// By priority, falling: who has at least so many points has it, and the least urgent has who
    /// has fewer than any.
    std::vector<std::int32_t> least;

    [[nodiscard]] bool empty() const { return least.empty(); }
    [[nodiscard]] std::int32_t score(const Attributes& ticket) const;
    [[nodiscard]] Priority of(const Attributes& ticket) const;
};

/// Who sets priorities may be wrong, until an agent sees it; empty: nobody ever is.
struct TriageError {
    std::size_t priorities = 0;
    /// [true * priorities + set]: share of the tickets of that true priority; what is set right is
    /// the rest, so that a priority's own share is zero.
    std::vector<double> shares;
    Span notices{};  // touch time until an agent sees it; zero: as the first one begins

    [[nodiscard]] bool empty() const { return shares.empty(); }
    [[nodiscard]] double share(Priority truth, Priority set) const {
        return shares[truth * priorities + set];
    }
    /// Share of the tickets of that priority that are set right; 1 where nothing is ever wrong.
    [[nodiscard]] double right(Priority truth) const;
    /// What is set on a ticket that is `truth`; `u`: uniform in (0, 1). With the same number a
    /// larger share sets more tickets wrong, and the same ones.
    [[nodiscard]] Priority set(Priority truth, double u) const;
};

/// What a ticket is once an agent has seen that `set` is not the `truth`. If rules have raised it
/// since, to `now`, it stays as urgent as it is or becomes more so.
[[nodiscard]] constexpr Priority put_right(Priority truth, Priority set, Priority now) {
    return now == set || truth < now ? truth : now;
}

}  // namespace meridian
