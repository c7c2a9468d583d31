#include <algorithm>
#include <tuple>

#include "tests/reference/simulator.h"

namespace meridian::reference {

const Routing& Simulator::routing(TierId tier) const { return draft_.policy.routing[tier.index]; }

Need Simulator::need_of(const Case& c) const {
    const auto& stages = routing(c.tier).stages;
    return {.tier = c.tier,
            .category = c.attributes.category,
            .language = c.attributes.language,
            .region = c.attributes.region,
            .residency = c.attributes.residency,
            .reach = stages.empty() ? Stage::Reach::any : stages[c.stage].reach,
            .team = c.only_team,
            .desk = c.only_region};
}

void Simulator::queue(std::size_t which, Why why) {
    if (waits_for_repair(cases_[which])) {
        link(which, static_cast<std::uint32_t>(why));
        return;
    }
    Case& c = cases_[which];
    c.queued_at = now_;
    c.stage = 0;
    c.need = need_of(c);
    const auto& stages = routing(c.tier).stages;
    for (std::size_t k = 1; k < stages.size(); ++k) {
        if (stages[k].after <= Span{0} && holds(stages[k], c)) {
            c.stage = k;
            c.need = need_of(c);
        }
    }
    const auto& most = routing(c.tier).queue_max;
    const std::int64_t waiting = std::ranges::count_if(cases_, [&](const Case& other) {
        return other.place == Place::line && other.tier == c.tier;
    });
    const bool no_room = most && !c.admitted && waiting >= *most;
    if (no_room && person_for(c) == nobody && person_to_interrupt(c) == nobody &&
        !would_be_added(which)) {
        turn_away(which, waiting);
        return;
    }
    c.admitted = true;
    if (!c.chases) {
        hears(which);
    }
    c.stages_seen = now_;
    c.place = Place::line;
    say(Fact::queued, which, static_cast<std::int64_t>(c.stage), nobody,
        static_cast<std::uint32_t>(why));
    forget(which, Trigger::Kind::waiting);
    if (c.attributes.channel.exists() && !c.answered && !c.hangs_up) {
        if (const auto& patience = draft_.workload.channels[c.attributes.channel].patience) {
            c.hangs_up = now_ + quantile(*patience, random_.block(c.number, Purpose::patience)[0]);
        }
    }
    look_for_somebody(which);
    if (no_room && cases_[which].place == Place::line) {
        fill_hands();
    }
}

void Simulator::wait_for_owner(std::size_t which, Why why) {
    Case& c = cases_[which];
    if (!c.chases) {
        hears(which);
    }
    c.queued_at = now_;
    c.place = Place::with_owner;
    say(Fact::queued, which, static_cast<std::int64_t>(c.stage), nobody,
        static_cast<std::uint32_t>(why));
    forget(which, Trigger::Kind::waiting);
}

void Simulator::look_for_somebody(std::size_t which) {
    if (const std::size_t person = person_for(cases_[which]); person != nobody) {
        start(person, which);
    } else {
        interrupts_somebody(which);
    }
}

std::optional<Instant> Simulator::widens_at(const Case& c) const {
    if (c.place != Place::line || c.task != 0) {
        return std::nullopt;
    }
    std::optional<Instant> first;
    for (const Stage& stage : routing(c.tier).stages) {
        const Instant at = c.queued_at + stage.after;
        if (at > c.stages_seen && (!first || at < *first)) {
            first = at;
        }
    }
    return first;
}

/// The stages whose wait is over at this instant are looked at once, one after another.
void Simulator::widen(std::size_t which) {
    Case& c = cases_[which];
    const auto& stages = routing(c.tier).stages;
    const std::size_t before = c.stage;
    for (std::size_t k = c.stage + 1; k < stages.size(); ++k) {
        if (c.queued_at + stages[k].after == now_ && holds(stages[k], c)) {
            c.stage = k;
            c.need = need_of(c);
        }
    }
    c.stages_seen = now_;
    if (c.stage != before) {
        say(Fact::widened, which, static_cast<std::int64_t>(c.stage));
        look_for_somebody(which);
    }
}

/// Whether the stage's conditions hold of the present stage.
bool Simulator::holds(const Stage& stage, const Case& c) const {
    const auto same_crews = [&](const Need& other) {
        return other.tier == c.need.tier && std::ranges::all_of(people_, [&](const Person& p) {
                   return fits(p, other).has_value() == fits(p, c.need).has_value();
               });
    };
    const auto others = std::ranges::count_if(cases_, [&](const Case& other) {
        return &other != &c && other.place == Place::line && same_crews(other.need);
    });
    std::int64_t free = 0;
    std::int64_t present = 0;
    for (const Person& p : people_) {
        const bool serves = fits(p, c.need).has_value();
        free += serves && p.state == Person::State::idle;
        present += serves && p.on_shift;
    }
    return (!stage.queue_over || others > *stage.queue_over) &&
           (!stage.free_under || free < *stage.free_under) &&
           (!stage.nobody_on_duty || present == 0) &&
           (!stage.during.exists() || house_.calendars[stage.during].open.is_open(now_));
}

std::optional<Fit> Simulator::fits(const Person& p, const Need& need) const {
    return fit(house_, draft_.workload.categories, crew_of(p), need);
}

/// Where it counts: what is left of the shift is enough, or nobody on duty who may serve it has
/// more left.
bool Simulator::enough_time(const Person& p, const Case& c, const Fit& how) const {
    const auto needed = static_cast<double>(expected_work(c).count()) / how.speed;
    const bool enough = static_cast<double>((p.shift_end - now_).count()) >= needed;
    return !routing(c.tier).enough_time || enough ||
           std::ranges::none_of(people_, [&](const Person& other) {
               return other.on_shift && other.shift_end > p.shift_end &&
                      fits(other, c.need).has_value();
           });
}

std::size_t Simulator::person_for(const Case& c) const {
    const Routing& how = routing(c.tier);
    std::size_t best = nobody;
    std::tuple<bool, bool, double, Instant> best_key;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const Person& p = people_[i];
        const auto can = fits(p, c.need);
        if (p.state != Person::State::idle || p.shift_end <= now_ || !can ||
            !enough_time(p, c, *can) || held_back(c, &p)) {
            continue;
        }
        double metric = 0;
        switch (how.choice) {
            case AgentChoice::longest_idle:
                break;
            case AgentChoice::least_loaded:
                metric = static_cast<double>(p.busy.count());
                break;
            case AgentChoice::best_proficiency:
                metric = -can->speed;
                break;
            case AgentChoice::cheapest:
                metric =
                    house_.teams[team_of(p)].cost ? house_.teams[team_of(p)].cost->at(now_) : 0;
                break;
            case AgentChoice::round_robin:
                metric = static_cast<double>(p.assigned);
                break;
        }
        const std::tuple key{can->masked, how.prefer_home && !can->home, metric, p.since};
        if (best == nobody || key < best_key) {
            best = i;
            best_key = key;
        }
    }
    return best;
}

/// The smaller the sooner.
double Simulator::rank(const Case& c) const {
    const Routing& how = routing(c.tier);
    std::optional<Instant> earliest;
    for (const Promise& p : c.promises) {
        if (const auto at = deadline(p); at && (!earliest || *at < *earliest)) {
            earliest = at;
        }
    }
    const auto ms = [](auto span) { return static_cast<double>(span.count()); };
    const double at =
        earliest ? ms(earliest->time_since_epoch()) : std::numeric_limits<double>::infinity();
    switch (how.discipline) {
        case Discipline::fifo:
            return 0;
        case Discipline::priority:
            return c.priority;
        case Discipline::earliest_deadline:
            return at;
        case Discipline::least_slack:
            return at - ms(expected_work(c));
        case Discipline::weighted_wait:
            return -ms(now_ - c.entered_tier) *
                   (c.priority < how.weights.size() ? how.weights[c.priority] : 1.0);
    }
    return 0;
}

/// The first of those who wait: of the own region if those come first, by discipline, then whoever
/// has been longer on the tier, then by number, a ticket before the tasks beside it.
std::size_t Simulator::first_in_line(const Person& p,
                                     const std::function<bool(const Case&)>& may_be_taken) const {
    std::size_t best = nobody;
    const auto key = [&](std::size_t i) {
        const Case& c = cases_[i];
        const bool later = routing(c.tier).home_first && !fits(p, c.need)->home;
        return std::tuple{later, rank(c), c.entered_tier, c.number, c.task};
    };
    for (std::size_t i = 0; i < cases_.size(); ++i) {
        const Case& c = cases_[i];
        const auto can = fits(p, c.need);
        if (c.place == Place::line && can && enough_time(p, c, *can) && may_be_taken(c) &&
            (best == nobody || key(i) < key(best))) {
            best = i;
        }
    }
    return best;
}

/// A change of shifts may let those who are idle take more.
void Simulator::match_again(TierId tier) {
    for (std::uint32_t crew = 0; crew < house_.crews.size(); ++crew) {
        if (house_.teams[house_.crews[{crew}].team].tier != tier) {
            continue;
        }
        for (bool found = true; found;) {
            found = false;
            std::size_t first = nobody;
            const auto key = [&](std::size_t i) {
                const Person& p = people_[i];
                const AgentChoice choice = routing(tier).choice;
                const std::int64_t load = choice == AgentChoice::least_loaded ? p.busy.count()
                                          : choice == AgentChoice::round_robin
                                              ? static_cast<std::int64_t>(p.assigned)
                                              : 0;
                return std::tuple{load, p.since, i};
            };
            for (std::size_t i = 0; i < people_.size(); ++i) {
                const Person& p = people_[i];
                if (p.crew.index == crew && p.state == Person::State::idle && p.shift_end > now_ &&
                    (first == nobody || key(i) < key(first))) {
                    first = i;
                }
            }
            const auto may_be_taken = [&](const Case& c) { return !held_back(c, &people_[first]); };
            const std::size_t work =
                first == nobody ? nobody : first_in_line(people_[first], may_be_taken);
            if (work != nobody) {
                start(first, work);
                found = true;
            }
        }
    }
}

}  // namespace meridian::reference
