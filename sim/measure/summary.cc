#include "sim/measure/summary.h"

#include <algorithm>

namespace meridian {

Estimate figure(const Summary& summary, const std::string& metric) {
    const auto found = std::find_if(summary.figures.begin(), summary.figures.end(),
                                    [&](const Figure& f) { return f.metric == metric; });
    return found == summary.figures.end() ? Estimate{} : found->estimate;
}

}  // namespace meridian
