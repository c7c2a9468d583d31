#include "sim/measure/vendors.h"

namespace meridian {

VendorFold::VendorFold(const Scenario& scenario) : window_(window_of(*scenario)) {
    tally_.of.resize(scenario->vendors.size());
}

void VendorFold::follow(const Entry& entry) {
    if (entry.slot >= trips_.size()) {
        trips_.resize(std::size_t{entry.slot} + 1);
    }
    Trip& trip = trips_[entry.slot];
    switch (entry.fact) {
        case Fact::opened:
            trip = {};
            break;
        case Fact::sent_out:
            trip = {.out = true, .vendor = entry.actor, .since = entry.at};
            tally_.of[entry.actor].sent += window_.contains(entry.at) ? 1 : 0;
            out_.change(window_, entry.at, 1);
            break;
        case Fact::came_back:
            tally_.of[entry.actor].solved += window_.contains(entry.at) ? entry.value : 0;
            back(trip, entry.at, false);
            break;
        case Fact::escalated:
        case Fact::transferred:
        case Fact::sent_back:
            back(trip, entry.at, true);
            break;
        case Fact::withdrawn:  // and nobody counts it
            out_.change(window_, entry.at, trip.out ? -1 : 0);
            trip.out = false;
            break;
        default:
            break;
    }
}

void VendorFold::back(Trip& trip, Instant at, bool called) {
    if (!trip.out) {
        return;
    }
    trip.out = false;
    out_.change(window_, at, -1);
    if (window_.contains(at)) {
        VendorTally::One& one = tally_.of[trip.vendor];
        ++(called ? one.called_back : one.back);
        one.elapsed += called ? 0 : (at - trip.since).count();
    }
}

VendorTally VendorFold::tally(Instant end) {
    out_.advance(window_, end);
    tally_.area = out_.area();
    return tally_;
}

}  // namespace meridian
