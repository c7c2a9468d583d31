#include "tools/load/schema.h"

namespace meridian {
namespace {

const Type& always_or_calendar() {
    static const Type type = either(one_of({"24x7"}), name_of(Names::calendar));
    return type;
}

const Type& known_vendor() {
    static const Type type = name_of(Names::vendor);
    return type;
}

}  // namespace

const Type& vendor_type() {
    static const Type type = object(
        "vendor",
        {.keys = {
             {"hours", always_or_calendar, "", "When it works.", required},
             {"handle", distribution_type, "",
              "Time in its hours from a ticket's coming until it is back, its own queue included.",
              required},
             {"solves", percent_type, "100%",
              "Share of the tickets that come back solved; the others go on where they were."},
             {"cost", money_type, "0", "Of each ticket sent."}}});
    return type;
}

const Type& outside_wait_type() {
    static const Type type = object(
        "outside wait", {.keys = {{"vendor", known_vendor, "", "For whom.", required},
                                  {"share", percent_type, "100%", "Of the tickets solved here."}}});
    return type;
}

}  // namespace meridian
