#pragma once

#include <span>
#include <vector>

#include "model/journal.h"

namespace meridian {

/// Who is there to take tickets: on duty, not on a break, not beyond the shift's end. Remembers of
/// every crew how many were, back to the oldest instant that is still asked for.
class Presence {
public:
    explicit Presence(const Scenario& scenario);

    /// Takes what is said of agents, and of shifts that end with a ticket in hand.
    void observe(const Entry& entry);
    /// Nothing before `at` will be asked any more.
    void forget_before(Instant at);
    /// How much is remembered.
    [[nodiscard]] std::size_t size() const { return size_; }

    /// Whether the agent is there now, or on a break of the present shift.
    [[nodiscard]] bool is_on_shift(std::uint32_t agent) const {
        return agent < states_.size() &&
               (states_[agent] == State::here || states_[agent] == State::on_break);
    }

    /// Calls `each(somebody, part)` for the parts of `stretch` in which anybody of the crews is
    /// there, or nobody, in order.
    template <class Each>
    void walk(std::span<const CrewId> crews, Interval stretch, Each each) {
        std::int64_t here = collect(crews, stretch);
        Instant t = stretch.begin;
        for (const Step& step : steps_) {
            if (step.at > t && (here > 0) != (here + step.change > 0)) {
                each(here > 0, Interval{t, step.at});
                t = step.at;
            }
            here += step.change;
        }
        if (t < stretch.end) {
            each(here > 0, Interval{t, stretch.end});
        }
    }

private:
    enum class State : std::uint8_t { away, here, on_break, beyond };
    struct Count {
        Instant at;
        std::int32_t here = 0;
    };
    struct Step {
        Instant at;
        std::int32_t change = 0;
    };

    void put(std::uint32_t agent, Instant at, State state);
    /// How many are there as the stretch begins; the changes within it are in steps_ then, one an
    /// instant, in order.
    [[nodiscard]] std::int64_t collect(std::span<const CrewId> crews, Interval stretch);

    std::vector<std::uint32_t> crew_of_;  // by agent
    std::vector<State> states_;           // by agent
    std::vector<std::vector<Count>> by_crew_;
    std::vector<Step> steps_;
    std::size_t size_ = 0;
};

}  // namespace meridian
