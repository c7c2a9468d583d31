#include "tools/report/json_text.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/report/csv.h"

namespace meridian {

std::string json_text(const Json& document, int indent) {
    return document.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json json_number(double value) {
    return std::isfinite(value) ? Json(rounded_number(value)) : Json(nullptr);
}

Json json_estimate(const Estimate& estimate, double scale) {
    return {{"value", json_number(estimate.value / scale)},
            {"half_width", json_number(estimate.half_width / scale)}};
}

Json json_measured(const Estimate& estimate, double scale) {
    Json json = json_estimate(estimate, scale);
    json["replications"] = estimate.n;
    return json;
}

double file_scale(const std::string& unit) { return unit == "time" ? 1000 : 1; }

std::string file_unit(const std::string& unit) { return unit == "time" ? "s" : unit; }

}  // namespace meridian
