#include "sim/measure/load.h"

#include "model/policy/sla.h"
#include "sim/measure/tickets.h"

namespace meridian {
namespace {

std::vector<Calendar> rostered_by_tier(const Draft& s) {
    std::vector<std::vector<Interval>> shifts(s.organisation.tiers.size());
    for (const Crew& crew : s.organisation.crews) {
        auto& of_tier = shifts[s.organisation.teams[crew.team].tier.index];
        if (crew.agents > 0) {
            of_tier.insert(of_tier.end(), crew.shifts.begin(), crew.shifts.end());
        }
    }
    std::vector<Calendar> calendars;
    for (auto& of_tier : shifts) {
        calendars.emplace_back(std::move(of_tier), s.run.horizon);
    }
    return calendars;
}

}  // namespace

LoadFold::LoadFold(const Scenario& scenario, std::function<void(const PlacedWork&)> placed)
    : scenario_(&scenario),
      placed_(std::move(placed)),
      window_(window_of(*scenario)),
      clock_(scenario->organisation.zones[scenario->run.report_zone]),
      utc_(Zone::fixed("UTC", Span{}, scenario->run.horizon)),
      utc_clock_(utc_),
      goals_(staffing_goals(*scenario)),
      rostered_(rostered_by_tier(*scenario)),
      teams_(teams_of_agents(scenario->organisation)),
      parts_(scenario) {
    const std::size_t tiers = scenario->organisation.tiers.size();
    tally_.by_hour.resize(tiers);
    tally_.by_hour_utc.resize(tiers);
    tally_.language.resize(tiers * (scenario->organisation.languages.size() + 1));
    tally_.customer.resize(tiers * (scenario->organisation.regions.size() + 1));
    tally_.touch.resize(tiers);
    tally_.touches.resize(tiers);
}

void LoadFold::observe(const Entry& entry, const Batch& batch) {
    switch (entry.fact) {
        case Fact::opened:
        case Fact::task_queued:
            tickets_.resize(std::max(tickets_.size(), std::size_t{entry.slot} + 1));
            tickets_[entry.slot] = Ticket{};
            tickets_[entry.slot].asked = entry.at;
            if (entry.fact == Fact::opened) {
                tickets_[entry.slot].attributes =
                    batch.opened[static_cast<std::size_t>(entry.value)];
            } else {
                tickets_[entry.slot].asking = true;
                tickets_[entry.slot].need = entry.actor;
            }
            break;
        case Fact::queued:
            tickets_[entry.slot].asked = entry.at;
            tickets_[entry.slot].need = entry.actor;
            tickets_[entry.slot].asking = true;
            tickets_[entry.slot].waiting = true;
            break;
        case Fact::started:
        case Fact::task_started:
            if (!tickets_[entry.slot].asking) {
                tickets_[entry.slot].asked = entry.at;
            }
            tickets_[entry.slot].asking = true;
            tickets_[entry.slot].waiting = false;
            tickets_[entry.slot].answered = tickets_[entry.slot].answered_now;
            tickets_[entry.slot].answered_now = true;
            if (parts_.are_asked()) {
                tickets_[entry.slot].part = parts_.begin(entry.actor, entry.at);
            }
            break;
        case Fact::stopped:
        case Fact::task_done: {
            Ticket& ticket = tickets_[entry.slot];
            const Span touch = touch_of(ticket, entry);
            add(tier_of(entry), ticket.attributes, ticket.asked, touch);
            tell(ticket, batch, tier_of(entry), ticket.asked, touch);
            ticket.asking = false;
            break;
        }
        case Fact::note_written:
            add(tier_of(entry), tickets_[entry.slot].attributes, entry.at - Span{entry.value},
                Span{entry.value});
            tell(tickets_[entry.slot], batch, tier_of(entry), entry.at - Span{entry.value},
                 Span{entry.value});
            break;
        case Fact::called:
            add(tier_of(entry), tickets_[entry.slot].attributes, entry.at, Span{entry.value});
            tell(tickets_[entry.slot], batch, tier_of(entry), entry.at, Span{entry.value});
            break;
        case Fact::sent_out:
        case Fact::acknowledged:
            tickets_[entry.slot].asking = false;
            tickets_[entry.slot].waiting = false;
            break;
        case Fact::abandoned:
            hang_up(tickets_[entry.slot], entry, batch);
            break;
        case Fact::left_open:
            wait_beyond(tickets_[entry.slot], entry, batch);
            break;
        default:
            break;
    }
}

Span LoadFold::touch_of(const Ticket& ticket, const Entry& stopped) {
    return parts_.are_asked() ? parts_.end(stopped.actor, stopped.at, ticket.part)
                              : Span{stopped.value};
}

TierId LoadFold::tier_of(const Entry& entry) const {
    return (*scenario_)->organisation.teams[teams_[entry.actor]].tier;
}

void LoadFold::tell(const Ticket& ticket, const Batch& batch, TierId tier, Instant asked,
                    Span touch, bool hung_up) const {
    if (!placed_ || ticket.need >= batch.needs.size()) {
        return;
    }
    Need need = batch.needs[ticket.need];
    need.tier = tier;
    placed_({.need = need,
             .ticket = ticket.attributes,
             .asked = opening(tier, ticket.attributes.region, asked),
             .touch = touch,
             .answered = ticket.answered,
             .hung_up = hung_up});
}

void LoadFold::hang_up(const Ticket& ticket, const Entry& entry, const Batch& batch) const {
    const WorkStep& step = scenario_->work(ticket.attributes.category, TierId{entry.tier});
    if (placed_ && ticket.waiting && step.known) {
        tell(ticket, batch, TierId{entry.tier}, ticket.asked,
             Span{static_cast<std::int64_t>(mean(step.handle))}, true);
    }
}

void LoadFold::wait_beyond(const Ticket& ticket, const Entry& entry, const Batch& batch) {
    if (!ticket.waiting) {
        return;
    }
    const WorkStep& step = scenario_->work(ticket.attributes.category, TierId{entry.tier});
    if (step.known) {
        const Span touch{static_cast<std::int64_t>(mean(step.handle))};
        add(TierId{entry.tier}, ticket.attributes, ticket.asked, touch);
        tell(ticket, batch, TierId{entry.tier}, ticket.asked, touch);
    }
}

Instant LoadFold::opening(TierId tier, RegionId customer, Instant asked) const {
    const Draft& s = **scenario_;
    const SlaId target = goals_[tier.index].target;
    if (!target.exists()) {
        return rostered_[tier.index].next_open(asked).value_or(asked);
    }
    const CalendarId calendar =
        calendar_of(s.policy.sla[target].clock, s.organisation, customer, TeamId{});
    return calendar.exists()
               ? s.organisation.calendars[calendar].open.next_open(asked).value_or(asked)
               : asked;
}

void LoadFold::add(TierId tier, const Attributes& ticket, Instant asked, Span touch) {
    const Organisation& organisation = (*scenario_)->organisation;
    const Instant from = opening(tier, ticket.region, asked);
    const Interval work = clip(window_, from, from + touch);
    if (work.length() == Span{0}) {
        return;
    }
    const std::size_t languages = organisation.languages.size();
    const std::size_t regions = organisation.regions.size();
    WeekOfTime& language = tally_.language[tier.index * (languages + 1) +
                                           std::min<std::size_t>(ticket.language.index, languages)];
    WeekOfTime& customer = tally_.customer[tier.index * (regions + 1) +
                                           std::min<std::size_t>(ticket.region.index, regions)];
    clock_.walk(work, [&](int hour, Interval part) {
        const auto h = static_cast<std::size_t>(hour);
        tally_.by_hour[tier.index][h] += part.length().count();
        language[h] += part.length().count();
        customer[h] += part.length().count();
    });
    utc_clock_.walk(work, [&](int hour, Interval part) {
        tally_.by_hour_utc[tier.index][static_cast<std::size_t>(hour)] += part.length().count();
    });
    tally_.touch[tier.index] += touch.count();
    ++tally_.touches[tier.index];
}

}  // namespace meridian
