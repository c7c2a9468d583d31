#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/measure/summary.h"

namespace meridian {

/// Where, along one value of a scenario, a bound on a number ceases to hold.
struct BreakPoint {
    enum class Found : std::uint8_t {
        between,       ///< it holds on one side and not on the other
        everywhere,    ///< wherever was looked: both ends and between
        nowhere,       ///< likewise
        not_monotone,  ///< the number goes up and down: there may be several such points
        interrupted,   ///< before anything could be said
    };
    enum class Verdict : std::uint8_t {
        holds,       ///< the whole interval
        holds_only,  ///< the value, but not the whole interval
        fails_only,
        fails,
    };
    /// A value that was looked at.
    struct Looked {
        std::size_t place = 0;  ///< among all values, from 0
        std::string value;
        Estimate estimate;
        Verdict verdict = Verdict::fails;
        std::string scenario_fingerprint, run_fingerprint;
    };

    std::string scenario;
    std::string scenario_fingerprint;  ///< as it stands
    std::string tz_version;
    std::uint64_t seed = 0;
    int replications = 0;
    double confidence = 0.95;
    std::string varied;  ///< "streams.europe.multiplier"
    std::string bound;   ///< "sla_compliance >= 80 %"
    std::string number;  ///< "sla_compliance"
    std::string unit;    ///< of the number
    std::size_t values = 0;

    Found found = Found::interrupted;
    std::vector<Looked> looked;  ///< in the order of the values
    /// Of `between`, places in `looked`: neighbours among the values.
    std::size_t last_that_holds = 0, first_that_fails = 0;
    /// The nearest values of which the whole interval says so; none: not even the end's.
    std::optional<std::size_t> surely_holds, surely_fails;
    std::uint64_t violations = 0;  ///< that the audit found
};

}  // namespace meridian
