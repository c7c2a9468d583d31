#include "sim/experiment/settle.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/experiment/workshop.h"
#include "sim/run.h"

namespace meridian {
namespace {

constexpr int pilots_max = 10;

std::vector<std::int64_t> pilot(const Plan& plan, int number, const Replicating& how) {
    OpenByFifth open(*plan.scenario);
    std::vector<Observer*> observers{&open};
    Replication replication{.number = static_cast<std::uint64_t>(number), .cancelled = [&how] {
                                return how.cancelled != nullptr && *how.cancelled;
                            }};
    if (how.open_logs) {
        replication.logs = how.open_logs();
    }
    simulate(plan, std::move(replication), observers);
    return open.areas();
}

std::string weeks(std::size_t n) { return fmt::format("{} {}", n, n == 1 ? "week" : "weeks"); }

}  // namespace

Settling settling_of(const std::vector<std::vector<std::int64_t>>& pilots) {
    std::vector<double> open(pilots.empty() ? 0 : pilots.front().size());
    for (std::size_t i = 0; i < open.size(); ++i) {
        std::int64_t area = 0;
        for (const auto& areas : pilots) {
            area += areas[i];
        }
        open[i] = static_cast<double>(area) / static_cast<double>(pilots.size()) /
                  static_cast<double>(OpenByFifth::fifth.count());
    }
    const WarmUpCut cut = mser_5(open);
    if (cut.rejected) {
        return {.warm_up = OpenByFifth::week,
                .note = fmt::format("open tickets do not settle within half of {}: 1 week left out",
                                    weeks(cut.of)),
                .warning =
                    "warm_up: automatic found no week in the first half from which the number of "
                    "open tickets is steady, so one week is left out; run longer, write the "
                    "warm_up yourself, or see whether load or season grow"};
    }
    const std::string found =
        cut.batches == 0 ? fmt::format("are steady from the first of {} on", weeks(cut.of))
                         : fmt::format("settle after {} of {}", cut.batches, weeks(cut.of));
    return {.warm_up = OpenByFifth::week * static_cast<std::int64_t>(cut.batches),
            .note = fmt::format("open tickets {} (MSER-5, {} pilot {})", found, pilots.size(),
                                pilots.size() == 1 ? "run" : "runs"),
            .warning = {}};
}

Settling settle(const Plan& plan, int replications, const Replicating& how) {
    const int count = std::clamp(replications, 1, pilots_max);
    Workshop<std::vector<std::int64_t>> workshop(
        count, how, [&](int number) { return pilot(plan, number, how); });
    return settling_of(workshop.run());
}

Scenario with_warm_up(const Scenario& scenario, Span warm_up) {
    Draft draft = *scenario;
    draft.run.warm_up = warm_up;
    return std::get<Scenario>(seal(std::move(draft)));
}

}  // namespace meridian
