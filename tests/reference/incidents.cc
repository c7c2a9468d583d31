#include <algorithm>

#include "tests/reference/simulator.h"

namespace meridian::reference {

/// Whoever would come for the first time about something that has been mended since it broke.
bool Simulator::is_averted(const Customer& customer) const {
    const Stream& stream = draft_.workload.streams[customer.number.stream()];
    if (!stream.incident || customer.number.generation() > 0) {
        return false;
    }
    const Incident& incident = draft_.workload.incidents[*stream.incident];
    return customer.number.stream() == incident.surge &&
           std::ranges::any_of(mended_, [&](TicketNumber cause) {
               return cause.stream() == incident.cause &&
                      incident.breaks[cause.arrival()].contains(customer.at);
           });
}

/// Once: a cause that comes back has been mended all the same.
void Simulator::mend(std::size_t which) {
    const TicketNumber number = cases_[which].number;
    const Stream& stream = draft_.workload.streams[number.stream()];
    if (!stream.incident || number.stream() != draft_.workload.incidents[*stream.incident].cause) {
        return;
    }
    const TicketNumber cause = TicketNumber::of(number.stream(), number.arrival());
    if (std::ranges::find(mended_, cause) != mended_.end()) {
        return;
    }
    mended_.push_back(cause);
    std::int64_t avoided = 0;
    for (std::size_t i = next_customer_; i < customers_.size(); ++i) {
        const Incident& incident = draft_.workload.incidents[*stream.incident];
        avoided += customers_[i].number.stream() == incident.surge &&
                           customers_[i].number.generation() == 0 &&
                           incident.breaks[cause.arrival()].contains(customers_[i].at)
                       ? 1
                       : 0;
    }
    say(Fact::mended, which, avoided);
    tell_linked(which);
}

}  // namespace meridian::reference
