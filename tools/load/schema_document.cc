#include "tools/load/schema.h"

namespace meridian {
namespace {

template <Names names>
const Type& declared_list() {
    static const Type name = [] {
        Type fresh = name_of(names);
        fresh.scalar->declares = true;
        fresh.words = "a new name";
        return fresh;
    }();
    static const Type type = list_of([]() -> const Type& { return name; }, 1);
    return type;
}

template <Names names, TypeOf value>
const Type& table() {
    static const Type type = map_of(new_name(names), value, 1);
    return type;
}

const Type& include_paths() {
    static const Type type = either(path_type(), list_of(path_type));
    return type;
}

const Type& replays() {
    static const Type type = list_of(replay_type, 1);
    return type;
}

const Type& incidents() {
    static const Type type = map_of(new_name(Names::stream), incident_type, 1);
    return type;
}

const Type& precision_of() {
    static const Type type = either(one_of({"time_to_resolution"}), name_of(Names::sla));
    return type;
}

const Type& precision() {
    static const Type type = object(
        "precision",
        {.keys = {
             {"of", precision_of, "time_to_resolution",
              "An SLA target (points of compliance), or the mean time to resolution (relative)."},
             {"half_width", percent_type, "", "Stop when the interval is as narrow.", required},
             {"replications_max", counting_type, "200", "Stop here in any case."}}});
    return type;
}

const Type& clock_changes() {
    static const Type skipped = one_of({"forward", "drop"});
    static const Type repeated = one_of({"first", "second"});
    static const Type type = object(
        "clocks", {.keys = {{"skipped_hour", []() -> const Type& { return skipped; }, "forward",
                             "A start that the clocks jump over: at the jump, or not that day."},
                            {"repeated_hour", []() -> const Type& { return repeated; }, "first",
                             "A start that comes twice."}}});
    return type;
}

const Type& clock_rule() {
    static const Type type = object(
        "clock rule",
        {.keys = {
             {"zone", text_type, "", "As regions, calendars and streams name it.", required},
             {"offset", text_type, "", "Its distance from UTC from then on: \"+02:00\".", required},
             {"from", date_type, "", "The first day, from its local midnight on.", required}}});
    return type;
}

const Type& clock_rules() {
    static const Type type = list_of(clock_rule, 1);
    return type;
}

const Type& time_zones() {
    static const Type type = object(
        "time zones", {.keys = {{"lock", path_type, "the machine's database",
                                 "Take the transitions of a former run."},
                                {"rules", clock_rules, "none", "What if? Hypothetical clocks."},
                                {"database", path_type, "the machine's",
                                 "A folder of compiled zones: another release of the tz "
                                 "database."}}});
    return type;
}

const Type& suppression() {
    static const Type type =
        object("suppression",
               {.keys = {{"check", text_type, "", "The check: L07.", required},
                         {"at", text_type, "wherever it is found",
                          "The part it is about: sla.first-response, tiers.desk, escalation.RULE."},
                         {"reason", text_type, "", "Why it is meant so.", required}}});
    return type;
}

const Type& suppressions() {
    static const Type type = list_of(suppression);
    return type;
}

const Type& service_levels() {
    static const Type type = list_of(duration_type);
    return type;
}

}  // namespace

const Type& schema_version_type() {
    static const Type type = one_of({"meridian/1"});
    return type;
}

const Type& warm_up_type() {
    static const Type type = either(duration_type(), one_of({"automatic"}));
    return type;
}

const Type& run_type() {
    static const Type type = object(
        "run",
        {.keys = {{"from", moment_type, "", "Local midnight in `zone`, or an instant.", required},
                  {"for", duration_type, "",
                   "How long; whole days are counted on the local calendar."},
                  {"until", moment_type, "", "The end, not itself included."},
                  {"zone", zone_type, "UTC", "Of `from` and `until`, and of 'per day' in reports."},
                  {"warm_up", warm_up_type, "0s",
                   "Tickets created before are load, but not counted; automatic: until the number "
                   "of open tickets has settled."},
                  {"replications", counting_type, "1", "How often, with other chances."},
                  {"seed", seed_type, "1", "The same seed, the same bytes."},
                  {"confidence", percent_type, "95%", "Of intervals."},
                  {"precision", precision, "none", "As many replications as it takes."},
                  {"first_contact_within", duration_type, "7d",
                   "A ticket that stays resolved for so long was resolved at the first contact."},
                  {"service_levels", service_levels, "none",
                   "Waits for which the share answered within is reported."},
                  {"clocks", clock_changes, "", "What a change of the clocks does to shifts."},
                  {"time_zones", time_zones, "", "Where clocks come from."}},
         .exactly_one = {{"for", "until"}}});
    return type;
}

const Type& document_type() {
    static const Type type = object(
        "scenario",
        {.keys = {
             {"schema", schema_version_type, "", "The version of the language.", required},
             {"name", text_type, "the file's name", "For reports."},
             {"description", text_type, "", "For readers."},
             {"include", include_paths, "none", "Documents to build on, relative to this file."},
             {"calendars", table<Names::calendar, calendar_type>, "none", "Named hours."},
             {"holidays", table<Names::holidays, holidays_type>, "none",
              "Named lists of closed days."},
             {"regions", table<Names::region, region_type>, "", "Places with a clock.", required},
             {"tiers", table<Names::tier, tier_type>, "", "Levels of support, upwards.", required},
             {"language_levels", table<Names::language_level, proficiency_type>,
              "native, fluent, working, basic",
              "How well a language is spoken; added to these four."},
             {"languages", declared_list<Names::language>, "those of teams and streams", ""},
             {"skills", declared_list<Names::skill>, "those of teams and categories", ""},
             {"residencies", declared_list<Names::residency>, "those of regions and streams", ""},
             {"authorities", declared_list<Names::authority>, "those of teams and categories", ""},
             {"teams", table<Names::team, team_type>, "none", "Who works."},
             {"currency", text_type, "EUR", "Of all costs."},
             {"shrinkage", percent_type, "0%",
              "Paid time lost beyond breaks and absences; for FTE only."},
             later("zones", "Clocks of one's own."),
             {"vendors", table<Names::vendor, vendor_type>, "none",
              "Contractors, suppliers and departments whose people are not simulated."},
             {"on_call", table<Names::on_call, on_call_type>, "none",
              "People who are paged while their team is off shift."},
             {"priorities", declared_list<Names::priority>, "[P1, P2, P3, P4]",
              "Most urgent first."},
             {"impacts", declared_list<Names::impact>, "those of streams", "Highest first."},
             {"urgencies", declared_list<Names::urgency>, "those of streams", "Highest first."},
             {"risks", declared_list<Names::risk>, "those of streams", "Highest first."},
             {"values", declared_list<Names::business_value>, "those of streams",
              "For the business; highest first."},
             {"categories", table<Names::category, category_type>, "those of streams and work",
              "What tickets are about."},
             {"tags", declared_list<Names::tag>, "those of streams", "At most 64."},
             {"segments", declared_list<Names::segment>, "those of streams", "Kinds of customers."},
             {"channels", table<Names::channel, channel_type>, "those of streams", "Ways in."},
             {"streams", table<Names::stream, stream_type>, "none", "Generated tickets."},
             {"replay", replays, "none", "Tickets from logs."},
             {"work", work_type, "", "What a category needs on a tier.", required},
             {"incidents", incidents, "none", "What breaks, who comes about it, and its fix."},
             {"contacts", contacts_type, "none", "Which contacts belong to one ticket."},
             {"knowledge", knowledge_type, "none", "What is written down, and what it saves."},
             {"self_service", self_service_type, "none", "What becomes of those it helped."},
             {"priority", priority_type, "", "How urgent a ticket is."},
             {"routing", routing_type, "", "Who takes what, by tier; `default` for the others."},
             {"escalation", escalation_type, "none", "The rules, in order of precedence."},
             {"handover", handover_type, "finish", "What happens at a shift's end."},
             {"sla", table<Names::sla, sla_type>, "none", "Promises."},
             {"communication", communication_type, "none",
              "What customers are told, by the ticket's priority."},
             {"lifecycle", lifecycle_type, "only the work takes time",
              "What a ticket takes of agents' time beside the work on it."},
             {"ownership", ownership_type, "`handover` decides alone",
              "Whose a ticket is while its owner is off shift: sticky, follow_the_sun, or rules."},
             {"translation", translation_type, "none",
              "A tool through which people work in languages they do not speak."},
             {"run", run_type, "", "When, how often, how sure.", required},
             later("report", "Labels, slices, costs, penalties."),
             later("tests", "Expectations, for `meridian test`."),
             {"staffing", staffing_type, "the shifts there are",
              "What `meridian staff` may change; a run does not look at it."},
             {"suppress", suppressions, "none",
              "Findings of `meridian check` that are meant to be so."},
             later("semantics", "Presets of other engines."),
         }});
    return type;
}

}  // namespace meridian
