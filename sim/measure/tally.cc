#include "sim/measure/tally.h"

namespace meridian {

PeopleTally& PeopleTally::operator+=(const PeopleTally& more) {
    on_duty += more.on_duty;
    busy += more.busy;
    overtime += more.overtime;
    absent += more.absent;
    paid += more.paid;
    shift += more.shift;
    night += more.night;
    weekend += more.weekend;
    worked_out += more.worked_out;
    given_up += more.given_up;
    avoidable += more.avoidable;
    needless += more.needless;
    held += more.held;
    return *this;
}

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
