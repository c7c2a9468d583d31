#include "model/policy/priority.h"

#include <algorithm>

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

double TriageError::right(Priority truth) const {
    double rest = 1;
    for (Priority wrong = 0; wrong < priorities; ++wrong) {
        rest -= share(truth, wrong);
    }
    return std::max(rest, 0.0);
}

Priority TriageError::set(Priority truth, double u) const {
    double sum = 0;
    for (Priority wrong = 0; wrong < priorities; ++wrong) {
        sum += share(truth, wrong);
        if (u < sum) {
            return wrong;
        }
    }
    return truth;
}

}  // namespace meridian
