#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/scenario.h"

namespace meridian {

/// Who knows what: for each agent and category, whether skill or authority is lacking.
class Experts {
public:
    explicit Experts(const Draft& scenario);

    [[nodiscard]] bool lacks(AgentId agent, CategoryId category) const {
        return lacking_[crew_[agent.index] * categories_ + category.index] != 0;
    }

private:
    std::vector<std::size_t> crew_;      // by AgentId
    std::vector<std::uint8_t> lacking_;  // crew-major
    std::size_t categories_ = 0;
};

}  // namespace meridian
