#include <algorithm>

#include "sim/world.h"

namespace meridian {

/// Precondition: the ticket waits for agents, or one of them has it.
void World::begin_silence(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    if (const auto& chasing = stream_of(t).chasing; chasing && !t.task) {
        t.chases = now + chasing->silent + to_next_chaser(t);
    }
}

Span World::to_next_chaser(const OpenTicket& t) const {
    const Block u = random_->block(t.number, Purpose::chasing, t.chased);
    return std::max(quantile(stream_of(t).chasing->every, u[0]), least_between_chasers);
}

/// Somebody of the tier answers, beside whoever works on the ticket.
void World::chase(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    const Block u = random_->block(t.number, Purpose::chasing, t.chased);
    const Span work = quantile(stream_of(t).chasing->handle, u[1]);
    ++t.chased;
    t.chases = now + to_next_chaser(t);
    write(Fact::chased, slot, work.count());
    displease(slot, &Displeasure::contact);
    const std::uint32_t side = task_beside(slot, tickets_[slot].tier, work);
    tickets_[side].answers = slot;
    queue_task(side);
}

/// The ticket may have ended, or be with the customer, who does not wait for us then.
void World::chaser_answered(std::uint32_t slot, TicketNumber number) {
    if (is_gone(slot, number)) {
        return;
    }
    if (tickets_[slot].chases != never) {
        listens(slot);
    }
    if (tickets_[slot].waits_for_us()) {
        heard(slot);
    }
    arm(slot);
}

/// True of the ticket from its creation on, whatever becomes of it. Who would have withdrawn it
/// before the run has not.
void World::may_withdraw(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    const Stream& stream = stream_of(t);
    if (stream.withdraws <= 0) {
        return;
    }
    const Block u = random_->block(t.number, Purpose::withdrawal);
    const Instant at = t.created + quantile(stream.withdraws_after, u[1]);
    if (u[0] < stream.withdraws && at >= draft_->run.horizon.begin) {
        t.withdraws = at;
    }
}

/// How much the customer bears is true of the ticket from its creation on. Who would have burst out
/// before the run has not.
void World::may_burst_out(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    for (std::size_t i = 0; i < outbursts; ++i) {
        const Displeasure& how = stream_of(t).displeasure[i];
        if (how.share <= 0) {
            continue;
        }
        const Block u = random_->block(t.number, Purpose::displeasure, i);
        const Instant at = t.created + quantile(how.after, u[1]);
        if (u[0] < how.share && at >= draft_->run.horizon.begin) {
            t.bursts[i] = at;
        }
    }
}

void World::make_sooner(std::uint32_t slot, Span Displeasure::*by) {
    OpenTicket& t = tickets_[slot];
    for (std::size_t i = 0; i < outbursts; ++i) {
        if (t.bursts[i] != never) {
            t.bursts[i] -= stream_of(t).displeasure[i].*by;
        }
    }
}

void World::burst_out(std::uint32_t slot) {
    const TicketNumber number = tickets_[slot].number;
    for (std::size_t i = 0; i < outbursts; ++i) {
        if (is_gone(slot, number) || tickets_[slot].bursts[i] > now) {
            continue;
        }
        tickets_[slot].bursts[i] = never;
        write(Fact::demanded, slot, static_cast<std::int64_t>(i));
        fire(concern(slot).bursts[i], slot);
    }
}

void World::withdraw(std::uint32_t slot) {
    const bool in_hand = tickets_[slot].place == Place::in_hand;
    const std::uint32_t agent = in_hand ? tickets_[slot].agent : nobody;
    if (in_hand) {
        if (plan_->concurrency) {
            turn_to(agent, slot);
        }
        stop_work(agent, Why::withdrawn);
    }
    leave_place(slot);
    write(Fact::withdrawn, slot);
    clocks_cancelled(slot);
    release(slot);
    if (in_hand) {
        free(agent);
    }
}

std::optional<Newcomer> World::may_return(std::uint32_t slot, Comeback why, const Return& how) {
    if (how.share <= 0) {
        return std::nullopt;
    }
    const Block u =
        random_->block(tickets_[slot].number, Purpose::comeback, static_cast<std::uint64_t>(why));
    return u[0] < how.share ? announce(slot, why, how, now + quantile(how.after, u[1]))
                            : std::nullopt;
}

/// Says of a ticket that is about to end that its customer will be back.
std::optional<Newcomer> World::announce(std::uint32_t slot, Comeback why, const Return& how,
                                        Instant at) {
    const OpenTicket& t = tickets_[slot];
    if (at >= draft_->run.horizon.end || !t.number.has_successor()) {
        return std::nullopt;
    }
    write(Fact::will_return, slot, at.time_since_epoch().count(), nobody,
          static_cast<std::uint16_t>(why));
    Newcomer next{at, t.number.successor(), t.attributes,
                  how.entry.exists() ? how.entry : stream_of(t).entry};
    next.attributes.backlog = false;
    if (how.channel.exists()) {
        next.attributes.channel = how.channel;
    }
    return next;
}

std::optional<Newcomer> World::retries(std::uint32_t slot) {
    const ChannelId channel = tickets_[slot].attributes.channel;
    return channel.exists()
               ? may_return(slot, Comeback::retry, draft_->workload.channels[channel].retry)
               : std::nullopt;
}

/// Keeps a slot for the customer who will be back.
void World::expect(const std::optional<Newcomer>& next) {
    if (!next) {
        return;
    }
    const std::uint32_t slot = free_slot();
    OpenTicket& t = tickets_[slot];
    t.alive = true;
    t.place = Place::expected;
    t.number = next->number;
    t.attributes = next->attributes;
    t.tier = next->entry;
    agenda.put_return(ticket_subject(slot), next->at, t.number);
}

void World::returns(std::uint32_t slot) {
    const OpenTicket& t = tickets_[slot];
    const Newcomer newcomer{now, t.number, t.attributes, t.tier};
    release(slot);
    open(newcomer);
}

}  // namespace meridian
