#include "tools/load/schema.h"

namespace meridian {
namespace {

template <Names of>
const Type& name() {
    static const Type type = name_of(of);
    return type;
}

template <Names of>
const Type& names() {
    static const Type type = either(name_of(of), list_of(name<of>, 1));
    return type;
}

const Type& under_duration() {
    static const Type type = checked(
        "under and a duration, such as under 20min",
        [](std::string_view text) -> std::optional<Problem> {
            if (text.substr(0, 6) != "under ") {
                return Problem{0, text.size(), "this part of a condition begins with 'under'",
                               "write, for example, under 20min"};
            }
            auto problem = duration_type().scalar->check(text.substr(6));
            return problem ? std::optional<Problem>(shifted(*problem, 6)) : std::nullopt;
        },
        "^under .+$");
    return type;
}

const Type& under_count() {
    static const Type type = checked(
        "under and a number, such as under 2",
        [](std::string_view text) -> std::optional<Problem> {
            if (text.substr(0, 6) != "under ") {
                return Problem{0, text.size(), "this part of a condition begins with 'under'",
                               "write, for example, under 2"};
            }
            auto problem = counting_type().scalar->check(text.substr(6));
            return problem ? std::optional<Problem>(shifted(*problem, 6)) : std::nullopt;
        },
        "^under [0-9]+$");
    return type;
}

const Type& predicates() {
    static const Type type = list_of(predicate_type, 1);
    return type;
}

const Type& stage_condition() {
    static const Type type = object(
        "overflow condition",
        {.keys = {
             {"nobody_on_duty", yes_no_type, "false", "Of the present stage."},
             {"queue_over", count_type, "", "More than so many wait before it."},
             {"free_under", counting_type, "", "Fewer than so many of the present stage are free."},
             {"during", name<Names::calendar>, "always", "Only while this calendar is open."}}});
    return type;
}

const Type& reach() {
    static const Type type = one_of({"home", "any"}, {"vendor", "voicemail"});
    return type;
}

const Type& stage() {
    static const Type type = object(
        "overflow stage",
        {.keys = {
             {"to", reach, "any", "home: teams in the customer's region; any: all that serve it."},
             {"after", duration_type, "0s", "Waited this long."},
             {"when", stage_condition, "always", "And this holds."}}});
    return type;
}

const Type& stages() {
    static const Type type = list_of(stage);
    return type;
}

const Type& weights() {
    static const Type type = map_of(known_name(Names::priority), factor_type, 1);
    return type;
}

const Type& discipline() {
    static const Type type =
        one_of({"priority", "fifo", "earliest_deadline", "weighted_wait", "least_slack"});
    return type;
}

const Type& agent_choice() {
    static const Type type =
        one_of({"longest_idle", "least_loaded", "best_proficiency", "cheapest", "round_robin"});
    return type;
}

const Type& routing_row() {
    static const Type type = object(
        "routing of a tier",
        {.keys = {
             {"discipline", discipline, "priority", "Which waiting ticket an agent takes next."},
             {"agent", agent_choice, "longest_idle", "Which free agent takes an arriving ticket."},
             {"prefer_home", yes_no_type, "false",
              "Among free agents, those in the customer's region first."},
             {"sticky_owner", yes_no_type, "true",
              "A parked or answered ticket waits for its owner while the owner is on duty."},
             {"home_first", yes_no_type, "false",
              "An agent takes tickets of customers in the own region before all others."},
             {"queue_max", count_type, "no limit",
              "A newcomer that would have to wait while so many wait already is turned away."},
             {"enough_time", yes_no_type, "false",
              "No ticket whose expected work is longer than what is left of the shift."},
             {"weights", weights, "1", "By priority, for `weighted_wait`."},
             {"reach", reach, "any", "home: at first only teams in the customer's region."},
             {"overflow", stages, "none", "Wider stages, one after another."},
             {"preemption", preemption_type, "none",
              "More urgent tickets that find nobody free interrupt work on less urgent ones; needs "
              "the discipline `priority`."},
             {"reserve", reserve_type, "none", "Agents kept free for some priorities."},
             later("misroute", "Tickets sent to the wrong desk."),
             later("offer", "Agents accept or reject.")}});
    return type;
}

const Type& after_trigger() {
    static const Type type = object(
        "time trigger",
        {.keys = {{"touch", duration_type, "", "Work on the present tier."},
                  {"open", duration_type, "", "Since creation."},
                  {"in_tier", duration_type, "", "Since it reached the present tier."},
                  {"waiting", duration_type, "", "In the present queue."},
                  {"unanswered", duration_type, "", "Since creation without a first response."},
                  {"waiting_customer", duration_type, "", "Since the customer was asked."},
                  {"waiting_vendor", duration_type, "", "Since somebody outside has it."},
                  {"clock", clock_type, "",
                   "What counts the time; for all but `touch` and `no_ack`."},
                  {"no_ack", duration_type, "",
                   "Since somebody was last paged (`page`), while nobody has begun with it; round "
                   "the clock."},
                  later("no_update", "Since the customer heard from us.")},
         .exactly_one = {{"touch", "open", "in_tier", "waiting", "unanswered", "waiting_customer",
                          "waiting_vendor", "no_ack"},
                         {"touch", "no_ack", "clock"}}});
    return type;
}

const Type& at_trigger() {
    static const Type type =
        object("SLA trigger",
               {.keys = {{"sla", name<Names::sla>, "", "Whose clock.", required},
                         {"used", percent_type, "", "So much of the target; 100% is the deadline."},
                         {"left", signed_duration_type, "",
                          "So long before the deadline; negative: after it."}},
                .exactly_one = {{"used", "left"}}});
    return type;
}

const Type& on_trigger() {
    static const Type type = one_of({"created", "gives_up", "reopened", "after_hours",
                                     "customer_demands", "conflict", "similar_tickets"});
    return type;
}

const Type& trait() {
    static const Type type =
        one_of({"category", "region", "language", "segment", "channel", "stream"});
    return type;
}

const Type& traits() {
    static const Type type = list_of(trait, 1);
    return type;
}

const Type& similar() {
    static const Type type = object(
        "similar", {.keys = {{"tickets", counting_type, "",
                              "So many, with the one that has just come; 2 to 10000.", required},
                             {"within", duration_type, "", "So long, round the clock.", required},
                             {"by", traits, "[category]", "What they have in common."}}});
    return type;
}

const Type& next_or_tier() {
    static const Type type = either(one_of({"next", "skip"}), name_of(Names::tier));
    return type;
}

const Type& transfer() {
    static const Type type =
        object("transfer",
               {.keys = {{"team", name<Names::team>, "", "Of the present tier."},
                         {"region", name<Names::region>, "", "Its teams of the present tier."}},
                .exactly_one = {{"team", "region"}}});
    return type;
}

const Type& raise_row() {
    static const Type type = object(
        "raise", {.keys = {{"by", counting_type, "", "Steps towards the most urgent."},
                           {"to", name<Names::priority>, "", "This one, if it is more urgent."}},
                  .exactly_one = {{"by", "to"}}});
    return type;
}

const Type& raise() {
    static const Type type =
        either(either(one_of({"priority"}), name_of(Names::priority)), raise_row());
    return type;
}

const Type& involve() {
    static const Type type =
        object("involve",
               {.keys = {{"tier", name<Names::tier>, "", "Whose queue gets the task.", required},
                         {"handle", distribution_type, "", "How long the task takes.", required}}});
    return type;
}

const Type& problem_action() {
    static const Type type = object(
        "problem",
        {.keys = {{"tier", name<Names::tier>, "", "Whose queue gets the answer.", required},
                  {"answer", distribution_type, "",
                   "How long it takes to answer all at once, after the repair.", required}}});
    return type;
}

const Type& sender_or_tier() {
    static const Type type = either(one_of({"sender"}), name_of(Names::tier));
    return type;
}

const Type& vendor_name() {
    static const Type type = name_of(Names::vendor);
    return type;
}

const Type& rotation_name() {
    static const Type type = name_of(Names::on_call);
    return type;
}

const Type& action() {
    static const Type type = object(
        "action",
        {.keys =
             {{"escalate", next_or_tier, "",
               "Move it to the next tier, past it (`skip`), or to this one."},
              {"transfer", transfer, "", "Give it to a team or region of the present tier."},
              {"raise", raise, "", "`priority`: one step up; or to this priority."},
              {"notify", text_type, "", "Somebody hears of it."},
              {"involve", involve, "",
               "Somebody else works beside the owner, who keeps the ticket."},
              {"page", rotation_name, "",
               "Wake somebody on call, who takes the ticket in hand as the page is answered."},
              {"vendor", vendor_name, "",
               "Send it to somebody outside; what moves it meanwhile calls it back."},
              {"problem", problem_action, "",
               "Declare what it is about (`incidents`) a problem: tickets about it wait for the "
               "repair instead of for agents, and are answered at once after it."},
              {"return_to", sender_or_tier, "",
               "Back down: to whoever sent it (`sender`: the tier it came up from, and the "
               "team that had it there), or to anybody of this tier."}},
         .exactly_one = {{"escalate", "transfer", "raise", "notify", "involve", "page", "vendor",
                          "problem", "return_to"}}});
    return type;
}

const Type& actions() {
    static const Type type = either(either(one_of({"nothing"}), list_of(action, 1)), action());
    return type;
}

const Type& step() {
    static const Type type = object(
        "step", {.keys = {{"after", duration_type, "0s",
                           "Since the step before was over, or the rule fired; round the clock."},
                          {"when", predicate_type, "always", "Else the step is passed over."},
                          {"do", actions, "", "One action or a list of them.", required},
                          {"times", counting_type, "1", "It is done so often; at most 100."},
                          {"every", duration_type, "0s", "So long apart."}}});
    return type;
}

const Type& steps() {
    static const Type type = list_of(step, 1);
    return type;
}

const Type& gap() {
    static const Type type = one_of({"skip", "wait", "hold", "drop", "catch_all"});
    return type;
}

const Type& rule_name() {
    static const Type type = [] {
        Type fresh = name_of(Names::rule);
        fresh.scalar->declares = true;
        fresh.words = "a new name";
        return fresh;
    }();
    return type;
}

const Type& kind() {
    static const Type type = one_of({"functional", "hierarchical", "external"});
    return type;
}
const Type& stop_or_continue() {
    static const Type type = one_of({"stop", "continue"});
    return type;
}
const Type& stop_or_finish() {
    static const Type type = one_of({"stop", "finish"});
    return type;
}

const Type& rule() {
    static const Type type = object(
        "escalation rule",
        {.keys = {{"name", rule_name, "", "For reports and --set.", required},
                  {"on", on_trigger, "", "At an event."},
                  {"similar", similar, "", "What on: similar_tickets waits for."},
                  {"after", after_trigger, "", "After some time."},
                  {"at", at_trigger, "", "At a point of an SLA clock."},
                  {"when", predicate_type, "always", "Only for these tickets."},
                  {"do", actions, "", "One action, a list of them, or `nothing`."},
                  {"steps", steps, "", "One thing after another, instead of `do`."},
                  {"loops", counting_type, "1", "All steps, so often; at most 100."},
                  {"kind", kind, "functional; external where it sends to a vendor", "For reports."},
                  {"then", stop_or_continue, "stop", "continue: later rules are looked at too."},
                  {"in_hand", stop_or_finish, "stop",
                   "What becomes of work in hand when the ticket moves."},
                  {"limit", counting_type, "1; gives_up: no limit", "Times a ticket."},
                  {"cooldown", duration_type, "none", "Not again within this time."},
                  later("valid_from", "A version of the policy: its first day."),
                  later("valid_to", "Its last day.")},
         .exactly_one = {{"on", "after", "at"}, {"do", "steps"}}});
    return type;
}

const Type& rules() {
    static const Type type = list_of(rule);
    return type;
}

const Type& hops() {
    static const Type type = object(
        "hops",
        {.keys = {{"max", count_type, "8", "Upward moves by rules; then only gives_up moves it."},
                  {"transfers", count_type, "8",
                   "Transfers of a ticket by rules; then none moves it aside."},
                  {"returns", count_type, "3", "Ways back down; then no rule sends it back."},
                  {"stay", duration_type, "0s",
                   "No rule moves a ticket to the tier or team that it last left, sooner than so "
                   "long after it left, round the clock."}}});
    return type;
}

const Type& shift_end_act() {
    static const Type type =
        one_of({"finish", "hand_over", "park", "return_to_queue", "warm_transfer", "conference"});
    return type;
}

const Type& fail_back_act() {
    static const Type type = one_of({"finish", "hand_over", "park", "return_to_queue"});
    return type;
}

const Type& ownership_word() {
    static const Type type = one_of({"sticky", "follow_the_sun"});
    return type;
}

const Type& ownership_row() {
    static const Type type =
        object("ownership rule",
               {.keys = {{"name", text_type, "made from its place", "For reports."},
                         {"when", predicate_type, "", "For these tickets."},
                         {"do", ownership_word, "", "Whose they are."},
                         {"otherwise", ownership_word, "", "For all others; the last rule."}},
                .exactly_one = {{"do", "otherwise"}, {"when", "otherwise"}}});
    return type;
}

const Type& shift_end_rule() {
    static const Type type = object(
        "handover rule",
        {.keys = {{"name", text_type, "made from its place", "For reports."},
                  {"when", predicate_type, "", "For these tickets."},
                  {"do", shift_end_act, "", "What becomes of the ticket in hand."},
                  {"otherwise", shift_end_act, "", "For all others; the last rule."},
                  {"note", duration_type, "0s", "Written by the one who leaves (hand_over)."},
                  {"re_read", duration_type, "0s",
                   "Added to the next one's work (hand_over, return_to_queue)."},
                  {"call", duration_type, "0s",
                   "Both talk (warm_transfer, conference); hand_over: after the note, if somebody "
                   "who may take it is free, instead of the re-reading."},
                  {"quality", percent_type, "100%",
                   "Share of the work of the stretch that ends which the next one can build on "
                   "(hand_over, return_to_queue); the rest is done again."}},
         .exactly_one = {{"do", "otherwise"}, {"when", "otherwise"}}});
    return type;
}

const Type& shift_end_rules() {
    static const Type type = list_of(shift_end_rule, 1);
    return type;
}

const Type& targets() {
    static const Type type =
        either(duration_type(), map_of(known_name(Names::priority), duration_type, 1));
    return type;
}

const Type& any_or_tier() {
    static const Type type = either(one_of({"any"}), name_of(Names::tier));
    return type;
}

const Type& any_or_vendor() {
    static const Type type = either(one_of({"any"}), name_of(Names::vendor));
    return type;
}

const Type& clock_event() {
    static const Type type = either(
        one_of({"opened", "acknowledged", "first_response", "replied", "next_reply", "resolved"},
               {"closed"}),
        object("clock event",
               {.keys = {{"enters", any_or_tier, "", "Reaches the tier."},
                         {"starts", any_or_tier, "", "An agent of the tier begins."},
                         {"leaves", any_or_tier, "",
                          "Leaves the tier, up or back, or is resolved there."},
                         {"sent_to", any_or_vendor, "", "Goes to the vendor."},
                         {"back_from", any_or_vendor, "",
                          "Comes back from the vendor, or is called back."}},
                .exactly_one = {{"enters", "starts", "leaves", "sent_to", "back_from"}}}));
    return type;
}

const Type& end_or_time() {
    static const Type type = either(one_of({"end"}), clock_time_type());
    return type;
}

const Type& due() {
    static const Type type = object(
        "due", {.keys = {{"business_days", count_type, "1",
                          "So many after the day on which the clock starts; 0: that day, or the "
                          "first one after it on which the moment is not past."},
                         {"by", end_or_time, "end",
                          "As that day's last hours end, or at this time of it."}}});
    return type;
}

const Type& pause_word() {
    static const Type type = one_of({"waiting_customer", "waiting_vendor", "parked"});
    return type;
}

const Type& pauses() {
    static const Type type = list_of(pause_word);
    return type;
}

const Type& penalty() {
    static const Type type =
        object("penalty",
               {.keys = {{"per_breach", money_type, "0", "Each broken promise."},
                         {"per_hour", money_type, "0",
                          "Each hour of lateness by the target's clock, and parts of it."},
                         {"at_most", money_type, "no limit", "A broken promise, both together."}}});
    return type;
}

const Type& on_change() {
    static const Type type = one_of({"keep_elapsed", "restart", "retroactive"});
    return type;
}

}  // namespace

const Type& predicate_type() {
    static const Type type = object(
        "condition",
        {.keys = {{"category", names<Names::category>, "", "A name or several: any of them."},
                  {"language", names<Names::language>, "", ""},
                  {"segment", names<Names::segment>, "", ""},
                  {"channel", names<Names::channel>, "", ""},
                  {"region", names<Names::region>, "", "The customer's."},
                  {"stream", names<Names::stream>, "", ""},
                  {"residency", names<Names::residency>, "", ""},
                  {"tier", names<Names::tier>, "", "Where it is now."},
                  {"team", names<Names::team>, "", "Who has it in hand."},
                  {"priority", names<Names::priority>, "", "As it stands now."},
                  {"impact", names<Names::impact>, "", ""},
                  {"urgency", names<Names::urgency>, "", ""},
                  {"tag", names<Names::tag>, "", "Any of these."},
                  {"work_left", under_duration, "", "The expected touch time of the step in hand."},
                  {"hops", under_count, "", "Upward moves so far."},
                  {"answered", yes_no_type, "", "Whether a human has begun to work on it."},
                  {"during", name<Names::calendar>, "", "Only while this calendar is open."},
                  {"any", predicates, "", "At least one of these conditions."},
                  {"not", predicate_type, "", "Not this condition."},
                  later("keyword", "Words in the text."),
                  later("customer", "One customer.")}});
    return type;
}

const Type& clock_type() {
    static const Type type =
        either(one_of({"24x7", "business", "holder", "team"}), name_of(Names::calendar));
    return type;
}

const Type& routing_type() {
    static const Type type = [] {
        ScalarType key = known_name(Names::tier);
        key.words = {"default"};
        return map_of(std::move(key), routing_row);
    }();
    return type;
}

const Type& escalation_type() {
    static const Type type = either(
        rules(),
        object("escalation",
               {.keys = {{"rules", rules, "none", "In order of precedence."},
                         {"hops", hops, "{max: 8}", "Against ping-pong."},
                         {"gaps", gap, "steps are done all the same",
                          "What becomes of a step while nobody whom it sends "
                          "something to is on shift."},
                         {"catch_all", actions, "none", "Done instead, with `gaps: catch_all`."},
                         later("open_tickets", "Frozen or live when it changes.")}}));
    return type;
}

const Type& handover_type() {
    static const Type type = object(
        "handover", {.keys = {{"at_shift_end", shift_end_rules, "finish", "The first match holds."},
                              {"fail_back", fail_back_act, "finish",
                               "Instead of warm_transfer and conference where nobody is free."},
                              later("overlap", "What happens while both are there.")}});
    return type;
}

const Type& ownership_type() {
    static const Type type = either(ownership_word(), list_of(ownership_row, 1));
    return type;
}

const Type& sla_type() {
    static const Type type = object(
        "SLA target",
        {.keys =
             {{"for", predicate_type, "all", "Which tickets are promised this."},
              {"target", targets, "", "At most this long; or by priority, others have none."},
              {"due", due, "", "Until this moment of a business day of the clock's calendar."},
              {"clock", clock_type, "",
               "24x7; business: the customer's region; holder: the region that has it; team: the "
               "shifts of the team that has it; or a calendar.",
               required},
              {"start", clock_event, "opened",
               "What starts the clock. replied: the customer answers what was asked."},
              {"stop", clock_event, "resolved",
               "What stops it. acknowledged: the first task of its intake is done, or an agent "
               "begins; next_reply: an agent begins with the ticket, or goes on."},
              {"repeats", yes_no_type, "false",
               "Starts again as it is stopped, until the ticket is resolved."},
              {"pause", pauses, "never", "Time that does not count."},
              {"on_change", on_change, "keep_elapsed",
               "What becomes of the time used when the priority changes."},
              {"goal", percent_type, "95%", "Share of clocks that must be met."},
              {"penalty", penalty, "none", "What a broken promise costs, for reports."},
              later("shadow", "Other ways to count, reported beside it.")},
         .exactly_one = {{"target", "due"}}});
    return type;
}

}  // namespace meridian
