#include "sim/measure/presence.h"

#include <algorithm>

namespace meridian {

Presence::Presence(const Scenario& scenario) : by_crew_(scenario->organisation.crews.size()) {
    for (std::uint32_t i = 0; i < scenario->organisation.crews.size(); ++i) {
        crew_of_.insert(crew_of_.end(), scenario->organisation.crews[CrewId{i}].agents, i);
    }
    states_.resize(crew_of_.size(), State::away);
}

void Presence::observe(const Entry& entry) {
    switch (entry.fact) {
        case Fact::on_duty:
        case Fact::break_ended:
            put(entry.actor, entry.at, State::here);
            break;
        case Fact::off_duty:
            put(entry.actor, entry.at, State::away);
            break;
        case Fact::break_began:
            put(entry.actor, entry.at, State::on_break);
            break;
        case Fact::shift_ended:
            put(entry.actor, entry.at, State::beyond);
            break;
        case Fact::started:  // overtime that reached into the next shift
            if (entry.actor < states_.size() && states_[entry.actor] == State::beyond) {
                put(entry.actor, entry.at, State::here);
            }
            break;
        default:
            break;
    }
}

void Presence::put(std::uint32_t agent, Instant at, State state) {
    if (agent >= states_.size()) {
        return;
    }
    const int change = (state == State::here ? 1 : 0) - (states_[agent] == State::here ? 1 : 0);
    states_[agent] = state;
    if (change == 0) {
        return;
    }
    std::vector<Count>& counts = by_crew_[crew_of_[agent]];
    const std::int32_t here = (counts.empty() ? 0 : counts.back().here) + change;
    if (!counts.empty() && counts.back().at == at) {
        counts.back().here = here;
        return;
    }
    counts.push_back({at, here});
    ++size_;
}

void Presence::forget_before(Instant at) {
    size_ = 0;
    for (std::vector<Count>& counts : by_crew_) {
        // The count that holds at `at` stays.
        auto first = std::ranges::upper_bound(counts, at, {}, &Count::at);
        if (first != counts.begin()) {
            counts.erase(counts.begin(), first - 1);
        }
        size_ += counts.size();
    }
}

std::int64_t Presence::collect(std::span<const CrewId> crews, Interval stretch) {
    steps_.clear();
    std::int64_t here = 0;
    for (const CrewId crew : crews) {
        const std::vector<Count>& counts = by_crew_[crew.index];
        auto next = std::ranges::upper_bound(counts, stretch.begin, {}, &Count::at);
        std::int32_t before = next == counts.begin() ? 0 : (next - 1)->here;
        here += before;
        for (; next != counts.end() && next->at < stretch.end; ++next) {
            steps_.push_back({next->at, next->here - before});
            before = next->here;
        }
    }
    if (crews.size() > 1) {
        std::ranges::sort(steps_, {}, &Step::at);
    }
    std::size_t last = 0;
    for (std::size_t i = 1; i < steps_.size(); ++i) {
        if (steps_[i].at == steps_[last].at) {
            steps_[last].change += steps_[i].change;
        } else {
            steps_[++last] = steps_[i];
        }
    }
    steps_.resize(steps_.empty() ? 0 : last + 1);
    return here;
}

}  // namespace meridian
