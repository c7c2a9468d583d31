#pragma once

#include <string>
#include <vector>

#include "model/calendar/coverage.h"
#include "model/check/kinds.h"
#include "model/policy/routing.h"

namespace meridian::check {

/// Tickets on one tier that the same crews may serve.
struct Cell {
    TierId tier;
    std::vector<Kind> kinds;          // never empty
    std::vector<CrewId> crews;        // may be empty: nobody
    std::vector<Step> on_shift;       // people by time, over the horizon; breaks not deducted
    std::vector<Interval> uncovered;  // of the horizon
};

/// What the streams bring over the horizon, by StreamId; nothing for one that replays a log.
struct Rates {
    explicit Rates(const Draft& draft);

    Interval horizon;
    std::vector<std::vector<RateCell>> cells;
};

/// What a ticket of the kind asks of an agent of the tier, wherever one may be.
[[nodiscard]] Need need_of(const Kind& kind, TierId tier);

/// All who fit it, in order of declaration.
[[nodiscard]] std::vector<CrewId> crews_for(const Organisation& house,
                                            const Table<Category>& categories, const Need& need);

/// The cells of the scenario by tier, then in the order of the kinds. Regions whose residency
/// allows it, languages, skills, authorities and `serves` decide who fits, as in the engine.
[[nodiscard]] std::vector<Cell> cells_of(const Scenario& scenario);

/// What tells the cell's tickets from the others of the scenario, in the planner's words:
/// "specialist, ja or ko, customers of sydney".
[[nodiscard]] std::string name_of(const Draft& draft, const std::vector<Kind>& all,
                                  const Cell& cell);

/// "2026-03-08 22:00Z".
[[nodiscard]] std::string minute_text(Instant at);
/// "1 h 30 min".
[[nodiscard]] std::string length_text(Span span);
/// "420.0 h": what intervals add up to.
[[nodiscard]] std::string hours_text(Span span);
/// "214 times, 2026-03-08 22:00Z to 2026-10-31 23:00Z, the longest 2 h from 2026-04-04 22:00Z".
[[nodiscard]] std::string intervals_text(std::span<const Interval> intervals);

/// The arrivals of these kinds per millisecond of the horizon, as far as streams generate them:
/// what part of them falls into the intervals, 0 to 1; 0 where nothing is generated.
[[nodiscard]] double share_of_arrivals(const Rates& rates, const std::vector<Kind>& kinds,
                                       std::span<const Interval> intervals);

}  // namespace meridian::check
