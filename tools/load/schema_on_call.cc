#include "tools/load/schema.h"

namespace meridian {
namespace {

const Type& team_on_call() {
    static const Type type = name_of(Names::team);
    return type;
}

const Type& turn_windows() {
    static const Type type = list_of(window_type, 1);
    return type;
}

const Type& turns_type() {
    static const Type type =
        either(either(one_of({"24x7"}), name_of(Names::calendar)), turn_windows());
    return type;
}

const Type& at_night() {
    static const Type type = object(
        "night on call",
        {.keys = {{"acknowledges", distribution_type, "as by day", "From a page to its answer."},
                  {"no_answer", percent_type, "as by day", "The chance that nobody wakes up."},
                  {"time", factor_type, "1", "The work takes so many times as long."}}});
    return type;
}

}  // namespace

const Type& on_call_type() {
    static const Type type = object(
        "on-call rotation",
        {.keys = {{"team", team_on_call, "",
                   "Whose people; whoever answers does the work of its tier.", required},
                  {"turns", turns_type, "24x7",
                   "When somebody is on call: a calendar, or windows on the clocks of the team's "
                   "region. Never while the team is on shift."},
                  {"people", counting_type, "1", "So many at once, one ticket each."},
                  {"acknowledges", distribution_type, "",
                   "From a page until it is answered, and the ticket taken in hand.", required},
                  {"no_answer", percent_type, "0%", "The chance that a page is never answered."},
                  {"night", at_night, "as by day", "What is different from 22:00 to 06:00."}}});
    return type;
}

}  // namespace meridian
