#include <algorithm>
#include <tuple>

#include "tests/reference/simulator.h"

namespace meridian::reference {

/// Who is in a log may have come about anything.
std::optional<Simulator::About> Simulator::about(const Case& c) const {
    if (c.task != 0 || !stream(c).incident || stream(c).log) {
        return std::nullopt;
    }
    const Incident& incident = draft_.workload.incidents[*stream(c).incident];
    if (incident.surge != c.attributes.stream) {
        return std::nullopt;
    }
    About what{*stream(c).incident, 0};
    while (what.nth + 1 < incident.breaks.size() &&
           incident.breaks[what.nth + 1].begin <= c.created) {
        ++what.nth;
    }
    return what;
}

Simulator::Problem* Simulator::problem(const std::optional<About>& what) {
    const auto found =
        std::ranges::find_if(problems_, [&](const Problem& p) { return what && p.what == *what; });
    return found == problems_.end() ? nullptr : &*found;
}

bool Simulator::waits_for_repair(const Case& c) {
    const Problem* p = c.answered ? nullptr : problem(about(c));
    return p != nullptr && !p->answered;
}

void Simulator::declare(std::size_t which, RuleId id, const DeclareProblem& action) {
    const auto what = about(cases_[which]);
    if (!what || problem(what) != nullptr) {
        return;
    }
    const Incident& incident = draft_.workload.incidents[what->incident];
    const TicketNumber cause = TicketNumber::of(incident.cause, what->nth);
    if (std::ranges::find(mended_, cause) != mended_.end() ||
        !incident.breaks[what->nth].contains(now_)) {
        return;
    }
    problems_.push_back({*what, &action});
    say(Fact::declared, which, static_cast<std::int64_t>(what->nth), action.tier.index, id.index);
    if (incident.awaits_rule) {
        Customer next = *std::ranges::find(causes_, cause, &Customer::number);
        next.at = now_;
        come_later(next);
    }
    for (const std::size_t each : all_about(*what, Place::line)) {
        if (!cases_[each].answered) {
            take_out(each);
            link(each, none_rule);
        }
    }
}

std::vector<std::size_t> Simulator::all_about(const About& what, Place where) const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
        if (cases_[i].place == where && about(cases_[i]) == what) {
            all.push_back(i);
        }
    }
    std::ranges::sort(all, {}, [&](std::size_t i) { return cases_[i].number.value; });
    return all;
}

void Simulator::link(std::size_t which, std::uint32_t why) {
    Case& c = cases_[which];
    c.place = Place::linked;
    c.admitted = true;
    c.hangs_up.reset();
    needs_nobody(which);
    say(Fact::linked, which, 0, nobody, why);
    hears(which);
    silence_begins(which);
}

/// The cause has just been mended.
void Simulator::tell_linked(std::size_t which) {
    const Case& c = cases_[which];
    const Problem* p = problem(About{*stream(c).incident, c.number.arrival()});
    if (p == nullptr) {
        return;
    }
    const Span work = quantile(p->how->answer, random_.block(c.number, Purpose::answer)[0]);
    say(Fact::answering, which, work.count(), p->how->tier.index);
    Case task = task_beside(c, p->how->tier, work);
    task.tells_linked = true;
    queue_task(task);
}

void Simulator::linked_told(TicketNumber cause, std::size_t person) {
    const About what{*draft_.workload.streams[cause.stream()].incident, cause.arrival()};
    problem(what)->answered = true;
    for (const std::size_t each : all_about(what, Place::linked)) {
        cases_[each].place = Place::nowhere;
        cases_[each].person = person;
        cases_[each].answered = cases_[each].told_with_others = true;
        say(Fact::first_response, each, 0, person);
        if (!cases_[each].acknowledged) {
            cases_[each].acknowledged = true;
            event(ClockEvent::Kind::acknowledged, each);
        }
        event(ClockEvent::Kind::first_response, each);
        resolve(each, person);
    }
}

/// Many alike have come of late, this one the last of them.
bool Simulator::is_one_of_many(const Case& c, const Similar& question) const {
    const auto wanted = likeness(question, c.came_as);
    std::uint32_t many = 0;
    for (const Case& other : cases_) {
        many += other.task == 0 && !other.attributes.backlog &&
                        now_ - other.created < question.within &&
                        likeness(question, other.came_as) == wanted
                    ? 1
                    : 0;
    }
    return !c.attributes.backlog && many >= question.tickets;
}

}  // namespace meridian::reference
