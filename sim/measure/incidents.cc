#include "sim/measure/incidents.h"

namespace meridian {

IncidentFold::IncidentFold(const Scenario& scenario)
    : draft_(&*scenario),
      window_(window_of(*scenario)),
      used_(!scenario->workload.incidents.empty()) {}

void IncidentFold::follow(const Entry& entry) {
    if (entry.fact == Fact::linked) {
        ++tally_.linked;
        return;
    }
    if (entry.fact != Fact::opened && entry.fact != Fact::mended && entry.fact != Fact::declared) {
        return;
    }
    const StreamId stream = entry.ticket.stream();
    const auto& incident = draft_->workload.streams[stream].incident;
    if (!incident) {
        return;
    }
    const Incident& about = draft_->workload.incidents[*incident];
    if (entry.fact == Fact::declared) {
        ++tally_.declared;
        const auto nth = static_cast<std::size_t>(entry.value);
        tally_.declaring += (entry.at - about.breaks[nth].begin).count();
    } else if (entry.fact == Fact::mended) {
        ++tally_.mended;
        tally_.mending += (entry.at - about.breaks[entry.ticket.arrival()].begin).count();
        tally_.avoided += entry.value;
    } else if (stream == about.surge && entry.ticket.generation() == 0) {
        ++tally_.surge;
    }
}

}  // namespace meridian
