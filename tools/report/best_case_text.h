#pragma once

#include <string>
#include <vector>

#include "model/check/best_case_map.h"
#include "model/policy/sla.h"
#include "model/scenario.h"

namespace meridian {

/// The maps of one promise.
struct PromiseMaps {
    const SlaTarget* target;
    std::vector<check::BestCaseMap> maps;
};

/// Of each promise that somebody could not be kept whoever is hired: a week of hours, each with how
/// much of it is lost, and whose shift the lost ones wait for. Kinds of tickets with the same week
/// are drawn once; of more than a few weeks the worst are drawn.
[[nodiscard]] std::string best_case_text(const Draft& draft, const std::vector<PromiseMaps>& all);

/// Everything, a row for each promise, kind of tickets, priority and hour of the week.
[[nodiscard]] std::string best_case_csv(const Scenario& scenario,
                                        const std::vector<PromiseMaps>& all);

}  // namespace meridian
