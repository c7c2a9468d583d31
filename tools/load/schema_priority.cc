#include "tools/load/schema.h"

namespace meridian {
namespace {

const Type& urgency_row() {
    static const Type type = map_of(known_name(Names::urgency), priority_name, 1);
    return type;
}

const Type& matrix() {
    static const Type type = map_of(known_name(Names::impact), urgency_row, 1);
    return type;
}

template <Names of>
const Type& points() {
    static const Type type = map_of(known_name(of), count_type, 1);
    return type;
}

const Type& formula() {
    static const Type type = object(
        "formula of priority",
        {.keys = {
             {"impact", points<Names::impact>, "0", "Points of each level, its weight included."},
             {"urgency", points<Names::urgency>, "0", "Likewise."},
             {"risk", points<Names::risk>, "0", "Likewise."},
             {"value", points<Names::business_value>, "0", "Likewise, of the business value."},
             {"least", points<Names::priority>, "",
              "So many points at least make it so urgent; of every priority but the least urgent.",
              required}}});
    return type;
}

const Type& ages() {
    static const Type type = map_of(known_name(Names::priority), duration_type, 1);
    return type;
}

const Type& ageing() {
    static const Type type = object(
        "ageing",
        {.keys = {{"at_least", ages, "",
                   "So long after its creation a ticket is at least so urgent; short for rules "
                   "that are looked at before all others, and go on to them.",
                   required},
                  {"clock", clock_type, "24x7", "What counts the time."}}});
    return type;
}

const Type& set_wrong() {
    static const Type type = map_of(known_name(Names::priority), percent_type, 1);
    return type;
}

const Type& set_wrong_by_priority() {
    static const Type type = map_of(known_name(Names::priority), set_wrong, 1);
    return type;
}

const Type& triage_error() {
    static const Type type = object(
        "triage error",
        {.keys = {
             {"set", set_wrong_by_priority, "",
              "By true priority: the shares that get each other one. The rest is right.", required},
             {"notices", duration_type, "0s",
              "So much work on it, of whatever agents, until they see it and put it right."}}});
    return type;
}

}  // namespace

const Type& priority_name() {
    static const Type type = name_of(Names::priority);
    return type;
}

const Type& priority_type() {
    static const Type type =
        object("priority",
               {.keys = {{"matrix", matrix, "none", "Impact, then urgency."},
                         {"formula", formula, "none", "Points of impact, urgency, risk and value."},
                         {"ageing", ageing, "none", "More urgent with time."},
                         {"triage_error", triage_error, "none",
                          "Priorities set wrong at first, and put right as agents see it."}},
                .at_most_one = {{"matrix", "formula"}}});
    return type;
}

}  // namespace meridian
