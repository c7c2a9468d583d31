#include "sim/measure/whereabouts.h"

#include <algorithm>
#include <array>

namespace meridian {
namespace {

constexpr std::array<std::string_view, 11> state_words = {
    "unopened",         "self_service",   "waiting", "in_work",
    "waiting_customer", "waiting_vendor", "on_call", "parked",
    "linked",           "resolved",       "gone"};

}  // namespace

void Whereabouts::take(const Entry& entry) {
    wait_until(entry.at - Span{1});
    if (is_about_clock(entry.fact)) {
        take_clock(entry);
    } else if (is_of_a_life(entry.fact)) {
        if (is_by_rule(entry)) {
            fired_.push_back(entry.cause);
        }
        take_life(entry);
    }
}

void Whereabouts::wait_until(Instant now) {
    for (Promise& promise : promises_) {
        promise.broken = promise.broken || (!promise.over && promise.deadline < now);
    }
}

void Whereabouts::take_clock(const Entry& entry) {
    auto promise = std::find_if(promises_.begin(), promises_.end(),
                                [&](const Promise& p) { return !p.over && p.sla == entry.cause; });
    if (entry.fact == Fact::clock_started || promise == promises_.end()) {
        promise = promises_.insert(promises_.end(), {.sla = entry.cause});
    }
    switch (entry.fact) {
        case Fact::clock_started:
        case Fact::clock_resumed:
        case Fact::clock_moved:
            promise->deadline =
                entry.value == no_deadline ? Instant::max() : Instant{Span{entry.value}};
            break;
        case Fact::clock_paused:
            promise->deadline = Instant::max();
            break;
        case Fact::clock_stopped:
            promise->over = true;
            promise->broken = entry.value > 0;
            break;
        case Fact::clock_cancelled:
            if (entry.value <= 0) {
                promises_.erase(promise);
                break;
            }
            promise->over = promise->broken = true;
            break;
        default:
            break;
    }
}

bool Whereabouts::is_by_rule(const Entry& entry) {
    switch (entry.fact) {
        case Fact::escalated:
        case Fact::transferred:
        case Fact::prioritised:
        case Fact::notified:
        case Fact::involved:
        case Fact::sent_back:
        case Fact::sent_out:
        case Fact::paged:
        case Fact::chain_began:
        case Fact::stepped:
        case Fact::declared:
            return entry.cause != none_rule;
        default:
            return false;
    }
}

void Whereabouts::take_life(const Entry& entry) {
    tier_ = entry.tier;
    priority_ = entry.priority;
    switch (entry.fact) {
        case Fact::opened:
        case Fact::queued:
        case Fact::replied:
        case Fact::came_back:
        case Fact::worked_from_home:
        case Fact::reopened:
            state_ = State::waiting;
            break;
        case Fact::started:
            state_ = State::in_work;
            agent_ = entry.actor;
            break;
        case Fact::self_served:
            state_ = State::self_service;
            break;
        case Fact::asked_customer:
            state_ = State::waiting_customer;
            break;
        case Fact::sent_out:
            state_ = State::waiting_vendor;
            break;
        case Fact::acknowledged:
            state_ = State::on_call;
            break;
        case Fact::parked:
            state_ = State::parked;
            break;
        case Fact::linked:
            state_ = State::linked;
            break;
        case Fact::resolved:
            state_ = State::resolved;
            agent_ = entry.actor;
            break;
        case Fact::abandoned:
        case Fact::blocked:
        case Fact::withdrawn:
            state_ = State::gone;
            break;
        case Fact::escalated:
            escalated_ = true;
            break;
        default:
            break;
    }
}

bool Whereabouts::is_held() const {
    return state_ == State::in_work || state_ == State::waiting_customer ||
           state_ == State::parked || state_ == State::resolved;
}

TeamId Whereabouts::team() const {
    if (is_held()) {
        for (const Crew& crew : (*scenario_)->organisation.crews) {
            if (agent_ >= crew.first_agent.index && agent_ - crew.first_agent.index < crew.agents) {
                return crew.team;
            }
        }
    }
    return {};
}

std::vector<std::string> Whereabouts::promises(bool broken) const {
    std::vector<std::string> names;
    for (const Promise& promise : promises_) {
        if (broken ? promise.broken : promise.over && !promise.broken) {
            names.push_back((*scenario_)->policy.sla[SlaId{promise.sla}].name);
        }
    }
    return names;
}

std::vector<std::string> Whereabouts::words(std::string_view key) const {
    const Draft& s = **scenario_;
    const auto rule = [&](std::uint16_t index) {
        return s.policy.escalation.rules[RuleId{index}].name;
    };
    if (key == "state") {
        return {std::string(state_words.at(static_cast<std::size_t>(state_)))};
    }
    if (state_ == State::unopened && (key == "tier" || key == "priority")) {
        return {"none"};
    }
    if (key == "tier") {
        return {s.organisation.tiers[TierId{tier_}].name};
    }
    if (key == "team" || key == "region") {
        const TeamId id = team();
        if (!id.exists()) {
            return {"nobody"};
        }
        const Team& held_by = s.organisation.teams[id];
        return {key == "team" ? held_by.name : s.organisation.regions[held_by.region].name};
    }
    if (key == "priority") {
        return {s.workload.priorities.at(priority_)};
    }
    if (key == "escalated") {
        return {escalated_ ? "true" : "false"};
    }
    if (key == "rule") {
        return {fired_.empty() ? "none" : rule(fired_.back())};
    }
    if (key == "fired") {
        std::vector<std::string> names;
        for (const std::uint16_t index : fired_) {
            names.push_back(rule(index));
        }
        return names;
    }
    return promises(key == "broken");
}

}  // namespace meridian
