#include "model/policy/predicate.h"

#include <algorithm>

namespace meridian {
namespace {

bool holds(const std::optional<std::uint64_t>& set, std::uint8_t row) {
    return !set || ((*set >> row) & 1U) != 0;
}

bool attributes_match(const Predicate& p, const Attributes& t) {
    return p.category.holds(t.category) && p.language.holds(t.language) &&
           p.segment.holds(t.segment) && p.channel.holds(t.channel) && p.region.holds(t.region) &&
           p.stream.holds(t.stream) && p.residency.holds(t.residency) &&
           holds(p.impacts, t.impact) && holds(p.urgencies, t.urgency) &&
           (p.tags == 0 || (p.tags & t.tags) != 0);
}

bool situation_matches(const Predicate& p, const Situation& s,
                       const Table<NamedCalendar>& calendars) {
    return p.tier.holds(s.tier) && p.team.holds(s.team) && holds(p.priorities, s.priority) &&
           (!p.work_left_under || s.work_left < *p.work_left_under) &&
           (!p.hops_under || s.hops < *p.hops_under) &&
           (!p.answered || *p.answered == s.answered) &&
           (!p.during.exists() || calendars[p.during].open.is_open(s.now));
}

}  // namespace

bool matches(const Predicate& predicate, const Attributes& ticket, const Situation& situation,
             const Table<NamedCalendar>& calendars) {
    const auto holds_too = [&](const Predicate& part) {
        return matches(part, ticket, situation, calendars);
    };
    return attributes_match(predicate, ticket) &&
           situation_matches(predicate, situation, calendars) &&
           (predicate.any.empty() || std::ranges::any_of(predicate.any, holds_too)) &&
           std::ranges::none_of(predicate.none, holds_too);
}

bool may_match(const Predicate& predicate, const Attributes& ticket) {
    return attributes_match(predicate, ticket) &&
           (predicate.any.empty() || std::ranges::any_of(predicate.any, [&](const Predicate& part) {
                return may_match(part, ticket);
            }));
}

}  // namespace meridian
