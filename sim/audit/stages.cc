#include "sim/audit/stages.h"

namespace meridian::audit {

std::uint32_t Stages::who_does(LifeStage stage, const Page& page) const {
    const TierId named = how().of(stage)->tier;
    if (named.exists()) {
        return named.index;
    }
    return stage == LifeStage::track ? page.back_to.index : page.tier;
}

/// Once it has entered the tier.
bool Stages::is_away(const Entry& entry, const Page& page) const {
    const Table<Tier>& tiers = book_.house().tiers;
    const bool first_with_agents = !page.back_to.exists() || tiers[page.back_to].self_service;
    return !tiers[{entry.tier}].self_service && !first_with_agents &&
           page.back_to.index != entry.tier;
}

void Stages::see(const Entry& entry) {
    if (is_about_agent(entry.fact) || is_about_clock(entry.fact)) {
        return;
    }
    if (!used_) {
        if (entry.fact == Fact::staged) {
            book_.say(entry, "lifecycle", "no stage takes time in this scenario");
        }
        return;
    }
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(entry.slot + 1);
        tasks_.resize(entry.slot + 1);
    }
    if (is_about_task(entry.fact)) {
        see_task(entry);
    } else {
        see_life(entry, tickets_[entry.slot]);
    }
    before_ = entry;
}

void Stages::see_life(const Entry& entry, Ticket& ticket) {
    if (ticket.tracks && *ticket.tracks < entry.at) {
        book_.say(entry, "lifecycle", "somebody was to look how it stands before");
    }
    switch (entry.fact) {
        case Fact::opened: {
            const bool backlog =
                book_.batch().opened[static_cast<std::size_t>(entry.value)].backlog;
            ticket = {
                .number = entry.ticket, .there = true, .taken_in = backlog || !how().takes_in()};
            break;
        }
        case Fact::staged:
            staged(entry, ticket);
            break;
        case Fact::linked:
        case Fact::queued:
            if (entry.cause == none_rule) {
                break;
            }
            if (why(entry) == Why::arrival || why(entry) == Why::escalation ||
                why(entry) == Why::reopened || why(entry) == Why::sent_back ||
                why(entry) == Why::routed) {
                entered(entry, ticket);
            }
            break;
        case Fact::self_served:
            ticket.tracks.reset();
            break;
        case Fact::reopened:
            ticket.resolved = false;
            break;
        case Fact::resolved:
            if (how().of(LifeStage::close) && book_.page(entry).stand != Stand::self_service &&
                closing_ != entry.slot) {
                book_.say(entry, "lifecycle", "resolved, and nobody closes it");
            }
            closing_ = nobody;
            ticket.tracks.reset();
            ticket.resolved = true;
            ticket.there = entry.value != 0;
            break;
        case Fact::blocked:
            entered(entry, ticket);
            [[fallthrough]];
        case Fact::abandoned:
        case Fact::withdrawn:
        case Fact::left_open:
            ticket.there = false;
            ticket.tracks.reset();
            break;
        default:
            break;
    }
}

/// Into a tier's queue, or to its closed door.
void Stages::entered(const Entry& entry, Ticket& ticket) {
    const Page& page = book_.page(entry);
    const bool routed =
        (entry.fact == Fact::queued || entry.fact == Fact::linked) && why(entry) == Why::routed;
    const bool over =
        page.stand == Stand::intake && !ticket.in_intake && !how().intake_from(ticket.next);
    if (!ticket.taken_in && !over) {
        book_.say(entry, "lifecycle", "it has not been taken in");
    } else if (routed && ticket.taken_in) {
        book_.say(entry, "lifecycle", "it was taken in before");
    }
    ticket.taken_in = true;
    const auto& tracked = how().of(LifeStage::track);
    if (!tracked || !is_away(entry, page)) {
        ticket.tracks.reset();
    } else if (!ticket.tracks && !ticket.watched) {
        ticket.tracks = entry.at + tracked->every;
    }
}

void Stages::staged(const Entry& entry, Ticket& ticket) {
    const auto stage = static_cast<LifeStage>(entry.cause);
    const Page& page = book_.page(entry);
    if (entry.cause >= life_stages || !how().of(stage)) {
        book_.say(entry, "lifecycle", "there is no such stage");
        return;
    }
    if (who_does(stage, page) != entry.actor) {
        book_.say(entry, "lifecycle", "it is another tier's to do");
    }
    if (is_of_intake(stage)) {
        staged_intake(entry, ticket, stage);
    } else if (stage == LifeStage::track) {
        if (ticket.tracks != entry.at) {
            book_.say(entry, "lifecycle", "nobody is to look how it stands now");
        }
        ticket.tracks.reset();
        ticket.watched = true;
    } else {
        closing_ = entry.slot;
    }
}

void Stages::staged_intake(const Entry& entry, Ticket& ticket, LifeStage stage) {
    const bool goes_on = before_.fact == Fact::staged && before_.ticket == entry.ticket;
    if (ticket.taken_in || (ticket.in_intake && !goes_on) ||
        how().intake_from(ticket.next) != stage || (goes_on && before_.actor != entry.actor) ||
        book_.house().tiers[{entry.tier}].self_service) {
        book_.say(entry, "lifecycle", "it is taken in again, or out of order");
    }
    ticket.in_intake = true;
    ticket.next = static_cast<std::size_t>(stage) + 1;
}

void Stages::see_task(const Entry& entry) {
    if (entry.fact == Fact::task_queued) {
        const bool is_one = before_.fact == Fact::staged && before_.ticket == entry.ticket;
        tasks_[entry.slot] = {entry.ticket, is_one ? before_.slot : nobody,
                              is_one ? static_cast<LifeStage>(before_.cause) : LifeStage::close};
        const auto next = is_one && is_of_intake(tasks_[entry.slot].last)
                              ? how().intake_from(tickets_[before_.slot].next)
                              : std::nullopt;
        if (next && who_does(*next, book_.page(before_.slot)) == before_.actor) {
            book_.say(entry, "lifecycle", "what one tier does in one go is two tasks");
        }
    } else if (entry.fact == Fact::task_done && tasks_[entry.slot].ticket != nobody) {
        task_done(entry);
    }
}

void Stages::task_done(const Entry& entry) {
    const Task task = tasks_[entry.slot];
    Ticket& ticket = tickets_[task.ticket];
    if (ticket.number != task.number || !ticket.there || task.last == LifeStage::close) {
        return;
    }
    if (is_of_intake(task.last)) {
        ticket.in_intake = false;
        owed_.push_back({task.ticket, ticket.number});
        return;
    }
    const Page& page = book_.page(task.ticket);
    Entry where = entry;
    where.tier = page.tier;
    ticket.watched = false;
    if (!ticket.resolved && is_away(where, page)) {
        ticket.tracks = entry.at + how().of(LifeStage::track)->every;
    }
}

/// Work in hand at the horizon is cut short, and nothing follows from it.
void Stages::settle(const Entry& next) {
    if (next.at >= book_.draft().run.horizon.end) {
        owed_.clear();
    }
    for (const auto& [slot, number] : owed_) {
        const Ticket& ticket = tickets_[slot];
        if (ticket.number == number && ticket.there && !ticket.in_intake && !ticket.taken_in) {
            Entry about = next;
            about.ticket = number;
            book_.say(about, "lifecycle", "its intake does not go on");
        }
    }
    if (closing_ != nobody) {
        book_.say(next, "lifecycle", "it is closed, and not resolved");
        closing_ = nobody;
    }
    owed_.clear();
}

void Stages::finish(const Entry& end) {
    settle(end);
    for (const Ticket& ticket : tickets_) {
        if (ticket.there && ticket.tracks && *ticket.tracks < end.at) {
            book_.say(end, "lifecycle", "somebody was to look how a ticket stands");
        }
    }
}

}  // namespace meridian::audit
