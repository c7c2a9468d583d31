#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tools/load/loader.h"

namespace meridian::testing {

/// tests/errors/base/whole.yaml, changed: a desk of four in Oslo, Mon-Fri 08:00-16:00.
inline Scenario desk(std::vector<std::string> set) {
    auto answer = load_scenario("tests/errors/base/whole.yaml", LoadOptions{.set = std::move(set)});
    if (const auto* errors = std::get_if<1>(&answer)) {
        ADD_FAILURE() << render(*errors);
    }
    return std::move(std::get<Loaded>(answer).scenario);
}

/// Monday 00:00 is 0.
constexpr std::size_t hour_of(int day, int hour) {
    return static_cast<std::size_t>(day * 24 + hour);
}

}  // namespace meridian::testing
