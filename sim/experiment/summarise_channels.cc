#include "sim/experiment/summarise.h"

namespace meridian {
namespace {

/// How often for that reason.
auto because(SwitchReason why) {
    return [why](const Tally& t) { return t.tickets.switches[static_cast<std::size_t>(why)]; };
}

}  // namespace

void summarise_channels(Summary& out, const Draft& s, const Columns& c) {
    if (std::ranges::none_of(s.workload.channels, &Channel::leads_on)) {
        return;
    }
    const auto comfort = because(SwitchReason::comfort);
    const auto security = because(SwitchReason::security);
    out.figures.push_back({"switched_for_comfort", c.mean(comfort)});
    out.figures.push_back({"switched_for_security", c.mean(security)});
    out.figures.push_back(
        {"channel_switches", c.mean([=](const Tally& t) { return comfort(t) + security(t); })});
}

}  // namespace meridian
