#include "sim/measure/parts.h"

#include <algorithm>

#include "model/beside_concurrency.h"

namespace meridian {

Parts::Parts(const Scenario& scenario) {
    for (const Crew& crew : scenario->organisation.crews) {
        const std::size_t end = std::size_t{crew.first_agent.index} + crew.agents;
        if (has_concurrency(*scenario)) {
            agents_.resize(std::max(agents_.size(), end));
        }
    }
}

void Parts::tick(Agent& agent, Instant at) const {
    if (agent.in_hand > 0) {
        agent.part += (at - agent.told).count() * 1000 / agent.in_hand;
    }
    agent.told = at;
}

std::int64_t Parts::begin(std::uint32_t agent, Instant at) {
    tick(agents_[agent], at);
    ++agents_[agent].in_hand;
    return agents_[agent].part;
}

Span Parts::end(std::uint32_t agent, Instant at, std::int64_t begun) {
    tick(agents_[agent], at);
    --agents_[agent].in_hand;
    return Span{(agents_[agent].part - begun) / 1000};
}

}  // namespace meridian
