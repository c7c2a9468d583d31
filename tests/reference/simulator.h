#pragma once

#include <array>
#include <functional>
#include <limits>
#include <vector>

#include "model/arrival.h"
#include "model/journal.h"
#include "tests/reference/customers.h"

namespace meridian::reference {

// A slow and obvious simulator of the whole language as it is built, to hold the engine against.
//
// It is written from scenarios/DESIGN.md, scenarios/SCHEMA.md, the headers of model/ and what a
// journal's facts mean. Of sim/ it has only the random numbers (sim/random.h), because it must meet
// the same customers. It keeps everything in plain vectors and throws nothing away: what happens
// next, who is free, who waits and which rule is due is found each time by looking at everybody.
// Business time is added up interval by interval, and no deadline is remembered.
//
// Left out: nothing that is built. A log's tickets come as a list of arrivals; how a log is read is
// the loader's business.

constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

/// A fact, and which task beside the ticket it is about: 0 is the ticket itself. The numbers of
/// needs, slots and attributes, which mean nothing outside a journal, are left out of `entry`;
/// what they stand for is beside it.
struct Said {
    Entry entry;
    std::uint32_t task = 0;
    Need need;              // of queued, started, widened and their like
    Attributes attributes;  // of opened
};

/// One clock of a promise on one ticket.
struct Promise {
    enum class Phase : std::uint8_t { not_begun, running, paused, over };
    Phase phase = Phase::not_begun;
    bool broken = false;  // was late when it was changed last
    Instant since;        // running: `used` was true then
    Span used{};
    Span target{};
    CalendarId calendar;
    bool by_day = false;  // due at an instant, if the calendar reaches so far
    std::optional<Instant> due;
};

/// What a ticket remembers of a rule.
struct Watch {
    std::uint32_t fired = 0;
    std::optional<Instant> last_fired;
    bool looked_at = false;  // since its time began to count
};

/// The steps of a rule on one ticket, where one is still to come.
struct Steps {
    RuleId rule;
    std::optional<Instant> due;  // none: nobody will ever come
    std::size_t next = 0;
    std::uint32_t times = 0;
    std::uint32_t loops = 0;
};

enum class Place : std::uint8_t {
    nowhere,
    self_service,
    line,
    with_owner,  // only its owner takes it, who is on shift and busy
    in_hand,
    under_note,  // a handover note about it is written
    with_customer,
    outside,
    at_home,  // somebody on call has it in hand
    parked,
    linked,    // to a problem, until it is mended and somebody answers all
    resolved,  // for the time being: the customer will come back
    ended,
};

/// A ticket, or a task beside one.
struct Case {
    TicketNumber number;
    std::uint32_t task = 0;
    Attributes attributes;
    Attributes came_as;  // what it was at its creation
    Instant created;
    TierId tier;
    Place place = Place::nowhere;
    Priority priority = 0;
    bool set_wrong = false;  // its priority, and nobody has seen it
    Priority was_set = 0;    // to this
    Span looked_at{};        // by agents, on whatever tier
    bool entered = false;
    bool admitted = false;  // has been let into an agents' queue, or was there before the run
    bool answered = false;
    bool acknowledged = false;
    bool reopened = false;
    TierId comes_back_to;  // the first tier with agents that it reached, else where it came in
    std::uint32_t hops = 0;
    Instant moved = Instant::min();  // last, and how often at that instant
    std::uint32_t moves_now = 0;
    std::uint32_t transfers = 0;  // by rules
    std::uint32_t returns = 0;
    /// Where it has been: by tier, where it came up from and whose agents had it; what it left.
    std::vector<TierId> sent_from;
    std::vector<TeamId> had;
    TierId left_tier;
    TeamId left_team;
    std::optional<Instant> left_at;
    std::size_t last_person = nobody;  // who began to work on it
    std::array<std::optional<Instant>, outbursts> bursts;
    std::size_t person = nobody;  // has it in hand, writes about it, or owns it

    Instant entered_tier;
    Instant queued_at;
    Instant stages_seen;  // stages that begin by then have been looked at
    std::size_t stage = 0;
    Need need;
    TeamId only_team;  // a rule transferred it there
    RegionId only_region;

    std::optional<Instant> due;  // self-service ends, the customer replies or comes back
    std::optional<Instant> hangs_up;
    std::optional<Instant> withdraws;
    std::optional<Instant> chases;  // none while the customer does not wait for us
    std::uint32_t chased = 0;
    std::optional<Instant> heard;    // from us, or it waits for us since; none: it does not
    std::size_t answers = nobody;    // a task: whose chaser it answers
    bool writes = false;             // a task: writes the solution down …
    std::optional<Instant> written;  // … and has

    bool tells_linked = false;      // a task: answers all who wait for the repair
    bool told_with_others = false;  // by it

    std::optional<Instant> switches;  // the channel

    VendorId vendor;  // has it, or had it last
    std::uint32_t sent_out = 0;
    Instant sent_at;
    std::optional<Instant> back_at;  // since when it is back
    bool outside_solves = false;
    bool solved_before = false;  // by its person, and waits for the vendor's part

    /// A page about it: who answers and when, as far as somebody does.
    struct Ring {
        OnCallId by;
        std::optional<Instant> answered;
        double work = 0;
        double luck = 0;
    };
    std::vector<Ring> rings;          // since nobody has it in hand
    std::optional<Instant> paged_at;  // the last of these
    std::uint32_t paged = 0;
    Ring answer;  // at home: the page that brought it there

    bool taken_in = false;          // or being so
    std::size_t intake = 0;         // its next stage
    std::optional<Instant> tracks;  // somebody looks how it stands
    bool watched = false;           // or is about to
    std::uint32_t tracked = 0;      // so often
    std::uint32_t closed = 0;
    std::optional<LifeStage> does;  // a task: the last one it is about …
    std::size_t stage_of = nobody;  // … of that ticket

    bool step_drawn = false;
    std::vector<std::uint64_t> visits;  // by tier
    Span work_left{};
    std::optional<Span> asks_at;  // the customer is asked when so much work is left
    Span reply{};
    Span to_read{};
    Instant begun;          // while it is in hand …
    Span reads{};           // … and read first
    Fit how;                // … by somebody who is so good at it
    std::int64_t done = 0;  // … with so much of that worked off, in microseconds
    Span touched{};         // on this tier
    double luck = 0;
    TierId goes_to;  // when the step in hand is over
    RuleId sent_by;
    std::uint64_t redrawn = 0;  // how often its work was drawn anew, being interrupted

    std::vector<std::pair<Instant, TeamId>> holders;  // one after another
    std::vector<Promise> promises;                    // by SlaId
    std::vector<Watch> watches;                       // by RuleId
    std::vector<Steps> steps;                         // by order of their rules
};

struct Person {
    enum class State : std::uint8_t { home, idle, working, noting, away };
    CrewId crew;
    std::uint32_t place_in_crew = 0;
    State state = State::home;
    bool on_shift = false;
    std::vector<std::size_t> hands;  // cases, in the order in which they were begun
    ChannelId channel;               // of all of them; none: one that is worked on alone
    Instant told;                    // until when Case::done is true
    std::size_t work = nobody;       // a case that is noted about, or was in hand a moment ago
    Instant since;                   // idle or noting
    Instant until;                   // away or noting
    Instant shift_begin;
    Instant shift_end;
    std::optional<Instant> must_stop;
    std::vector<bool> had_break;
    Span busy{};
    std::uint64_t assigned = 0;      // when last, counting all assignments
    std::vector<std::size_t> keeps;  // parked first, then those answered, as they came back
};

/// A crew's shift or meeting begins or ends.
struct Turn {
    enum class Kind : std::uint8_t { shift_ends, meeting_begins, shift_begins };
    Instant at;
    Kind kind;
    std::size_t crew;
    std::size_t shift;
    Instant until;
};

class Simulator {
public:
    Simulator(const Scenario& scenario, std::uint64_t replication,
              const std::vector<std::vector<Arrival>>& logs);
    [[nodiscard]] std::vector<Said> run();

private:
    /// At one instant, in this order.
    enum class What : std::uint8_t {
        work_ends,
        break_ends,
        shift_ends,
        meeting_begins,
        shift_begins,
        ticket_due,
        break_due,
        ticket_opens,
        nothing,
    };
    struct Next {
        Instant at = Instant::max();
        What what = What::nothing;
        std::uint64_t whose = 0;  // decides between equals
        std::size_t which = 0;
    };

    // What happens next (simulator.cc)
    [[nodiscard]] Next next() const;
    void consider(Next& best, const Next& other) const;
    void happen(const Next& event);
    void say(Fact fact, std::size_t which, std::int64_t value = 0, std::size_t actor = nobody,
             std::uint32_t cause = none_rule);
    void say_of(Fact fact, std::size_t person, std::int64_t value = 0);
    void finish();

    // The life of tickets (tickets.cc)
    void open(const Customer& customer);
    void begin(std::size_t which);
    void enter(std::size_t which, TierId tier, Why why);
    void take_out(std::size_t which);
    void move_up(std::size_t which, TierId tier, std::uint32_t cause, EscalationKind kind);
    void due(std::size_t which);
    void self_service_over(std::size_t which);
    void replied(std::size_t which);
    void go_on_with(std::size_t which, Why why);
    void step_failed(std::size_t which);
    void resolve(std::size_t which, std::size_t person);
    void reopen(std::size_t which);
    void turn_away(std::size_t which, std::int64_t waiting);
    [[nodiscard]] std::optional<Instant> reopens_at(const Case& c) const;
    void hang_up(std::size_t which);
    [[nodiscard]] std::optional<Instant> due_at(const Case& c) const;
    [[nodiscard]] Situation situation(const Case& c) const;
    [[nodiscard]] Span expected_work(const Case& c) const;
    [[nodiscard]] const WorkStep& step(const Case& c) const;
    void draw_step(Case& c);

    // What customers do by themselves (contacts.cc)
    void hears(std::size_t which);
    void silence_begins(std::size_t which);
    [[nodiscard]] Span to_next_chaser(const Case& c) const;
    void chase(std::size_t which);
    void withdraw(std::size_t which);
    void displease(std::size_t which, Span Displeasure::*by);
    void burst_out(std::size_t which);
    void may_return(std::size_t which, Comeback why, const Return& how);
    void will_return(std::size_t which, Comeback why, const Return& how, Instant at);
    void may_retry(std::size_t which);
    void come_later(const Customer& next);
    [[nodiscard]] const Stream& stream(const Case& c) const {
        return draft_.workload.streams[c.attributes.stream];
    }
    /// Whoever comes because of something that has happened in the run comes after all others.
    [[nodiscard]] std::uint64_t whose(const Customer& customer) const {
        return customer.number.generation() > 0 || awaits_rule(customer.number.stream())
                   ? customer.number.value
                   : customer.number.stream().index;
    }
    [[nodiscard]] bool awaits_rule(StreamId id) const {
        const Stream& it = draft_.workload.streams[id];
        return it.incident && !it.log && draft_.workload.incidents[*it.incident].awaits_rule &&
               draft_.workload.incidents[*it.incident].cause == id;
    }

    // What is known (knowledge.cc)
    [[nodiscard]] const Knowledge* knowledge(const Case& c) const;
    [[nodiscard]] bool serves(const Case& article, const Case& c) const;
    [[nodiscard]] double look_up(std::size_t which, std::size_t person, double share,
                                 double mastery);
    void write_down(std::size_t which);

    // What breaks (incidents.cc)
    [[nodiscard]] bool is_averted(const Customer& customer) const;
    void mend(std::size_t which);

    // What is declared a problem (problems.cc)
    /// Which break of which incident.
    struct About {
        std::uint32_t incident = 0;
        std::size_t nth = 0;
        friend bool operator==(const About&, const About&) = default;
    };
    struct Problem {
        About what;
        const DeclareProblem* how;
        bool answered = false;
    };
    [[nodiscard]] std::optional<About> about(const Case& c) const;
    [[nodiscard]] Problem* problem(const std::optional<About>& what);
    [[nodiscard]] bool waits_for_repair(const Case& c);
    void declare(std::size_t which, RuleId id, const DeclareProblem& action);
    [[nodiscard]] std::vector<std::size_t> all_about(const About& what, Place where) const;
    void link(std::size_t which, std::uint32_t why);
    void tell_linked(std::size_t which);
    void linked_told(TicketNumber cause, std::size_t person);
    [[nodiscard]] bool is_one_of_many(const Case& c, const Similar& question) const;

    // Through which channel (channels.cc)
    [[nodiscard]] const ChannelSwitch* way(const Case& c, SwitchReason why) const;
    void may_switch(std::size_t which);
    void must_switch(std::size_t which);
    void switch_channel(std::size_t which, SwitchReason why);

    // How urgent it is taken to be (triage.cc)
    void set_priority(Case& c) const;
    [[nodiscard]] std::optional<Instant> seen_at(const Case& c) const;
    void put_right(std::size_t which);
    // Who has it outside (vendors.cc)
    void send_out(std::size_t which, RuleId id, const SendOut& action);
    [[nodiscard]] bool waits_outside(const Case& c) const;
    void go_outside(std::size_t which, VendorId vendor, std::uint32_t cause);
    void come_back(std::size_t which);
    void call_back(std::size_t which);

    // Who is on call (on_call.cc)
    void page(std::size_t which, RuleId id, const PageOnCall& action);
    [[nodiscard]] std::optional<Case::Ring> first_answer(const Case& c) const;
    [[nodiscard]] bool is_on_call(const OnCall& who) const;
    [[nodiscard]] std::size_t awake(OnCallId id) const;
    void acknowledge(std::size_t which);
    void done_at_home(std::size_t which);
    void needs_nobody(std::size_t which);

    // What takes time beside the work (lifecycle.cc)
    [[nodiscard]] const std::optional<StageWork>& how(LifeStage stage) const {
        return draft_.policy.lifecycle.of(stage);
    }
    bool takes_in(std::size_t which, TierId tier);
    void go_on_with_intake(std::size_t which);
    void watch(std::size_t which);
    void look_how_it_stands(std::size_t which);
    void close(std::size_t which);
    void do_stages(std::size_t which, std::size_t from, TierId tier);
    void stage_over(const Case& task);
    [[nodiscard]] bool is_away(const Case& c) const;

    // Who gets what (routing.cc)
    void queue(std::size_t which, Why why);
    void look_for_somebody(std::size_t which);
    void widen(std::size_t which);
    void wait_for_owner(std::size_t which, Why why);
    [[nodiscard]] std::optional<Instant> widens_at(const Case& c) const;
    [[nodiscard]] Need need_of(const Case& c) const;
    [[nodiscard]] bool holds(const Stage& stage, const Case& c) const;
    [[nodiscard]] std::optional<Fit> fits(const Person& p, const Need& need) const;
    [[nodiscard]] bool enough_time(const Person& p, const Case& c, const Fit& fit) const;
    [[nodiscard]] std::size_t person_for(const Case& c) const;
    [[nodiscard]] std::size_t first_in_line(
        const Person& p, const std::function<bool(const Case&)>& may_be_taken) const;
    [[nodiscard]] double rank(const Case& c) const;
    [[nodiscard]] const Routing& routing(TierId tier) const;
    void match_again(TierId tier);

    // Who is interrupted, and who kept free (precedence.cc)
    [[nodiscard]] bool may_interrupt(const Person& p, const Case& c) const;
    [[nodiscard]] std::size_t person_to_interrupt(const Case& c) const;
    bool interrupts_somebody(std::size_t which);
    void interrupt(std::size_t person, std::size_t which);
    void interrupt_for_waiting(TierId tier);
    [[nodiscard]] std::size_t next_case_for(const Person& p) const;
    [[nodiscard]] bool held_back(const Case& c, const Person* taker) const;

    // Work (work.cc)
    void start(std::size_t person, std::size_t which);
    void respond(std::size_t which, std::size_t person);
    void stop(std::size_t which, Why why);
    void work_ends(std::size_t person);
    void note_ends(std::size_t person);
    [[nodiscard]] Instant done_at(const Case& c) const;

    // People (people.cc)
    void look_for_work(std::size_t person);
    void go_home(std::size_t person);
    void go_away(std::size_t person, Span length, std::int64_t kind);
    void shift_begins(const Turn& turn);
    void come(std::size_t person, bool was_on_shift);
    void shift_ends(std::size_t person);
    void hand_over(std::size_t person, std::size_t which);
    void park(std::size_t person);

    // Several cases in hand (concurrency.cc)
    [[nodiscard]] const Concurrency& concurrency(ChannelId channel) const;
    [[nodiscard]] bool goes_with(const Case& c, const Person& p) const;
    [[nodiscard]] bool has_room(const Person& p) const;
    [[nodiscard]] bool takes_more(const Person& p) const;
    [[nodiscard]] bool would_be_added(std::size_t which);
    [[nodiscard]] Instant looks_up_at(const Person& p) const;
    void work_off(Person& p);
    void fill_hands();
    void let_go(std::size_t person, bool parked_too);
    void meeting_begins(const Turn& turn);
    [[nodiscard]] bool comes_back(const Person& p) const;
    [[nodiscard]] std::optional<std::size_t> next_break(const Person& p) const;
    [[nodiscard]] Instant break_at(const Person& p, std::size_t which) const;
    [[nodiscard]] std::optional<Instant> meeting_until(const Person& p) const;
    [[nodiscard]] TeamId team_of(const Person& p) const { return crew_of(p).team; }
    [[nodiscard]] RegionId region_of(const Person& p) const {
        return house_.teams[team_of(p)].region;
    }
    [[nodiscard]] TierId tier_of(const Person& p) const { return house_.teams[team_of(p)].tier; }
    [[nodiscard]] const Crew& crew_of(const Person& p) const { return house_.crews[p.crew]; }

    // Promises (promises.cc)
    void event(ClockEvent::Kind kind, std::size_t which);
    void pause(bool SlaTarget::*why, std::size_t which);
    void resume(bool SlaTarget::*why, std::size_t which);
    void promises_on_resolution(std::size_t which);
    void promises_cancelled(std::size_t which);
    void promises_on_priority(std::size_t which);
    void promises_on_holder(std::size_t which, TeamId holder);
    void promises_at_horizon(std::size_t which);
    void begin_promise(std::size_t which, std::uint32_t sla, Instant since);
    void stop_promise(std::size_t which, std::uint32_t sla);
    void cancel_promise(std::size_t which, std::uint32_t sla);
    void pause_promise(std::size_t which, std::uint32_t sla);
    void settle(Promise& p) const;
    void move_promise(std::size_t which, std::uint32_t sla);
    [[nodiscard]] bool holds_for(const SlaTarget& promise, const Case& c) const;
    [[nodiscard]] std::optional<Instant> deadline(const Promise& p) const;
    [[nodiscard]] bool late(const Promise& p) const;
    [[nodiscard]] Span used(const Promise& p) const;
    [[nodiscard]] std::int64_t lateness(const Promise& p) const;

    // Rules (rules.cc)
    [[nodiscard]] std::optional<Instant> rule_due(const Case& c, RuleId id) const;
    [[nodiscard]] std::optional<Instant> by_clock(const Case& c, const Trigger& trigger,
                                                  Instant since) const;
    void forget(std::size_t which, Trigger::Kind kind);
    void forget_clock(std::size_t which, SlaId sla);
    void rules_due(std::size_t which);
    void fire(std::size_t which, Trigger::Kind kind);
    void fire(std::size_t which, const std::vector<RuleId>& candidates);
    void act(std::size_t which, RuleId id, const Action& action);
    // In steps (steps.cc)
    void begin_steps(std::size_t which, RuleId id);
    void steps_due(std::size_t which);
    void step(std::size_t which, RuleId id);
    [[nodiscard]] std::optional<Instant> somebody_comes(const Case& c, const Action& action) const;
    [[nodiscard]] std::optional<Instant> all_come(const Case& c, const RuleStep& step) const;
    void escalate(std::size_t which, RuleId id, const Escalate& action);
    void transfer(std::size_t which, RuleId id, const Transfer& action);
    void send_back(std::size_t which, RuleId id, const ReturnTo& action);
    void leave(std::size_t which);
    [[nodiscard]] bool too_soon_for(const Case& c, TierId to) const;
    void raise(std::size_t which, RuleId id, const Raise& action);
    void involve(std::size_t which, RuleId id, const Involve& action);
    [[nodiscard]] Case task_beside(const Case& c, TierId tier, Span work) const;
    void queue_task(const Case& task);

    const Scenario& scenario_;
    const Draft& draft_;
    const Organisation& house_;
    Random random_;
    Instant now_;
    std::vector<Customer> customers_;  // in the order in which they come
    std::size_t next_customer_ = 0;
    std::vector<Turn> turns_;  // in the order in which they come
    std::size_t next_turn_ = 0;
    std::vector<Person> people_;
    std::vector<Case> cases_;
    std::vector<Said> said_;
    std::vector<TicketNumber> mended_;  // tickets about causes
    std::vector<Customer> causes_;      // that nobody knows of yet
    std::vector<Problem> problems_;
    std::uint64_t assignments_ = 0;
};

/// The whole journal of one run.
[[nodiscard]] std::vector<Said> journal_of(const Scenario& scenario, std::uint64_t replication,
                                           const std::vector<std::vector<Arrival>>& logs);

}  // namespace meridian::reference
