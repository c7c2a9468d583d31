#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/policy/predicate.h"

namespace meridian {

struct HandoverRule;
using HandoverRuleId = Id<HandoverRule>;

/// What becomes of the ticket in hand when its agent's shift ends.
enum class AtShiftEnd : std::uint8_t {
    finish,     // the agent stays until the step is done (overtime)
    hand_over,  // the agent writes a note (overtime), then it waits for the others, at the place
                // that its time on the tier gives it: ahead of all that came later
    park,       // it stays with its owner and goes on when the owner is back
    return_to_queue,  // the same at once, without a note
};

struct HandoverRule {
    std::string name;  // generated from its place when the scenario gives none
    Predicate when;    // empty: otherwise
    AtShiftEnd act = AtShiftEnd::finish;
    Span note{};     // written by the leaving agent (hand_over)
    Span re_read{};  // added to the next agent's work (hand_over, return_to_queue)
};

struct HandoverPolicy {
    Table<HandoverRule> at_shift_end;  // first match wins; the last one always matches
};

/// Precondition: the last rule has an empty predicate (the loader adds `finish` when it is missing,
/// and says so).
[[nodiscard]] HandoverRuleId decide(const HandoverPolicy& policy, const Attributes& ticket,
                                    const Situation& situation,
                                    const Table<NamedCalendar>& calendars);

}  // namespace meridian
