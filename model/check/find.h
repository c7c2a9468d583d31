#pragma once

#include <vector>

#include "model/check/cells.h"
#include "model/check/finding.h"

namespace meridian::check {

/// What every check reads, worked out once.
struct Ground {
    const Scenario& scenario;
    const Draft& draft;
    std::vector<Kind> kinds;
    std::vector<Cell> cells;
    Rates rates;

    explicit Ground(const Scenario& all)
        : scenario(all), draft(*all), kinds(kinds_of(draft)), cells(cells_of(all)), rates(draft) {}
};

using Findings = std::vector<Finding>;

/// A rule that may fire so often has no limit: nobody writes such a one.
inline constexpr std::uint32_t without_limit = 1000;

/// Whether the rule moves a ticket up as it fires.
[[nodiscard]] bool escalates(const Rule& rule);
/// Whether it may move a ticket to another tier, up or back, then or in a later step.
[[nodiscard]] bool may_move(const Draft& draft, const Rule& rule);
/// Whether it comes due while a ticket waits for an agent, by time alone.
[[nodiscard]] bool comes_while_waiting(const Rule& rule);

[[nodiscard]] inline std::string name_of(const Ground& ground, const Cell& cell) {
    return name_of(ground.draft, ground.kinds, cell);
}

// One file a concern, each finding what stands behind it.

void find_in_rules(const Ground& ground, Findings& found);      // L01 L04 L11 L25 L28
void find_in_ways(const Ground& ground, Findings& found);       // L02 L03 L08 L09
void find_in_shifts(const Ground& ground, Findings& found);     // L05 L06 L07 L20 L24
void find_in_promises(const Ground& ground, Findings& found);   // L10 L12 L13 L14 L15
void find_in_calendars(const Ground& ground, Findings& found);  // L18 L21
void find_overload(const Ground& ground, Findings& found);      // L23

}  // namespace meridian::check
