#include "tools/load/schema.h"

namespace meridian {
namespace {

const Type& life_stage() {
    static const Type type =
        object("stage of a ticket's life",
               {.keys = {{"handle", distribution_type, "", "How long it takes an agent.", required},
                         {"tier", tier_name, "where the ticket is", "Whose agents do it."}}});
    return type;
}

const Type& tracking() {
    static const Type type = object(
        "tracking",
        {.keys = {
             {"handle", distribution_type, "", "How long a look takes an agent.", required},
             {"every", duration_type, "",
              "So long after the ticket went to another tier, or after the last look.", required},
             {"tier", tier_name, "where the ticket came in", "Whose agents do it."}}});
    return type;
}

}  // namespace

const Type& lifecycle_type() {
    static const Type type = object(
        "lifecycle",
        {.keys = {
             {"document", life_stage, "takes no time",
              "Before the first queue: what the ticket is about is written down."},
             {"assess", life_stage, "takes no time", "Before the first queue: how urgent it is."},
             {"route", life_stage, "takes no time", "Before the first queue: who should have it."},
             {"track", tracking, "takes no time",
              "While it is with another tier than the one to which it came."},
             {"close", life_stage, "takes no time",
              "Once agents have resolved it: what it was is written down."},
         }});
    return type;
}

}  // namespace meridian
