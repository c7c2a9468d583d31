#pragma once

#include <vector>

#include "model/scenario.h"

namespace meridian {

/// The time of agents divided among what they have in hand together, each an equal part: so the
/// parts add up to the time in which they were busy, but for a millisecond each.
class Parts {
public:
    /// By AgentId; nothing is asked of a scenario in which each has one thing in hand at a time.
    explicit Parts(const Scenario& scenario);
    [[nodiscard]] bool are_asked() const { return !agents_.empty(); }

    /// Something more is in hand from now on; what to end it with.
    std::int64_t begin(std::uint32_t agent, Instant at);
    /// The part of what was begun so.
    Span end(std::uint32_t agent, Instant at, std::int64_t begun);

private:
    struct Agent {
        std::int64_t in_hand = 0;
        std::int64_t part = 0;  // in microseconds, of one that would have been there ever since
        Instant told;
    };
    void tick(Agent& agent, Instant at) const;

    std::vector<Agent> agents_;
};

}  // namespace meridian
