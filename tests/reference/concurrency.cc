#include <algorithm>
#include <tuple>

#include "tests/reference/simulator.h"

namespace meridian::reference {

const Concurrency& Simulator::concurrency(ChannelId channel) const {
    static const Concurrency one;
    return channel.exists() ? draft_.workload.channels[channel].concurrency : one;
}

/// Until now, on each that is in hand.
void Simulator::work_off(Person& p) {
    if (!p.hands.empty()) {
        const std::int64_t done = concurrency(p.channel).done(p.hands.size(), now_ - p.told);
        for (const std::size_t which : p.hands) {
            cases_[which].done += done;
        }
        p.busy += now_ - p.told;
    }
    p.told = now_;
}

/// A ticket, of the channel of what is in hand.
bool Simulator::goes_with(const Case& c, const Person& p) const {
    return c.task == 0 && p.channel.exists() && c.attributes.channel == p.channel;
}

bool Simulator::has_room(const Person& p) const {
    return p.state == Person::State::working && p.hands.size() < concurrency(p.channel).most;
}

/// Not once the shift is over, nor while a break is due or a meeting is held.
bool Simulator::takes_more(const Person& p) const {
    const auto rest = next_break(p);
    return has_room(p) && p.on_shift && p.shift_end > now_ && !meeting_until(p) &&
           !(rest && break_at(p, *rest) <= now_);
}

/// Whether somebody would take it at once, if it waited.
bool Simulator::would_be_added(std::size_t which) {
    cases_[which].place = Place::line;
    const bool would = std::ranges::any_of(people_, [&](const Person& p) {
        return goes_with(cases_[which], p) && takes_more(p) && next_case_for(p) == which;
    });
    cases_[which].place = Place::nowhere;
    return would;
}

/// The first that is done, or the end of a meeting after which there is room again.
Instant Simulator::looks_up_at(const Person& p) const {
    Instant at = Instant::max();
    for (const std::size_t which : p.hands) {
        at = std::min(at, done_at(cases_[which]));
    }
    const auto until = meeting_until(p);
    return until && p.channel.exists() && has_room(p) ? std::min(at, *until) : at;
}

/// After everything that happens at an instant: whoever has room takes what would be next, if it
/// goes with the rest; the one who has least before the others.
void Simulator::fill_hands() {
    for (bool found = true; found;) {
        found = false;
        std::tuple<std::size_t, bool, bool, double, double, std::size_t> best;
        for (std::size_t i = 0; i < people_.size(); ++i) {
            const Person& p = people_[i];
            const std::size_t next = takes_more(p) ? next_case_for(p) : nobody;
            if (next == nobody || !goes_with(cases_[next], p)) {
                continue;
            }
            const Routing& how = routing(tier_of(p));
            const Fit can = fits(p, cases_[next].need).value_or(Fit{});
            const auto& cost = house_.teams[team_of(p)].cost;
            const double metric = how.choice == AgentChoice::best_proficiency   ? -can.speed
                                  : how.choice == AgentChoice::cheapest && cost ? cost->at(now_)
                                                                                : 0;
            const Span busy = p.busy + (now_ - p.told);
            const double rank = how.choice == AgentChoice::least_loaded
                                    ? static_cast<double>(busy.count())
                                    : static_cast<double>(p.assigned);
            const std::tuple key{p.hands.size(), can.masked, how.prefer_home && !can.home,
                                 metric,         rank,       i};
            best = found ? std::min(best, key) : key;
            found = true;
        }
        if (found) {
            const std::size_t person = std::get<5>(best);
            const std::size_t next = next_case_for(people_[person]);
            std::erase(people_[person].keeps, next);
            start(person, next);
        }
    }
}

}  // namespace meridian::reference
