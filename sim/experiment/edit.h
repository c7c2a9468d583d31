#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/scenario.h"
#include "sim/experiment/mutation.h"
#include "sim/measure/tally.h"
#include "sim/measure/what_if.h"

namespace meridian {

/// One change that a planner could make: hire somebody, move a shift, change a rule.
struct Edit {
    enum class Kind : unsigned char { hire, earlier, later, rule };
    Kind kind = Kind::hire;
    CrewId crew = {};       ///< of hires and shifts
    Mutation rule = {};     ///< of rules
    std::string says = {};  ///< "one more of dublin: 3 -> 4"
};

[[nodiscard]] WhatIfRow::Kind kind_of(const Edit& edit);

/// Every single change: one more in each group of people who share shifts and skills, its shifts an
/// hour earlier or later, and the small changes of rules that mutations_of() knows.
[[nodiscard]] std::vector<Edit> edits_of(const Draft& scenario);

/// Whether a change touches anything that broken promises waited for in these runs. A hire or a
/// shift does where tickets of broken promises waited at its tier, in a language that it speaks; a
/// rule where it has fired, and one made to fire sooner wherever anything waited.
[[nodiscard]] bool touches_a_cause(const Edit& edit, const Draft& scenario,
                                   std::span<const Tally> tallies);

/// The scenario with so many more in that group.
[[nodiscard]] std::optional<Scenario> with_hires(const Scenario& scenario, CrewId crew,
                                                 std::uint32_t hires);

/// The changed scenario; nothing where no scenario comes out.
[[nodiscard]] std::optional<Scenario> edited(const Scenario& scenario, const Edit& edit);

}  // namespace meridian
