#include "tools/load/schema.h"

namespace meridian {
namespace {

const Type& priority_names() {
    static const Type type = either(priority_name(), list_of(priority_name, 1));
    return type;
}

const Type& then() {
    static const Type type = one_of({"resume", "restart", "resample", "reroute"});
    return type;
}

}  // namespace

const Type& preemption_type() {
    static const Type type = either(
        then(),
        object("preemption",
               {.keys = {
                    {"then", then, "resume",
                     "What becomes of the interrupted ticket. It waits again in its old place, and "
                     "whoever takes it goes on where it stopped (resume), does again what was done "
                     "since its work last began (restart), or has it take another time, drawn anew "
                     "(resample). reroute: it goes to the next tier."},
                    {"cost", duration_type, "0s",
                     "Added to the work of whoever takes it again; not for `reroute`."},
                    {"by", priority_names, "all", "The priorities that may interrupt."}}}));
    return type;
}

const Type& reserve_type() {
    static const Type type =
        object("reserve", {.keys = {{"agents", counting_type, "",
                                     "Others are begun only while more of the tier are free, the "
                                     "one who takes it included.",
                                     Necessity::required},
                                    {"for", priority_names, "", "The priorities they are for.",
                                     Necessity::required}}});
    return type;
}

}  // namespace meridian
