#include "tests/reference/simulator.h"

#include <algorithm>
#include <tuple>

namespace meridian::reference {
namespace {

/// Shifts and meetings that touch the horizon. One that is under way as it begins begins with it,
/// and whoever goes on from one shift into the next does not leave in between.
std::vector<Turn> turns_of(const Draft& draft) {
    const Interval horizon = draft.run.horizon;
    const auto touches = [&](Interval i) { return i.end > horizon.begin && i.begin < horizon.end; };
    std::vector<Turn> turns;
    for (std::size_t i = 0; i < draft.organisation.crews.size(); ++i) {
        const Crew& crew = draft.organisation.crews[{static_cast<std::uint32_t>(i)}];
        for (std::size_t k = 0; k < crew.shifts.size(); ++k) {
            const Interval shift = crew.shifts[k];
            if (!touches(shift)) {
                continue;
            }
            turns.push_back(
                {std::max(shift.begin, horizon.begin), Turn::Kind::shift_begins, i, k, shift.end});
            if (k + 1 == crew.shifts.size() || crew.shifts[k + 1].begin != shift.end) {
                turns.push_back({shift.end, Turn::Kind::shift_ends, i, k, shift.end});
            }
        }
        for (const Interval& meeting : crew.meetings) {
            if (touches(meeting)) {
                turns.push_back({std::max(meeting.begin, horizon.begin), Turn::Kind::meeting_begins,
                                 i, 0, meeting.end});
            }
        }
    }
    std::ranges::stable_sort(turns, {}, [](const Turn& t) {
        return std::tuple{t.at, t.kind, t.crew};
    });
    return turns;
}

}  // namespace

Simulator::Simulator(const Scenario& scenario, std::uint64_t replication,
                     const std::vector<std::vector<Arrival>>& logs)
    : scenario_(scenario),
      draft_(*scenario),
      house_(draft_.organisation),
      random_(draft_.run.seed, replication),
      now_(draft_.run.horizon.begin),
      turns_(turns_of(draft_)) {
    for (std::uint32_t i = 0; i < draft_.workload.streams.size(); ++i) {
        const auto log = draft_.workload.streams[{i}].log;
        const auto some =
            customers_of(scenario, {i}, random_,
                         log && *log < logs.size() ? logs[*log] : std::vector<Arrival>{});
        std::vector<Customer>& where = awaits_rule({i}) ? causes_ : customers_;
        where.insert(where.end(), some.begin(), some.end());
    }
    std::ranges::stable_sort(customers_, {}, &Customer::at);
    for (std::uint32_t i = 0; i < house_.crews.size(); ++i) {
        for (std::uint32_t k = 0; k < house_.crews[{i}].agents; ++k) {
            people_.push_back({.crew = {i}, .place_in_crew = k});
        }
    }
}

std::vector<Said> Simulator::run() {
    const Interval horizon = draft_.run.horizon;
    while (next_customer_ < customers_.size() && customers_[next_customer_].at < horizon.begin) {
        now_ = customers_[next_customer_].at;
        open(customers_[next_customer_++]);
    }
    now_ = horizon.begin;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
        if (cases_[i].attributes.backlog) {
            begin(i);
        }
    }
    for (Next event = next(); event.at < horizon.end; event = next()) {
        now_ = event.at;
        happen(event);
        if (next().at > now_) {
            fill_hands();
        }
    }
    now_ = horizon.end;
    finish();
    return said_;
}

void Simulator::consider(Next& best, const Next& other) const {
    const auto key = [](const Next& n) { return std::tuple{n.at, n.what, n.whose}; };
    if (key(other) < key(best)) {
        best = other;
    }
}

Simulator::Next Simulator::next() const {
    Next best;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const Person& p = people_[i];
        if (p.state == Person::State::working) {
            const Instant done = looks_up_at(p);
            const Instant at = p.must_stop ? std::min(done, *p.must_stop) : done;
            consider(best, {at, What::work_ends, i, i});
        } else if (p.state == Person::State::noting) {
            consider(best, {p.until, What::work_ends, i, i});
        } else if (p.state == Person::State::away) {
            consider(best, {p.until, What::break_ends, i, i});
        } else if (const auto rest = next_break(p);
                   p.state == Person::State::idle && p.shift_end > now_ && rest) {
            consider(best, {std::max(now_, break_at(p, *rest)), What::break_due, i, i});
        }
    }
    for (std::size_t i = 0; i < cases_.size(); ++i) {
        if (const auto at = due_at(cases_[i])) {
            consider(best, {std::max(now_, *at), What::ticket_due, cases_[i].number.value, i});
        }
    }
    if (next_turn_ < turns_.size()) {
        const Turn& turn = turns_[next_turn_];
        const What what = turn.kind == Turn::Kind::shift_ends       ? What::shift_ends
                          : turn.kind == Turn::Kind::meeting_begins ? What::meeting_begins
                                                                    : What::shift_begins;
        consider(best, {turn.at, what, turn.crew, next_turn_});
    }
    if (next_customer_ < customers_.size()) {
        const Customer& next = customers_[next_customer_];
        consider(best, {next.at, What::ticket_opens, whose(next), next_customer_});
    }
    return best;
}

void Simulator::happen(const Next& event) {
    switch (event.what) {
        case What::work_ends:
            people_[event.which].state == Person::State::noting ? note_ends(event.which)
                                                                : work_ends(event.which);
            break;
        case What::break_ends:
            say_of(Fact::break_ended, event.which);
            look_for_work(event.which);
            break;
        case What::shift_ends: {
            const Turn turn = turns_[next_turn_++];
            for (std::size_t i = 0; i < people_.size(); ++i) {
                if (people_[i].crew.index == turn.crew) {
                    shift_ends(i);
                }
            }
            break;
        }
        case What::meeting_begins:
            meeting_begins(turns_[next_turn_++]);
            break;
        case What::shift_begins:
            shift_begins(turns_[next_turn_++]);
            break;
        case What::ticket_due:
            due(event.which);
            break;
        case What::break_due:
            look_for_work(event.which);
            break;
        case What::ticket_opens:
            open(Customer(customers_[next_customer_++]));  // others may be put before it
            break;
        case What::nothing:
            break;
    }
    const bool turned = event.what == What::shift_ends || event.what == What::meeting_begins ||
                        event.what == What::shift_begins;
    if (turned) {
        const auto crew = static_cast<std::uint32_t>(turns_[event.which].crew);
        const TierId tier = house_.teams[house_.crews[{crew}].team].tier;
        if (event.what == What::shift_begins || routing(tier).enough_time) {
            match_again(tier);
        }
        if (event.what == What::shift_begins && routing(tier).preemption) {
            interrupt_for_waiting(tier);
        }
    }
}

void Simulator::say(Fact fact, std::size_t which, std::int64_t value, std::size_t actor,
                    std::uint32_t cause) {
    const Case& c = cases_[which];
    Said said;
    said.entry = {.at = now_,
                  .value = value,
                  .ticket = c.number,
                  .actor = static_cast<std::uint32_t>(actor),
                  .cause = static_cast<std::uint16_t>(cause),
                  .fact = fact,
                  .tier = static_cast<std::uint8_t>(c.tier.index),
                  .priority = c.priority};
    said.task = c.task;
    said.need = c.need;
    said.attributes = c.attributes;
    said_.push_back(said);
}

void Simulator::say_of(Fact fact, std::size_t person, std::int64_t value) {
    Said said;
    said.entry = {.at = now_,
                  .value = value,
                  .actor = static_cast<std::uint32_t>(person),
                  .fact = fact,
                  .tier = static_cast<std::uint8_t>(tier_of(people_[person]).index)};
    said_.push_back(said);
}

void Simulator::finish() {
    for (std::size_t i = 0; i < people_.size(); ++i) {
        while (!people_[i].hands.empty()) {
            stop(people_[i].hands.front(), Why::horizon);
        }
    }
    for (std::size_t i = 0; i < cases_.size(); ++i) {
        if (cases_[i].place != Place::ended && cases_[i].task == 0) {
            promises_at_horizon(i);
            say(Fact::left_open, i, (now_ - cases_[i].created).count());
        }
    }
}

std::vector<Said> journal_of(const Scenario& scenario, std::uint64_t replication,
                             const std::vector<std::vector<Arrival>>& logs) {
    return Simulator(scenario, replication, logs).run();
}

}  // namespace meridian::reference
