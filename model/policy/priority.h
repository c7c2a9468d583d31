#pragma once

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

}  // namespace meridian
