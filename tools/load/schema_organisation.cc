#include "tools/load/schema.h"

namespace meridian {
namespace {

const Type& weekdays_or_list() {
    static const Type type = either(weekdays_type(), list_of(weekdays_type, 1));
    return type;
}

std::vector<Key> window_keys() {
    return {
        {"days", weekdays_or_list, "Mon-Sun", "The days on which it starts."},
        {"from", clock_time_type, "", "On the local clock.", required},
        {"to", clock_time_type, "", "At or before `from`: on the next day.", required},
        {"every", weeks_type, "1 week", "Every so many weeks."},
        {"starting", date_type, "the run's first day", "A day in a week that counts, for `every`."},
        {"valid_from", date_type, "", "First date."},
        {"valid_to", date_type, "", "Last date, itself included."},
    };
}

const Type& windows() {
    static const Type type = list_of(window_type, 1);
    return type;
}

const Type& holiday_row() {
    static const Type type =
        object("holiday",
               {.keys = {{"date", date_type, "", "A single day."},
                         {"from", date_type, "", "First day of several."},
                         {"to", date_type, "", "Last day, itself included."},
                         {"open_until", clock_time_type, "", "A half day: closed from here on."},
                         {"open_from", clock_time_type, "", "A half day: closed until here."},
                         {"name", text_type, "", "For reports."}},
                .exactly_one = {{"date", "from"}},
                .at_most_one = {{"open_until", "open_from"}, {"date", "to"}}});
    return type;
}

const Type& holiday_item() {
    static const Type type = either(date_type(), holiday_row());
    return type;
}

const Type& holidays_file() {
    static const Type type = object(
        "holiday file",
        {.keys = {{"ics", path_type, "", "An iCalendar file with whole-day events.", required}}});
    return type;
}

const Type& region_holiday_item() {
    static const Type type = either(either(name_of(Names::holidays), date_type()), holiday_row());
    return type;
}

const Type& tiers_or_tier() {
    static const Type one = name_of(Names::tier);
    static const Type type = either(one, list_of([]() -> const Type& { return one; }, 1));
    return type;
}

const Type& calendar_name() {
    static const Type type = name_of(Names::calendar);
    return type;
}

const Type& business() {
    static const Type type = either(calendar_name(), windows());
    return type;
}

const Type& residency_name() {
    static const Type type = [] {
        Type residency = name_of(Names::residency);
        residency.scalar->collects = true;
        return residency;
    }();
    return type;
}

const Type& break_row() {
    static const Type between = list_of(duration_type, 2);
    static const Type type = object(
        "break",
        {.keys = {{"length", duration_type, "", "How long.", required},
                  {"between", []() -> const Type& { return between; }, "[40 %, 60 %] of the shift",
                   "After the shift's begin: the first leaves at the one, the last at the other."},
                  {"from", clock_time_type, "", "Everybody at this time of day."},
                  {"paid", yes_no_type, "false", "Whether it counts as paid time."}},
         .at_most_one = {{"between", "from"}}});
    return type;
}

const Type& shift_row() {
    static const Type type = [] {
        std::vector<Key> keys = window_keys();
        keys[1].need = keys[2].need = Necessity::optional;
        keys.push_back(
            {"calendar", calendar_name, "", "Hours from a calendar instead of `from` and `to`."});
        keys.push_back(
            {"agents", count_type, "all of the team",
             "So many people work it; people of different shifts are different people."});
        keys.push_back({"break", break_type, "the team's", "Away from tickets in this shift."});
        return object("shift", {.keys = std::move(keys),
                                .exactly_one = {{"from", "calendar"}, {"to", "calendar"}}});
    }();
    return type;
}

const Type& shifts() {
    static const Type type = either(one_of({"24x7"}), list_of(shift_row, 1));
    return type;
}

const Type& level() {
    static const Type type = either(name_of(Names::language_level), proficiency_type());
    return type;
}

const Type& spoken() {
    static const Type name = [] {
        Type language = name_of(Names::language);
        language.scalar->collects = true;
        return language;
    }();
    static const Type type = either(map_of(collected_name(Names::language), level),
                                    list_of([]() -> const Type& { return name; }));
    return type;
}

const Type& mastery() {
    static const Type type = either(factor_type(), proficiency_type());
    return type;
}

const Type& skills() {
    static const Type name = [] {
        Type skill = name_of(Names::skill);
        skill.scalar->collects = true;
        return skill;
    }();
    static const Type type = either(map_of(collected_name(Names::skill), mastery),
                                    list_of([]() -> const Type& { return name; }));
    return type;
}

const Type& member_type() {
    static const Type type =
        object("member", {.keys = {{"languages", spoken, "the team's", "See the team."},
                                   {"skills", skills, "the team's", "See the team."},
                                   {"authority", authority_list, "the team's", "See the team."},
                                   {"shifts", shifts, "the team's", "See the team."},
                                   {"behaviour", behaviour_type, "the team's", "See the team."},
                                   {"joined", date_type, "long ago",
                                    "The first day of work, from which `ramp_up` counts."},
                                   later("zone", "Where this person lives, for on-call turns.")}});
    return type;
}

const Type& cost() {
    static const Type type = object(
        "cost", {.keys = {{"per_hour", money_type, "", "Of one agent's paid hour.", required},
                          {"night", percent_type, "0%",
                           "On top from 22:00 to 06:00 on the region's clocks."},
                          {"weekend", percent_type, "0%",
                           "On top on Saturdays and Sundays there; adds to the night's."},
                          {"overtime", percent_type, "0%", "On top after the end of the shift."},
                          later("per_ticket", "Of each ticket worked on.")}});
    return type;
}

const Type& members() {
    static const Type type = map_of({.check = nullptr, .pattern = ""}, member_type, 1);
    return type;
}

const Type& regions_served() {
    static const Type name = name_of(Names::region);
    static const Type type = list_of([]() -> const Type& { return name; }, 1);
    return type;
}

const Type& contained_row() {
    static const Type type =
        object("contained share", {.keys = {{"for", predicate_type, "all", "These tickets."},
                                            {"share", percent_type, "",
                                             "Instead of the work step's `resolves`.", required}}});
    return type;
}

const Type& contained() {
    static const Type type = list_of(contained_row, 1);
    return type;
}

}  // namespace

const Type& tier_name() {
    static const Type type = name_of(Names::tier);
    return type;
}

const Type& region_name() {
    static const Type type = name_of(Names::region);
    return type;
}

const Type& break_type() {
    static const Type one = either(duration_type(), break_row());
    static const Type type = either(one, list_of([]() -> const Type& { return one; }));
    return type;
}

const Type& window_type() {
    static const Type type = object("window", {.keys = window_keys()});
    return type;
}

const Type& calendar_type() {
    static const Type type = object(
        "calendar",
        {.keys = {{"zone", zone_type, "", "Whose clock.", required},
                  {"open", windows, "", "When it is open; a lunch break is two windows.", required},
                  {"holidays", region_holidays_type, "none", "When it is not."}}});
    return type;
}

const Type& holidays_type() {
    static const Type type = either(list_of(holiday_item), holidays_file());
    return type;
}

const Type& region_holidays_type() {
    static const Type type = list_of(region_holiday_item);
    return type;
}

const Type& region_type() {
    static const Type type = object(
        "region",
        {.keys = {
             {"zone", zone_type, "", "Where its desks and customers are.", required},
             {"business", business, "round the clock",
              "Business hours of its customers: a calendar, or windows in its own zone, with its "
              "holidays."},
             {"holidays", region_holidays_type, "none", "Of its desks, and of `business` windows."},
             {"residency", residency_name, "none", "The data regime that its desks work under."},
             {"country", text_type, "", "For reports."}}});
    return type;
}

const Type& tier_type() {
    static const Type type =
        object("tier",
               {.keys = {{"next", tiers_or_tier, "none",
                          "Where it leads upwards; the first one is what `next` means in a rule."},
                         {"self_service", yes_no_type, "false",
                          "No agents: serves any number of tickets at once."},
                         {"contained", contained, "what `work` says",
                          "Of a self-service tier: the share that it resolves of some tickets; the "
                          "first row that matches holds."},
                         {"intake", intake_type, "none",
                          "Of a self-service tier: what it finds out improves routing."},
                         later("cost", "Of each ticket that the tier touches.")}});
    return type;
}

const Type& team_type() {
    static const Type type = object(
        "team",
        {.keys = {{"region", region_name, "", "Where its desks are.", required},
                  {"tier", tier_name, "", "What it does.", required},
                  {"serves", regions_served, "all", "Customers' regions."},
                  {"agents", count_type, "the sum of its shifts",
                   "How many people, if they have no names."},
                  {"members", members, "", "The people by name."},
                  {"shifts", shifts, "", "When they work, on the region's clock.", required},
                  {"break", break_type, "none",
                   "Away from tickets in every shift, one after another."},
                  {"meetings", windows, "none", "When everybody is away."},
                  {"other_work", percent_type, "0%",
                   "Paid time that goes to something else, in staggered stretches."},
                  {"absence", percent_type, "0%", "The chance that a person misses a shift."},
                  {"overtime_max", duration_type, "until the ticket is finished",
                   "Work after the shift stops here."},
                  {"languages", spoken, "all", "What they speak, and how well; a list: natively."},
                  {"skills", skills, "all",
                   "What they master; a number is the speed; a list: speed 1."},
                  {"authority", authority_list, "none",
                   "What they are allowed to do; a map: each up to an amount, or `unlimited`."},
                  {"cost", cost, "", "In the scenario's currency."},
                  {"contract", duration_type, "40h", "Paid hours a week, for FTE."},
                  {"department", text_type, "one for all",
                   "For reports: an escalation may lead to another one."},
                  {"holidays", region_holidays_type, "the region's",
                   "When nobody works; [] for none."},
                  later("concurrency", "Tickets at once, by channel, with the slow-down."),
                  {"ramp_up", ramp_type, "none",
                   "How members who say when they `joined` become proficient; after the last row "
                   "nothing changes."},
                  later("attrition", "How many leave in a year."),
                  {"behaviour", behaviour_type, "none", "What they are prone to."},
                  {"translation", yes_no_type, "true", "Whether they may use the tool."},
                  {"masked", masked_type, "none",
                   "Works on masked data of other residencies; without it, not at all on those."}},
         .at_most_one = {{"agents", "members"}}});
    return type;
}

const Type& proficiency_type() {
    static const Type type =
        object("proficiency",
               {.keys = {{"speed", factor_type, "1", "0.5 doubles the time."},
                         {"solves", factor_type, "1", "The chance to resolve is multiplied by it."},
                         later("error", "The chance to get it wrong.")}});
    return type;
}

}  // namespace meridian
