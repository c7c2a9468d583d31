#include "tests/draft.h"

namespace meridian::testing {
namespace {

Trigger trigger(Trigger::Kind kind, Span after, ClockSource clock) {
    Trigger made;
    made.kind = kind;
    made.after = after;
    made.clock = clock;
    return made;
}

}  // namespace

Trigger on_creation() { return trigger(Trigger::Kind::created, Span{0}, {}); }
Trigger on_giving_up() { return trigger(Trigger::Kind::gives_up, Span{0}, {}); }
Trigger on_coming_after_hours() { return trigger(Trigger::Kind::after_hours, Span{0}, {}); }
Trigger on_reopening() { return trigger(Trigger::Kind::reopened, Span{0}, {}); }
Trigger on_demand() { return trigger(Trigger::Kind::customer_demands, {}, {}); }
Trigger on_conflict() { return trigger(Trigger::Kind::conflict, {}, {}); }
Trigger on_similar(std::uint32_t tickets, Span within, std::initializer_list<Trait> by) {
    Trigger made = trigger(Trigger::Kind::similar_tickets, {}, {});
    made.similar = {.tickets = tickets, .within = within, .by = 0};
    for (const Trait trait : by) {
        made.similar.by |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(trait));
    }
    return made;
}
Trigger after_touch(Span after) { return trigger(Trigger::Kind::touch, after, {}); }
Trigger after_open(Span after, ClockSource clock) {
    return trigger(Trigger::Kind::open, after, clock);
}
Trigger after_in_tier(Span after, ClockSource clock) {
    return trigger(Trigger::Kind::in_tier, after, clock);
}
Trigger after_waiting(Span after, ClockSource clock) {
    return trigger(Trigger::Kind::waiting, after, clock);
}
Trigger after_unanswered(Span after, ClockSource clock) {
    return trigger(Trigger::Kind::unanswered, after, clock);
}
Trigger after_waiting_customer(Span after, ClockSource clock) {
    return trigger(Trigger::Kind::waiting_customer, after, clock);
}
Trigger after_waiting_vendor(Span after, ClockSource clock) {
    return trigger(Trigger::Kind::waiting_vendor, after, clock);
}
Trigger after_no_update(Span after, ClockSource clock) {
    return trigger(Trigger::Kind::no_update, after, clock);
}
Trigger after_no_ack(Span after) { return trigger(Trigger::Kind::no_ack, after, {}); }
Trigger when_used(SlaId sla, double share) {
    Trigger made = trigger(Trigger::Kind::sla_used, Span{0}, {});
    made.sla = sla;
    made.used = share;
    return made;
}
Trigger when_left(SlaId sla, Span left) {
    Trigger made = trigger(Trigger::Kind::sla_left, left, {});
    made.sla = sla;
    return made;
}

Action to_next() { return Escalate{}; }
Action past_next() { return Escalate{Escalate::To::skip, {}}; }
Action to_tier(TierId tier) { return Escalate{Escalate::To::tier, tier}; }
Action to_team(TeamId team) { return Transfer{team, {}}; }
Action to_region(RegionId region) { return Transfer{{}, region}; }
Action back_to_sender() { return ReturnTo{}; }
Action back_to(TierId tier) { return ReturnTo{tier}; }
Action raised(std::uint8_t steps) { return Raise{steps, {}}; }
Action raised_to(Priority priority) { return Raise{1, priority}; }
Action notify(std::string who) { return Notify{std::move(who)}; }
Action to_vendor(VendorId vendor) { return SendOut{vendor}; }
Action paged(OnCallId on_call) { return PageOnCall{on_call}; }
Action involve(TierId tier, Distribution handle) { return Involve{tier, std::move(handle)}; }

ClockSource by_calendar(CalendarId calendar) { return {ClockSource::Kind::calendar, calendar}; }
ClockSource by_customer() { return {ClockSource::Kind::customer, {}}; }
ClockSource by_holder() { return {ClockSource::Kind::holder, {}}; }
ClockSource by_team() { return {ClockSource::Kind::team, {}}; }

}  // namespace meridian::testing
