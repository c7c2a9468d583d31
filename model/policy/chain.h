#pragma once

#include <algorithm>

#include "model/organisation.h"
#include "model/policy/escalation.h"

namespace meridian {

/// How far a rule's steps have come on one ticket.
struct Chain {
    Instant due = Instant::max();  // of the step; max: no chain goes on, or nobody will ever come
    std::uint32_t step = 0;
    std::uint32_t times = 0;  // it has been done so often
    std::uint32_t loops = 0;  // all of them have been
};

/// The chain after its step has ended so. Precondition: `held` is left to whoever knows when
/// somebody comes.
void advance(Chain& chain, const Rule& rule, StepEnd end, Instant now);

/// What a gap makes of a step. Precondition: not Gap::none.
[[nodiscard]] StepEnd end_of(Gap gap);

/// When somebody of such teams is on shift by the roster, from that instant on: that instant, the
/// next shift's begin, or Instant::max() where none comes any more.
template <class Wanted>
[[nodiscard]] Instant on_shift_from(const Organisation& house, Instant at, Wanted wanted) {
    Instant from = Instant::max();
    for (const Crew& crew : house.crews) {
        if (crew.agents == 0 || !wanted(crew.team, house.teams[crew.team])) {
            continue;
        }
        const auto next =
            std::ranges::partition_point(crew.shifts, [&](Interval s) { return s.end <= at; });
        if (next != crew.shifts.end()) {
            from = std::min(from, std::max(at, next->begin));
        }
    }
    return from;
}

}  // namespace meridian
