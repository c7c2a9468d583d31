#include "sim/measure/experts.h"

#include <algorithm>

#include "model/policy/routing.h"

namespace meridian {

Experts::Experts(const Draft& scenario) : categories_(scenario.workload.categories.size()) {
    std::size_t number = 0;
    for (const Crew& crew : scenario.organisation.crews) {
        const std::size_t end = std::size_t{crew.first_agent.index} + crew.agents;
        crew_.resize(std::max(crew_.size(), end));
        for (std::uint32_t i = 0; i < crew.agents; ++i) {
            crew_[crew.first_agent.index + i] = number;
        }
        for (const Category& category : scenario.workload.categories) {
            const TierId tier = scenario.organisation.teams[crew.team].tier;
            Category asked = category;  // whoever asks needs no authority
            if (may_ask(category, tier)) {
                asked.authority.clear();
            }
            lacking_.push_back(masters(crew, asked) ? 0 : 1);
        }
        ++number;
    }
}

}  // namespace meridian
