#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sim/measure/summary.h"

namespace meridian {

/// Members keep the order in which they are written.
using Json = nlohmann::ordered_json;

/// A document as a file. Names may hold bytes that are no UTF-8: they are replaced, for a report
/// must not fail for them.
[[nodiscard]] std::string json_text(const Json& document, int indent = 1);

/// null for what does not exist.
[[nodiscard]] Json json_number(double value);

/// In units of `scale`.
[[nodiscard]] Json json_estimate(const Estimate& estimate, double scale = 1);
/// The same with the replications behind it.
[[nodiscard]] Json json_measured(const Estimate& estimate, double scale = 1);

/// Times are seconds in JSON and CSV, and milliseconds here.
[[nodiscard]] double file_scale(const std::string& unit);
[[nodiscard]] std::string file_unit(const std::string& unit);

}  // namespace meridian
