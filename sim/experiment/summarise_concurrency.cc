#include "model/beside_concurrency.h"
#include "sim/experiment/summarise.h"

namespace meridian {
namespace {

/// Of all agents together.
auto all_of_them(std::int64_t PeopleTally::*what) {
    return [what](const Tally& t) {
        std::int64_t sum = 0;
        for (const PeopleTally& team : t.people) {
            sum += team.*what;
        }
        return sum;
    };
}

}  // namespace

void summarise_concurrency(Summary& out, const Draft& s, const Columns& c) {
    if (has_concurrency(s)) {
        out.figures.push_back(
            {"in_hand", c.ratio(all_of_them(&PeopleTally::held), all_of_them(&PeopleTally::busy))});
    }
}

}  // namespace meridian
