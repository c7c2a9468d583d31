#include "sim/audit/queues.h"

#include <algorithm>

#include "model/beside_concurrency.h"
#include "sim/audit/desks.h"

namespace meridian::audit {

Queues::Queues(Book& book, Promises& promises)
    : book_(book),
      promises_(promises),
      lines_of_(book.house().crews.size()),
      free_(book.agents(), false),
      free_of_(book.house().crews.size(), 0),
      waiting_(book.house().tiers.size(), 0),
      several_(has_concurrency(book.draft())) {}

Queues::Spot& Queues::spot(std::uint32_t slot) {
    if (slot >= spots_.size()) {
        spots_.resize(slot + 1);
    }
    return spots_[slot];
}

/// Whether a ticket's place changes only when something is told of it.
bool Queues::stands_still(std::uint8_t tier) const {
    const Discipline how = routing(tier).discipline;
    return how == Discipline::fifo || how == Discipline::priority;
}

Queues::Place Queues::place_of(std::uint32_t slot, Instant now) {
    const Page& page = book_.page(slot);
    const Routing& how = routing(page.tier);
    Place place{0, 0, page.tier_since, page.number.value, slot};
    switch (how.discipline) {
        case Discipline::fifo:
            break;
        case Discipline::priority:
            place.rank = page.priority;
            break;
        case Discipline::weighted_wait: {
            const double weight =
                page.priority < how.weights.size() ? how.weights[page.priority] : 1;
            place.weight = -static_cast<double>((now - page.tier_since).count()) * weight;
            break;
        }
        case Discipline::earliest_deadline:
        case Discipline::least_slack: {
            Instant due = page.task ? Instant::max() : promises_.earliest_deadline(slot);
            if (how.discipline == Discipline::least_slack && due != Instant::max() &&
                page.attributes.category.exists()) {
                const std::size_t tiers = book_.house().tiers.size();
                const WorkStep& step =
                    book_.draft().workload.work[page.attributes.category.index * tiers + page.tier];
                due -= median_left(step.handle, page.begun_here ? page.touched : Span{0});
            }
            place.rank = due.time_since_epoch().count();
            break;
        }
    }
    return place;
}

std::uint32_t Queues::line_of(const Page& page) {
    const Attributes& ticket = page.attributes;
    const Wants wants{page.tier,           ticket.category.index,  ticket.language.index,
                      ticket.region.index, ticket.residency.index, book_.reach_of(page),
                      page.team.index,     page.desk.index};
    const auto [known, is_new] = numbers_.try_emplace(wants, lines_.size());
    if (is_new) {
        const auto number = static_cast<std::uint32_t>(lines_.size());
        Line& line = lines_.emplace_back();
        line.tier = page.tier;
        const Table<Crew>& crews = book_.house().crews;
        for (std::uint32_t c = 0; c < crews.size(); ++c) {
            if (hindrance(book_.draft(), crews[{c}], page, book_.reach_of(page)).empty()) {
                line.crews.push_back(c);
                lines_of_[c].push_back(number);
            }
        }
    }
    return known->second;
}

void Queues::join(std::uint32_t slot) {
    Spot& mine = spot(slot);
    mine.waits = true;
    mine.line = line_of(book_.page(slot));
    mine.place = place_of(slot, book_.page(slot).since);
    lines_[mine.line].waiting.insert(mine.place);
    ++waiting_[lines_[mine.line].tier];
    joined_.push_back(mine.line);
}

void Queues::leave(std::uint32_t slot) {
    Spot& mine = spot(slot);
    if (mine.waits) {
        lines_[mine.line].waiting.erase(mine.place);
        --waiting_[lines_[mine.line].tier];
        mine.waits = false;
    }
}

void Queues::see(const Entry& entry) {
    const bool starts = entry.fact == Fact::started || entry.fact == Fact::task_started;
    const bool ends = is_end(entry.fact) && entry.fact != Fact::blocked &&
                      book_.page(entry).stand != Stand::linked;  // others are answered with it
    if (entry.at != last_.at || (starts && entry.slot != resumed_)) {
        comes_in_ = nobody;
    }
    if (entry.at != last_.at) {
        closing_.clear();
    } else if (ends && !closing_.empty()) {
        closing_.pop_back();
    } else if (starts) {
        std::erase(closing_, entry.actor);
    }
    if (starts) {
        check_taken(entry);
        check_reserve(entry);
    } else if (entry.fact == Fact::queued || entry.fact == Fact::widened) {
        check_stage(entry);
    }
    if (entry.fact == Fact::queued || entry.fact == Fact::blocked) {
        check_room(entry);
    }
    if (entry.fact == Fact::queued && why(entry) == Why::parked_resumed) {
        comes_in_ = book_.page(entry).agent;
        resumed_ = entry.slot;
    }
    if (entry.fact == Fact::task_done) {
        closing_ = {entry.actor};  // until what follows from it has happened
    }
    if (entry.fact == Fact::stopped) {
        const bool goes_on = why(entry) == Why::done || why(entry) == Why::gave_up ||
                             why(entry) == Why::moved_by_rule;  // but what is moved comes first
        if (goes_on) {  // whoever has answered what it asked may be closing too
            closing_.push_back(entry.actor);
        } else {
            closing_.clear();
        }
    }
    last_ = entry;
}

/// Newcomers only: whoever has waited before may wait again.
void Queues::check_room(const Entry& entry) {
    const auto& most = routing(entry.tier).queue_max;
    if (entry.fact == Fact::blocked) {
        check_blocked(entry, most.value_or(nobody));
    } else if (most && !book_.page(entry).admitted && waiting_[entry.tier] >= *most) {
        must_start_.push_back(entry);
    }
}

void Queues::check_blocked(const Entry& entry, std::uint32_t most) {
    if (waiting_[entry.tier] < most || entry.value != waiting_[entry.tier]) {
        book_.say(entry, "waiting room", "it is blocked, with {} waiting, not {}", entry.value,
                  waiting_[entry.tier]);
    }
    const auto& reserve = routing(entry.tier).reserve;
    const bool held_back =
        reserve && reserve->binds(entry.priority) && is_short_of(entry.tier, entry.at);
    if (routing(entry.tier).enough_time || held_back) {
        return;
    }
    for (const std::uint32_t crew : lines_[line_of(book_.page(entry))].crews) {
        const auto closing = std::ranges::count_if(closing_, [&](std::uint32_t agent) {
            return free_[agent] && book_.desk(agent).crew.index == crew;
        });
        if (free_of_[crew] > closing) {
            book_.say(entry, "waiting room", "it is blocked while an agent of crew {} is free",
                      crew);
        }
    }
}

void Queues::turned(const Entry& entry) {
    if (book_.has_agent(entry.actor) &&
        (is_about_agent(entry.fact) || entry.fact == Fact::started || entry.fact == Fact::stopped ||
         is_about_task(entry.fact) || entry.fact == Fact::shift_ended) &&
        entry.fact != Fact::task_queued) {
        count_free(entry.actor);
    }
    if (is_about_agent(entry.fact) || is_about_clock(entry.fact)) {
        return;
    }
    const Page& page = book_.page(entry);
    switch (entry.fact) {
        case Fact::queued:
        case Fact::task_queued:
        case Fact::widened:
        case Fact::prioritised:
            leave(entry.slot);
            if (page.stand == Stand::queued && !page.reserved) {
                join(entry.slot);
            }
            break;
        default:
            if (page.stand != Stand::queued || entry.fact == Fact::escalated ||
                entry.fact == Fact::transferred || entry.fact == Fact::sent_back) {
                leave(entry.slot);
            }
            break;
    }
}

void Queues::count_free(std::uint32_t agent) {
    const Desk& desk = book_.desk(agent);
    if (desk.is_free() == free_[agent]) {
        return;
    }
    free_[agent] = !free_[agent];
    if (free_[agent]) {
        ++free_of_[desk.crew.index];
        freed_.push_back(desk.crew.index);
    } else {
        --free_of_[desk.crew.index];
    }
}

void Queues::settle() {
    closing_.clear();
    for (const std::uint32_t line : joined_) {
        for (const std::uint32_t crew : lines_[line].crews) {
            if (free_of_[crew] > 0 && !lines_[line].waiting.empty()) {
                report(line, crew);
            }
        }
    }
    for (const std::uint32_t crew : freed_) {
        for (const std::uint32_t line : lines_of_[crew]) {
            if (free_of_[crew] > 0 && !lines_[line].waiting.empty()) {
                report(line, crew);
            }
        }
    }
    for (std::uint32_t agent = 0; several_ && agent < book_.agents(); ++agent) {
        check_hands(agent);
    }
    for (const Entry& newcomer : must_start_) {
        const Page& page = book_.page(newcomer);
        const bool is_elsewhere = page.tier != newcomer.tier || page.number != newcomer.ticket;
        if (spot(newcomer.slot).waits && !page.started && !is_elsewhere) {
            Entry about = last_;
            about.ticket = page.number;
            book_.say(about, "waiting room", "it waits, and there was no room left");
        }
    }
    must_start_.clear();
    joined_.clear();
    freed_.clear();
}

/// For more of what is in hand, where that can be told: nobody leaves for anything, and nothing of
/// the agent's own waits.
bool Queues::has_room(std::uint32_t agent) const {
    const Desk& desk = book_.desk(agent);
    const Crew& crew = book_.crew_of(agent);
    if (!desk.on_duty || desk.overdue || desk.held.empty() || last_.at >= desk.duty_ends ||
        !crew.breaks.empty() || !crew.meetings.empty()) {
        return false;
    }
    const Page& page = book_.page(desk.hand);
    const Table<Channel>& channels = book_.draft().workload.channels;
    return !page.task && page.begun_by.exists() &&
           desk.held.size() < channels[page.begun_by].concurrency.most && !has_own(agent);
}

/// Whoever has room has taken the first of those who wait, if it goes with what is in hand.
void Queues::check_hands(std::uint32_t agent) {
    if (!has_room(agent)) {
        return;
    }
    const Place* first = nullptr;
    for (const std::uint32_t line : lines_of_[book_.desk(agent).crew.index]) {
        const auto& waiting = lines_[line].waiting;
        if (!waiting.empty() && (first == nullptr || *waiting.begin() < *first)) {
            first = &*waiting.begin();
        }
    }
    if (first == nullptr || !stands_still(book_.page(first->slot).tier) ||
        routing(book_.page(first->slot).tier).home_first) {
        return;
    }
    const Page& page = book_.page(first->slot);
    const Page& beside = book_.page(book_.desk(agent).hand);
    if (!page.task && page.attributes.channel == beside.begun_by) {
        Entry about = last_;
        about.ticket = page.number;
        book_.say(about, "work conservation", "it waits while agent {} has room for it", agent);
    }
}

bool Queues::is_closing(std::uint32_t agent) const {
    return agent == comes_in_ || std::ranges::find(closing_, agent) != closing_.end();
}

/// Whether a ticket of the agent's own waits for nobody else: then the agent is none of the free.
bool Queues::has_own(std::uint32_t agent) const {
    for (std::uint32_t slot = 0; slot < book_.slots(); ++slot) {
        const Page& page = book_.page(slot);
        if (page.stand == Stand::queued && page.reserved && page.agent == agent) {
            return true;
        }
    }
    return false;
}

/// At most so many are free: whoever was done as the shift ended may be in the next one already.
std::uint32_t Queues::most_free_on(std::uint8_t tier) const {
    std::uint32_t free = 0;
    for (std::uint32_t agent = 0; agent < book_.agents(); ++agent) {
        const Desk& desk = book_.desk(agent);
        const bool may_be = desk.on_duty && !desk.on_break && desk.hand == nobody;
        free += may_be && book_.team_of(agent).tier.index == tier ? 1 : 0;
    }
    return free;
}

/// Whether others may be kept waiting: whoever's shift ends now takes nothing more, and may go on
/// in the next one without a word.
bool Queues::is_short_of(std::uint8_t tier, Instant now) const {
    const auto& reserve = routing(tier).reserve;
    std::uint32_t free = 0;
    for (std::uint32_t agent = 0; reserve && agent < free_.size(); ++agent) {
        const bool stays = free_[agent] && !is_closing(agent) && now < book_.desk(agent).duty_ends;
        free += stays && book_.team_of(agent).tier.index == tier ? 1 : 0;
    }
    return reserve && free <= reserve->agents;
}

/// The first in the line that is not kept waiting by a reserve.
const Queues::Place* Queues::first_wanted(const Line& line) const {
    const auto& reserve = routing(line.tier).reserve;
    const bool short_of = is_short_of(line.tier, last_.at);
    for (const Place& place : line.waiting) {
        if (!short_of || !reserve->binds(book_.page(place.slot).priority)) {
            return &place;
        }
    }
    return nullptr;
}

/// The one who takes it is still counted as free.
void Queues::check_reserve(const Entry& entry) {
    const auto& reserve = routing(entry.tier).reserve;
    const bool interrupts = last_.fact == Fact::stopped && why(last_) == Why::interrupted;
    if (reserve && !interrupts && spot(entry.slot).waits && reserve->binds(entry.priority) &&
        most_free_on(entry.tier) <= reserve->agents && !has_own(entry.actor)) {
        book_.say(entry, "reserve", "it is begun with {} free, and {} are kept for others",
                  most_free_on(entry.tier), reserve->agents);
    }
}

void Queues::report(std::uint32_t line, std::uint32_t crew) {
    const Place* wanted = first_wanted(lines_[line]);
    if (routing(lines_[line].tier).enough_time || wanted == nullptr) {
        return;
    }
    Entry about = last_;
    about.ticket = book_.page(wanted->slot).number;
    book_.say(about, "work conservation", "it waits while an agent of crew {} is free", crew);
}

/// Where those of the agent's own region come first, others come last.
bool Queues::is_put_last(const Page& page, std::uint32_t agent) const {
    return routing(page.tier).home_first && book_.team_of(agent).region != page.attributes.region;
}

/// Only what waits for anybody has a place; owners go on with their own first.
void Queues::check_taken(const Entry& entry) {
    const Spot& mine = spot(entry.slot);
    const Page& page = book_.page(entry);
    const bool interrupts = last_.fact == Fact::stopped && why(last_) == Why::interrupted;
    if (!mine.waits || !book_.has_agent(entry.actor) || routing(page.tier).enough_time ||
        interrupts) {
        return;  // who may interrupt is asked by Interruptions
    }
    constexpr std::size_t most = 200;  // a longer comparison would cost more than it tells
    const bool still = stands_still(page.tier);
    const Place taken = still ? mine.place : place_of(entry.slot, entry.at);
    std::size_t compared = 0;
    const bool taken_away = is_put_last(page, entry.actor);
    const auto& reserve = routing(page.tier).reserve;
    const bool short_of = is_short_of(page.tier, entry.at);
    const auto comes_before = [&](const Place& other) {
        if (short_of && reserve->binds(book_.page(other.slot).priority)) {
            return false;  // kept waiting
        }
        const bool away = is_put_last(book_.page(other.slot), entry.actor);
        const bool before =
            std::tie(away, other.weight, other.rank, other.since, other.number) <
            std::tie(taken_away, taken.weight, taken.rank, taken.since, taken.number);
        if (before) {
            book_.say(entry, "discipline", "ticket {}/{} comes before it",
                      book_.page(other.slot).number.stream().index,
                      book_.page(other.slot).number.nth());
        }
        return before;
    };
    for (const std::uint32_t line : lines_of_[book_.desk(entry.actor).crew.index]) {
        const std::set<Place>& waiting = lines_[line].waiting;
        if (still && !short_of && !waiting.empty() && comes_before(*waiting.begin())) {
            return;
        }
        for (auto one = waiting.begin(); (!still || short_of) && one != waiting.end(); ++one) {
            if (++compared > most || comes_before(place_of(one->slot, entry.at))) {
                return;
            }
        }
    }
}

void Queues::check_stage(const Entry& entry) {
    const auto stages = routing(entry.tier).stages.size();
    const auto stage = static_cast<std::size_t>(entry.value);
    if (stage > 0 && stage >= stages) {
        book_.say(entry, "eligible", "there is no stage {} on this tier", stage);
        return;
    }
    const Page& page = book_.page(entry);
    if (entry.fact == Fact::widened &&
        (stage <= page.stage || entry.at - page.since != routing(entry.tier).stages[stage].after)) {
        book_.say(entry, "eligible", "stage {} does not begin now", stage);
    }
}

}  // namespace meridian::audit
