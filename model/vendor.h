#pragma once

#include <string>

#include "model/distribution.h"
#include "model/organisation.h"

namespace meridian {

/// Somebody outside to whom tickets are sent: a contractor, a supplier, a department whose people
/// are not simulated. Nobody here has a ticket meanwhile, and nobody here orders its queue: how
/// long it takes is all that is known of it.
struct Vendor {
    std::string name;
    CalendarId hours;     // when it works; does not exist: round the clock
    Distribution handle;  // time in those hours from a ticket's coming until it is back
    double solves = 1;    // share of the tickets that come back solved
    double cost = 0;      // of each ticket sent, in the scenario's currency
};

/// Before a ticket that an agent has solved is resolved, somebody outside has to do its part: an
/// approval, a spare part.
struct OutsideWait {
    VendorId vendor;
    double share = 0;  // of the tickets solved here; 0: none
};

}  // namespace meridian
