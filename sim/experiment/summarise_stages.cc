#include "sim/experiment/summarise.h"

namespace meridian {
namespace {

struct Keys {
    std::string times, touch, elapsed;
};

/// By LifeStage, as in the catalogue of metrics.
const std::array<Keys, life_stages>& keys() {
    static const std::array<Keys, life_stages> all{{
        {"documented", "document_touch", "document_time"},
        {"assessed", "assess_touch", "assess_time"},
        {"routed", "route_touch", "route_time"},
        {"tracked", "track_touch", "track_time"},
        {"closed", "close_touch", "close_time"},
    }};
    return all;
}

}  // namespace

void summarise_stages(Summary& out, const Draft& s, const Columns& c) {
    for (std::size_t i = 0; i < life_stages; ++i) {
        if (!s.policy.lifecycle.stages[i]) {
            continue;
        }
        const auto of = [i](std::int64_t StageTally::One::*part) {
            return [i, part](const Tally& t) { return t.stages.stages[i].*part; };
        };
        using One = StageTally::One;
        out.figures.push_back({keys()[i].times, c.mean(of(&One::times))});
        out.figures.push_back({keys()[i].touch, c.ratio(of(&One::touch), of(&One::times))});
        out.figures.push_back({keys()[i].elapsed, c.ratio(of(&One::elapsed), of(&One::times))});
    }
    if (s.policy.lifecycle.is_used()) {
        out.figures.push_back({"lifecycle_time", c.mean([](const Tally& t) {
                                   std::int64_t all = 0;
                                   for (const StageTally::One& one : t.stages.stages) {
                                       all += one.touch;
                                   }
                                   return all;
                               })});
    }
}

}  // namespace meridian
