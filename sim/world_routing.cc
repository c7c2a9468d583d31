#include <algorithm>
#include <tuple>

#include "sim/world.h"

namespace meridian {

Need World::need_of(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    const Attributes& a = t.attributes;
    const Blind& blind = plan_->blind;
    const auto& stages = routing(t.tier).stages;
    return {.tier = t.tier,
            .category = blind.alike[a.category.index],
            .language = blind.language ? LanguageId{} : a.language,
            .region = blind.region ? RegionId{} : a.region,
            .residency = blind.residency ? ResidencyId{} : a.residency,
            .reach = stages.empty() ? Stage::Reach::any : stages[t.stage].reach,
            .team = t.bound_team,
            .desk = t.bound_desk};
}

void World::queue(std::uint32_t slot, Why why) {
    if (plan_->problems && waits_for_repair(slot)) {
        link(slot, static_cast<std::uint16_t>(why));
        return;
    }
    OpenTicket& t = tickets_[slot];
    t.queued_at = now;
    t.stage = 0;
    t.need = lines_.number_of(need_of(slot));
    const auto& stages = routing(t.tier).stages;
    for (std::size_t k = 1; k < stages.size() && stages[k].after <= Span{0}; ++k) {
        if (stage_holds(stages[k], slot)) {
            t.stage = static_cast<std::uint8_t>(k);
            t.need = lines_.number_of(need_of(slot));
        }
    }
    if (!t.admitted && is_full(slot)) {
        block(slot);
        return;
    }
    const bool no_room = plan_->concurrency && !t.admitted && is_room_full(t.tier);
    t.admitted = true;
    if (t.chases == never) {
        listens(slot);
    }
    t.place = Place::queued;
    write(Fact::queued, slot, t.stage, t.need, static_cast<std::uint16_t>(why));
    if (taken_at_once(slot)) {
        return;
    }
    begin_to_wait(slot);
    take_place_in_line(slot);
    if (no_room) {
        fill_hands();  // it has come in to be begun at once, beside others
    }
}

/// Whether a newcomer finds nobody free, or with room for it, and no room to wait.
bool World::is_full(std::uint32_t slot) const {
    return is_room_full(tickets_[slot].tier) && free_agent_for(slot) == nobody &&
           agent_to_interrupt(slot) == nobody && !(plan_->concurrency && would_be_added(slot));
}

/// Gives it to a free agent, if there is one, or to one who drops something less urgent for it.
bool World::taken_at_once(std::uint32_t slot) {
    const std::uint32_t agent = free_agent_for(slot);
    if (agent == nobody) {
        return plan_->preempts && interrupts_somebody(slot);
    }
    tickets_[slot].place = Place::none;
    leave_idle(agent);
    begin_work(agent, slot);
    return true;
}

void World::take_place_in_line(std::uint32_t slot) {
    const OpenTicket& t = tickets_[slot];
    lines_.join(slot, t.need, t.priority, standing(slot));
    arm(slot);
}

void World::begin_to_wait(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    const ChannelId channel = t.attributes.channel;
    if (channel.exists() && !t.answered && !t.task && t.hangs_up == never) {
        if (const auto& patience = draft_->workload.channels[channel].patience) {
            t.hangs_up = now + quantile(*patience, random_->block(t.number, Purpose::patience)[0]);
        }
    }
    timers_start(Trigger::Kind::waiting, slot, now);
    set_widening(slot);
}

/// The next stage whose wait is not over yet.
void World::set_widening(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    t.widens = never;
    for (const Stage& stage : routing(t.tier).stages) {
        if (t.queued_at + stage.after > now) {
            t.widens = std::min(t.widens, t.queued_at + stage.after);
        }
    }
}

void World::widen(std::uint32_t slot) {
    OpenTicket& t = tickets_[slot];
    const Span waited = now - t.queued_at;
    const auto& stages = routing(t.tier).stages;
    const std::uint8_t before = t.stage;
    lines_.leave(slot, t.need, t.priority);
    for (std::size_t k = t.stage + 1U; k < stages.size(); ++k) {
        if (stages[k].after == waited && stage_holds(stages[k], slot)) {
            t.stage = static_cast<std::uint8_t>(k);
            t.need = lines_.number_of(need_of(slot));
        }
    }
    set_widening(slot);
    if (t.stage == before) {
        lines_.join(slot, t.need, t.priority, standing(slot));
        return;
    }
    write(Fact::widened, slot, t.stage, t.need);
    if (!taken_at_once(slot)) {
        take_place_in_line(slot);
    }
}

/// Looked at while the ticket is in no line: the others are all that wait.
bool World::stage_holds(const Stage& stage, std::uint32_t slot) const {
    const std::uint32_t need = tickets_[slot].need;
    std::size_t idle = 0;
    std::size_t present = 0;
    for (const Server& server : lines_.servers(need)) {
        idle += idle_[server.crew.index].size();
        present += on_duty_[server.crew.index];
    }
    return (!stage.queue_over || lines_.waiting(need) > *stage.queue_over) &&
           (!stage.free_under || idle < *stage.free_under) &&
           (!stage.nobody_on_duty || present == 0) &&
           (!stage.during.exists() || (*calendars_)[stage.during].open.is_open(now));
}

double World::weight_of(const Routing& how, Priority priority) const {
    return priority < how.weights.size() ? how.weights[priority] : 1.0;
}

Standing World::standing(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    std::int64_t rank = 0;
    switch (routing(t.tier).discipline) {
        case Discipline::fifo:
        case Discipline::weighted_wait:
            break;
        case Discipline::priority:
            rank = t.priority;
            break;
        case Discipline::earliest_deadline:
            rank = earliest_deadline(slot).time_since_epoch().count();
            break;
        case Discipline::least_slack: {
            const Instant deadline = earliest_deadline(slot);
            const Span work = deadline == never ? Span{0} : expected_work(t);
            rank = (deadline - work).time_since_epoch().count();
            break;
        }
    }
    return {rank, t.first_queued, t.number.value, t.task};
}

Span World::expected_work(const OpenTicket& t) const {
    if (t.task) {
        return t.work_left;
    }
    const Span at_it = t.place == Place::in_hand ? now - begun_at(t) : Span{0};
    return median_left(step_of(t).handle, t.step_known ? t.touch + at_it : Span{0});
}

/// Whether what is left of the crew's shift is enough, or nobody who may serve it has more.
bool World::has_time_for(CrewId crew, std::uint32_t slot, const Fit& how) const {
    const OpenTicket& t = tickets_[slot];
    const auto enough = [&](CrewId c, const Fit& f) {
        const auto work = static_cast<double>(expected_work(t).count()) / f.speed;
        return static_cast<double>((crew_leaves_[c.index] - now).count()) >= work;
    };
    return enough(crew, how) ||
           std::ranges::none_of(lines_.servers(t.need), [&](const Server& other) {
               return on_duty_[other.crew.index] > 0 &&
                      crew_leaves_[other.crew.index] > crew_leaves_[crew.index];
           });
}

/// All of the tier who could take a ticket now, whatever they master.
std::size_t World::free_agents(TierId tier) const {
    std::size_t free = 0;
    for (std::uint32_t crew = 0; crew < crews_; ++crew) {
        const bool here = plan_->crews[crew].tier == tier && crew_leaves_[crew] > now;
        free += here ? idle_[crew].size() : 0;
    }
    return free;
}

/// Whether it is left waiting for the sake of more urgent ones, while so many agents are free.
bool World::is_held_back(std::uint32_t slot, std::size_t free) const {
    const OpenTicket& t = tickets_[slot];
    const auto& reserve = routing(t.tier).reserve;
    return reserve && reserve->binds(t.priority) && free <= reserve->agents;
}

/// Of the crew's people, whoever of them it is: least first.
double World::merit(AgentChoice choice, CrewId crew, const Fit& fit) const {
    if (choice == AgentChoice::best_proficiency) {
        return -fit.speed;
    }
    const auto& cost = draft_->organisation.teams[plan_->crews[crew.index].team].cost;
    return choice == AgentChoice::cheapest && cost ? cost->at(now) : 0;
}

std::uint32_t World::free_agent_for(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    const Routing& how = routing(t.tier);
    if (how.reserve && is_held_back(slot, free_agents(t.tier))) {
        return nobody;
    }
    const auto preference = [&](const Server& server) {
        return std::tuple{
            server.fit.translated, server.fit.masked, how.prefer_home && !server.fit.home,
            merit(how.choice, server.crew, server.fit), idle_[server.crew.index].first_standing()};
    };
    const Server* best = nullptr;  // most often the only one
    for (const Server& server : lines_.servers(t.need)) {
        if (!idle_[server.crew.index].empty() && crew_leaves_[server.crew.index] > now &&
            may_take(server.crew, slot, server.fit) &&
            (best == nullptr || preference(server) < preference(*best))) {
            best = &server;
        }
    }
    return best != nullptr ? idle_[best->crew.index].first() : nobody;
}

std::uint32_t World::next_ticket_for(std::uint32_t agent) const {
    const CrewId crew = desks_[agent].crew;
    const TierId tier = plan_->crews[crew.index].tier;
    if (lines_.waiting(tier) == 0) {
        return nobody;
    }
    const Routing& how = routing(tier);
    const bool weighted = how.discipline == Discipline::weighted_wait;
    // The agent is free, in a line or about to be.
    const bool counted = desks_[agent].state == Desk::State::idle;
    const std::size_t free = how.reserve ? free_agents(tier) + (counted ? 0U : 1U) : 0;
    Lines::Head best{.slot = nobody};
    const Fit* best_fit = nullptr;
    const auto preference = [&](const Lines::Head& head, const Fit& server) {
        const auto waited = static_cast<double>((now - head.standing->since).count());
        return std::tuple{how.home_first && !server.home,
                          weighted ? -waited * weight_of(how, tickets_[head.slot].priority) : 0.0,
                          *head.standing};
    };
    const auto look = [&](const Lines::Head& head) {
        const Fit* server = lines_.fit_of(head.need, crew);
        if (server != nullptr && may_take(crew, head.slot, *server) &&
            !(how.reserve && is_held_back(head.slot, free)) &&
            (best.slot == nobody || preference(head, *server) < preference(best, *best_fit))) {
            best = head;
            best_fit = server;
        }
    };
    if (how.enough_time) {
        lines_.each_waiting(tier, look);
    } else {
        lines_.each_head(tier, look);
    }
    return best.slot;
}

/// Gives waiting tickets to idle agents after a change of shifts that lets more of them take more.
void World::match_again(TierId tier) {
    for (std::uint32_t crew = 0; crew < crews_; ++crew) {
        if (plan_->crews[crew].tier != tier || crew_leaves_[crew] <= now) {
            continue;
        }
        while (!idle_[crew].empty()) {
            const std::uint32_t agent = idle_[crew].first();
            const std::uint32_t slot = next_ticket_for(agent);
            if (slot == nobody) {
                break;
            }
            leave_idle(agent);
            lines_.leave(slot, tickets_[slot].need, tickets_[slot].priority);
            tickets_[slot].place = Place::none;
            begin_work(agent, slot);
        }
    }
}

}  // namespace meridian
