#include "sim/experiment/summarise.h"

namespace meridian {
namespace {

auto of(std::int64_t IncidentTally::*number) {
    return [number](const Tally& t) { return t.incidents.*number; };
}

}  // namespace

void summarise_incidents(Summary& out, const Draft& s, const Columns& c) {
    if (s.workload.incidents.empty()) {
        return;
    }
    out.figures.push_back({"incident_tickets", c.mean(of(&IncidentTally::surge))});
    out.figures.push_back({"mended", c.mean(of(&IncidentTally::mended))});
    out.figures.push_back(
        {"time_to_mend", c.ratio(of(&IncidentTally::mending), of(&IncidentTally::mended))});
    out.figures.push_back({"tickets_avoided", c.mean(of(&IncidentTally::avoided))});
}

}  // namespace meridian
