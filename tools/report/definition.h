#pragma once

#include <string>

#include "sim/measure/metric.h"

namespace meridian {

/// What a metric means, for people: name, key, unit, formula, edge cases, source.
[[nodiscard]] std::string definition_text(const Metric& metric);

/// Key and name of every metric, a line each.
[[nodiscard]] std::string definition_list();

}  // namespace meridian
