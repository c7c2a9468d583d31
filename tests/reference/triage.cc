#include <algorithm>

#include "tests/reference/simulator.h"

namespace meridian::reference {

/// The shares of a ticket's true priority laid end to end, the most urgent first; what lies beyond
/// them is right.
void Simulator::set_priority(Case& c) const {
    const TriageError& errors = draft_.policy.triage;
    const Priority truth = c.attributes.priority;
    double u = random_.block(c.number, Purpose::triage)[0];
    for (std::size_t i = 0; i < draft_.workload.priorities.size() && !errors.empty(); ++i) {
        const double share = errors.shares[truth * draft_.workload.priorities.size() + i];
        if (u >= 0 && u < share) {
            c.priority = static_cast<Priority>(i);
        }
        u -= share;
    }
    c.was_set = c.priority;
    c.set_wrong = c.priority != truth;
}

/// Once all agents together have had it for long enough; not while nobody has it.
std::optional<Instant> Simulator::seen_at(const Case& c) const {
    if (!c.set_wrong || c.place != Place::in_hand) {
        return std::nullopt;
    }
    const Span left = draft_.policy.triage.notices - c.looked_at;
    return c.begun + std::max(left, Span{0});
}

void Simulator::put_right(std::size_t which) {
    Case& c = cases_[which];
    c.set_wrong = false;
    const Priority before = c.priority;
    const bool raised = before != c.was_set;
    c.priority = raised ? std::min(before, c.attributes.priority) : c.attributes.priority;
    if (c.priority == before) {
        return;
    }
    say(Fact::prioritised, which, before);
    promises_on_priority(which);
    if (c.priority > before) {
        interrupt_for_waiting(c.tier);
    }
}

}  // namespace meridian::reference
