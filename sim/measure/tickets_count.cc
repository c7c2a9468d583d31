#include "sim/measure/tickets.h"

namespace meridian {

/// The first resolution says it: who has come back later was resolved all the same.
void TicketFold::judge_first_contact(Ticket& ticket, const Entry& entry) const {
    if (ticket.judged) {
        return;
    }
    ticket.judged = true;
    const bool reopens = entry.value != 0 && Instant{Span{entry.value}} - entry.at <=
                                                 (*scenario_)->run.first_contact_within;
    const bool returns = reopens || ticket.back_soon;
    ticket.first_contact = AgentId{entry.actor}.exists() && !ticket.handed_off &&
                           !ticket.escalated && !ticket.asked && !returns;
}

void TicketFold::count_contact(const Ticket& ticket, Outcome outcome) {
    const Draft& s = **scenario_;
    const bool gone = outcome == Outcome::abandoned || outcome == Outcome::blocked;
    if (!ticket.reached || (gone && !ticket.answered) ||
        window_.end - ticket.opened < s.run.first_contact_within) {
        return;
    }
    const WorkStep& step = scenario_->work(ticket.attributes.category, ticket.first_tier);
    const bool leads_on = !s.organisation.tiers[ticket.first_tier].next.empty();
    ++tally_.contacts_gross;
    const double most = scenario_->resolves_at_best(ticket.attributes.category, ticket.first_tier);
    tally_.contacts_net += step.known && (most > 0 || !leads_on) ? 1 : 0;
    tally_.first_contact += ticket.first_contact ? 1 : 0;
}

Span TicketFold::business_time(const Ticket& ticket, Instant resolved) const {
    const Organisation& organisation = (*scenario_)->organisation;
    const CalendarId business = ticket.attributes.region.exists()
                                    ? organisation.regions[ticket.attributes.region].business
                                    : CalendarId{};
    return business.exists()
               ? organisation.calendars[business].open.open_time(ticket.opened, resolved)
               : resolved - ticket.opened;
}

void TicketFold::count_cells(const Ticket& ticket, const Entry& entry, Outcome outcome) {
    TicketCell one{.offered = 1, .escalated = ticket.escalated ? 1 : 0};
    one.resolved = outcome == Outcome::resolved ? 1 : 0;
    one.abandoned = outcome == Outcome::abandoned ? 1 : 0;
    one.blocked = outcome == Outcome::blocked ? 1 : 0;
    one.open = outcome == Outcome::open ? 1 : 0;
    one.resolution_sum = one.resolved != 0 ? (entry.at - ticket.opened).count() : 0;
    const auto add = [&](TicketCell& cell) {
        cell.offered += one.offered;
        cell.resolved += one.resolved;
        cell.escalated += one.escalated;
        cell.abandoned += one.abandoned;
        cell.blocked += one.blocked;
        cell.open += one.open;
        cell.resolution_sum += one.resolution_sum;
    };
    const auto place = [&](Dimension dimension, std::uint32_t index) {
        add(tally_.cells[slices_.place(dimension, index)]);
    };
    add(tally_.all);
    place(Dimension::priority, ticket.attributes.priority);
    place(Dimension::tier, ticket.first_tier.index);
    place(Dimension::hour_of_week, static_cast<std::uint32_t>(clock_.hour_at(ticket.opened)));
    place(Dimension::agent, ticket.agent.index);
    add(tally_.cells[slices_.place_of_day(clock_.date_at(ticket.opened))]);
    slices_.each_of(ticket.attributes, [&](std::size_t cell) { add(tally_.cells[cell]); });
}

void TicketFold::count_shift_end(const Entry& entry) {
    if (!window_.contains(entry.at)) {
        return;
    }
    if (entry.fact == Fact::stopped) {
        tally_.touch += entry.value;
    } else if (entry.fact == Fact::shift_ended) {
        ++tally_.at_shift_end[std::min<std::size_t>(static_cast<std::size_t>(entry.value), 5)];
    } else if (entry.fact == Fact::called) {
        tally_.calls += entry.value;
    } else if (entry.fact == Fact::reworked) {
        tally_.rework += entry.value;
    } else {
        (entry.fact == Fact::note_written ? tally_.notes : tally_.re_reads) += entry.value;
    }
}

TicketTally TicketFold::tally(Instant end) {
    open_.advance(window_, end);
    customer_.advance(window_, end);
    for (std::size_t i = 0; i < queue_.size(); ++i) {
        queue_[i].advance(window_, end);
        tally_.tiers[i].queue_time = queue_[i].area();
        tally_.tiers[i].wait = spread_of(tier_wait_[i]);
    }
    tally_.backlog_area = open_.area();
    tally_.customer_area = customer_.area();
    tally_.backlog_begin = open_.at_begin();
    tally_.backlog_end = open_.now();
    tally_.first_wait = spread_of(first_wait_);
    tally_.wait = spread_of(wait_);
    tally_.first_response = spread_of(first_response_);
    tally_.resolution = spread_of(resolution_);
    tally_.wait_sum += tally_.first_wait.sum;
    tally_.waits += tally_.first_wait.count;
    for (std::size_t i = 0; i < tally_levels.size(); ++i) {
        tally_.survival[i] = kaplan_meier_quantile(resolution_, unresolved_, tally_levels[i]);
    }
    return std::move(tally_);
}

}  // namespace meridian
