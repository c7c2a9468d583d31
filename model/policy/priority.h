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

}  // namespace meridian
