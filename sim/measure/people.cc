#include "sim/measure/people.h"

#include "model/beside_concurrency.h"

namespace meridian {

namespace {

void count_overtime(PeopleTally& sum, std::int64_t overtime) {
    sum.overtime += overtime;
    sum.shift -= overtime;
}

}  // namespace

PeopleFold::PeopleFold(const Scenario& scenario)
    : scenario_(&scenario), window_(window_of(*scenario)), several_(has_concurrency(*scenario)) {
    const Organisation& organisation = scenario->organisation;
    for (std::uint32_t c = 0; c < organisation.crews.size(); ++c) {
        const Crew& crew = organisation.crews[CrewId{c}];
        for (std::uint32_t i = 0; i < crew.agents; ++i) {
            const std::size_t place = std::size_t{crew.first_agent.index} + i;
            agents_.resize(std::max(agents_.size(), place + 1));
            agents_[place].team = crew.team;
            agents_[place].crew = CrewId{c};
        }
    }
}

void PeopleFold::observe(const Entry& entry) {
    switch (entry.fact) {
        case Fact::started:
        case Fact::task_started:
            begin_work(agents_[entry.actor], entry.at);
            break;
        case Fact::stopped:
            count_outcome(agents_[entry.actor].sum, entry);
            [[fallthrough]];
        case Fact::task_done:
            hold(agents_[entry.actor].sum, entry.at - Span{entry.value}, entry.at);
            end_work(agents_[entry.actor], entry.at);
            break;
        case Fact::overescalated:
            agents_[entry.actor].sum.avoidable += window_.contains(entry.at) ? 1 : 0;
            break;
        case Fact::asked_customer:
            agents_[entry.actor].sum.needless += window_.contains(entry.at) ? entry.value : 0;
            break;
        case Fact::note_written:  // said when it is finished
            agents_[entry.actor].sum.busy += within(entry.at - Span{entry.value}, entry.at);
            hold(agents_[entry.actor].sum, entry.at - Span{entry.value}, entry.at);
            break;
        case Fact::called:  // said when it begins
            agents_[entry.actor].sum.busy += within(entry.at, entry.at + Span{entry.value});
            hold(agents_[entry.actor].sum, entry.at, entry.at + Span{entry.value});
            break;
        case Fact::on_duty:
            agents_[entry.actor].on_duty = true;
            agents_[entry.actor].on_since = entry.at;
            break;
        case Fact::off_duty:
            go(agents_[entry.actor], entry.at);
            count_overtime(agents_[entry.actor].sum,
                           within(entry.at - Span{entry.value}, entry.at));
            break;
        case Fact::absent: {
            PeopleTally& sum = agents_[entry.actor].sum;
            const std::int64_t missed = within(entry.at, entry.at + Span{entry.value});
            sum.absent += missed;
            sum.paid += missed;
            break;
        }
        case Fact::break_began:
            agents_[entry.actor].on_break = true;
            agents_[entry.actor].break_since = entry.at;
            agents_[entry.actor].break_kind = entry.value;
            break;
        case Fact::break_ended:
            end_break(agents_[entry.actor], entry.at);
            break;
        default:
            break;
    }
}

void PeopleFold::count_outcome(PeopleTally& sum, const Entry& entry) const {
    if (window_.contains(entry.at)) {
        sum.worked_out += static_cast<Why>(entry.cause) == Why::done ? 1 : 0;
        sum.given_up += static_cast<Why>(entry.cause) == Why::gave_up ? 1 : 0;
    }
}

void PeopleFold::begin_work(Agent& agent, Instant at) {
    if (agent.in_hand++ == 0) {
        agent.busy_since = at;
    }
}

void PeopleFold::end_work(Agent& agent, Instant at) {
    if (agent.in_hand > 0 && --agent.in_hand == 0) {
        agent.sum.busy += within(agent.busy_since, at);
    }
}

void PeopleFold::hold(PeopleTally& sum, Instant from, Instant until) const {
    if (several_) {
        sum.held += within(from, until);
    }
}

void PeopleFold::end_break(Agent& agent, Instant at) {
    if (!agent.on_break) {
        return;
    }
    agent.on_break = false;
    const std::int64_t away = within(agent.break_since, at);
    agent.sum.on_duty -= away;
    if (!is_paid(agent)) {
        agent.sum.paid -= away;
        count_premiums(agent, agent.break_since, at, -1);
    }
}

void PeopleFold::go(Agent& agent, Instant at) {
    end_break(agent, at);
    if (agent.on_duty) {
        const std::int64_t stayed = within(agent.on_since, at);
        agent.sum.on_duty += stayed;
        agent.sum.paid += stayed;
        agent.sum.shift += stayed;
        count_premiums(agent, agent.on_since, at, 1);
        agent.on_duty = false;
    }
}

void PeopleFold::count_premiums(Agent& agent, Instant from, Instant until, int sign) const {
    const auto& cost = (*scenario_)->organisation.teams[agent.team].cost;
    if (!cost) {
        return;
    }
    const Interval paid = clip(window_, from, until);
    const auto within_hours = [&](const Premium& premium) {
        return premium.share > 0 ? sign * premium.hours.open_time(paid.begin, paid.end).count() : 0;
    };
    agent.sum.night += within_hours(cost->night);
    agent.sum.weekend += within_hours(cost->weekend);
}

bool PeopleFold::is_paid(const Agent& agent) const {
    for (const Break& rest : (*scenario_)->organisation.crews[agent.crew].breaks) {
        if (static_cast<std::int64_t>(rest.kind) == agent.break_kind) {
            return rest.paid;
        }
    }
    return true;  // a meeting
}

std::int64_t PeopleFold::within(Instant from, Instant until) const {
    return clip(window_, from, until).length().count();
}

std::vector<PeopleTally> PeopleFold::tally(Instant end) {
    for (Agent& agent : agents_) {
        agent.in_hand = std::min(agent.in_hand, 1U);
        end_work(agent, end);
        go(agent, end);
    }
    std::vector<PeopleTally> sums;
    sums.reserve(agents_.size());
    for (const Agent& agent : agents_) {
        sums.push_back(agent.sum);
    }
    return sums;
}

std::vector<PeopleTally> by_team(const Organisation& organisation,
                                 const std::vector<PeopleTally>& agents) {
    std::vector<PeopleTally> teams(organisation.teams.size());
    for (const Crew& crew : organisation.crews) {
        for (std::uint32_t i = 0; i < crew.agents; ++i) {
            teams[crew.team.index] += agents[crew.first_agent.index + i];
        }
    }
    return teams;
}

}  // namespace meridian
