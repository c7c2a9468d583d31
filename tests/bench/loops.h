#pragma once

#include <array>
#include <cstdint>

#include "sim/measure/histogram.h"

namespace meridian::bench {

/// What a loop, or the engine, says of one run: as little as both can say.
struct Outcome {
    std::uint64_t tickets = 0;  // offered
    std::uint64_t events = 0;   // taken off the agenda
    Histogram waits;            // in the first tier's queue, of those an agent began there
};

/// The queues of tools/bench written by hand, as somebody would who needs just this one: a 4-ary
/// heap of pending events, first-in-first-out queues, one sequential generator, waits added up.
/// They know no calendars, languages, clocks or journal, and are what the engine is measured
/// against.
struct OneQueue {
    double per_hour = 190;
    std::uint32_t agents = 10;
    double handle_ms = 180e3;  // mean, exponential
    double urgent = 0;         // share that goes first
    double hours = 1;
};
[[nodiscard]] Outcome run_loop(const OneQueue& queue, std::uint64_t seed);

/// Case (c): the numbers of scenarios/bench/sun.yaml.
struct Sun {
    double per_hour = 100;
    std::array<double, 3> priority{0.1, 0.3, 0.6};
    std::array<std::uint32_t, 2> agents{50, 80};  // by tier, in each of three regions
    std::array<double, 2> handle_ms{25 * 60e3, 60 * 60e3};
    double resolves = 0.75;
    std::int64_t patience_ms = 60 * 60'000;  // in the first queue; then up
    std::int64_t days = 364;                 // from a Monday on
};
[[nodiscard]] Outcome run_loop(const Sun& sun, std::uint64_t seed);

}  // namespace meridian::bench
