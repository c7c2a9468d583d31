#include <algorithm>

#include "sim/world.h"

namespace meridian {

/// Who comes in a log may come about anything.
std::optional<World::About> World::about(std::uint32_t slot) const {
    const OpenTicket& t = tickets_[slot];
    const Stream& stream = stream_of(t);
    if (t.task != 0 || !stream.incident || stream.log ||
        draft_->workload.incidents[*stream.incident].surge != t.attributes.stream) {
        return std::nullopt;
    }
    return About{*stream.incident,
                 draft_->workload.incidents[*stream.incident].break_at(t.created)};
}

World::Problem& World::problem(const About& what) {
    return outbreaks_[what.incident].problems[what.nth];
}

/// While it is broken, once. Tickets that wait in a line, and with which nobody has begun, wait for
/// the repair from now on.
void World::declare(const DeclareProblem& action, RuleId rule, std::uint32_t slot) {
    const std::optional<About> what = about(slot);
    if (!what) {
        return;
    }
    const Incident& incident = draft_->workload.incidents[what->incident];
    if (problem(*what).how != nullptr || outbreaks_[what->incident].mended[what->nth] ||
        !incident.breaks[what->nth].contains(now)) {
        return;
    }
    problem(*what).how = &action;
    write(Fact::declared, slot, static_cast<std::int64_t>(what->nth), action.tier.index,
          static_cast<std::uint16_t>(rule.index));
    if (incident.awaits_rule) {
        const Arrivals causes(*plan_, incident.cause, *random_, nullptr);
        expect(causes.nth(what->nth, now));
    }
    for (const std::uint32_t each : about_it(*what, Place::queued)) {
        if (!tickets_[each].answered) {
            leave_place(each);
            link(each, none_rule);
        }
    }
}

/// In order of their numbers.
std::vector<std::uint32_t> World::about_it(const About& what, Place where) const {
    std::vector<std::uint32_t> slots;
    for (std::uint32_t slot = 0; slot < tickets_.size(); ++slot) {
        if (tickets_[slot].alive && tickets_[slot].place == where && about(slot) == what) {
            slots.push_back(slot);
        }
    }
    std::ranges::sort(slots, {}, [&](std::uint32_t slot) { return tickets_[slot].number.value; });
    return slots;
}

bool World::waits_for_repair(std::uint32_t slot) {
    const std::optional<About> what = about(slot);
    return what && !tickets_[slot].answered && problem(*what).how != nullptr &&
           !problem(*what).answered;
}

/// Instead of in a line. Its customer knows what it waits for, and does not hold the line for that.
void World::link(std::uint32_t slot, std::uint16_t why) {
    OpenTicket& t = tickets_[slot];
    t.place = Place::linked;
    t.admitted = true;
    t.hangs_up = never;
    if (plan_->on_call) {
        call_off(slot);
    }
    write(Fact::linked, slot, 0, nobody, why);
    listens(slot);
    heard(slot);
    arm(slot);
}

/// Mended: whoever waits for that is to be told, all at once. Precondition: the slot has the ticket
/// about the cause.
void World::tell_linked(std::uint32_t slot, const About& what) {
    const DeclareProblem* how = problem(what).how;
    if (how == nullptr) {
        return;
    }
    const Span work =
        quantile(how->answer, random_->block(tickets_[slot].number, Purpose::answer)[0]);
    write(Fact::answering, slot, work.count(), how->tier.index);
    const std::uint32_t side = task_beside(slot, how->tier, work);
    tickets_[side].answers_linked = true;
    queue_task(side);
}

/// The answer is out. Precondition: the number is that of the ticket about the cause.
void World::linked_answered(TicketNumber cause, std::uint32_t agent) {
    const About what{*draft_->workload.streams[cause.stream()].incident, cause.arrival()};
    problem(what).answered = true;
    for (const std::uint32_t slot : about_it(what, Place::linked)) {
        OpenTicket& t = tickets_[slot];
        t.place = Place::none;
        t.agent = agent;
        t.answered = true;
        t.answered_with_others = true;
        write(Fact::first_response, slot, 0, agent);
        if (plan_->acknowledged && !(plan_->takes_in && lives_[slot].acknowledged)) {
            clocks_at(ClockEvent::Kind::acknowledged, slot);
        }
        clocks_at(ClockEvent::Kind::first_response, slot);
        resolve(slot, agent);
    }
}

}  // namespace meridian
