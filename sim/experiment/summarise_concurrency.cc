#include "model/beside_concurrency.h"
#include "sim/experiment/summarise.h"

namespace meridian {
void summarise_concurrency(Summary& out, const Draft& s, const Columns& c) {
    if (has_concurrency(s)) {
        out.figures.push_back({"in_hand", c.ratio(of_all_teams(&PeopleTally::held),
                                                  of_all_teams(&PeopleTally::busy))});
    }
}

}  // namespace meridian
