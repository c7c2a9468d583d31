#include <algorithm>

#include "sim/experiment/staffing/requirement.h"
#include "sim/measure/window.h"

namespace meridian {

std::vector<Period> periods_of(const Draft& scenario) {
    const Interval window = window_of(scenario);
    std::vector<Instant> cuts;
    for (const Zone& zone : scenario.organisation.zones) {
        for (const Transition& change : zone.transitions) {
            if (window.begin < change.at && change.at < window.end) {
                cuts.push_back(change.at);
            }
        }
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.push_back(window.end);
    constexpr Span week = std::chrono::days{7};
    std::vector<Period> periods;
    Instant from = window.begin;
    for (const Instant cut : cuts) {
        if (cut - from >= week) {
            periods.push_back({{from, cut}});
            from = cut;
        }
    }
    if (periods.empty()) {
        return {{window}};
    }
    periods.back().span.end = window.end;
    return periods;
}

}  // namespace meridian
