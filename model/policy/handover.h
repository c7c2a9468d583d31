#pragma once

#include <cmath>
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
    // Numbers are part of every fingerprint, so new ones come last.
    warm_transfer,  // somebody free who may take it does, and both talk; nobody free: fail_back
    conference,  // the same, but the next agent goes on at once while the other stays in the call
};

/// Whether the ticket goes from one agent to another without waiting in between.
[[nodiscard]] constexpr bool goes_in_person(AtShiftEnd act) {
    return act == AtShiftEnd::warm_transfer || act == AtShiftEnd::conference;
}

struct HandoverRule {
    std::string name;  // generated from its place when the scenario gives none
    Predicate when;    // empty: otherwise
    AtShiftEnd act = AtShiftEnd::finish;
    Span note{};     // written by the leaving agent (hand_over)
    Span re_read{};  // added to the next agent's work (hand_over, return_to_queue)
    Span call{};     // both agents talk so long: warm_transfer, conference; hand_over: after the
                     // note, if somebody who may take it is free then; the call stands for note,
                     // re-reading and all that a note would have lost
    double quality = 1;  // share of the work of the stretch that ends which is of use to the next
                         // agent (hand_over, return_to_queue); the rest is done again
};

struct HandoverPolicy {
    Table<HandoverRule> at_shift_end;           // first match wins; the last one always matches
    AtShiftEnd fail_back = AtShiftEnd::finish;  // instead of a transfer in person with nobody free
};

/// Of the work done in a stretch, what has to be done again after this handover, to the nearest
/// millisecond: a fifth of half an hour is six minutes although 0.8 is no binary fraction.
[[nodiscard]] inline Span lost(const HandoverRule& rule, Span done) {
    return Span{std::llround(static_cast<double>(done.count()) * (1 - rule.quality))};
}

/// Precondition: the last rule has an empty predicate (the loader adds `finish` when it is missing,
/// and says so).
[[nodiscard]] HandoverRuleId decide(const HandoverPolicy& policy, const Attributes& ticket,
                                    const Situation& situation,
                                    const Table<NamedCalendar>& calendars);

}  // namespace meridian
