#include "model/policy/mismatch.h"

#include <algorithm>

namespace meridian {
namespace {

bool allows(const std::optional<std::uint64_t>& some, std::uint8_t one) {
    return !some || (*some >> one & 1U) != 0;
}

}  // namespace

std::vector<WhenPart> mismatches(const Predicate& p, const Attributes& ticket, const Situation& now,
                                 const Table<NamedCalendar>& calendars) {
    std::vector<WhenPart> parts;
    const auto must = [&](bool holds, WhenPart part) {
        if (!holds) {
            parts.push_back(part);
        }
    };
    const auto matching = [&](const Predicate& part) {
        return matches(part, ticket, now, calendars);
    };
    must(p.category.holds(ticket.category), WhenPart::category);
    must(p.language.holds(ticket.language), WhenPart::language);
    must(p.segment.holds(ticket.segment), WhenPart::segment);
    must(p.channel.holds(ticket.channel), WhenPart::channel);
    must(p.region.holds(ticket.region), WhenPart::region);
    must(p.stream.holds(ticket.stream), WhenPart::stream);
    must(p.residency.holds(ticket.residency), WhenPart::residency);
    must(p.tier.holds(now.tier), WhenPart::tier);
    must(p.team.holds(now.team), WhenPart::team);
    must(allows(p.priorities, now.priority), WhenPart::priority);
    must(allows(p.impacts, ticket.impact), WhenPart::impact);
    must(allows(p.urgencies, ticket.urgency), WhenPart::urgency);
    must(p.tags == 0 || (p.tags & ticket.tags) != 0, WhenPart::tag);
    must(!p.work_left_under || now.work_left < *p.work_left_under, WhenPart::work_left);
    must(!p.hops_under || now.hops < *p.hops_under, WhenPart::hops);
    must(!p.answered || *p.answered == now.answered, WhenPart::answered);
    must(!p.during.exists() || calendars[p.during].open.is_open(now.now), WhenPart::during);
    must(p.any.empty() || std::ranges::any_of(p.any, matching), WhenPart::any);
    must(std::ranges::none_of(p.none, matching), WhenPart::none);
    return parts;
}

const char* word_of(WhenPart part) {
    constexpr const char* words[]{"category", "language",  "segment", "channel",   "region",
                                  "stream",   "residency", "tier",    "team",      "priority",
                                  "impact",   "urgency",   "tag",     "work_left", "hops",
                                  "answered", "during",    "any",     "not"};
    return words[static_cast<std::size_t>(part)];
}

}  // namespace meridian
