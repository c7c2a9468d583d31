#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/distribution.h"
#include "model/policy/clock.h"
#include "model/policy/predicate.h"
#include "model/policy/similar.h"
#include "model/policy/sla.h"

namespace meridian {

struct Rule;
using RuleId = Id<Rule>;

/// When a rule is looked at.
struct Trigger {
    enum class Kind : std::uint8_t {
        created,     // at once, before the ticket is queued
        gives_up,    // an agent has worked on it and cannot resolve it
        touch,       // after: touch time on the present tier (not elapsed time)
        open,        // after: since creation, by the clock
        in_tier,     // after: since it reached the present tier, by the clock
        waiting,     // after: in the present queue, by the clock
        unanswered,  // after: since creation without a first response, by the clock
        sla_used,  // at: a share of the target on the clock of the target itself; 1 is the deadline
        sla_left,  // at: so much before the deadline, on the target's clock; negative: after it
        after_hours,       // created while the business hours of the customer's region are closed;
                           // looked at together with `created`
        reopened,          // the customer is back, before the ticket is queued
        waiting_customer,  // after: since the customer was asked, without a reply, by the clock
        customer_demands,  // a manager (Stream::displeasure)
        conflict,          // the customer quarrels
        similar_tickets,   // created, and many alike have come of late; looked at together with
                           // `created`. A backlog is not counted
        waiting_vendor,    // after: since it was sent to somebody outside, by the clock
        no_update,         // after: since its customer last heard from us, or since it has waited
                           // for us again, whichever is later, by the clock; not in self-service,
                           // nor while it is the customer's or with somebody outside. What is heard
                           // is its creation, the first response, a notice, an update, the answer
                           // to a chaser, and that it waits for a repair
        no_ack,            // after: since somebody was last paged about it, while nobody on call
                           // and no agent has begun with it; round the clock
    };
    Kind kind = Kind::created;
    Span after{};  // touch, open, in_tier, waiting, unanswered, waiting_customer, waiting_vendor,
                   // no_update, no_ack, sla_left
    ClockSource clock;  // open, in_tier, waiting, unanswered, waiting_customer, waiting_vendor,
                        // no_update
    SlaId sla;          // sla_used, sla_left
    double used = 1;    // sla_used
    Similar similar;    // similar_tickets
};
inline constexpr std::size_t trigger_kinds = 18;

/// Looked at once a ticket, as it is created.
[[nodiscard]] constexpr bool is_of_creation(Trigger::Kind kind) {
    return kind == Trigger::Kind::created || kind == Trigger::Kind::after_hours ||
           kind == Trigger::Kind::similar_tickets;
}

/// Move the ticket to a tier. An agent at work on it stops, unless the rule says in_hand: finish.
struct Escalate {
    enum class To : std::uint8_t {
        next,
        tier,
        skip,  // past the next one, to the one after it
    };
    To to = To::next;
    TierId tier;
};
/// Give it to a team or a region of the present tier. Exactly one of the two exists. An agent at
/// work on it stops; nothing happens where the team or region has it already, nor in self-service.
struct Transfer {
    TeamId team;
    RegionId region;
};
/// Up by `steps` (towards 0), or to a fixed one if that is more urgent.
struct Raise {
    std::uint8_t steps = 1;
    std::optional<Priority> to;
};
struct Notify {
    std::string who;
};
/// Somebody else works beside the owner, who keeps the ticket: a task of its own in that tier's
/// queue.
struct Involve {
    TierId tier;
    Distribution handle;
};
/// Take it back down. An agent at work on it stops. Nothing happens before it has entered any tier,
/// where nobody sent it, nor into self-service.
struct ReturnTo {
    TierId tier;  // for whoever is there; does not exist: the tier from which it last came up to
                  // the present one, for the team whose agents had it there last
};
/// It is about something that has broken (Incident): the problem is declared, unless it has been,
/// is mended, or is over. From then on tickets about it that no agent has begun with wait for the
/// repair instead of for agents, and are all resolved by one answer after it. Nothing happens to
/// other tickets.
struct DeclareProblem {
    TierId tier;  // whose queue gets the answer, as a task beside the ticket about the cause
    Distribution answer;  // touch time of it, at speed 1
};
/// Send it to somebody outside. An agent at work on it stops, and is its owner still when it comes
/// back. Nothing happens while somebody outside has it or it waits for a repair, before it has
/// entered any tier, in self-service, nor at the instant at which it last came back. What moves it
/// meanwhile calls it back.
struct SendOut {
    VendorId vendor;
};
/// Page somebody on call, about a ticket that waits for agents or has just come: in a line, for its
/// owner, between two places. Nothing happens to others, in self-service, nor before it has been
/// taken in (Lifecycle). As the page is answered, whoever does takes the ticket in hand, unless by
/// then an agent has begun with it, it waits for something else, or it has ended. What is solved is
/// resolved; what is not goes on where it was. What moves it meanwhile takes it away again.
struct PageOnCall {
    OnCallId on_call;
};
using Action = std::variant<Escalate, Transfer, Raise, Notify, Involve, ReturnTo, DeclareProblem,
                            SendOut, PageOnCall>;

/// Kinds of escalation, recorded beside tier change, department change and authority gain.
enum class EscalationKind : std::uint8_t { functional, hierarchical, external };

/// One step of a rule that does several things one after another.
struct RuleStep {
    Span after{};    // since the step before it was over, or the rule fired; round the clock
    Predicate when;  // where it does not hold, the step is passed over
    std::vector<Action> actions;
    std::uint32_t times = 1;  // so often …
    Span every{};             // … so long apart
};

/// What becomes of a step while nobody whom it sends the ticket or a task to is on shift. By the
/// roster: whoever misses a shift is on it.
enum class Gap : std::uint8_t {
    none,       // it is done all the same
    skip,       // the next step is looked at at once
    wait,       // it is not done, and the chain goes on as if it were
    hold,       // it is done when somebody comes, and the chain goes on from then
    drop,       // the chain ends
    catch_all,  // EscalationPolicy::catch_all is done instead
};

/// What became of a step that was due. The numbers are part of every fingerprint.
enum class StepEnd : std::uint8_t { done, passed_over, skipped, waited, held, dropped, caught };

/// One row of the escalation matrix.
struct Rule {
    std::string name;
    Trigger trigger;
    Predicate when;
    std::vector<Action>
        actions;  // in order; empty: the ticket is left alone on purpose (a stop for later rules)
    EscalationKind kind = EscalationKind::functional;
    bool proceed = false;          // later rules of the same trigger are looked at too
    bool finish_in_hand = false;   // Escalate waits until the step in hand is over, and is dropped
                                   // if that resolves the ticket
    std::uint32_t limit = 1;       // times a ticket; for gives_up without limit: a large number
    std::optional<Span> cooldown;  // not again within this time after it fired
    // Instead of `actions`: a chain, which begins as the rule fires (anew, where it still goes on)
    // and ends with its last step, or as the ticket is resolved.
    std::vector<RuleStep> steps;
    std::uint32_t loops = 1;  // all steps, so often
};

struct EscalationPolicy {
    Table<Rule> rules;           // order of declaration is order of precedence
    std::uint32_t hops_max = 8;  // a ticket that has moved up so often is moved on by gives_up only
    // So often rules pass a ticket on within its tiers, and so often back, whatever triggers them.
    std::uint32_t transfers_max = 8;
    std::uint32_t returns_max = 3;
    Gap gaps = Gap::none;           // of all steps
    std::vector<Action> catch_all;  // with Gap::catch_all
    Span stay{};  // no rule moves a ticket where it last left, sooner than so long after it left
    // Nor does any rule move a ticket that has moved, at this very instant, as often as there are
    // tiers: rules that send each other tickets that take no time would go on for ever.
};

/// The rules that answer a trigger, in order: all that match up to and including the first without
/// `proceed`. Appends to `fired`, which the caller keeps, so that nothing is allocated in the loop.
/// `rules` are the candidates: those whose trigger has just happened, in order of declaration.
void decide(const EscalationPolicy& policy, const std::vector<RuleId>& rules,
            const Attributes& ticket, const Situation& situation,
            const Table<NamedCalendar>& calendars, std::vector<RuleId>& fired);

/// The tier an Escalate leads to from here; does not exist: nowhere.
[[nodiscard]] TierId destination(const Escalate& action, const Table<Tier>& tiers, TierId from);

/// The tier that any action moves a ticket to from here; does not exist: none, or only the ticket
/// knows.
[[nodiscard]] TierId destination(const Action& action, const Table<Tier>& tiers, TierId from);

/// All that it can do, be it in steps, and what is done instead of them.
[[nodiscard]] std::vector<Action> actions_of(const EscalationPolicy& policy, const Rule& rule);

/// Whether some rule declares problems.
[[nodiscard]] bool declares_problems(const EscalationPolicy& policy);

/// Whether the rule may send tickets to somebody outside.
[[nodiscard]] bool sends_out(const EscalationPolicy& policy, const Rule& rule);

/// Whether the rule may have somebody on call take tickets in hand.
[[nodiscard]] bool pages(const EscalationPolicy& policy, const Rule& rule);

/// Whether some rule asks where a ticket has been, so that it must be remembered.
[[nodiscard]] bool looks_back(const EscalationPolicy& policy);

}  // namespace meridian
