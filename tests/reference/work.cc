#include <algorithm>
#include <cmath>

#include "tests/reference/simulator.h"

namespace meridian::reference {
namespace {

/// Desk time that so much work takes, rounded up so that none is left over.
Span desk_time(Span work, double speed) {
    return speed == 1 ? work
                      : Span{static_cast<std::int64_t>(
                            std::ceil(static_cast<double>(work.count()) / speed))};
}

/// Work that is done in so much desk time; never more than there was.
Span work_done(Span elapsed, double speed, Span work) {
    if (elapsed >= desk_time(work, speed)) {
        return work;
    }
    return speed == 1 ? elapsed
                      : Span{static_cast<std::int64_t>(
                            std::floor(static_cast<double>(elapsed.count()) * speed))};
}

/// Work until the step is done, or the customer must be asked.
Span stretch(const Case& c) { return c.work_left - c.asks_at.value_or(Span{0}); }

}  // namespace

void Simulator::start(std::size_t person, std::size_t which) {
    Person& p = people_[person];
    Case& c = cases_[which];
    draw_step(c);
    work_off(p);
    p.state = Person::State::working;
    if (p.hands.empty()) {
        const bool shared = c.task == 0 && concurrency(c.attributes.channel).is_used();
        p.channel = shared ? c.attributes.channel : ChannelId{};
    }
    p.hands.push_back(which);
    p.assigned = ++assignments_;
    c.begun = now_;
    c.reads = c.to_read;
    c.how = fits(p, c.need).value_or(Fit{});
    c.done = 0;
    c.to_read = Span{0};
    c.place = Place::in_hand;
    c.person = person;
    c.hangs_up.reset();
    if (c.task != 0) {
        say(Fact::task_started, which, 0, person);
        return;
    }
    say(Fact::started, which, 0, person);
    c.had[c.tier.index] = team_of(p);
    if (c.last_person != nobody && c.last_person != person) {
        displease(which, &Displeasure::hand_off);
    }
    c.last_person = person;
    if (c.reads > Span{0}) {
        say(Fact::re_read, which, c.reads.count(), person);
    }
    if (c.how.masked) {
        say(Fact::masked, which, 0, person);
    }
    promises_on_holder(which, team_of(p));
    needs_nobody(which);
    if (!c.answered) {
        respond(which, person);
    }
    event(ClockEvent::Kind::starts, which);
}

/// Somebody begins with it for the first time, on a shift or at home.
void Simulator::respond(std::size_t which, std::size_t person) {
    cases_[which].answered = true;
    say(Fact::first_response, which, 0, person);
    if (!cases_[which].acknowledged) {
        cases_[which].acknowledged = true;
        event(ClockEvent::Kind::acknowledged, which);
    }
    event(ClockEvent::Kind::first_response, which);
    hears(which);
    silence_begins(which);
    must_switch(which);
}

/// If nobody begins or stops anything else in these hands.
Instant Simulator::done_at(const Case& c) const {
    const Person& p = people_[c.person];
    const Span needed = c.reads + desk_time(stretch(c), c.how.speed);
    return p.told + concurrency(p.channel).time_for(p.hands.size(), needed.count() * 1000 - c.done);
}

/// Its person lets go of the case, which is then nowhere; what becomes of both comes next.
void Simulator::stop(std::size_t which, Why why) {
    Case& c = cases_[which];
    const std::size_t person = c.person;
    Person& p = people_[person];
    work_off(p);
    const Span elapsed = now_ - c.begun;
    const Span alone{c.done / 1000};
    const Span read = std::min(alone, c.reads);
    c.work_left -= work_done(alone - read, c.how.speed, stretch(c));
    c.to_read = c.reads - read;
    c.touched += elapsed;
    c.looked_at += elapsed;
    c.place = Place::nowhere;
    std::erase(p.hands, which);
    p.state = Person::State::away;
    if (p.channel.exists()) {
        say(Fact::worked, which, alone.count(), person);
    }
    if (c.task != 0) {
        say(Fact::task_done, which, elapsed.count(), person);
    } else {
        say(Fact::stopped, which, elapsed.count(), person, static_cast<std::uint32_t>(why));
    }
}

void Simulator::work_ends(std::size_t person) {
    Person& p = people_[person];
    const auto done =
        std::ranges::find_if(p.hands, [&](std::size_t i) { return done_at(cases_[i]) <= now_; });
    if (done == p.hands.end()) {
        if (p.must_stop && *p.must_stop <= now_) {  // as much overtime as there may be
            const std::size_t first = p.hands.front();
            stop(first, Why::shift_end);
            p.work = first;
            park(person);
            look_for_work(person);
        }
        return;  // or a meeting is over
    }
    const std::size_t which = *done;
    Case& c = cases_[which];
    if (c.task != 0) {
        stop(which, Why::done);
        c.place = Place::ended;
        if (c.writes) {
            c.written = now_;
        }
        if (c.answers != nobody && cases_[c.answers].chases) {
            hears(c.answers);
        }
        if (c.answers != nobody && cases_[c.answers].heard) {
            silence_begins(c.answers);
        }
        if (cases_[which].tells_linked) {
            linked_told(cases_[which].number, person);
        }
        if (cases_[which].does) {
            stage_over(Case(cases_[which]));
        }
    } else if (c.asks_at) {
        stop(which, Why::asks_customer);
        c.asks_at.reset();
        c.place = Place::with_customer;
        c.chases.reset();
        c.heard.reset();
        c.due = now_ + c.reply;
        say(Fact::asked_customer, which, 0, person);
        displease(which, &Displeasure::contact);
        forget(which, Trigger::Kind::waiting_customer);
        pause(&SlaTarget::pause_waiting_customer, which);
    } else if (c.luck < look_up(which, person, step(c).resolves, c.how.solves) * c.how.solves) {
        stop(which, Why::done);
        if (waits_outside(cases_[which])) {
            go_outside(which, step(cases_[which]).waits_for.vendor, none_rule);
        } else {
            resolve(which, person);
        }
    } else {
        stop(which, Why::gave_up);
        if (c.goes_to.exists()) {
            move_up(which, c.goes_to, c.sent_by.index,
                    draft_.policy.escalation.rules[c.sent_by].kind);
        } else {
            step_failed(which);
        }
    }
    look_for_work(person);
}

void Simulator::note_ends(std::size_t person) {
    Person& p = people_[person];
    const std::size_t which = p.work;
    p.busy += now_ - p.since;
    p.state = Person::State::away;
    p.work = nobody;
    if (which != nobody) {
        say(Fact::note_written, which, (now_ - p.since).count(), person);
        cases_[which].place = Place::nowhere;
        cases_[which].person = nobody;
        queue(which, Why::handover);
    }
    look_for_work(person);
}

}  // namespace meridian::reference
