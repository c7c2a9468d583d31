#include "model/policy/handover.h"

namespace meridian {

HandoverRuleId decide(const HandoverPolicy& policy, const Attributes& ticket,
                      const Situation& situation, const Table<NamedCalendar>& calendars) {
    HandoverRuleId id{0};
    while (id.index + 1 < policy.at_shift_end.size() &&
           !matches(policy.at_shift_end[id].when, ticket, situation, calendars)) {
        ++id.index;
    }
    return id;
}

}  // namespace meridian
