#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/scenario.h"

namespace meridian::testing {

/// What every ticket, every clock of one, every task beside one and every agent went through, by
/// name and by the time since the run began: nothing in it depends on the order of declaration or
/// on the date. A need is told by the agents who may serve it, and how well.
using Lives = std::map<std::string, std::vector<std::string>>;

/// Of the first replication.
[[nodiscard]] Lives lives_of(const Scenario& scenario);

/// The first line in which a life is told otherwise; empty when all lives are the same.
[[nodiscard]] std::string first_difference(const Lives& before, const Lives& after);

/// The first headline number of a summary that is not the same to the last bit, lives apart.
[[nodiscard]] std::string first_other_figure(const Scenario& before, const Scenario& after);

}  // namespace meridian::testing
