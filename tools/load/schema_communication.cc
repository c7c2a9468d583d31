#include "tools/load/schema.h"

namespace meridian {
namespace {

/// A ticket's holder changes while it waits for the next update.
const Type& steady_clock() {
    static const Type type =
        either(one_of({"24x7", "business"}, {"team"}), name_of(Names::calendar));
    return type;
}

const Type& notice() {
    static const Type type = object(
        "first notice",
        {.keys = {{"handle", distribution_type, "", "How long it takes an agent.", required},
                  {"within", duration_type, "", "An agent begins with it in time.", required}}});
    return type;
}

const Type& updates() {
    static const Type type = object(
        "updates",
        {.keys = {{"handle", distribution_type, "", "How long one takes an agent.", required},
                  {"every", duration_type, "",
                   "At most so long from one to the next; given when an agent begins with it.",
                   required},
                  {"ahead", duration_type, "0s", "So long before, the task is put into the queue."},
                  {"clock", steady_clock, "24x7", "What counts `every` and `ahead`."}}});
    return type;
}

const Type& report() {
    static const Type type = object(
        "report afterwards",
        {.keys = {{"handle", distribution_type, "", "How long it takes an agent.", required},
                  {"within", duration_type, "", "Done so long after the resolution.", required},
                  {"clock", steady_clock, "24x7", "What counts `within`."}}});
    return type;
}

const Type& row() {
    static const Type type = object(
        "communication",
        {.keys = {{"tier", tier_name, "", "Whose agents do it.", required},
                  {"first_notice", notice, "none", "Once, as soon as a ticket has the priority."},
                  {"updates", updates, "none", "Until it is resolved, or has another priority."},
                  {"report", report, "none", "Once, after the first resolution."}}});
    return type;
}

}  // namespace

const Type& communication_type() {
    static const Type type = map_of(known_name(Names::priority), row, 1);
    return type;
}

}  // namespace meridian
