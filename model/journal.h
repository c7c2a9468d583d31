#pragma once

#include <cstdint>
#include <span>

#include "model/scenario.h"

namespace meridian {

/// What can be said about a run: one flat entry a fact, in order of time.
/// `actor`, `cause`, `value` mean what stands beside the fact; unused ones are zero, unused ids
/// Id<>::none_index.
enum class Fact : std::uint8_t {
    // A ticket's life. tier and priority are those after the fact.
    opened,       // value: index into Batch::opened; priority: what is set, which may be wrong
    queued,       // waits on `tier`; actor: Need index (see Batch::needs); value: stage; cause: Why
    started,      // actor: agent; value: need index. An agent begins or goes on
    stopped,      // actor: agent; value: touch time of this stretch in ms; cause: Why
    self_served,  // self-service of `tier` begins; value: how long it will take in ms
    asked_customer,  // waits for the customer; actor: agent who owns it; value: 1: nothing needed
                     // to be asked; otherwise 0
    replied,         // the customer has answered
    first_response,  // actor: agent
    escalated,    // upwards to `tier`; value: tier before; actor: EscalationKind; cause: rule, or
                  // none_rule for an agent's own decision
    transferred,  // value: team (or none); actor: region (or none); cause: rule
    prioritised,  // value: priority before; cause: rule, or none_rule as it is put right
    notified,     // value: index into Policy::notified; cause: rule
    involved,     // a task is opened beside the ticket; value: the task's handle time in ms; actor:
                  // tier; cause: rule
    widened,      // the next routing stage holds; value: stage; actor: need index
    shift_ended,  // with this ticket in hand; actor: agent; value: AtShiftEnd; cause: handover rule
    note_written,  // actor: agent; value: ms spent
    re_read,       // part of the work that starts now; actor: agent; value: ms
    parked,        // waits for its owner; actor: agent
    resolved,   // actor: agent, or none in self-service; also after a step that gave up on a tier
                // that leads nowhere; value: 0, or the instant in ms since 1970 at which it will be
                // reopened within the run
    abandoned,  // the customer hung up
    left_open,  // the horizon ends; value: age in ms
    // Clocks. cause: SlaId
    clock_started,    // value: deadline in ms since 1970, or no_deadline
    clock_paused,     // value: consumed ms
    clock_resumed,    // value: new deadline
    clock_moved,      // another target or calendar; value: new deadline; while paused: no_deadline
    clock_stopped,    // value: lateness in ms of the clock's own hours; > 0: breached; <= 0: met,
                      // that much to spare
    clock_cancelled,  // its ticket was abandoned or resolved before the clock's stop, or no target
                      // holds any more; value: lateness by then, 0: it had not been breached
    clock_open,       // at the end of the horizon; value: lateness so far; > 0: breached; otherwise
                      // undetermined
    // Agents. actor: agent
    on_duty,      // comes in; not written for whoever goes on from one shift into the next, be it
                  // that they touch or that overtime lasts so long
    off_duty,     // value: overtime in ms since the shift's end
    absent,       // value: length of the missed shift in ms
    break_began,  // value: Break::Kind, 2: meeting
    break_ended,
    // Tasks beside a ticket (Involve): `ticket` is the one they belong to, which may have ended by
    // then; `slot` is the task's own
    task_queued,   // value: stage; actor: need index
    task_started,  // actor: agent
    task_done,     // actor: agent; value: touch time in ms; also for one in hand at the horizon
    // A ticket's life, again: numbers are part of every fingerprint, so new facts come last
    blocked,      // found the tier's waiting room full, and is gone; value: how many waited
    reopened,     // the customer came back, and it enters `tier`; value: tier before
    chased,       // the customer asks how it stands, and a task is opened beside the ticket on its
                  // tier; value: the task's handle time in ms
    withdrawn,    // by the customer, who does not want it any more
    will_return,  // it ends at this instant, and the customer comes back within the run with
                  // another ticket: TicketNumber::successor(); value: when, in ms since 1970;
                  // cause: Comeback
    called,     // its agent, whose shift has ended, talks to the one who goes on; actor: agent who
                // leaves; value: how long in ms; cause: handover rule
    reworked,   // work on it was in vain and is to be done again; actor: who did it; value: ms at
                // speed 1; cause: handover rule
    sent_back,  // down again to `tier`; value: tier before; actor: team that it is for (or none);
                // cause: rule
    demanded,   // the customer demands a manager, or quarrels; value: Outburst
    consulted,  // its agent may not decide alone, and asks with it in hand: a task is opened beside
                // the ticket; actor: agent; value: the task's handle time in ms; cause: its tier
    advised,    // that task is done; actor: agent who asked; value: ms since then
    translated,     // the work that begins now goes through a translation tool; actor: agent
    mistranslated,  // the tool got it wrong, and the work is done once more; actor: agent; value:
                    // ms at speed 1
    overescalated,  // its agent gives up although it could have been resolved here; actor: agent
    chain_began,    // a rule with steps has fired; cause: rule
    stepped,        // one of its steps is due; actor: which, from 0; value: StepEnd; cause: rule
    informed,       // the customer is to be told something, and a task is opened for it; value: the
                    // task's handle time in ms; actor: tier; cause: Message
    looked_up,      // its work here is over, and there was an article on it; actor: agent, or none
                    // in self-service; value: 1: only with it can it be resolved here; otherwise 0
    documented,     // its solution is to be written down, and a task is opened for it; value: the
                    // task's handle time in ms; actor: tier
    mended,         // the cause of an incident is, with the resolution that follows; value: how
                    // many customers will not come because of that
    staged,         // a stage of its life is due, and a task is opened for it and for those said of
                    // it next; value: the stage's touch time in ms; actor: tier; cause: LifeStage
    switched,       // the customer goes on through another channel, about the same ticket; actor:
                    // that channel; value: the one before; cause: SwitchReason
    declared,       // a rule has seen what it is about, and declares the problem; actor: tier that
                    // will answer; value: which break of its incident; cause: rule
    linked,         // no agent has begun with it, and it waits for the repair instead of for them;
                    // cause: Why, as of queued; none_rule: it has waited for agents so far
    answering,      // mended with the resolution that follows, and those linked to it are to be
    // answered: a task is opened for that; value: its handle time in ms; actor: tier
    sent_out,   // somebody outside has it from now on, and nobody here; actor: vendor; value: how
                // long it takes there, in ms of the vendor's hours; cause: rule, or none_rule: the
                // work waits for it
    came_back,  // from there; actor: vendor; value: 1: solved, and resolved at this instant;
                // otherwise 0
    masked,     // the work that begins now is on masked data; actor: agent
    paged,      // somebody on call is woken; actor: OnCallId; value: how long until the page is
                // answered, in ms, unless the ticket needs nobody any more by then, or is answered
                // sooner; negative: a NoAnswer; cause: rule
    acknowledged,  // it is, and whoever answers works on the ticket from now on; actor: OnCallId;
                   // value: how long that takes, in ms
    worked_from_home,  // and has done so; actor: OnCallId; value: 1: solved, and resolved at this
                       // instant; otherwise 0
    worked,  // beside others of its channel, and stopped at this instant, as is said next; actor:
             // agent; value: the work done on it since then, in ms of one who has nothing else in
             // hand
};

/// What a fact is about.
[[nodiscard]] constexpr bool is_about_clock(Fact fact) {
    return Fact::clock_started <= fact && fact <= Fact::clock_open;
}
[[nodiscard]] constexpr bool is_about_agent(Fact fact) {
    return Fact::on_duty <= fact && fact <= Fact::break_ended;
}
[[nodiscard]] constexpr bool is_about_task(Fact fact) {
    return Fact::task_queued <= fact && fact <= Fact::task_done;
}
/// All others are part of a ticket's life.
[[nodiscard]] constexpr bool is_of_a_life(Fact fact) {
    return !is_about_clock(fact) && !is_about_agent(fact) && !is_about_task(fact);
}

/// Why a ticket was queued or its work stopped. The numbers are part of every fingerprint.
enum class Why : std::uint8_t {
    arrival,
    escalation,
    transfer,
    handover,
    returned,
    reply,
    parked_resumed,  // queued
    done,
    gave_up,
    moved_by_rule,
    shift_end,
    asks_customer,
    horizon,      // stopped
    reopened,     // queued
    withdrawn,    // stopped
    interrupted,  // stopped: the agent begins a more urgent one at once; queued: has been stopped
                  // so
    sent_back,    // queued
    misrouted,    // stopped: its agent sees that it is somebody else's; queued: has been stopped so
    routed,       // queued: its intake is over
    came_back,    // queued: from outside, unsolved
    put_down,     // queued: by somebody on call, unsolved
};

/// The last one there is.
inline constexpr Fact last_fact = Fact::worked;

inline constexpr std::uint16_t none_rule = 0xFFFF;
inline constexpr std::int64_t no_deadline = INT64_MAX;

struct Entry {
    Instant at;
    std::int64_t value = 0;
    TicketNumber ticket;     // agents' own facts: zero
    std::uint32_t slot = 0;  // small number of an open ticket, free again after it has ended; index
                             // for per-ticket state
    std::uint32_t actor = Id<void>::none_index;
    std::uint16_t cause = none_rule;
    Fact fact = Fact::opened;
    std::uint8_t tier = 0;
    Priority priority = 0;
};

/// A stretch of the journal.
struct Batch {
    std::span<const Entry> entries;
    std::span<const Attributes> opened;  // attributes of the tickets opened in this stretch
    std::span<const Need> needs;         // all needs met so far in the run, by index
};

/// Folds over the journal as it passes. The engine knows nothing of what they do.
class Observer {
public:
    virtual ~Observer() = default;
    virtual void observe(const Batch& batch) = 0;
    /// Called once, after the last batch.
    virtual void finish(Instant end) = 0;
};

}  // namespace meridian
