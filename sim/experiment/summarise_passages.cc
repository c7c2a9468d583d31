#include "sim/experiment/summarise.h"

namespace meridian {

void summarise_passages(Summary& out, const Draft& s, const Columns& c) {
    const Table<Region>& regions = s.organisation.regions;
    const std::size_t pairs = c.tallies().empty() ? 0 : c.tallies().front().passages.size();
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        const auto of = [pair](auto number) {
            return [pair, number](const Tally& t) { return number(t.passages[pair]); };
        };
        const auto times = of([](const PassageTally& p) { return p.passages; });
        if (c.total(times) == 0) {
            continue;
        }
        PassageRow row;
        row.from = regions[{static_cast<std::uint32_t>(pair / regions.size())}].name;
        row.to = regions[{static_cast<std::uint32_t>(pair % regions.size())}].name;
        row.passages = c.mean(times);
        row.tickets = c.mean(of([](const PassageTally& p) { return p.tickets; }));
        row.calendar_efficiency = c.ratio(of([](const PassageTally& p) { return p.covered; }),
                                          of([](const PassageTally& p) { return p.elapsed; }));
        row.handoff_efficiency =
            c.ratio(of([](const PassageTally& p) { return p.touch - p.context; }),
                    of([](const PassageTally& p) { return p.touch + p.handing; }));
        out.passages.push_back(std::move(row));
    }
}

}  // namespace meridian
