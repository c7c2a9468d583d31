#pragma once

#include <string>
#include <vector>

#include "tests/reference/simulator.h"

namespace meridian::reference {

/// What the engine says of the run, in the same form.
[[nodiscard]] std::vector<Said> engine_journal_of(const Scenario& scenario,
                                                  std::uint64_t replication,
                                                  const std::vector<std::vector<Arrival>>& logs);

/// The first instant at which the two tell another story of one ticket or one agent, told by both;
/// empty when every ticket and every agent has lived the same life, fact by fact and instant by
/// instant. What different tickets do at one instant may stand in any order.
[[nodiscard]] std::string first_difference(const Scenario& scenario,
                                           const std::vector<Said>& engine,
                                           const std::vector<Said>& reference);

}  // namespace meridian::reference
