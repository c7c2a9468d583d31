#pragma once

#include <string>

#include "sim/measure/sweep.h"

namespace meridian {

/// `sweep.svg`: of one value varied a curve of each number, with intervals and the scenario as it
/// stands; of a grid of two a map; else each number over each value.
[[nodiscard]] std::string sweep_chart(const Sweep& sweep);

}  // namespace meridian
