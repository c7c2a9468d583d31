#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "model/policy/chain.h"
#include "model/policy/mismatch.h"
#include "sim/agenda.h"
#include "sim/arrivals.h"
#include "sim/chronicle.h"
#include "sim/concern.h"
#include "sim/desk.h"
#include "sim/hands.h"
#include "sim/lines.h"
#include "sim/open_ticket.h"
#include "sim/plan.h"
#include "sim/random.h"
#include "sim/sightings.h"

namespace meridian {

/// A timed rule's clock on one ticket.
struct RuleTimer {
    Instant due = never;
    Instant since;  // counted from here on, for clocks that follow the holder
    Span left{};
    CalendarId calendar;
    bool counts = false;  // also while `due` lies beyond all that the calendar knows
    bool spent = false;   // has been looked at since the SLA clock, or the touch time of this tier,
                          // began
};

/// How often a rule has fired for one ticket, and when last.
struct Firings {
    std::uint32_t count = 0;
    Instant last = Instant::min();
};

/// What the rules that concern one ticket have come to.
struct Followed {
    std::vector<RuleTimer> timers;  // by place in Concern::timed
    std::vector<Firings> firings;   // by place in Concern::rules
    std::vector<Chain> chains;      // by place in Concern::chained
};

/// What a ticket remembers of one tier, where rules look back.
struct Stay {
    TierId sent_from;  // it last came up here from there, where agents could have had it
    TeamId had;        // whose agents had it here last
};

/// How far a ticket has come in its life, where that takes time.
struct LifeSoFar {
    bool taken_in = false;      // or being so
    std::uint8_t stage = 0;     // the next of the intake
    bool acknowledged = false;  // one of it is done
    bool watched = false;       // a task that tracks it is open
    Instant tracks = never;     // the next one is to be opened
    std::uint32_t tracked = 0;
    std::uint32_t closed = 0;
};

/// How long a priority that was set wrong remains so.
struct Triage {
    Priority set = 0;      // as it was opened
    Span left{-1};         // touch time until an agent sees it; negative: nobody will
    Instant seen = never;  // by the agent who has it in hand
};

/// Of a ticket that somebody outside has, or has had.
struct Outside {
    VendorId vendor;
    std::uint32_t times = 0;  // sent out so far
    bool solves = false;
    bool waits = false;             // an agent has solved it, and waits for the vendor's part
    Instant back = Instant::min();  // it last came back, or was called back
};

/// Of a ticket that somebody is paged about.
struct Paging {
    OnCallId by;              // is about to answer, or has it in hand; does not exist: nobody
    Instant answers = never;  // … then
    double work = 0;          // picks from the handle times
    bool solves = false;
    std::uint32_t times = 0;  // paged so far
};

/// Everything that is true at one instant of a run, and what each happening does to it.
/// One .cc file a concern: tickets, work, agents, handover, routing, pre-emption, clocks, rules,
/// chains, ways back, customers, communication, knowledge, incidents, problems,
/// lifecycle, channels, triage, vendors, people on call, concurrency.
class World {
public:
    World(const Plan& plan, const Random& random, std::span<Observer* const> observers);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    // Tickets (world_tickets.cc)
    void open(const Newcomer& newcomer);
    /// The tickets opened before the run's begin take their places, in the order of their opening.
    void begin_with_backlog();
    void ticket_due(std::uint32_t slot);
    /// A customer comes back with the ticket that is expected in the slot (world_customers.cc).
    void returns(std::uint32_t slot);
    /// Says what is still open, and ends the journal.
    void end(Instant horizon);

    // Agents (world_agents.cc)
    void boundary(const Boundary& boundary, CrewId crew);
    void break_due(std::uint32_t agent);
    void break_ends(std::uint32_t agent);

    // Work (world_work.cc)
    void work_ends(std::uint32_t agent);

    /// All that happens at this instant has happened, so that whoever comes in now is free before
    /// others take more: whoever has room for more takes it (world_concurrency.cc).
    void settle() {
        if (plan_->concurrency && (agenda.empty() || agenda.next_at() > now)) {
            fill_hands();
        }
    }

    Instant now;
    Agenda agenda;
    const std::function<void(const RuleLook&)>* looked = nullptr;  // told of every look at rules
    /// Numbers on the agenda: streams, crews, agents, then slots.
    [[nodiscard]] std::uint32_t crew_subject(std::uint32_t crew) const { return streams_ + crew; }
    [[nodiscard]] std::uint32_t agent_subject(std::uint32_t agent) const {
        return streams_ + crews_ + agent;
    }
    [[nodiscard]] std::uint32_t ticket_subject(std::uint32_t slot) const {
        return streams_ + crews_ + plan_->agents + slot;
    }

private:
    using Place = OpenTicket::Place;

    // Tickets
    [[nodiscard]] std::uint32_t free_slot();
    void release(std::uint32_t slot);
    void enter_tier(std::uint32_t slot, TierId tier, Why why);
    void note_among_similar(std::uint32_t slot);
    void leave_place(std::uint32_t slot);
    void self_service_ends(std::uint32_t slot);
    void replied(std::uint32_t slot);
    void go_on_with(std::uint32_t slot, Why why);
    void wait_for_owner(std::uint32_t slot, Why why);
    void abandon(std::uint32_t slot);
    void block(std::uint32_t slot);
    [[nodiscard]] std::optional<Instant> reopens_at(std::uint32_t slot) const;
    void reopen(std::uint32_t slot);
    void resolve(std::uint32_t slot, std::uint32_t agent);
    void wind_up(std::uint32_t slot, std::uint32_t agent);
    void give_up(std::uint32_t slot);
    void move_up(std::uint32_t slot, TierId tier, std::uint16_t cause, EscalationKind kind);
    void arm(std::uint32_t slot);
    void beside_due(std::uint32_t slot);
    [[nodiscard]] Instant due_beside(std::uint32_t slot) const;
    [[nodiscard]] Situation situation(std::uint32_t slot) const;
    [[nodiscard]] Situation situation_for_rules(std::uint32_t slot) const;

    // Customers
    [[nodiscard]] const Stream& stream_of(const OpenTicket& ticket) const {
        return draft_->workload.streams[ticket.attributes.stream];
    }
    /// The customer waits for us from now on, or has just heard from us.
    void listens(std::uint32_t slot) {
        if (plan_->follow_ups) {
            begin_silence(slot);
        }
    }
    /// Rules begin to count anew how long nothing was heard. Precondition: it waits for us.
    void heard(std::uint32_t slot) { timers_start(Trigger::Kind::no_update, slot, now); }
    void begin_silence(std::uint32_t slot);
    [[nodiscard]] Span to_next_chaser(const OpenTicket& ticket) const;
    void chase(std::uint32_t slot);
    void chaser_answered(std::uint32_t slot, TicketNumber number);
    void may_withdraw(std::uint32_t slot);
    void withdraw(std::uint32_t slot);
    void may_burst_out(std::uint32_t slot);
    void displease(std::uint32_t slot, Span Displeasure::*by) {
        if (plan_->displeasure) {
            make_sooner(slot, by);
        }
    }
    void make_sooner(std::uint32_t slot, Span Displeasure::*by);
    void burst_out(std::uint32_t slot);
    [[nodiscard]] std::optional<Newcomer> may_return(std::uint32_t slot, Comeback why,
                                                     const Return& how);
    [[nodiscard]] std::optional<Newcomer> announce(std::uint32_t slot, Comeback why,
                                                   const Return& how, Instant at);
    [[nodiscard]] std::optional<Newcomer> retries(std::uint32_t slot);
    void expect(const std::optional<Newcomer>& next);

    void write(Fact fact, std::uint32_t slot, std::int64_t value = 0, std::uint32_t actor = nobody,
               std::uint16_t cause = none_rule) {
        const OpenTicket& t = tickets_[slot];
        chronicle_.write({.at = now,
                          .value = value,
                          .ticket = t.number,
                          .slot = slot,
                          .actor = actor,
                          .cause = cause,
                          .fact = fact,
                          .tier = static_cast<std::uint8_t>(t.tier.index),
                          .priority = t.priority});
    }
    void write_agent(Fact fact, std::uint32_t agent, std::int64_t value = 0);

    // Routing (world_routing.cc)
    void queue(std::uint32_t slot, Why why);
    [[nodiscard]] bool is_room_full(TierId tier) const {
        const auto& most = routing(tier).queue_max;
        return most && lines_.waiting(tier) >= *most;
    }
    [[nodiscard]] bool is_full(std::uint32_t slot) const;
    [[nodiscard]] bool taken_at_once(std::uint32_t slot);
    void take_place_in_line(std::uint32_t slot);
    void begin_to_wait(std::uint32_t slot);
    void widen(std::uint32_t slot);
    [[nodiscard]] bool stage_holds(const Stage& stage, std::uint32_t slot) const;
    void set_widening(std::uint32_t slot);
    [[nodiscard]] Need need_of(std::uint32_t slot) const;
    [[nodiscard]] Standing standing(std::uint32_t slot) const;
    [[nodiscard]] double merit(AgentChoice choice, CrewId crew, const Fit& fit) const;
    [[nodiscard]] std::uint32_t free_agent_for(std::uint32_t slot) const;
    [[nodiscard]] std::uint32_t next_ticket_for(std::uint32_t agent) const;
    [[nodiscard]] bool may_take(CrewId crew, std::uint32_t slot, const Fit& how) const {
        return !routing(tickets_[slot].tier).enough_time || has_time_for(crew, slot, how);
    }
    [[nodiscard]] bool has_time_for(CrewId crew, std::uint32_t slot, const Fit& how) const;
    [[nodiscard]] double weight_of(const Routing& routing, Priority priority) const;
    [[nodiscard]] const Routing& routing(TierId tier) const {
        return draft_->policy.routing[tier.index];
    }
    [[nodiscard]] const WorkStep& step_of(const OpenTicket& ticket) const {
        return step_at(ticket, ticket.tier);
    }
    [[nodiscard]] const WorkStep& step_at(const OpenTicket& ticket, TierId tier) const {
        return work_[ticket.attributes.category.index * plan_->tiers + tier.index];
    }
    [[nodiscard]] Span expected_work(const OpenTicket& ticket) const;
    void match_again(TierId tier);
    [[nodiscard]] bool is_held_back(std::uint32_t slot, std::size_t free) const;
    [[nodiscard]] std::size_t free_agents(TierId tier) const;

    // Pre-emption (world_preemption.cc)
    [[nodiscard]] bool may_interrupt(std::uint32_t agent, std::uint32_t slot) const;
    [[nodiscard]] std::uint32_t agent_to_interrupt(std::uint32_t slot) const;
    bool interrupts_somebody(std::uint32_t slot);
    [[nodiscard]] std::uint32_t first_own(std::uint32_t agent) const;
    [[nodiscard]] std::uint32_t rival_of(std::uint32_t own, std::uint32_t agent) const;
    [[nodiscard]] bool comes_before(std::uint32_t one, std::uint32_t other, CrewId crew) const;
    [[nodiscard]] std::uint32_t next_for(std::uint32_t agent) const {
        return desks_[agent].first_owned == nobody ? next_ticket_for(agent) : own_or_rival(agent);
    }
    [[nodiscard]] std::uint32_t own_or_rival(std::uint32_t agent) const;
    void take_up(std::uint32_t agent, std::uint32_t slot);
    void interrupt(std::uint32_t agent, std::uint32_t slot);
    void interrupt_for_waiting(TierId tier);
    void route_interrupted(std::uint32_t slot);

    // Work
    void respond(std::uint32_t slot, std::uint32_t agent);
    void begin_work(std::uint32_t agent, std::uint32_t slot);
    void draw_step(OpenTicket& ticket);
    void stop_work(std::uint32_t agent, Why why);
    void ask_customer(std::uint32_t slot);
    bool step_done(std::uint32_t agent, std::uint32_t slot);
    void solved_by(std::uint32_t agent, std::uint32_t slot);
    void note_beginning(std::uint32_t slot, std::uint32_t agent);
    void schedule_work(std::uint32_t agent);
    [[nodiscard]] Instant work_done_at(std::uint32_t agent) const;
    [[nodiscard]] Span worked(std::uint32_t agent);
    [[nodiscard]] Span desk_time(const InHand& work) const;
    [[nodiscard]] Span stretch_left(const OpenTicket& ticket) const;

    // Asking (world_asking.cc)
    bool asks_somebody(std::uint32_t agent, std::uint32_t slot);
    void advise(std::uint32_t slot, TicketNumber number, std::uint32_t side);
    [[nodiscard]] std::uint64_t visit_key(std::uint32_t slot) const;

    // What people are like (world_people.cc)
    void measure_up(std::uint32_t agent, std::uint32_t slot, const Fit& how);
    [[nodiscard]] bool is_done_again(std::uint32_t agent, std::uint32_t slot);
    void weigh_question(std::uint32_t slot, const Crew& crew);
    [[nodiscard]] bool gives_up_anyway(std::uint32_t agent, std::uint32_t slot);
    void pass_to_the_right_one(std::uint32_t agent, std::uint32_t slot);

    // Agents
    void free(std::uint32_t agent);
    void go_idle(std::uint32_t agent);
    void plan_break(std::uint32_t agent);
    void leave_idle(std::uint32_t agent);
    void go_home(std::uint32_t agent);
    void go_away(std::uint32_t agent, Span length, std::int64_t kind);
    void shift_starts(CrewId crew, const Boundary& boundary);
    void shift_starts_for(std::uint32_t agent, const Boundary& boundary);
    void shift_ends_for(std::uint32_t agent);
    void parked_resume(std::uint32_t agent);
    void own(std::uint32_t agent, std::uint32_t slot, bool first);
    void disown(std::uint32_t slot);
    void owned_back_to_queue(std::uint32_t agent, bool parked_too);
    [[nodiscard]] bool comes_back(CrewId crew) const;
    [[nodiscard]] TierId tier_of(std::uint32_t agent) const {
        return plan_->crews[desks_[agent].crew.index].tier;
    }
    [[nodiscard]] std::optional<Instant> meeting_until(CrewId crew) const;
    struct NextBreak {
        std::uint32_t which;
        Instant at;
    };
    [[nodiscard]] std::optional<NextBreak> next_break(std::uint32_t agent) const;

    // Handover (world_handover.cc)
    void hand_over_work(std::uint32_t agent);
    [[nodiscard]] AtShiftEnd act_at_shift_end(std::uint32_t slot, const HandoverRule& rule) const;
    [[nodiscard]] bool is_kept(std::uint32_t slot) const;
    void talk_over(std::uint32_t agent, std::uint32_t slot, Span listens);
    void do_again(std::uint32_t agent, std::uint32_t slot);
    void note_done(std::uint32_t agent);
    void put_aside(std::uint32_t agent, std::uint32_t slot);
    void park(std::uint32_t slot);
    void let_go(std::uint32_t slot);

    // Clocks (world_clocks.cc)
    void clocks_at(ClockEvent::Kind kind, std::uint32_t slot) {
        if (targets_ > 0) {
            clocks_start_and_stop(kind, slot);
        }
    }
    void clocks_start_and_stop(ClockEvent::Kind kind, std::uint32_t slot);
    void clocks_resolved(std::uint32_t slot);
    void clocks_cancelled(std::uint32_t slot);
    void clocks_paused(std::uint32_t slot, bool SlaTarget::*why);
    void clocks_resumed(std::uint32_t slot, bool SlaTarget::*why);
    void clocks_reprioritised(std::uint32_t slot);
    void clocks_held_by(std::uint32_t slot, TeamId holder) {
        const bool changes = tickets_[slot].holder != holder;
        tickets_[slot].holder = holder;
        if (changes && plan_->follows_holder) {
            move_clocks(slot);
        }
    }
    void move_clocks(std::uint32_t slot);
    void clocks_at_horizon(std::uint32_t slot);
    void start_clock(std::uint32_t slot, std::uint32_t sla, Instant since);
    void pause_clock(std::uint32_t slot, std::uint32_t sla);
    void stop_clock(std::uint32_t slot, std::uint32_t sla);
    void cancel_clock(std::uint32_t slot, std::uint32_t sla);
    [[nodiscard]] bool is_promised(std::uint32_t slot, std::uint32_t sla) const;
    [[nodiscard]] bool is_stopped_already(std::uint32_t slot, const SlaTarget& promise) const;
    [[nodiscard]] CalendarId calendar_for(const ClockSource& source, std::uint32_t slot) const;
    [[nodiscard]] Instant earliest_deadline(std::uint32_t slot) const;
    [[nodiscard]] ClockState& clock(std::uint32_t slot, std::uint32_t sla) {
        return clocks_[slot * targets_ + sla];
    }
    [[nodiscard]] const ClockState& clock(std::uint32_t slot, std::uint32_t sla) const {
        return clocks_[slot * targets_ + sla];
    }

    // Rules (world_rules.cc)
    /// Whether any rule is looked at for such a reason: most runs have few kinds of rules.
    [[nodiscard]] bool timed_on(Trigger::Kind kind) const {
        return ((plan_->triggers >> static_cast<unsigned>(kind)) & 1U) != 0;
    }
    void timers_start(Trigger::Kind kind, std::uint32_t slot, Instant since) {
        if (timed_on(kind)) {
            start_timers(kind, slot, since);
        }
    }
    void timers_stop(Trigger::Kind kind, std::uint32_t slot) {
        if (timed_on(kind)) {
            stop_timers(kind, slot);
        }
    }
    void start_timers(Trigger::Kind kind, std::uint32_t slot, Instant since);
    void stop_timers(Trigger::Kind kind, std::uint32_t slot);
    void timers_end(std::uint32_t slot);
    void timers_for_touch(std::uint32_t slot) {
        if (timed_on(Trigger::Kind::touch)) {
            count_touch(slot);
        }
    }
    void timers_forget_touch(std::uint32_t slot) {
        if (timed_on(Trigger::Kind::touch)) {
            forget_touch(slot);
        }
    }
    void count_touch(std::uint32_t slot);
    void forget_touch(std::uint32_t slot);
    void timers_for_clock(std::uint32_t slot, std::uint32_t sla, bool anew);
    void timers_held_by(std::uint32_t slot);
    void rules_due(std::uint32_t slot);
    void fire(const std::vector<std::uint32_t>& places, std::uint32_t slot) {
        if (!places.empty() && tickets_[slot].task == 0) {
            decide_among(places, slot);
        }
    }
    void decide_among(const std::vector<std::uint32_t>& places, std::uint32_t slot);
    void tell_look(const std::vector<std::uint32_t>& places, std::uint32_t slot,
                   const std::vector<RuleId>& allowed, const std::vector<RuleId>& decided) const;
    void apply(RuleId rule, std::uint32_t slot);
    [[nodiscard]] bool allowed(std::uint32_t place, std::uint32_t slot) const;
    [[nodiscard]] bool has_happened(RuleId rule, std::uint32_t slot) const;
    [[nodiscard]] bool came_after_hours(std::uint32_t slot) const;
    [[nodiscard]] Firings& firings(RuleId rule, std::uint32_t slot);
    void act(const Action& action, RuleId rule, std::uint32_t slot);
    void escalate(const Escalate& action, RuleId rule, std::uint32_t slot);
    [[nodiscard]] bool is_held_by(std::uint32_t slot, const Transfer& wanted) const;
    void transfer(const Transfer& action, RuleId rule, std::uint32_t slot);
    void raise(const Raise& action, RuleId rule, std::uint32_t slot);
    void notify(const Notify& action, RuleId rule, std::uint32_t slot);
    void involve(const Involve& action, RuleId rule, std::uint32_t slot);
    std::uint32_t task_beside(std::uint32_t slot, TierId tier, Span work);

    // Chains (world_chains.cc)
    void begin_chain(RuleId rule, std::uint32_t slot);
    void chains_due(std::uint32_t slot);
    void step(std::size_t chain, std::uint32_t slot);
    [[nodiscard]] StepEnd step_end(const RuleStep& step, std::uint32_t slot) const;
    [[nodiscard]] Instant attended_from(const RuleStep& step, std::uint32_t slot) const;
    [[nodiscard]] Instant attended_from(const Action& action, std::uint32_t slot) const;

    // Ways back (world_ways_back.cc)
    void send_back(const ReturnTo& action, RuleId rule, std::uint32_t slot);
    void note_leaving(std::uint32_t slot);
    void note_coming(std::uint32_t slot, TierId from);
    void note_work(std::uint32_t slot, std::uint32_t agent);
    [[nodiscard]] bool goes_in_circles(std::uint32_t slot) const;
    [[nodiscard]] bool left_just_now(std::uint32_t slot, TierId to) const;
    [[nodiscard]] bool left_just_now(std::uint32_t slot, const Transfer& to) const;
    [[nodiscard]] Stay& stay(std::uint32_t slot, TierId tier) {
        return stays_[slot * plan_->tiers + tier.index];
    }
    void queue_task(std::uint32_t side);

    // Communication (world_communication.cc); precondition of all: plan_->communication
    void inform_anew(std::uint32_t slot);
    void update_due(std::uint32_t slot);
    void update_begun(std::uint32_t slot, TicketNumber number);
    void report_on(std::uint32_t slot);
    void tell(std::uint32_t slot, Message what, TierId tier, const Distribution& handle);
    [[nodiscard]] Instant next_update(std::uint32_t slot) const;

    // Knowledge (world_knowledge.cc); precondition of all: plan_->knowledge
    struct Article {
        Instant serves_until = Instant::min();
        bool in_writing = false;
    };
    [[nodiscard]] const Knowledge* knowledge_of(const OpenTicket& ticket) const {
        const auto& known = draft_->workload.knowledge[ticket.attributes.category.index];
        return known ? &*known : nullptr;
    }
    [[nodiscard]] std::uint32_t article_of(const OpenTicket& ticket) const {
        return plan_->first_article[ticket.attributes.category.index] + ticket.attributes.issue;
    }
    [[nodiscard]] double look_up(std::uint32_t slot, std::uint32_t agent, double share,
                                 double solves);
    void document(std::uint32_t slot);
    void article_written(std::uint32_t article, CategoryId category);

    // Incidents (world_incidents.cc); precondition of both: plan_->incidents
    struct Problem {
        const DeclareProblem* how = nullptr;  // not before it has been declared
        bool answered = false;                // those linked to it
    };
    struct Outbreak {
        std::vector<bool> mended;       // by Incident::breaks
        std::vector<Problem> problems;  // likewise
        std::uint64_t next = 0;         // of the surge: so many have come, or would have
    };
    [[nodiscard]] bool is_averted(const Newcomer& newcomer);
    void mend(std::uint32_t slot);

    // Problems (world_problems.cc); precondition of all: plan_->problems
    /// A break that tickets are about.
    struct About {
        std::uint32_t incident;
        std::size_t nth;
        friend bool operator==(const About&, const About&) = default;
    };
    [[nodiscard]] std::optional<About> about(std::uint32_t slot) const;
    [[nodiscard]] Problem& problem(const About& what);
    [[nodiscard]] std::vector<std::uint32_t> about_it(const About& what, Place where) const;
    void declare(const DeclareProblem& action, RuleId rule, std::uint32_t slot);
    [[nodiscard]] bool waits_for_repair(std::uint32_t slot);
    void link(std::uint32_t slot, std::uint16_t why);
    void tell_linked(std::uint32_t slot, const About& what);
    void linked_answered(TicketNumber cause, std::uint32_t agent);

    // Lifecycle (world_lifecycle.cc); precondition of all: plan_->lifecycle
    [[nodiscard]] bool is_taken_in_first(std::uint32_t slot, TierId tier);
    void next_of_intake(std::uint32_t slot);
    void watch_over(std::uint32_t slot);
    [[nodiscard]] bool is_away(std::uint32_t slot) const;
    void track(std::uint32_t slot);
    void close(std::uint32_t slot);
    [[nodiscard]] Span begin_stage(std::uint32_t slot, LifeStage stage, TierId tier,
                                   std::uint32_t nth);
    void open_stage(std::uint32_t slot, LifeStage last, TierId tier, Span work);
    void stage_done(std::uint32_t slot, TicketNumber number, LifeStage last);

    // Channels (world_channels.cc); precondition of all: plan_->switches
    void may_switch(std::uint32_t slot);
    void switch_due(std::uint32_t slot);
    void may_not_stay(std::uint32_t slot);
    void switch_channel(std::uint32_t slot, SwitchReason why, ChannelId to);
    [[nodiscard]] const ChannelSwitch* switch_of(const OpenTicket& ticket, SwitchReason why) const;

    // Triage (world_triage.cc); precondition of all: plan_->triage
    void set_priority(std::uint32_t slot);
    void look_at_priority(std::uint32_t slot);
    void look_away(std::uint32_t slot, Span after);
    void put_right(std::uint32_t slot);

    // Vendors (world_vendors.cc); precondition of all: plan_->vendors
    void send_out(const SendOut& action, RuleId rule, std::uint32_t slot);
    [[nodiscard]] bool waits_outside(std::uint32_t slot) const;
    void go_outside(std::uint32_t slot, VendorId vendor, std::uint16_t cause);
    void come_back(std::uint32_t slot);
    void leave_outside(std::uint32_t slot);
    void call_back(std::uint32_t slot);

    // People on call (world_on_call.cc); precondition of all: plan_->on_call
    void page(const PageOnCall& action, RuleId rule, std::uint32_t slot);
    [[nodiscard]] bool may_be_paged_about(std::uint32_t slot) const;
    void acknowledge(std::uint32_t slot);
    void work_from_home_ends(std::uint32_t slot);
    void call_off(std::uint32_t slot);
    void let_sleep(std::uint32_t slot);

    // Concurrency (world_concurrency.cc); precondition of all but begun_at: plan_->concurrency
    [[nodiscard]] bool is_shared(std::uint32_t slot) const;
    [[nodiscard]] const Concurrency& concurrency_of(const Hands& hands) const;
    void tick(std::uint32_t agent);
    void take_in_hand(std::uint32_t agent);
    [[nodiscard]] Span put_down(std::uint32_t agent);
    void turn_to(std::uint32_t agent, std::uint32_t slot);
    [[nodiscard]] bool turns_to_finished(std::uint32_t agent);
    [[nodiscard]] bool turns_to_another(std::uint32_t agent);
    [[nodiscard]] Instant done_at(const Hands& hands, const InHand& work) const;
    [[nodiscard]] Instant next_look_at(std::uint32_t agent) const;
    [[nodiscard]] Instant begun_at(const OpenTicket& ticket) const;
    void hand_over_all(std::uint32_t agent);
    void note_room(std::uint32_t agent);
    [[nodiscard]] bool may_add(std::uint32_t agent) const;
    [[nodiscard]] bool goes_with(std::uint32_t slot, const Hands& hands) const;
    [[nodiscard]] bool would_be_added(std::uint32_t slot) const;
    struct Addition;
    [[nodiscard]] std::optional<Addition> best_addition() const;
    void fill_hands();

    /// The ticket that was in the slot has ended, or is not even open: a rule may have sent it to a
    /// full tier.
    [[nodiscard]] bool is_gone(std::uint32_t slot, TicketNumber number) const {
        return !tickets_[slot].alive || tickets_[slot].number != number;
    }
    [[nodiscard]] const CrewCard& crew_of(std::uint32_t agent) const {
        return plan_->crews[desks_[agent].crew.index];
    }
    [[nodiscard]] const Concern& concern(std::uint32_t slot) const {
        return concerns_[tickets_[slot].concern];
    }
    [[nodiscard]] const Trigger& trigger(const Concern& concern, std::uint32_t timed) const {
        return draft_->policy.escalation.rules[concern.rules[concern.timed[timed]]].trigger;
    }

    const Plan* plan_;
    const Draft* draft_;
    const Table<NamedCalendar>* calendars_;
    const WorkStep* work_;  // by category, tier
    const Random* random_;
    std::uint32_t streams_, crews_, targets_;

    /// Of the idle agents of a crew, who is taken first: least first.
    struct IdleKey {
        std::int64_t rank = 0;
        Instant since;
        std::uint32_t agent = 0;
        friend constexpr auto operator<=>(const IdleKey&, const IdleKey&) = default;
    };

    Lines lines_;
    Concerns concerns_;
    Chronicle chronicle_;
    std::vector<OpenTicket> tickets_;  // by slot
    std::vector<std::uint32_t> free_slots_;
    std::vector<ClockState> clocks_;                   // by slot, target
    std::vector<Followed> followed_;                   // by slot
    std::vector<std::uint8_t> visits_;                 // by slot, tier
    std::vector<Outbreak> outbreaks_;                  // by Workload::incidents
    std::vector<Article> articles_;                    // by number, see Plan::first_article
    std::vector<std::optional<Sightings>> sightings_;  // by rule: of those on similar_tickets
    std::vector<Stay> stays_;           // by slot, tier; empty where no rule looks back
    std::vector<LifeSoFar> lives_;      // by slot; empty where no stage takes time
    std::vector<Instant> switches_;     // by slot: its customer would rather go on elsewhere
    std::vector<Triage> triages_;       // by slot
    std::vector<Outside> outside_;      // by slot; empty where there is no vendor
    std::vector<Paging> pagings_;       // by slot; empty where nobody is paged
    std::vector<std::uint32_t> awake_;  // by OnCallId: about to answer, or with a ticket in hand
    std::vector<Desk> desks_;           // by agent
    std::vector<Hands> hands_;  // by agent; empty where each has one thing in hand at a time
    std::vector<std::uint32_t> with_room_;  // agents who have some in hand, and not the most
    Line<IdleKey>::Register idle_agents_;
    std::vector<Line<IdleKey>> idle_;     // by crew
    std::vector<std::uint32_t> on_duty_;  // by crew
    std::vector<Instant> crew_leaves_;    // by crew: end of the present shift
    std::vector<std::uint32_t> backlog_;  // slots, until the run begins
    // Kept, so that the loop allocates nothing:
    std::vector<RuleId> candidates_, decided_;
    std::vector<std::uint32_t> due_, handed_over_;
    std::int64_t assignments_ = 0;
};

}  // namespace meridian
