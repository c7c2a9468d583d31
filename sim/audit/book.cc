#include "sim/audit/book.h"

#include <algorithm>

namespace meridian::audit {

Book::Book(const Scenario& scenario, std::size_t cap) : scenario_(&scenario), cap_(cap) {
    const Instant begin = draft().run.horizon.begin;
    for (std::uint32_t c = 0; c < house().crews.size(); ++c) {
        const Crew& crew = house().crews[{c}];
        Desk desk;
        desk.crew = {c};
        while (desk.shift < crew.shifts.size() && crew.shifts[desk.shift].end <= begin) {
            ++desk.shift;
        }
        if (desks_.size() < crew.first_agent.index + crew.agents) {
            desks_.resize(crew.first_agent.index + crew.agents);
        }
        for (std::uint32_t i = 0; i < crew.agents; ++i) {
            desks_[crew.first_agent.index + i] = desk;
        }
    }
}

Stage::Reach Book::reach_of(const Page& page) const {
    const std::vector<Stage>& stages = policy().routing[page.tier].stages;
    return page.stage < stages.size() ? stages[page.stage].reach : Stage::Reach::any;
}

CalendarId Book::hours_of(const ClockSource& source, const Page& page) const {
    RegionId region = page.attributes.region;
    switch (source.kind) {
        case ClockSource::Kind::always:
            return {};
        case ClockSource::Kind::calendar:
            return source.calendar;
        case ClockSource::Kind::customer:
            break;
        case ClockSource::Kind::holder:
            region = page.holder.exists() ? house().teams[page.holder].region : region;
            break;
        case ClockSource::Kind::team:
            if (page.holder.exists()) {
                return house().teams[page.holder].hours;
            }
            break;
    }
    return region.exists() ? house().regions[region].business : CalendarId{};
}

Situation Book::situation(const Entry& entry, const Page& page) const {
    Situation seen;
    seen.now = entry.at;
    seen.priority = page.priority;
    seen.tier = {page.tier};
    seen.hops = page.hops;
    seen.answered = page.answered;
    return seen;
}

bool can_be_judged(const Predicate& when) {
    const auto all = [](const std::vector<Predicate>& parts) {
        return std::all_of(parts.begin(), parts.end(), can_be_judged);
    };
    return !when.work_left_under && !when.team.is_set() && all(when.any) && all(when.none);
}

/// Whoever is still at work, or on a shift that touches the next one, goes on in the next.
void Book::roll(Desk& desk, Instant now, bool takes_more) const {
    const std::vector<Interval>& shifts = house().crews[desk.crew].shifts;
    while (desk.on_duty && now >= desk.duty_ends && desk.shift < shifts.size()) {
        const Interval next = shifts[desk.shift];
        const bool goes_on = desk.overdue || desk.hand != nobody || next.begin == desk.duty_ends;
        if (!goes_on || now < next.begin || (now == next.begin && !takes_more)) {
            return;
        }
        desk.duty_ends = next.end;
        desk.overdue = false;
        desk.finished_late = false;
        ++desk.shift;
    }
}

void Book::end(Instant end) {
    for (Desk& desk : desks_) {
        roll(desk, end, false);
    }
}

bool Book::can_be_read(const Entry& entry) {
    constexpr std::uint32_t slots_max = 1U << 28U;
    const bool agents_own = is_about_agent(entry.fact);
    const auto nth = static_cast<std::size_t>(entry.value);
    const bool sound = entry.tier < house().tiers.size() && entry.fact <= last_fact &&
                       (agents_own || entry.slot < slots_max) &&
                       (entry.fact != Fact::opened || nth < batch_->opened.size());
    if (!sound) {
        say(entry, "life", "{} points at something that is not there", name_of(entry.fact));
    }
    return sound;
}

bool Book::is_on_shift(std::uint32_t agent, Instant now) const {
    const Desk& desk = desks_[agent];
    const std::vector<Interval>& shifts = house().crews[desk.crew].shifts;
    std::size_t next = desk.shift;  // whoever waits for an answer may let shifts go by untold
    while (next < shifts.size() && now >= shifts[next].end) {
        ++next;
    }
    const bool next_has_begun = next < shifts.size() && now >= shifts[next].begin;
    return desk.on_duty && (now < desk.duty_ends || next_has_begun);
}

bool Book::waits_for_owner(const Page& page, const Entry& entry) const {
    const bool kept = why(entry) == Why::reply || why(entry) == Why::parked_resumed ||
                      ((why(entry) == Why::came_back || why(entry) == Why::put_down) && page.kept);
    return kept && policy().routing[page.tier].sticky_owner && has_agent(page.agent) &&
           is_on_shift(page.agent, entry.at);
}

void Book::prepare(const Entry& entry) {
    const bool by_agent = is_about_agent(entry.fact) || entry.fact == Fact::started ||
                          entry.fact == Fact::stopped || entry.fact == Fact::task_started ||
                          entry.fact == Fact::task_done || entry.fact == Fact::shift_ended;
    const bool may_go_on = entry.fact != Fact::absent ||  // whoever waits for an answer goes on
                           (has_agent(entry.actor) && desks_[entry.actor].hand != nobody);
    if (by_agent && may_go_on && has_agent(entry.actor)) {
        const bool takes_more = entry.fact == Fact::started || entry.fact == Fact::task_started ||
                                entry.fact == Fact::break_began;
        roll(desks_[entry.actor], entry.at, takes_more);
    }
}

void Book::turn(const Entry& entry) {
    if (is_about_agent(entry.fact)) {
        if (has_agent(entry.actor)) {
            turn_duty(desks_[entry.actor], entry);
        }
        return;
    }
    if (is_about_clock(entry.fact)) {
        return;
    }
    static_cast<void>(page(entry.slot));
    turn_desk(entry);
    turn_page(pages_[entry.slot], entry);
}

void Book::turn_page(Page& page, const Entry& entry) {
    const auto stands = [&](Stand stand) {
        page.stand = stand;
        page.since = entry.at;
    };
    switch (entry.fact) {
        case Fact::opened:
        case Fact::task_queued:
            page = Page{};
            page.number = entry.ticket;
            page.task = entry.fact == Fact::task_queued;
            page.opened_at = page.tier_since = entry.at;
            page.stage = page.task ? static_cast<std::uint8_t>(entry.value) : std::uint8_t{0};
            page.attributes = page.task ? involving_ : Attributes{};
            if (!page.task && static_cast<std::size_t>(entry.value) < batch_->opened.size()) {
                page.attributes = batch_->opened[static_cast<std::size_t>(entry.value)];
            }
            page.admitted = page.attributes.backlog;
            page.back_to = {entry.tier};
            stands(page.task ? Stand::queued : Stand::opened);
            break;
        case Fact::self_served:
            page.tier_since = entry.at;
            stands(Stand::self_service);
            break;
        case Fact::asked_customer:
            stands(Stand::with_customer);
            break;
        case Fact::replied:
            stands(Stand::stopped);
            break;
        case Fact::parked:
            stands(Stand::parked);
            break;
        case Fact::linked:
            page.tier_since = entry.cause != none_rule &&
                                      (why(entry) == Why::arrival || why(entry) == Why::routed)
                                  ? entry.at
                                  : page.tier_since;
            stands(Stand::linked);
            page.admitted = true;
            if (!page.back_to.exists() || house().tiers[page.back_to].self_service) {
                page.back_to = {entry.tier};
            }
            break;
        case Fact::sent_out:
            page.kept = page.stand == Stand::queued ? page.reserved : !page.noting;
            page.noting = false;
            page.vendor = {entry.actor};
            stands(Stand::outside);
            break;
        case Fact::came_back:
            page.stopped_for = Why::came_back;
            stands(Stand::stopped);
            break;
        case Fact::paged:
            page.rings = true;
            page.paged_at = entry.at;
            break;
        case Fact::acknowledged:
            page.kept = page.stand == Stand::parked || page.reserved;
            stands(Stand::at_home);
            break;
        case Fact::worked_from_home:
            page.stopped_for = Why::put_down;
            stands(Stand::stopped);
            break;
        case Fact::staged:
            if (is_of_intake(static_cast<LifeStage>(entry.cause))) {
                stands(Stand::intake);
            }
            involving_ = page.attributes;
            break;
        case Fact::switched:
            page.attributes.channel = {entry.actor};
            break;
        case Fact::involved:
        case Fact::chased:
        case Fact::informed:
        case Fact::documented:
        case Fact::answering:
            involving_ = page.attributes;
            break;
        case Fact::consulted:
            involving_ = page.attributes;
            page.asking = true;
            page.asked_at = entry.at;
            break;
        case Fact::first_response:
            page.answered = true;
            break;
        case Fact::widened:
            page.stage = static_cast<std::uint8_t>(entry.value);
            break;
        case Fact::resolved:
            page.reopens_at = Instant{Span{entry.value}};
            stands(entry.value == 0 ? Stand::ended : Stand::resolved);
            break;
        case Fact::abandoned:
        case Fact::blocked:
        case Fact::withdrawn:
        case Fact::left_open:
        case Fact::task_done:
            stands(Stand::ended);
            break;
        default:
            turn_work(page, entry);
            break;
    }
    page.rings = page.rings && !needs_nobody(entry.fact);
    page.tier = entry.tier;
    page.priority = entry.priority;
}

void Book::turn_work(Page& page, const Entry& entry) {
    switch (entry.fact) {
        case Fact::queued:
            page.reserved = waits_for_owner(page, entry);
            page.stand = Stand::queued;
            page.since = page.waited_from = entry.at;
            page.tier_since = why(entry) == Why::arrival || why(entry) == Why::routed
                                  ? entry.at
                                  : page.tier_since;
            page.admitted = true;
            if (!page.back_to.exists() || house().tiers[page.back_to].self_service) {
                page.back_to = {entry.tier};
            }
            page.queued_for = why(entry);
            page.ahead = why(entry) == Why::handover;
            page.stage = static_cast<std::uint8_t>(entry.value);
            break;
        case Fact::started:
        case Fact::task_started:
            page.stand = Stand::in_work;
            page.since = entry.at;
            page.started = true;
            page.begun_here = true;
            page.agent = entry.actor;
            page.begun_by = page.attributes.channel;
            page.holder = has_agent(entry.actor) ? crew_of(entry.actor).team : TeamId{};
            break;
        case Fact::stopped:
            page.stand = Stand::stopped;
            page.asking = false;
            page.since = entry.at;
            page.stopped_for = why(entry);
            page.touched += Span{entry.value};
            page.noting = why(entry) == Why::shift_end && page.handover.exists() &&
                          page.at_shift_end == AtShiftEnd::hand_over;
            break;
        case Fact::sent_back:
            page.tier_since = entry.at;
            page.touched = Span{0};
            page.begun_here = false;
            page.team = {entry.actor};
            page.desk = {};
            break;
        case Fact::escalated:
            page.tier_since = entry.at;
            page.touched = Span{0};
            page.begun_here = false;
            ++page.hops;
            page.moves_by_rules += entry.cause == none_rule ? 0 : 1;
            page.team = {};
            page.desk = {};
            break;
        case Fact::reopened:
            page.stand = Stand::stopped;
            page.stopped_for = Why::reopened;
            page.since = page.tier_since = entry.at;
            page.touched = Span{0};
            page.begun_here = false;
            page.reopened = true;
            page.team = {};
            page.desk = {};
            break;
        case Fact::transferred:
            page.team = {static_cast<std::uint32_t>(entry.value)};
            page.desk = {entry.actor};
            break;
        case Fact::shift_ended:
            page.at_shift_end = static_cast<AtShiftEnd>(entry.value);
            page.handover = {entry.cause};
            break;
        case Fact::note_written:
            page.noting = false;
            break;
        case Fact::re_read:
            page.handover = {};
            break;
        default:
            break;
    }
}

void Book::turn_desk(const Entry& entry) {
    const bool by_agent = entry.fact == Fact::started || entry.fact == Fact::stopped ||
                          entry.fact == Fact::task_started || entry.fact == Fact::task_done ||
                          entry.fact == Fact::shift_ended || entry.fact == Fact::note_written ||
                          entry.fact == Fact::called;
    if (!by_agent || !has_agent(entry.actor)) {
        return;
    }
    Desk& desk = desks_[entry.actor];
    switch (entry.fact) {
        case Fact::started:
        case Fact::task_started:
            desk.hand = entry.slot;
            desk.held.push_back(entry.slot);
            break;
        case Fact::shift_ended:
            desk.overdue = true;
            desk.finished_late = static_cast<AtShiftEnd>(entry.value) == AtShiftEnd::hand_over ||
                                 goes_in_person(static_cast<AtShiftEnd>(entry.value));
            break;
        case Fact::called:
            desk.talks_until = entry.at + Span{entry.value};
            break;
        case Fact::task_done:
            desk.overdue = desk.overdue || entry.at >= desk.duty_ends;
            desk.finished_late = desk.finished_late || entry.at > desk.duty_ends;
            put_down(desk, entry.slot);
            break;
        default:
            if (pages_[entry.slot].asking) {  // finished, as a task is
                desk.overdue = desk.overdue || entry.at >= desk.duty_ends;
                desk.finished_late = desk.finished_late || entry.at > desk.duty_ends;
            }
            put_down(desk, entry.slot);
            break;
    }
}

void Book::put_down(Desk& desk, std::uint32_t slot) {
    std::erase(desk.held, slot);
    desk.hand = desk.held.empty() ? nobody : desk.held.back();
}

void Book::turn_duty(Desk& desk, const Entry& entry) {
    const std::vector<Interval>& shifts = house().crews[desk.crew].shifts;
    switch (entry.fact) {
        case Fact::on_duty:
            desk.on_duty = true;
            desk.on_break = false;
            desk.overdue = false;
            desk.finished_late = false;
            if (desk.shift < shifts.size()) {
                desk.duty_ends = shifts[desk.shift].end;
                ++desk.shift;
            }
            break;
        case Fact::off_duty:
            desk.on_duty = false;
            desk.on_break = false;
            desk.overdue = false;
            break;
        case Fact::absent:
            ++desk.shift;
            break;
        case Fact::break_began:
            desk.on_break = true;
            desk.away = static_cast<std::uint8_t>(entry.value);
            desk.away_since = entry.at;
            break;
        case Fact::break_ended:
            desk.on_break = false;
            break;
        default:
            break;
    }
}

}  // namespace meridian::audit
