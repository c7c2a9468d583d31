#pragma once

#include <cstdint>
#include <vector>

#include "model/policy/escalation.h"
#include "model/policy/predicate.h"

namespace meridian {

/// The parts of `when:`, in the order in which they are told.
enum class WhenPart : std::uint8_t {
    category,
    language,
    segment,
    channel,
    region,
    stream,
    residency,
    tier,
    team,
    priority,
    impact,
    urgency,
    tag,
    work_left,
    hops,
    answered,
    during,
    any,   // not one of `any` holds
    none,  // one of `not` holds
};

/// The parts that do not hold; none exactly where matches() says yes.
[[nodiscard]] std::vector<WhenPart> mismatches(const Predicate& predicate, const Attributes& ticket,
                                               const Situation& situation,
                                               const Table<NamedCalendar>& calendars);

/// The word of the language.
[[nodiscard]] const char* word_of(WhenPart part);

/// What the engine did when a trigger made it look at rules.
struct RuleLook {
    Instant at;
    TicketNumber ticket;
    Situation situation;
    std::vector<RuleId> asked;    // those whose trigger has happened, in order
    std::vector<RuleId> allowed;  // of these, what limit, cooldown and hops let pass
    std::vector<RuleId> decided;  // of these, what decide() chose
};

}  // namespace meridian
