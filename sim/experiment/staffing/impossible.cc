#include "sim/experiment/staffing/impossible.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "model/check/best_case.h"
#include "sim/experiment/staffing/must_do.h"

namespace meridian {
namespace {

/// Whether the standard is about tickets of that kind.
bool concerns(const Standard& standard, const check::Kind& kind) {
    switch (standard.of) {
        case Standard::Of::region:
            return kind.region.index == standard.index;
        case Standard::Of::language:
            return kind.language.index == standard.index;
        default:
            return true;
    }
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

void add_obstacle(StaffingAnswer& answer, const check::Ground& ground, const Standard& standard) {
    const Draft& s = ground.draft;
    const SlaTarget& target = s.policy.sla[SlaId{static_cast<std::uint32_t>(standard.target)}];
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

/// Of one promise, the weeks or hours that stay below it.
void add_times(StaffingAnswer& answer, const Draft& s, const std::vector<Standard>& standards,
               std::size_t target, Standard::Of of) {
    const Standard* worst = nullptr;
    int all = 0, below = 0;
    for (const Standard& one : standards) {
        if (one.target == target && one.of == of) {
            ++all;
            below += one.reachable ? 0 : 1;
            if (!one.reachable && (worst == nullptr || one.most_people < worst->most_people)) {
                worst = &one;
            }
        }
    }
    if (worst != nullptr) {
        answer.obstacles.push_back(
            {.who = fmt::format("{} of {} {}, worst {}", below, all,
                                of == Standard::Of::week ? "weeks" : "hours of the week",
                                worst->slice),
             .what = "with many more people on these shifts, too",
             .target = s.policy.sla[SlaId{static_cast<std::uint32_t>(target)}].name,
             .at_best = worst->most_people,
             .asked = worst->goal});
    }
}

}  // namespace

void add_obstacles(StaffingAnswer& answer, const Scenario& scenario,
                   const std::vector<Standard>& standards) {
    std::optional<check::Ground> ground;  // of many crews it takes long
    for (const Standard& standard : standards) {
        const bool time =
            standard.of == Standard::Of::week || standard.of == Standard::Of::interval;
        if (!standard.reachable && !time) {
            if (!ground) {
                ground.emplace(scenario);
            }
            add_obstacle(answer, *ground, standard);
        }
    }
    for (std::size_t target = 0; target < scenario->policy.sla.size(); ++target) {
        add_times(answer, *scenario, standards, target, Standard::Of::week);
        add_times(answer, *scenario, standards, target, Standard::Of::interval);
    }
}

}  // namespace meridian
