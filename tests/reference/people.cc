#include <algorithm>

#include "tests/reference/simulator.h"

namespace meridian::reference {

/// Home when the shift is over; then a break that is due, a meeting, a ticket of one's own, the
/// first of those that wait. At the very end of a shift nothing is begun any more. Whoever has
/// something else in hand goes on with that.
void Simulator::look_for_work(std::size_t person) {
    Person& p = people_[person];
    if (!p.hands.empty()) {
        p.state = Person::State::working;
        return;
    }
    if (!p.on_shift) {
        go_home(person);
        return;
    }
    if (p.shift_end > now_) {
        if (const auto rest = next_break(p); rest && break_at(p, *rest) <= now_) {
            p.had_break[*rest] = true;
            go_away(person, crew_of(p).breaks[*rest].length,
                    static_cast<std::int64_t>(crew_of(p).breaks[*rest].kind));
            return;
        }
        if (const auto until = meeting_until(p)) {
            go_away(person, *until - now_, 2);
            return;
        }
        if (const std::size_t next = next_case_for(p); next != nobody) {
            std::erase(p.keeps, next);
            start(person, next);
            return;
        }
    }
    p.state = Person::State::idle;
    p.since = now_;
    if (p.shift_end > now_ && routing(tier_of(p)).reserve) {
        match_again(tier_of(p));  // one more is free: others may take what was held back
    }
}

void Simulator::go_home(std::size_t person) {
    Person& p = people_[person];
    p.state = Person::State::home;
    p.must_stop.reset();
    say_of(Fact::off_duty, person, std::max(Span{0}, now_ - p.shift_end).count());
}

void Simulator::go_away(std::size_t person, Span length, std::int64_t kind) {
    people_[person].state = Person::State::away;
    people_[person].until = now_ + length;
    say_of(Fact::break_began, person, kind);
}

Instant Simulator::break_at(const Person& p, std::size_t which) const {
    const Crew& crew = crew_of(p);
    const Break& rest = crew.breaks[which];
    const std::int64_t steps = crew.agents > 1 ? std::int64_t{crew.agents} - 1 : 1;
    return p.shift_begin + rest.first +
           (rest.last - rest.first) * std::int64_t{p.place_in_crew} / steps;
}

/// The earliest that has not been had in this shift and begins before its end.
std::optional<std::size_t> Simulator::next_break(const Person& p) const {
    std::optional<std::size_t> next;
    for (std::size_t i = 0; i < p.had_break.size(); ++i) {
        if (!p.had_break[i] && break_at(p, i) < p.shift_end &&
            (!next || break_at(p, i) < break_at(p, *next))) {
            next = i;
        }
    }
    return next;
}

std::optional<Instant> Simulator::meeting_until(const Person& p) const {
    for (const Interval& meeting : crew_of(p).meetings) {
        if (meeting.contains(now_)) {
            return meeting.end;
        }
    }
    return std::nullopt;
}

void Simulator::meeting_begins(const Turn& turn) {
    for (std::size_t i = 0; i < people_.size(); ++i) {
        if (people_[i].crew.index == turn.crew && people_[i].state == Person::State::idle) {
            look_for_work(i);
        }
    }
}

/// Those who miss the shift leave what they had before anybody begins.
void Simulator::shift_begins(const Turn& turn) {
    std::vector<std::size_t> who;
    std::vector<bool> was_on_shift;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        Person& p = people_[i];
        if (p.crew.index != turn.crew) {
            continue;
        }
        const double chance =
            random_.block(turn.crew, turn.shift, Purpose::absence, p.place_in_crew)[0];
        if (chance < crew_of(p).absence) {
            shift_ends(i);
            say_of(Fact::absent, i, (turn.until - turn.at).count());
            let_go(i, true);
        } else {
            who.push_back(i);
        }
    }
    for (const std::size_t i : who) {
        people_[i].shift_begin = turn.at;
        people_[i].shift_end = turn.until;
        people_[i].had_break.assign(crew_of(people_[i]).breaks.size(), false);
        people_[i].must_stop.reset();
        was_on_shift.push_back(people_[i].on_shift);
    }
    for (std::size_t k = 0; k < who.size(); ++k) {
        come(who[k], was_on_shift[k]);
    }
}

/// Whoever has been on shift until now, or works overtime, just goes on.
void Simulator::come(std::size_t person, bool was_on_shift) {
    Person& p = people_[person];
    if (was_on_shift) {
        if (p.state == Person::State::idle && meeting_until(p)) {
            look_for_work(person);
        }
        return;
    }
    const bool comes_in = p.state == Person::State::home;
    p.on_shift = true;
    if (comes_in) {
        say_of(Fact::on_duty, person);
    }
    const std::vector<std::size_t> keeps = p.keeps;
    for (const std::size_t which : keeps) {
        Case& c = cases_[which];
        if (c.place != Place::parked) {
            continue;
        }
        if (routing(c.tier).sticky_owner) {
            resume(&SlaTarget::pause_parked, which);
            wait_for_owner(which, Why::parked_resumed);
        } else {
            take_out(which);
            c.person = nobody;
            queue(which, Why::parked_resumed);
        }
    }
    if (comes_in) {
        look_for_work(person);
    }
}

void Simulator::shift_ends(std::size_t person) {
    Person& p = people_[person];
    if (!p.on_shift) {
        return;
    }
    p.on_shift = false;
    let_go(person, false);
    if (p.state == Person::State::idle) {
        go_home(person);
    } else if (p.state == Person::State::away) {
        say_of(Fact::break_ended, person);
        go_home(person);
    } else if (p.state == Person::State::working) {
        const std::vector<std::size_t> hands = p.hands;
        for (const std::size_t which : hands) {
            if (cases_[which].task == 0) {
                hand_over(person, which);
            }
        }
    }
}

void Simulator::hand_over(std::size_t person, std::size_t which) {
    Person& p = people_[person];
    Case& c = cases_[which];
    const HandoverRuleId id =
        decide(draft_.policy.handover, c.attributes, situation(c), house_.calendars);
    const HandoverRule& rule = draft_.policy.handover.at_shift_end[id];
    const bool for_nobody = rule.act == AtShiftEnd::park && !comes_back(p);
    const AtShiftEnd act = for_nobody ? AtShiftEnd::return_to_queue : rule.act;
    say(Fact::shift_ended, which, static_cast<std::int64_t>(act), person, id.index);
    if (act == AtShiftEnd::finish) {
        if (crew_of(p).overtime_max) {
            p.must_stop = now_ + *crew_of(p).overtime_max;
        }
        return;
    }
    stop(which, Why::shift_end);
    p.work = which;
    if (act == AtShiftEnd::hand_over) {
        c.to_read += rule.re_read;
        c.place = Place::under_note;
        p.state = Person::State::noting;
        p.since = now_;
        p.until = now_ + rule.note;
        return;
    }
    if (act == AtShiftEnd::park) {
        park(person);
    } else {
        p.work = nobody;
        c.to_read += rule.re_read;
        c.person = nobody;
        queue(which, Why::returned);
    }
    look_for_work(person);
}

/// Puts what was in hand aside for the owner's next shift; without one, it waits for the others.
void Simulator::park(std::size_t person) {
    Person& p = people_[person];
    const std::size_t which = p.work;
    Case& c = cases_[which];
    p.work = nobody;
    if (!comes_back(p)) {
        c.person = nobody;
        queue(which, Why::returned);
        return;
    }
    c.place = Place::parked;
    p.keeps.insert(p.keeps.begin(), which);
    say(Fact::parked, which, 0, person);
    pause(&SlaTarget::pause_parked, which);
}

bool Simulator::comes_back(const Person& p) const {
    return std::ranges::any_of(crew_of(p).shifts,
                               [&](const Interval& shift) { return shift.begin >= now_; });
}

/// What a person leaves behind waits for anybody; what is parked only if the person does not come.
void Simulator::let_go(std::size_t person, bool parked_too) {
    const std::vector<std::size_t> keeps = people_[person].keeps;
    for (const std::size_t which : keeps) {
        if (parked_too || cases_[which].place == Place::with_owner) {
            take_out(which);
            cases_[which].person = nobody;
            queue(which, Why::returned);
        }
    }
}

}  // namespace meridian::reference
