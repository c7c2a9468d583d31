#include "model/policy/containment.h"

namespace meridian {

double contained_share(const std::vector<Containment>& rows, const WorkStep& step,
                       const Attributes& ticket, const Situation& situation,
                       const Table<NamedCalendar>& calendars) {
    for (const Containment& row : rows) {
        if (row.tier == situation.tier && matches(row.when, ticket, situation, calendars)) {
            return row.share;
        }
    }
    return step.resolves;
}

}  // namespace meridian
