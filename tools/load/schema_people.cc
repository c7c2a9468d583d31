#include "tools/load/schema.h"

namespace meridian {
namespace {

const Type& ramp_row() {
    static const Type type = object(
        "ramp-up",
        {.keys = {{"week", count_type, "", "From so many weeks after joining on; the first row: 0.",
                   Necessity::required},
                  {"speed", factor_type, "1", "0.5 doubles the time."},
                  {"escalates", percent_type, "as `behaviour` says",
                   "Share given up of what could have been resolved."}}});
    return type;
}

const Type& data_regimes() {
    static const Type name = name_of(Names::residency);
    static const Type type = list_of([]() -> const Type& { return name; }, 1);
    return type;
}

}  // namespace

const Type& translation_type() {
    static const Type type = object(
        "translation",
        {.keys = {
             {"time", factor_type, "", "Work takes so many times as long.", Necessity::required},
             {"error", percent_type, "0%",
              "The chance that it gets a ticket wrong, and all of the work is done once more."},
             {"cost", money_type, "0", "Of each stretch of work, in the scenario's currency."}}});
    return type;
}

const Type& behaviour_type() {
    static const Type type = object(
        "behaviour", {.keys = {{"escalates", percent_type, "0%",
                                "Share given up of what could have been resolved."},
                               {"asks", percent_type, "0%",
                                "Share of the visits that might need a question to the customer "
                                "(`asks_customer`), and do not, in which one is asked all the "
                                "same."},
                               later("parks", "Share put aside without need.")}});
    return type;
}

const Type& masked_type() {
    static const Type type = object(
        "masked data",
        {.keys = {{"of", data_regimes, "", "Whose data; not that of the own region.",
                   Necessity::required},
                  {"time", factor_type, "1",
                   "Work on them takes so many times as long, tasks beside a ticket included."}}});
    return type;
}

const Type& ramp_type() {
    static const Type type = list_of(ramp_row, 1);
    return type;
}

const Type& misrouting_type() {
    static const Type type = object(
        "mis-routing",
        {.keys = {{"share", percent_type, "", "Of the visits to the tier.", Necessity::required},
                  {"notices", distribution_type, "",
                   "Work until the wrong one sees it and puts it back, in vain; whoever takes it "
                   "then is right.",
                   Necessity::required}}});
    return type;
}

const Type& intake_type() {
    static const Type type = object(
        "intake",
        {.keys = {{"misrouted", percent_type, "",
                   "So much is left of the share of visits that the wrong one begins, for tickets "
                   "that it has served to the end.",
                   Necessity::required}}});
    return type;
}

const Type& consults_type() {
    static const Type type = object(
        "consultation",
        {.keys = {
             {"tier", tier_name, "",
              "Who is asked: a tier declared after this one. Where the category needs an "
              "authority, those who lack it may work on it here, and ask; who has it does not.",
              Necessity::required},
             {"handle", distribution_type, "",
              "How long the answer takes; whoever asks has the ticket in hand until then.",
              Necessity::required},
             {"share", percent_type, "100%", "Of the tickets resolved here by those who ask."}}});
    return type;
}

}  // namespace meridian
