#include "model/on_call.h"

#include <algorithm>
#include <cmath>

#include "tests/reference/simulator.h"

namespace meridian::reference {
namespace {

bool is_within(const std::vector<Interval>& hours, Instant t) {
    return std::ranges::any_of(hours, [&](Interval each) { return each.contains(t); });
}

}  // namespace

/// In its turns, and while nobody of the team is on shift.
bool Simulator::is_on_call(const OnCall& who) const {
    const auto wanted = who.wanted.intervals();
    return is_within({wanted.begin(), wanted.end()}, now_) &&
           std::ranges::none_of(house_.crews, [&](const Crew& crew) {
               return crew.team == who.team && crew.agents > 0 && is_within(crew.shifts, now_);
           });
}

/// The page that will be answered before all others, the earlier page of equals.
std::optional<Case::Ring> Simulator::first_answer(const Case& c) const {
    std::optional<Case::Ring> first;
    for (const Case::Ring& ring : c.rings) {
        if (ring.answered && (!first || *ring.answered < *first->answered)) {
            first = ring;
        }
    }
    return first;
}

/// So many are about to answer, or at work.
std::size_t Simulator::awake(OnCallId id) const {
    return static_cast<std::size_t>(std::ranges::count_if(cases_, [&](const Case& c) {
        const auto first = first_answer(c);
        return c.place == Place::at_home ? c.answer.by == id : first && first->by == id;
    }));
}

void Simulator::page(std::size_t which, RuleId id, const PageOnCall& action) {
    Case& c = cases_[which];
    const bool taken_in = c.entered || !draft_.policy.lifecycle.takes_in();
    const bool waits = c.place == Place::line || c.place == Place::with_owner ||
                       c.place == Place::parked || c.place == Place::nowhere;
    if (!waits || !taken_in || house_.tiers[c.tier].self_service) {
        return;
    }
    const OnCall& who = draft_.on_call[action.on_call];
    const auto nights = who.nights.intervals();
    const bool night = is_within({nights.begin(), nights.end()}, now_);
    const OnCall::Manner& manner = night ? who.at_night : who.by_day;
    const Block u = random_.block(c.number, Purpose::page,
                                  (std::uint64_t{action.on_call.index} << 32U) + c.paged);
    ++c.paged;
    const Span takes = quantile(manner.acknowledges, u[0]);
    Case::Ring ring{.by = action.on_call, .work = u[2], .luck = u[3]};
    std::int64_t answer = takes.count();
    if (!is_on_call(who)) {
        answer = -2;
    } else if (awake(action.on_call) >= who.people) {
        answer = -3;
    } else if (u[1] < manner.no_answer) {
        answer = -1;
    } else {
        ring.answered = now_ + takes;
    }
    say(Fact::paged, which, answer, action.on_call.index, id.index);
    c.rings.push_back(ring);
    c.paged_at = now_;
    forget(which, Trigger::Kind::no_ack);
}

/// It does not wait for us, or somebody has it in hand.
void Simulator::needs_nobody(std::size_t which) {
    cases_[which].rings.clear();
    cases_[which].paged_at.reset();
}

void Simulator::acknowledge(std::size_t which) {
    take_out(which);
    Case& c = cases_[which];
    c.answer = *first_answer(c);
    const OnCall& who = draft_.on_call[c.answer.by];
    const auto nights = who.nights.intervals();
    const bool night = is_within({nights.begin(), nights.end()}, now_);
    const TierId tier = house_.teams[who.team].tier;
    const Span handle = quantile(scenario_.work(c.attributes.category, tier).handle, c.answer.work);
    const double takes =
        static_cast<double>(handle.count()) * (night ? who.at_night.time : who.by_day.time);
    draw_step(c);
    needs_nobody(which);
    c.place = Place::at_home;
    c.hangs_up.reset();
    c.due = now_ + Span{std::llround(takes)};
    say(Fact::acknowledged, which, (*c.due - now_).count(), c.answer.by.index);
    if (!c.answered) {
        respond(which, nobody);
    }
    event(ClockEvent::Kind::starts, which);
}

void Simulator::done_at_home(std::size_t which) {
    Case& c = cases_[which];
    const TierId tier = house_.teams[draft_.on_call[c.answer.by].team].tier;
    const bool solved = house_.tiers[tier].next.empty() ||
                        c.answer.luck < scenario_.work(c.attributes.category, tier).resolves;
    say(Fact::worked_from_home, which, solved ? 1 : 0, c.answer.by.index);
    c.place = Place::nowhere;
    if (solved) {
        resolve(which, nobody);
    } else {
        go_on_with(which, Why::put_down);
    }
}

}  // namespace meridian::reference
