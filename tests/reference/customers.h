#pragma once

#include <vector>

#include "model/arrival.h"
#include "model/scenario.h"
#include "sim/random.h"

namespace meridian::reference {

/// A ticket that will come: when, which, where it enters, and what is true of it.
struct Customer {
    Instant at;
    TicketNumber number;
    TierId entry;
    Attributes attributes;
};

/// All tickets of a stream before the horizon's end, in order. `log`: what a replayed stream's log
/// says of them.
[[nodiscard]] std::vector<Customer> customers_of(const Scenario& scenario, StreamId stream,
                                                 const Random& random,
                                                 const std::vector<Arrival>& log);

}  // namespace meridian::reference
