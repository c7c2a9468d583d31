#include "sim/experiment/staffing/impossible.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/check/best_case.h"
#include "sim/experiment/staffing/must_do.h"

namespace meridian {
namespace {

/// Whether the standard is about tickets of that kind.
bool concerns(const Standard& standard, const check::Kind& kind) {
    if (!standard.dimension) {
        return true;
    }
    return *standard.dimension == Dimension::region ? kind.region.index == standard.index
                                                    : kind.language.index == standard.index;
}

/// Of the kind's tickets, those of the promise's priority; all where that is not known.
double share_of(const Draft& s, const check::Promise& promise) {
    const auto shares = priority_shares(s, promise.kind);
    return promise.kind.share * (shares ? (*shares)[promise.priority] : 1.0);
}

double arrivals_of(const check::Ground& ground, StreamId id) {
    const std::vector<RateCell>& cells = ground.rates.cells[id.index];
    double sum = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Instant end = i + 1 < cells.size() ? cells[i + 1].begin : ground.rates.horizon.end;
        sum += cells[i].per_ms * static_cast<double>((end - cells[i].begin).count());
    }
    return sum;
}

}  // namespace

void add_obstacle(StaffingAnswer& answer, const Scenario& scenario, const Standard& standard) {
    const Draft& s = *scenario;
    const SlaTarget& target = s.policy.sla[SlaId{static_cast<std::uint32_t>(standard.target)}];
    const check::Ground ground(scenario);
    double all = 0, late = 0, most = 0;
    std::string worst;
    for (const check::Feasibility& one : check::feasibility(ground, target)) {
        if (!concerns(standard, one.promise.kind)) {
            continue;
        }
        const double tickets =
            arrivals_of(ground, one.promise.kind.stream) * share_of(s, one.promise);
        const double too_late =
            tickets * check::share_of_arrivals(ground.rates, {one.promise.kind}, one.impossible);
        all += tickets;
        late += too_late;
        if (too_late > most) {
            most = too_late;
            worst = check::whose(s, one.promise);
            if (one.wait) {
                worst += one.wait->team.exists()
                             ? fmt::format(" wait up to {} for the shift of {}",
                                           check::length_text(one.wait->length),
                                           s.organisation.teams[one.wait->team].name)
                             : fmt::format(" wait up to {}", check::length_text(one.wait->length));
            }
        }
    }
    const double weeks = static_cast<double>(s.run.horizon.length().count()) / 6.048e8;
    StaffingObstacle obstacle{.who = standard.slice.empty() ? "all tickets" : standard.slice,
                              .target = target.name,
                              .at_best = standard.most_people,
                              .asked = standard.goal};
    obstacle.tickets_a_week = all / weeks;
    if (late > 0) {
        obstacle.what =
            fmt::format("{:.1f} % of them come when it is too late whoever is hired; {}",
                        100 * late / all, worst);
    } else {
        obstacle.what =
            "by the shifts alone it could be kept: rules or the order of work stand in the way";
    }
    answer.obstacles.push_back(std::move(obstacle));
}

}  // namespace meridian
