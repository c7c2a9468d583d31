#include "model/policy/priority.h"

namespace meridian {

std::int32_t PriorityFormula::score(const Attributes& ticket) const {
    const auto points = [](const std::vector<std::int32_t>& levels, std::uint8_t level) {
        return levels.empty() ? 0 : levels[level];
    };
    return points(impact, ticket.impact) + points(urgency, ticket.urgency) +
           points(risk, ticket.risk) + points(value, ticket.value);
}

Priority PriorityFormula::of(const Attributes& ticket) const {
    const std::int32_t reached = score(ticket);
    Priority priority = 0;
    while (priority < least.size() && reached < least[priority]) {
        ++priority;
    }
    return priority;
}

}  // namespace meridian
