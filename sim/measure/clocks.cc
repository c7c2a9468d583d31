#include "sim/measure/clocks.h"

#include <algorithm>

namespace meridian {
namespace {

constexpr std::int64_t narrow_part = 5;  // a fifth of the target

}  // namespace

ClockFold::ClockFold(const Scenario& scenario, const OnShift& on_shift)
    : scenario_(&scenario),
      on_shift_(&on_shift),
      ledger_(scenario, on_shift),
      window_(window_of(*scenario)),
      slices_(*scenario),
      week_(scenario->organisation.zones[scenario->run.report_zone]) {
    const Draft& s = *scenario;
    for (const Crew& crew : s.organisation.crews) {
        team_of_.insert(team_of_.end(), crew.agents, crew.team);
    }
    tally_.targets.resize(s.policy.sla.size());
    for (TargetTally& target : tally_.targets) {
        target.cells.resize(slices_.size());
    }
    lateness_.resize(s.policy.sla.size());
    tally_.rules.resize(s.policy.escalation.rules.size());
    tally_.handover.resize(s.policy.handover.at_shift_end.size());
    tally_.hole.resize(s.organisation.tiers.size() * (s.organisation.languages.size() + 1));
    tally_.demand.resize(tally_.hole.size());
}

void ClockFold::observe(const Entry& entry, const Batch& batch) {
    for (; needs_seen_ < batch.needs.size(); ++needs_seen_) {
        needs_.insert(batch.needs[needs_seen_]);
    }
    if (entry.fact == Fact::opened) {
        open(entry, batch);
        return;
    }
    if (is_about_agent(entry.fact)) {
        see_agent(entry);
        return;
    }
    if (is_about_task(entry.fact) || entry.slot >= tickets_.size()) {
        return;  // or of a task beside a ticket
    }
    if (is_about_clock(entry.fact)) {
        clock(tickets_[entry.slot], entry, batch);
    } else {
        see_life(tickets_[entry.slot], entry, batch);
    }
}

/// Memory follows what is open: whoever was there before the oldest ticket came is forgotten.
void ClockFold::see_agent(const Entry& entry) {
    ledger_.presence().observe(entry);
    if (ledger_.presence().size() > remembered_max_) {
        Instant oldest = entry.at;
        for (const Ticket& ticket : tickets_) {
            oldest = ticket.open ? std::min(oldest, ticket.opened) : oldest;
        }
        ledger_.presence().forget_before(oldest);
        remembered_max_ = std::max<std::size_t>(4096, 2 * ledger_.presence().size());
    }
}

void ClockFold::see_life(Ticket& ticket, const Entry& entry, const Batch& batch) {
    follow(ticket.timeline, entry, entry.fact == Fact::queued && is_kept(ticket, entry));
    switch (entry.fact) {
        case Fact::queued:
            ask(ticket, entry, batch);
            break;
        case Fact::started:
            ticket.agent = AgentId{entry.actor};
            ticket.holder = entry.actor < team_of_.size() ? team_of_[entry.actor] : TeamId{};
            ledger_.presence().observe(entry);
            break;
        case Fact::escalated:
        case Fact::transferred:
        case Fact::sent_back:
        case Fact::chain_began:
        case Fact::prioritised:
        case Fact::notified:
        case Fact::involved:
        case Fact::declared:
        case Fact::sent_out:
        case Fact::paged:
            fire(ticket, entry);
            break;
        case Fact::shift_ended:
            ledger_.presence().observe(entry);
            if (entry.cause < tally_.handover.size() && window_.contains(entry.at)) {
                ++tally_.handover[entry.cause].fired;
            }
            break;
        case Fact::resolved:
            ticket.open = entry.value != 0;
            break;
        case Fact::abandoned:
        case Fact::withdrawn:
        case Fact::blocked:
        case Fact::left_open:
            ticket.open = false;
            break;
        default:
            break;
    }
}

/// Whether anybody is there for a ticket that joins a queue, by the plan. Waits for a reply, an
/// owner or the next shift are no new demand.
void ClockFold::ask(const Ticket& ticket, const Entry& entry, const Batch& batch) {
    const Why why = static_cast<Why>(entry.cause);
    const bool anew = why == Why::arrival || why == Why::escalation || why == Why::transfer ||
                      why == Why::reopened;
    if (!anew || !window_.contains(entry.at)) {
        return;
    }
    if (entry.actor >= serving_.size()) {
        serving_.resize(batch.needs.size(), nullptr);
    }
    const Calendar*& serving = serving_[entry.actor];
    if (serving == nullptr) {
        serving = &on_shift_->of(batch.needs[entry.actor]);
    }
    const std::size_t languages = (*scenario_)->organisation.languages.size();
    const std::size_t language = std::min<std::size_t>(ticket.attributes.language.index, languages);
    DemandCount& demand = tally_.demand[entry.tier * (languages + 1) + language];
    ++demand.asked;
    demand.covered += serving->is_always_open() || serving->is_open(entry.at) ? 1 : 0;
}

/// Whether a ticket that is queued waits for its owner alone.
bool ClockFold::is_kept(const Ticket& ticket, const Entry& entry) const {
    const Why why = static_cast<Why>(entry.cause);
    return (*scenario_)->policy.routing[entry.tier].sticky_owner &&
           (why == Why::parked_resumed ||
            ((why == Why::reply || why == Why::came_back || why == Why::put_down) &&
             ledger_.presence().is_on_shift(ticket.timeline.agent())));
}

void ClockFold::open(const Entry& entry, const Batch& batch) {
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(std::size_t{entry.slot} + 1);
    }
    Ticket& ticket = tickets_[entry.slot];
    close_rules(ticket);  // of the ticket that had the slot before
    ticket.attributes = batch.opened[static_cast<std::size_t>(entry.value)];
    ticket.number = entry.ticket;
    ticket.opened = entry.at;
    ticket.open = true;
    ticket.running.clear();
    ticket.counting.clear();
    ticket.agent = {};
    ticket.holder = {};
    ticket.breached = false;
    ticket.counted_breached = false;
    ticket.judged = false;
    follow(ticket.timeline, entry, false);
}

void ClockFold::clock(Ticket& ticket, const Entry& entry, const Batch& batch) {
    const auto found = std::find_if(ticket.running.begin(), ticket.running.end(),
                                    [&](const Running& r) { return r.sla == entry.cause; });
    if (entry.fact == Fact::clock_started) {
        if (found == ticket.running.end()) {
            ticket.running.push_back({.sla = entry.cause, .began = entry.at});
            move(ticket.running.back(), entry);
            count_on(ticket, entry);
        }
        return;
    }
    if (found == ticket.running.end()) {
        return;
    }
    switch (entry.fact) {
        case Fact::clock_paused:
            found->paused = true;
            count_on(ticket, entry);
            break;
        case Fact::clock_resumed:
        case Fact::clock_moved:
            move(*found, entry);
            count_on(ticket, entry);
            break;
        case Fact::clock_cancelled:
            if (entry.value <= 0) {
                ++tally_.targets[entry.cause].cancelled;
                ticket.running.erase(found);
                break;
            }
            [[fallthrough]];
        default: {
            const Running settled = *found;
            ticket.running.erase(found);
            settle(ticket, settled, entry, batch);
            break;
        }
    }
}

/// Whether, and by whose hours, the clock counts from now on.
void ClockFold::count_on(Ticket& ticket, const Entry& entry) {
    const auto running = std::ranges::find(ticket.running, entry.cause, &Running::sla);
    const ClockSource& source = (*scenario_)->policy.sla[SlaId{entry.cause}].clock;
    ticket.counting.push_back({.since = entry.at,
                               .sla = entry.cause,
                               .paused = running->paused,
                               .calendar = calendar_of(source, (*scenario_)->organisation,
                                                       ticket.attributes.region, ticket.holder)});
}

void ClockFold::move(Running& clock, const Entry& entry) {
    const bool broken = clock.deadline && !clock.paused && *clock.deadline < entry.at;
    const bool unknown = clock.paused && entry.value == no_deadline;
    if (!broken && !unknown) {
        clock.deadline = entry.value == no_deadline
                             ? std::nullopt
                             : std::optional<Instant>{Instant{Span{entry.value}}};
    }
    clock.paused = entry.fact == Fact::clock_moved && clock.paused;
}

void ClockFold::settle(Ticket& ticket, const Running& clock, const Entry& entry,
                       const Batch& batch) {
    const bool breached = entry.value > 0;
    TargetTally& target = tally_.targets[entry.cause];
    if (!breached && entry.fact == Fact::clock_open) {
        ++target.undetermined;
        return;
    }
    last_counted_ = false;
    Instant deadline = clock.deadline.value_or(window_.end);
    if (clock.paused && !breached) {
        deadline = std::max(deadline, entry.at);
    }
    if (breached) {
        ticket.breached = true;
        charge(ticket, clock, entry, batch);
        deadline = std::min(deadline, entry.at);
    } else if (deadline >= window_.end) {
        ++target.met_early;
        return;
    }
    if (!window_.contains(deadline)) {
        return;  // settled for the warm-up
    }
    last_counted_ = true;
    count(ticket, entry, deadline, breached);
    if (breached) {
        lateness_[entry.cause].add(Span{entry.value});
        target.penalty +=
            (*scenario_)->policy.sla[SlaId{entry.cause}].penalty.of(Span{entry.value});
        for (const Charge& charge : charges_) {
            add(ticket, entry, charge);
        }
    }
}

/// Met, but only just.
bool ClockFold::is_narrow(const Entry& entry) const {
    const auto& target = (*scenario_)->policy.sla[SlaId{entry.cause}].target[entry.priority];
    return target && -entry.value * narrow_part <= target->count();
}

void ClockFold::count(Ticket& ticket, const Entry& entry, Instant deadline, bool breached) {
    TargetTally& target = tally_.targets[entry.cause];
    const auto add = [&](ClockCell& cell) { ++(breached ? cell.breached : cell.met); };
    const auto hour = static_cast<std::uint32_t>(week_.hour_at(deadline));
    add(target.all);
    add(target.cells[slices_.place(Dimension::priority, entry.priority)]);
    add(target.cells[slices_.place(Dimension::tier, entry.tier)]);
    add(target.cells[slices_.place(Dimension::hour_of_week, hour)]);
    add(target.cells[slices_.place(Dimension::agent, ticket.agent.index)]);
    add(target.cells[slices_.place_of_day(week_.date_at(deadline))]);
    slices_.each_of(ticket.attributes, [&](std::size_t cell) { add(target.cells[cell]); });
    tally_.tickets_judged += ticket.judged ? 0 : 1;
    ticket.judged = true;
    target.narrow += !breached && is_narrow(entry) ? 1 : 0;
    if (breached) {
        ++tally_.breached_by_hour[hour];
        tally_.tickets_breached += ticket.counted_breached ? 0 : 1;
        ticket.counted_breached = true;
    }
}

void ClockFold::charge(const Ticket& ticket, const Running& clock, const Entry& entry,
                       const Batch& batch) {
    const Instant began = std::max(clock.began, (*scenario_)->run.horizon.begin);
    ClockAccount account{.ticket = ticket.number,
                         .slot = entry.slot,
                         .sla = SlaId{entry.cause},
                         .began = began,
                         .settled = entry.at,
                         .late = Span{entry.value}};
    charges_.clear();
    ledger_.charge(ticket.timeline, ticket.counting, entry.cause, {began, entry.at}, batch.needs,
                   [&](const Charge& charge) {
                       const auto cause = static_cast<std::size_t>(charge.cause);
                       const std::int64_t ms = charge.part.length().count();
                       account.charged[cause] += ms;
                       account.counted[cause] += charge.counted ? ms : 0;
                       charges_.push_back(charge);
                   });
    accounts_.push_back(account);
}

std::vector<Charge> ClockFold::life(std::uint32_t slot, Interval part,
                                    std::span<const Need> needs) {
    const std::vector<Counting> round_the_clock{
        {.since = part.begin, .sla = 0, .paused = false, .calendar = {}}};
    std::vector<Charge> parts;
    if (part.begin < part.end) {
        ledger_.charge(tickets_[slot].timeline, round_the_clock, 0, part, needs,
                       [&](const Charge& charge) { parts.push_back(charge); });
    }
    return parts;
}

void ClockFold::add(const Ticket& ticket, const Entry& entry, const Charge& charge) {
    const auto c = static_cast<std::size_t>(charge.cause);
    tally_.cause[c] += charge.part.length().count();
    if (is_hole(charge.cause)) {
        const std::size_t languages = (*scenario_)->organisation.languages.size();
        const std::size_t language =
            std::min<std::size_t>(ticket.attributes.language.index, languages);
        tally_.hole[charge.what.tier * (languages + 1) + language] += charge.part.length().count();
    }
    BreachCell cell{.cause = charge.cause,
                    .tier = charge.what.tier,
                    .language = static_cast<std::uint16_t>(ticket.attributes.language.index),
                    .region = static_cast<std::uint16_t>(ticket.attributes.region.index),
                    .priority = entry.priority,
                    .target = static_cast<std::uint16_t>(entry.cause)};
    week_.walk(charge.part, [&](int hour, Interval part) {
        cell.hour = static_cast<std::uint8_t>(hour);
        cells_[cell.key()] += part.length().count();
        tally_.cause_by_hour[c][cell.hour] += part.length().count();
    });
}

/// One firing may say several facts, all at one instant but for a move that waits for the work in
/// hand.
void ClockFold::fire(Ticket& ticket, const Entry& entry) {
    if (entry.cause >= tally_.rules.size() || !window_.contains(entry.at)) {
        return;
    }
    if (entry.fact != Fact::chain_began &&
        !(*scenario_)->policy.escalation.rules[RuleId{entry.cause}].steps.empty()) {
        return;  // a step of what fired before
    }
    RuleTally& rule = tally_.rules[entry.cause];
    const bool moves = entry.fact == Fact::escalated;
    const bool later = (*scenario_)->policy.escalation.rules[RuleId{entry.cause}].finish_in_hand;
    const auto found = std::find_if(ticket.fired.begin(), ticket.fired.end(),
                                    [&](const FiredRule& f) { return f.rule == entry.cause; });
    if (found == ticket.fired.end()) {
        ticket.fired.push_back(
            {.rule = entry.cause, .last = entry.at, .moves_later = later && !moves});
        ++rule.tickets;
        ++rule.fired;
    } else if (moves && found->moves_later) {
        found->moves_later = false;
    } else if (found->last != entry.at) {
        found->last = entry.at;
        found->moves_later = later && !moves;
        ++rule.fired;
    }
}

void ClockFold::close_rules(Ticket& ticket) {
    for (const FiredRule& fired : ticket.fired) {
        tally_.rules[fired.rule].saved += ticket.breached ? 0 : 1;
    }
    ticket.fired.clear();
}

ClockTally ClockFold::tally() {
    for (Ticket& ticket : tickets_) {
        close_rules(ticket);
    }
    for (std::size_t i = 0; i < lateness_.size(); ++i) {
        tally_.targets[i].lateness = spread_of(lateness_[i]);
    }
    tally_.needs.assign(needs_.begin(), needs_.end());
    for (const auto& [key, time] : cells_) {  // in no order yet
        tally_.cells.emplace_back(key, time);
    }
    std::ranges::sort(tally_.cells);
    return std::move(tally_);
}

}  // namespace meridian
