#include "sim/measure/tally.h"

namespace meridian {

Spread spread_of(const Histogram& histogram) {
    Spread spread{.count = histogram.count(),
                  .sum = histogram.sum().count(),
                  .most = histogram.most().count()};
    for (std::size_t i = 0; i < tally_levels.size(); ++i) {
        spread.quantiles[i] = histogram.quantile(tally_levels[i]);
    }
    return spread;
}

}  // namespace meridian
