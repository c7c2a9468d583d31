#include <algorithm>
#include <tuple>

#include "sim/world.h"

namespace meridian {

/// Tasks are done alone.
bool World::is_shared(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    return t.task == 0 && t.attributes.channel.exists() &&
           draft_->workload.channels[t.attributes.channel].concurrency.is_used();
}

const Concurrency& World::concurrency_of(const Hands& hands) const {
    static const Concurrency alone;
    return hands.channel.exists() ? draft_->workload.channels[hands.channel].concurrency : alone;
}

/// Brings the clock of the agent's hands up to now: before there are more or fewer in them.
void World::tick(std::uint32_t agent) {
    Hands& hands = hands_[agent];
    if (!hands.held.empty()) {
        hands.clock += concurrency_of(hands).done(hands.held.size(), now - hands.told);
        desks_[agent].busy += now - hands.told;
    }
    hands.told = now;
}

/// What is on the desk comes to what is in hand already. It stays there as what it is now, whatever
/// channel its customer goes on through meanwhile.
void World::take_in_hand(std::uint32_t agent) {
    Hands& hands = hands_[agent];
    Desk& desk = desks_[agent];
    tick(agent);
    if (hands.held.empty()) {
        hands.clock = 0;
        hands.channel = is_shared(desk.slot) ? tickets_[desk.slot].attributes.channel : ChannelId{};
    }
    desk.begun = hands.clock;
    hands.held.push_back(desk);
    note_room(agent);
}

/// What is on the desk; the work done on it, as the time of somebody who has nothing else in hand.
Span World::put_down(std::uint32_t agent) {
    Hands& hands = hands_[agent];
    const Desk& desk = desks_[agent];
    tick(agent);
    const Span alone{(hands.clock - desk.begun) / 1000};
    std::erase_if(hands.held, [&](const InHand& work) { return work.slot == desk.slot; });
    if (hands.channel.exists()) {
        write(Fact::worked, desk.slot, alone.count(), agent);
    }
    note_room(agent);
    return alone;
}

/// Precondition: the agent has it in hand.
void World::turn_to(std::uint32_t agent, std::uint32_t slot) {
    static_cast<InHand&>(desks_[agent]) =
        *std::ranges::find(hands_[agent].held, slot, &InHand::slot);
}

/// To the first of those that are done, or have to be left as they are. Nothing may be.
bool World::turns_to_finished(std::uint32_t agent) {
    const Hands& hands = hands_[agent];
    const auto done = std::ranges::find_if(
        hands.held, [&](const InHand& work) { return done_at(hands, work) <= now; });
    if (done != hands.held.end()) {
        turn_to(agent, done->slot);
        return true;
    }
    turn_to(agent, hands.held.front().slot);
    return desks_[agent].must_stop <= now;
}

/// Whether there is something else in hand, to go on with.
bool World::turns_to_another(std::uint32_t agent) {
    if (hands_[agent].held.empty()) {
        return false;
    }
    turn_to(agent, hands_[agent].held.front().slot);
    desks_[agent].state = Desk::State::working;
    schedule_work(agent);
    return true;
}

/// If nothing is begun or put down before.
Instant World::done_at(const Hands& hands, const InHand& work) const {
    const std::int64_t left = work.begun + desk_time(work).count() * 1000 - hands.clock;
    return hands.told + concurrency_of(hands).time_for(hands.held.size(), left);
}

/// As one is done, or as a meeting is over that has kept the agent from taking more.
Instant World::next_look_at(std::uint32_t agent) const {
    const Hands& hands = hands_[agent];
    Instant next = never;
    for (const InHand& work : hands.held) {
        next = std::min(next, done_at(hands, work));
    }
    const auto until = hands.place != nobody ? meeting_until(desks_[agent].crew) : std::nullopt;
    return until ? std::min(next, *until) : next;
}

/// Precondition: it is in hand.
Instant World::begun_at(const OpenTicket& t) const {
    if (!plan_->concurrency) {
        return desks_[t.agent].since;
    }
    const auto slot = static_cast<std::uint32_t>(&t - tickets_.data());
    return std::ranges::find(hands_[t.agent].held, slot, &InHand::slot)->since;
}

/// One after another, as they were begun. A task is finished, and whoever waits for an answer has
/// it first.
void World::hand_over_all(std::uint32_t agent) {
    handed_over_.clear();
    for (const InHand& work : hands_[agent].held) {
        if (tickets_[work.slot].task == 0 && tickets_[work.slot].asks == nobody) {
            handed_over_.push_back(work.slot);
        }
    }
    for (const std::uint32_t slot : handed_over_) {
        turn_to(agent, slot);
        hand_over_work(agent);
    }
}

/// After something was taken in hand or put down.
void World::note_room(std::uint32_t agent) {
    Hands& hands = hands_[agent];
    const std::size_t held = hands.held.size();
    const bool room = 0 < held && held < concurrency_of(hands).most;
    if (room && hands.place == nobody) {
        hands.place = static_cast<std::uint32_t>(with_room_.size());
        with_room_.push_back(agent);
    } else if (!room && hands.place != nobody) {
        hands_[with_room_.back()].place = hands.place;
        with_room_[hands.place] = with_room_.back();
        with_room_.pop_back();
        hands.place = nobody;
    }
}

/// Whether an agent who has room begins anything more now: as whoever is free would, but that
/// nobody leaves for a break or a meeting before all that is in hand is done.
bool World::may_add(std::uint32_t agent) const {
    const Desk& desk = desks_[agent];
    if (desk.state != Desk::State::working || !desk.on_shift || desk.shift_end <= now ||
        meeting_until(desk.crew)) {
        return false;
    }
    const auto rest = next_break(agent);
    return !rest || rest->at > now;
}

bool World::goes_with(std::uint32_t slot, const Hands& hands) const {
    return is_shared(slot) && tickets_[slot].attributes.channel == hands.channel;
}

/// Whether a newcomer that finds nobody free is begun all the same, beside others.
bool World::would_be_added(std::uint32_t slot) const {
    return std::ranges::any_of(with_room_, [&](std::uint32_t agent) {
        const CrewId crew = desks_[agent].crew;
        if (lines_.fit_of(tickets_[slot].need, crew) == nullptr ||
            !goes_with(slot, hands_[agent]) || desks_[agent].first_owned != nobody ||
            !may_add(agent)) {
            return false;
        }
        const std::uint32_t next = next_ticket_for(agent);
        return next == nobody || comes_before(slot, next, crew);
    });
}

/// An agent, and what the agent takes beside what is in hand.
struct World::Addition {
    std::uint32_t agent = nobody;
    std::uint32_t slot = nobody;
    std::tuple<std::size_t, bool, bool, bool, double, std::int64_t, std::uint32_t> key = {};
};

/// What whoever has room would take next if nothing were in hand; that only, so that nothing is
/// passed over for good. Of several agents: who has least in hand, then as of those who are free;
/// instead of the longest idle, whoever began something last the longest ago.
std::optional<World::Addition> World::best_addition() const {
    std::optional<Addition> best;
    for (const std::uint32_t agent : with_room_) {
        const Desk& desk = desks_[agent];
        const TierId tier = tier_of(agent);
        if ((lines_.waiting(tier) == 0 && desk.first_owned == nobody) || !may_add(agent)) {
            continue;
        }
        const std::uint32_t slot = next_for(agent);
        if (slot == nobody || !goes_with(slot, hands_[agent])) {
            continue;
        }
        const Routing& how = routing(tier);
        const Fit* found = lines_.fit_of(tickets_[slot].need, desk.crew);
        const Fit fit = found != nullptr ? *found : Fit{};
        const Span busy = desk.busy + (now - hands_[agent].told);
        const std::int64_t rank =
            how.choice == AgentChoice::least_loaded ? busy.count() : desk.last_assigned;
        const Addition one{
            .agent = agent,
            .slot = slot,
            .key = {hands_[agent].held.size(), fit.translated, fit.masked,
                    how.prefer_home && !fit.home, merit(how.choice, desk.crew, fit), rank, agent}};
        if (!best || one.key < best->key) {
            best = one;
        }
    }
    return best;
}

void World::fill_hands() {
    while (const auto next = best_addition()) {
        take_up(next->agent, next->slot);
    }
}

}  // namespace meridian
