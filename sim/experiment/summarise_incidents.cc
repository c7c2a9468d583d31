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
    if (!declares_problems(s.policy.escalation)) {
        return;
    }
    out.figures.push_back({"declared", c.mean(of(&IncidentTally::declared))});
    out.figures.push_back(
        {"time_to_declare", c.ratio(of(&IncidentTally::declaring), of(&IncidentTally::declared))});
    out.figures.push_back({"linked_tickets", c.mean(of(&IncidentTally::linked))});
}

}  // namespace meridian
