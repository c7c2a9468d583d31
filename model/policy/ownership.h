#pragma once

#include <string>

#include "model/policy/handover.h"
#include "model/policy/predicate.h"

namespace meridian {

/// Whose a ticket is while the agent who had it last is off shift.
enum class Ownership : std::uint8_t {
    sticky,          // still that agent's: it waits until the owner is back
    follow_the_sun,  // the next one's who is on shift
};

struct OwnershipRule {
    std::string name;
    Predicate when;  // empty: otherwise
    Ownership keep = Ownership::sticky;
};

/// A mixture, by any condition. No rows: the handover rules decide alone, and answers wait
/// for nobody who is off shift. What happens while the owner is on shift is Routing::sticky_owner.
using OwnershipPolicy = Table<OwnershipRule>;

/// First match wins. Precondition: there are rows, and the last one always matches.
[[nodiscard]] Ownership decide(const OwnershipPolicy& policy, const Attributes& ticket,
                               const Situation& situation, const Table<NamedCalendar>& calendars);

/// What becomes of the ticket in hand when a shift ends, after who owns it has been asked: owners
/// finish what they have in hand or keep it, and what follows the sun is never kept. Somebody who
/// has no other shift keeps nothing.
[[nodiscard]] AtShiftEnd owned(AtShiftEnd act, Ownership whose);

}  // namespace meridian
