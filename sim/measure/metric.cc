#include "sim/measure/metric.h"

#include <algorithm>
#include <array>

namespace meridian {
namespace {

using enum Metric::Better;

constexpr std::string_view cohort =
    "Counts tickets opened between the end of the warm-up and the horizon; a backlog is not "
    "counted.";
constexpr std::string_view censored =
    "Tickets that have not come so far by the horizon are left out; see resolution_km for what "
    "that hides.";
constexpr std::string_view state =
    "A state between the end of the warm-up and the horizon, of all tickets, whenever they came.";
constexpr std::string_view by_deadline =
    "Counts clocks whose deadline lies between the end of the warm-up and the horizon, whenever "
    "their ticket came. A stop exactly at the deadline is met. A breach keeps its deadline, "
    "whatever happens later. 0 of 0 clocks: no value.";
constexpr std::string_view told =
    "Counts what is given from the end of the warm-up on, and what is late as its ticket ends or "
    "the horizon comes. 0 of 0: no value.";
constexpr std::string_view little = "J. D. C. Little, Operations Research 9 (1961)";
constexpr std::string_view ratio =
    "Over replications: ratio of means, interval by the delta method.";

constexpr std::array catalogue{
    Metric{"offered", "tickets offered", "tickets", neither, "tickets opened", cohort, ""},
    Metric{"resolved", "tickets resolved", "tickets", higher,
           "tickets opened and resolved by the horizon", cohort, ""},
    Metric{"abandoned", "tickets abandoned", "tickets", lower,
           "tickets whose customer hung up before being served, or withdrew the ticket", cohort,
           ""},
    Metric{"withdrawn", "tickets withdrawn", "tickets", lower,
           "tickets that their customer withdrew before they were resolved", cohort,
           "what abandonment is where nobody is on the line"},
    Metric{"blocked", "tickets turned away", "tickets", lower,
           "tickets that found nobody free and no room to wait (queue_max)", cohort, ""},
    Metric{"open", "tickets still open", "tickets", lower,
           "tickets opened and neither resolved nor abandoned nor turned away by the horizon",
           cohort, ""},
    Metric{"abandonment", "abandonment", "share", lower, "abandoned / offered", ratio, ""},
    Metric{"blocking", "blocking", "share", lower, "turned away / offered", ratio,
           "the B of Erlang B"},
    Metric{"sla_compliance", "SLA compliance", "share", higher,
           "clocks met / (clocks met + clocks breached), all targets together", by_deadline,
           "volume-weighted: never a mean of percentages"},
    Metric{"breaches", "SLA breaches", "clocks", lower, "clocks not stopped by their deadline",
           by_deadline, ""},
    Metric{"breached_tickets", "tickets with a breach", "tickets", lower,
           "tickets with at least one breached clock", by_deadline, ""},
    Metric{"compliance_by_ticket", "tickets that kept every promise", "share", higher,
           "tickets none of whose clocks was breached / tickets with a clock met or breached",
           by_deadline, "sla_compliance counts clocks, this one tickets"},
    Metric{"at_risk", "promises at risk", "clocks", lower,
           "clocks breached, and clocks met with at most a fifth of the target left", by_deadline,
           "a fifth left is the 80 % at which rules usually warn"},
    Metric{"at_risk_saved", "promises saved", "share", higher,
           "clocks met with at most a fifth of the target left / promises at risk", by_deadline,
           "what becomes of the tickets of one rule: nothing_broken_share in rules.csv"},
    Metric{"breach_time", "breach time", "time", lower,
           "sum over breached clocks of stop (or horizon) - deadline, in the clock's own hours",
           by_deadline, "time-weighted breach; G. Koole, Redefining the service level (2005)"},
    Metric{"penalty_cost", "penalties", "currency", lower,
           "sum over breached clocks of `sla.NAME.penalty`: per_breach + per_hour * hours late, "
           "at_most",
           "By deadline. What is late already at the horizon counts with its lateness so far.", ""},
    Metric{"lateness_mean", "mean lateness", "time", lower, "breach time / breaches", ratio, ""},
    Metric{"excess_time", "time beyond the promise", "time", lower,
           "breach time / (clocks met + clocks breached)",
           "Kept promises count with zero, so giving up those that are late already does not help. "
           "0 of 0 clocks: no value.",
           "AET: G. Koole, Redefining the service level (2005)"},
    Metric{"undetermined", "undetermined clocks", "clocks", neither,
           "clocks still running at the horizon, with a later deadline",
           "Neither met nor breached; in no compliance.", ""},
    Metric{
        "first_wait", "wait for the first agent", "time", lower,
        "mean of first start of work - first joining of an agents' queue",
        "Begins after self-service. Waits of zero are included; tickets never worked on are not.",
        "ASA, average speed of answer"},
    Metric{"wait_all", "wait of all customers", "time", lower,
           "mean first wait of those answered and those who hung up", ratio, ""},
    Metric{"wait_positive", "wait of those who waited", "time", lower,
           "mean first wait of those whose wait was not zero", cohort, "E[wait | wait > 0]"},
    Metric{"wait", "wait in a queue", "time", lower,
           "mean over all waits that ended with work, at any tier", cohort, ""},
    Metric{
        "service_level", "service level", "share", higher,
        "answered within x / (offered - hung up within x)",
        "Offered are tickets that reached agents; whoever had waited less than x at the horizon is "
        "left out. Whoever was turned away counts as not served. Nothing offered: 1.",
        "SL1 of ContactCenters (P. L'Ecuyer, E. Buist)"},
    Metric{"service_level_2", "service level, hung up counted as served", "share", higher,
           "(answered within x + hung up within x) / offered",
           "Offered as in service_level. Nothing offered: no value.", "SL2 of ContactCenters"},
    Metric{"service_level_3", "service level of all offered", "share", higher,
           "answered within x / offered", "Offered as in service_level. Nothing offered: no value.",
           "SL3 of ContactCenters"},
    Metric{"first_response", "time to first response", "time", lower,
           "mean of first work by a human - creation", censored, ""},
    Metric{"resolution", "time to resolution", "time", lower,
           "mean of resolution (the last one) - creation, on the wall clock", censored,
           "the R of MTTR is resolution"},
    Metric{"resolution_p50", "median time to resolution", "time", lower,
           "the least time that half of the resolved tickets do not exceed", censored,
           "one quantile a replication, then Student's t over replications (sectioning)"},
    Metric{"resolution_p90", "time to resolution, 90 %", "time", lower,
           "the least time that 90 % of the resolved tickets do not exceed", censored,
           "sectioning, as resolution_p50"},
    Metric{"resolution_p95", "time to resolution, 95 %", "time", lower,
           "the least time that 95 % of the resolved tickets do not exceed", censored,
           "sectioning, as resolution_p50"},
    Metric{"resolution_p99", "time to resolution, 99 %", "time", lower,
           "the least time that 99 % of the resolved tickets do not exceed", censored,
           "sectioning, as resolution_p50"},
    Metric{"requester_wait", "time to resolution, without the customer", "time", lower,
           "mean of resolution - creation - time at the customer",
           "Waiting for the customer's answer, and resolved until reopened, do not count. Tickets "
           "that have not come so far by the horizon are left out.",
           "requester wait time of help desks"},
    Metric{"resolution_business", "time to resolution, business hours", "time", lower,
           "mean of open hours of the customer's region between creation and resolution",
           "A region without business hours is open round the clock. Tickets that have not come so "
           "far by the horizon are left out.",
           ""},
    Metric{"resolution_escalated", "time to resolution of escalated tickets", "time", lower,
           "mean of resolution - creation of tickets with at least one upward move between tiers "
           "with agents",
           censored, ""},
    Metric{"resolution_km", "time to resolution, unfinished counted", "time", lower,
           "median of the product-limit estimator: unresolved tickets count for as long as they "
           "were seen",
           "No value when half of the tickets are unresolved.",
           "E. L. Kaplan, P. Meier, JASA 53 (1958)"},
    Metric{"resolution_censored", "tickets seen unfinished", "tickets", lower,
           "tickets opened and not resolved by the horizon: open, abandoned or turned away",
           "As many count in resolution_km for as long as they were seen.", ""},
    Metric{"retry_rate", "customers who try again", "share", neither,
           "tickets whose customer tries again within the run / tickets whose customer hung up or "
           "was turned away",
           "The new attempt is a ticket of its own, and offered like any other.", ""},
    Metric{"chasers", "chasers per ticket", "per ticket", lower,
           "times customers asked how their ticket stands / tickets opened", ratio, ""},
    Metric{"reopened", "tickets reopened", "tickets", lower,
           "tickets resolved and reopened at least once", cohort, ""},
    Metric{"reopen_rate", "reopen rate", "share", lower,
           "tickets reopened at least once / tickets resolved at least once",
           "A ticket counts once, however often it comes back. What would come back after the "
           "horizon counts as resolved.",
           ""},
    Metric{"interruptions", "interruptions", "times", lower,
           "times that an agent dropped work on a ticket for a more urgent one (preemption)",
           cohort, ""},
    Metric{"consultations", "consultations", "times", lower,
           "answers that somebody waited for who might not decide alone (consults)",
           "Counts answers between the end of the warm-up and the horizon, of all tickets.", ""},
    Metric{"consultation_wait", "wait for an answer", "time", lower,
           "time from question to answer, the answering included / consultations", ratio, ""},
    Metric{"consultation_time", "time added by consultations", "time", lower,
           "time from question to answer of those who ask + touch time of those who answer",
           "Agents' time: whoever asks has the ticket in hand until the answer is given.", ""},
    Metric{"translated", "tickets through a translation tool", "share", neither,
           "tickets begun by somebody who lacks their language / tickets begun", ratio, ""},
    Metric{"translation_time", "time added by the translation tool", "time", lower,
           "time of work through the tool, without reading, * (1 - 1 / the tool's factor)",
           "Of work that stopped between the end of the warm-up and the horizon, work done again "
           "included.",
           ""},
    Metric{"mistranslated", "wrong translations", "times", lower,
           "times that work was done once more because the tool got it wrong",
           "Between the end of the warm-up and the horizon, of all tickets.", ""},
    Metric{"translation_rework", "work done again after the tool", "time", lower,
           "work, at speed 1, done once more because the tool got it wrong",
           "Between the end of the warm-up and the horizon, of all tickets.", ""},
    Metric{"translation_cost", "cost of the translation tool", "currency", lower,
           "stretches of work through the tool * its cost",
           "Between the end of the warm-up and the horizon, of all tickets.", ""},
    Metric{"misrouted", "wrong expert first", "share", lower,
           "visits to a tier that the wrong one began / visits that somebody began", ratio, ""},
    Metric{"misrouting_time", "time of wrong experts", "time", lower,
           "touch time until they saw that it was somebody else's",
           "Of work that stopped between the end of the warm-up and the horizon.", ""},
    Metric{"misrouting_delay", "delay by a wrong expert", "time", lower,
           "time from the wrong one's begin to the right one's / visits begun by the wrong one",
           ratio, ""},
    Metric{
        "avoidable_escalations", "avoidable escalations", "times", lower,
        "times that an agent gave up on what could have been resolved there (behaviour)",
        "Between the end of the warm-up and the horizon, of all tickets. By agent in people.csv.",
        ""},
    Metric{"avoidable_rate", "avoidable escalation rate", "share", lower,
           "avoidable escalations / (avoidable escalations + times somebody had the solution)",
           ratio, ""},
    Metric{"articles", "articles written", "times", neither,
           "times that a solution was written down for others (knowledge)",
           "Between the end of the warm-up and the horizon, whenever the ticket came.", ""},
    Metric{"documentation_time", "time for writing articles", "time", neither,
           "touch time of writing solutions down",
           "Between the end of the warm-up and the horizon, of all tickets.", ""},
    Metric{"articles_read", "articles read", "times", higher,
           "times that work on a tier ended with an article on the issue that helps there",
           "Between the end of the warm-up and the horizon, of all tickets.", ""},
    Metric{"article_solved", "solved by an article", "times", higher,
           "times that work on a tier could be resolved there, and without an article could not",
           "Exact, not estimated: a ticket's luck is the same with and without. Of all tickets, "
           "between the end of the warm-up and the horizon.",
           ""},
    Metric{"article_yield", "tickets solved per article", "times", higher,
           "times solved by an article / articles written", ratio,
           "pay-back: an article is worth it when what it saves further up takes longer than it"},
    Metric{
        "incident_tickets", "tickets about incidents", "tickets", lower,
        "tickets of customers who came about something that was broken (incidents)",
        "Opened between the end of the warm-up and the horizon; the tickets about the causes are "
        "not among them. By incident in ticket_slices.csv, as streams.",
        "the surge"},
    Metric{"mended", "causes mended", "times", higher,
           "first resolutions of tickets about the cause of an incident",
           "Between the end of the warm-up and the horizon.", ""},
    Metric{"time_to_mend", "time to mend a cause", "time", lower,
           "time from the break to the first resolution of the ticket about its cause", ratio, ""},
    Metric{"tickets_avoided", "tickets avoided", "tickets", higher,
           "customers who would have come before the incident's end, had the cause not been mended",
           "Exact, not estimated: they are drawn all the same. Those who would have come back, or "
           "chased, are not counted. By the instant of mending.",
           ""},
    Metric{"escalation_rate", "escalation rate", "share", lower,
           "tickets with at least one upward move between tiers with agents / tickets that reached "
           "agents",
           "A ticket counts once. What self-service passes on is no escalation.", ""},
    Metric{"escalation_intensity", "escalations per ticket", "per ticket", lower,
           "upward moves between tiers with agents / tickets that reached agents", ratio, ""},
    Metric{"escalation_functional", "functional escalations", "per ticket", neither,
           "upward moves for know-how / tickets that reached agents", ratio, ""},
    Metric{"escalation_hierarchical", "hierarchical escalations", "per ticket", neither,
           "upward moves for attention or authority / tickets that reached agents", ratio, ""},
    Metric{"escalation_external", "external escalations", "per ticket", neither,
           "upward moves to outside / tickets that reached agents", ratio, ""},
    Metric{"escalation_by_rule", "escalations by rules", "share", neither,
           "upward moves made by a rule / upward moves; agents who give up made the others", ratio,
           ""},
    Metric{"escalation_rate_all", "escalation rate, of all tickets", "share", lower,
           "tickets with at least one upward move between tiers with agents / all tickets",
           "Also those that self-service contained, or that never reached anybody.", ""},
    Metric{"escalation_rate_first", "escalation rate, from the first tier", "share", lower,
           "tickets that moved up from the tier where they first reached agents / tickets that "
           "reached agents",
           "A ticket counts once. What went up from higher tiers only is left out.", ""},
    Metric{"escalation_events", "escalations of all kinds", "per ticket", lower,
           "(upward moves + what rules of kind hierarchical or external transfer or involve) / "
           "tickets that reached agents",
           ratio, ""},
    Metric{"events_functional", "escalations for know-how", "per ticket", neither,
           "of escalation_events: of kind functional / tickets that reached agents", ratio, ""},
    Metric{"events_hierarchical", "escalations to authority", "per ticket", neither,
           "of escalation_events: of kind hierarchical / tickets that reached agents",
           "Those of a manager who works beside the owner, too.", ""},
    Metric{"events_external", "escalations to outside", "per ticket", neither,
           "of escalation_events: of kind external / tickets that reached agents", ratio, ""},
    Metric{"events_tier_change", "escalations to another tier", "per ticket", neither,
           "of escalation_events: those that moved the ticket up / tickets that reached agents",
           "Independent of kind, department and authority: each is counted by itself.", ""},
    Metric{"events_department_change", "escalations to another department", "per ticket", neither,
           "of escalation_events: whoever began next is of another department than the agent "
           "before / tickets that reached agents",
           "Teams without `department` are one. Nobody before, or nobody yet: no change.", ""},
    Metric{"events_authority_gain", "escalations to more authority", "per ticket", neither,
           "of escalation_events: whoever began next may do what the agent before may not / "
           "tickets that reached agents",
           "Nobody before: may do nothing. Nobody yet: no gain.", ""},
    Metric{"manager_requests", "manager-request rate", "share", lower,
           "tickets whose customer demanded a manager / tickets that reached agents",
           "A customer does so once.", ""},
    Metric{"conflicts", "conflicts", "share", lower,
           "tickets whose customer quarrelled / tickets that reached agents",
           "A customer does so once.", ""},
    Metric{"notices_in_time", "first notices in time", "share", higher,
           "first notices begun `within` / first notices begun, or not begun and late", told, ""},
    Metric{"updates_in_time", "updates in time", "share", higher,
           "intervals between updates of at most `every` / intervals that an update ended, or that "
           "are longer already",
           told, "an interval begins with the ticket's priority, its return, or the last update"},
    Metric{"reports_in_time", "reports in time", "share", higher,
           "reports done `within` the time after the resolution / reports done, or not done and "
           "late",
           told, ""},
    Metric{"communication_time", "time for communication", "time", neither,
           "touch time of notices, updates and reports", told, ""},
    Metric{"first_level", "first-level resolution", "share", higher,
           "tickets resolved by agents without any escalation / tickets that reached agents", ratio,
           "FLR; not first-contact resolution, which asks about contacts"},
    Metric{"first_contact", "first-contact resolution", "share", higher,
           "tickets resolved by the first agent, without a question to the customer, an escalation "
           "or a hand-off, and not reopened within first_contact_within / tickets that reached "
           "agents",
           "Gross: also what the first tier can never resolve. Without tickets younger than "
           "first_contact_within (7 d) at the horizon, and without customers who hung up or were "
           "turned away.",
           "FCR; first_level is another number"},
    Metric{"first_contact_net", "first-contact resolution, net", "share", higher,
           "as first_contact / those of its tickets that their first tier can resolve",
           "Tickets of a category that the first tier never resolves by design are left out.",
           "FCR"},
    Metric{"wrong_expert", "wrong expert", "share", lower,
           "assignments to an agent without the skill or authority of the category / assignments",
           "An assignment is the start of work by an agent who did not have the ticket last.", ""},
    Metric{"deflection", "deflection", "share", higher,
           "tickets resolved in self-service whose customer was not back within "
           "first_contact_within (7 d) / tickets that entered self-service",
           "Whoever comes back later counts as a new ticket only. Without `self_service.returns` "
           "and `reopens` nobody comes back.",
           ""},
    Metric{"containment", "containment", "share", neither,
           "tickets resolved in self-service / tickets that entered self-service", ratio,
           "deflection also asks whether it had helped"},
    Metric{"false_deflection", "false deflection", "share", lower,
           "tickets resolved in self-service whose customer was back with another ticket within "
           "first_contact_within (7 d) / tickets resolved in self-service",
           "A ticket that is reopened and then reaches agents was not resolved in self-service. "
           "Nothing contained: no value.",
           ""},
    Metric{"handoffs", "hand-offs per ticket", "per ticket", lower,
           "times a ticket's work went on with another agent / tickets that reached agents",
           "The first assignment is none.", ""},
    Metric{"handoffs_up", "hand-offs upwards", "per ticket", neither,
           "hand-offs to another tier after an escalation / tickets that reached agents", ratio,
           ""},
    Metric{"handoffs_down", "hand-offs downwards", "per ticket", neither,
           "hand-offs to another tier without an escalation / tickets that reached agents", ratio,
           ""},
    Metric{"handoffs_region", "hand-offs to another region", "per ticket", neither,
           "hand-offs to another region of the same tier / tickets that reached agents", ratio, ""},
    Metric{"handoffs_lateral", "hand-offs to another team", "per ticket", neither,
           "hand-offs to another team of the same region and tier / tickets that reached agents",
           ratio, ""},
    Metric{"handoffs_colleague", "hand-offs within the team", "per ticket", neither,
           "hand-offs to another agent of the same team / tickets that reached agents", ratio, ""},
    Metric{"handed_off", "tickets handed off", "share", lower,
           "tickets with at least one hand-off / tickets that reached agents", ratio, ""},
    Metric{"region_changed", "tickets that changed region", "share", neither,
           "tickets worked on in more than one region, one after the other / tickets that reached "
           "agents",
           ratio, ""},
    Metric{"ping_pong", "ping-pong", "share", lower,
           "tickets that went from team A to B and back to A / tickets that reached agents",
           "Nothing from the customer between. A change of region within a tier moves no ticket.",
           ""},
    Metric{"ping_pong_depth", "ping-pong depth", "per ticket", lower,
           "times that tickets came back to the team before the last / tickets with ping-pong",
           "No ping-pong: no value.", ""},
    Metric{"ping_pong_agents", "ping-pong between agents", "share", lower,
           "tickets that went from agent A to B and back to A / tickets that reached agents",
           "Nothing from the customer and no end of a shift between.", "the hot potato"},
    Metric{"sent_back", "ways back down", "per ticket", lower,
           "times rules sent a ticket back to a lower tier / tickets that reached agents", ratio,
           ""},
    Metric{"passed_aside", "transfers by rules", "per ticket", neither,
           "times rules gave a ticket to a team or region of its tier / tickets that reached "
           "agents",
           ratio, ""},
    Metric{"chain_steps", "steps of rules done", "times", neither,
           "steps of escalation chains that were done", cohort, ""},
    Metric{"chain_gaps", "steps that found nobody", "times", lower,
           "steps of escalation chains that found nobody on shift, whatever `gaps` made of them",
           "With gaps: hold, a step counts here as it is put off, and as done when somebody comes. "
           "Without `gaps` nobody asks.",
           ""},
    Metric{"shift_end_finish", "finished after the shift", "times", neither,
           "shift ends with a ticket in hand that the agent stayed to finish", state, ""},
    Metric{"shift_end_hand_over", "handed over at shift end", "times", neither,
           "shift ends with a ticket in hand that was handed over with a note", state, ""},
    Metric{"shift_end_park", "parked at shift end", "times", neither,
           "shift ends with a ticket in hand that waits for its owner", state, ""},
    Metric{"shift_end_return", "returned to the queue at shift end", "times", neither,
           "shift ends with a ticket in hand that went back to the queue", state, ""},
    Metric{"shift_end_warm", "passed on in person at shift end", "times", neither,
           "shift ends with a ticket in hand that somebody free took after a talk", state, ""},
    Metric{"shift_end_conference", "passed on in a conference", "times", neither,
           "shift ends with a ticket in hand that somebody free went on with in a common call",
           state, ""},
    Metric{"handover_time", "time spent on handing over", "time", lower,
           "notes written + calls + notes read or listened to", state, ""},
    Metric{"rework_time", "work done again after handovers", "time", lower,
           "work that notes failed to save, at speed 1", state, ""},
    Metric{"context_time", "context time per ticket", "time", lower,
           "(notes + calls + re-reading + work done again) / tickets that reached agents", state,
           "what it costs not to be the one who began"},
    Metric{"handoff_efficiency", "hand-off efficiency", "share", higher,
           "(touch time - re-reading - work done again) / (touch time + notes + calls)",
           "Touch time holds re-reading and work done again. Of work that stopped between the end "
           "of the warm-up and the horizon.",
           "E. Carmel, J. A. Espinosa, Y. Dubinsky, JMIS 27 (2010)"},
    Metric{"backlog", "backlog", "tickets", lower, "time average of open tickets", state, little},
    Metric{"backlog_workable", "workable backlog", "tickets", lower,
           "backlog - waiting for customers", state, little},
    Metric{"backlog_old", "old backlog", "share", lower,
           "tickets open at the horizon for more than 7 days / tickets open at the horizon",
           "On the wall clock; whenever they came. Nothing open: no value.", ""},
    Metric{"backlog_end", "backlog at the end", "tickets", lower, "open tickets at the horizon",
           state, ""},
    Metric{"backlog_growth", "backlog growth", "per week", lower,
           "(open at the horizon - open at the end of the warm-up) / weeks", state, ""},
    Metric{"waiting_customer", "waiting for customers", "tickets", neither,
           "time average of tickets that wait for the customer's answer", state, little},
    Metric{"demand_covered", "demand that finds somebody", "share", higher,
           "tickets that join a queue while somebody who may serve them is on shift / tickets that "
           "join a queue",
           "By the plan: breaks and absences are not deducted. From outside, moved there or "
           "reopened; every tier counts. Nobody joins: no value.",
           "coverage weighted by demand; holes.csv has it by tier and language"},
    Metric{"occupancy", "occupancy", "share", neither, "busy / (busy + on duty and idle)",
           "Busy: on tickets, notes and tasks, overtime included. Breaks and meetings are not on "
           "duty.",
           "the usual call-centre meaning; utilisation is another number"},
    Metric{"utilisation", "utilisation", "share", neither, "busy / paid",
           "Paid: on duty, paid breaks, overtime, missed shifts.", ""},
    Metric{"shrinkage", "shrinkage", "share", neither, "(paid - on duty) / paid",
           "Paid breaks, meetings, other work and missed shifts.", ""},
    Metric{"shrinkage_planned", "planned shrinkage", "share", neither,
           "paid breaks, meetings and other work / paid", state, ""},
    Metric{"shrinkage_unplanned", "unplanned shrinkage", "share", lower, "missed shifts / paid",
           state, ""},
    Metric{"adherence", "adherence", "share", higher, "time present within shifts / time of shifts",
           "A break belongs to the shift and is kept when it begins late: work in hand is finished "
           "first, and it keeps its length. Overtime is no part of it.",
           ""},
    Metric{"overtime", "overtime", "time", lower, "time on duty beyond the end of the shift", state,
           ""},
    Metric{"absence", "absence", "time", lower, "length of missed shifts", state, ""},
    Metric{"labour_cost", "labour cost", "currency", lower,
           "sum over teams of cost per hour x (paid time + premium x paid time in its hours)",
           "Premiums of night, weekend and overtime add up; a missed shift is paid without. Teams "
           "without a cost count nothing; no value if no team has one.",
           ""},
    Metric{"cost_per_ticket", "labour cost per resolved ticket", "currency", lower,
           "labour cost / tickets resolved",
           "Of all work in the window, also on tickets that are not counted. No value without "
           "costs or resolved tickets.",
           ""},
    Metric{"offered_load", "offered load", "hours per week", neither,
           "touch time per week, placed where it was asked for",
           "As if nobody waited; tickets still waiting at the horizon count with their mean "
           "handling time.",
           "the infinite-server queue Mt/G/oo"},
    Metric{"agents_needed", "agents needed", "agents", neither,
           "least c with 1 - C(c, a) exp(-(c - a) w / h) >= share; a load, w allowed wait, h mean "
           "touch time",
           "For each tier and hour of the week; one pool a tier.",
           "Erlang C on the offered load: Jennings, Mandelbaum, Massey, Whitt, Management Science "
           "42 (1996)"},
    Metric{"hours_short", "hours short", "hours per week", lower,
           "hours of the week in which rostered < needed - 1/2",
           "Rostered: shifts less breaks, meetings and expected absence.", ""},
    Metric{"fte", "full-time equivalents", "FTE", neither,
           "hours on duty per week / (1 - shrinkage) / contract hours",
           "Divided by 1 - s, not multiplied by 1 + s. One seat round the clock: 168 / 40 = 4.2 "
           "before "
           "shrinkage.",
           ""},
};

char lower_of(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return lower_of(x) == lower_of(y);
           });
}

}  // namespace

std::span<const Metric> metric_catalogue() { return catalogue; }

const Metric* find_metric(std::string_view key_or_name) {
    const auto found = std::find_if(catalogue.begin(), catalogue.end(), [&](const Metric& m) {
        return same(m.key, key_or_name) || same(m.name, key_or_name);
    });
    return found == catalogue.end() ? nullptr : &*found;
}

}  // namespace meridian
