#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/experiment/same_customers.h"
#include "sim/measure/sweep.h"

namespace meridian {

/// A variant with the values that make it one.
struct SweepVariant {
    std::vector<std::string> values;
    std::vector<double> places;
    Variant variant;
};

/// Measures the scenario as it stands and then all points in order, those that a cancellation
/// leaves out excepted. `progress`: share done of everything.
[[nodiscard]] Sweep sweep(SameCustomers& customers, const std::vector<SweepVariant>& points,
                          const std::function<void(double)>& progress = {});

}  // namespace meridian
