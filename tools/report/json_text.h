#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "sim/measure/summary.h"
#include "tools/report/csv.h"

namespace meridian {

/// Members keep the order in which they are written.
using Json = nlohmann::ordered_json;

/// A document as a file. Names may hold bytes that are no UTF-8: they are replaced, for a report
/// must not fail for them.
[[nodiscard]] inline std::string json_text(const Json& document, int indent = 1) {
    return document.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// null for what does not exist.
[[nodiscard]] inline Json json_number(double value) {
    return std::isfinite(value) ? Json(rounded_number(value)) : Json(nullptr);
}

/// In units of `scale`.
[[nodiscard]] inline Json json_estimate(const Estimate& estimate, double scale = 1) {
    return {{"value", json_number(estimate.value / scale)},
            {"half_width", json_number(estimate.half_width / scale)}};
}

}  // namespace meridian
