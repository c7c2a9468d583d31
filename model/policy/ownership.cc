#include "model/policy/ownership.h"

namespace meridian {

Ownership decide(const OwnershipPolicy& policy, const Attributes& ticket,
                 const Situation& situation, const Table<NamedCalendar>& calendars) {
    std::uint32_t row = 0;
    while (row + 1 < policy.size() &&
           !matches(policy[Id<OwnershipRule>{row}].when, ticket, situation, calendars)) {
        ++row;
    }
    return policy[Id<OwnershipRule>{row}].keep;
}

AtShiftEnd owned(AtShiftEnd act, Ownership whose) {
    if (whose == Ownership::sticky) {
        return act == AtShiftEnd::finish ? act : AtShiftEnd::park;
    }
    return act == AtShiftEnd::park ? AtShiftEnd::return_to_queue : act;
}

}  // namespace meridian
