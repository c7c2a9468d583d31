#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"

namespace meridian {

/// What a replayed log says about the organisation that wrote it, to be held against the simulation
/// of the same tickets. What the log does not say stays unset. Shares are 0 to 1, of the tickets
/// that arrive in the log (a backlog is not counted).
struct RecordedFigures {
    struct OfPriority {
        std::string name;
        std::int64_t tickets = 0;
        std::optional<double> sla_made;  ///< share
        std::optional<Span> resolution_p50;
    };
    /// Of time to resolution.
    struct Quantile {
        double level = 0;
        Span value{};
    };

    std::string log;  ///< its name
    std::int64_t tickets = 0;
    std::optional<std::int64_t> resolved;
    std::vector<Quantile> resolution;
    std::optional<Span> resolution_mean;
    std::optional<double> escalated;        ///< share that moved to a higher tier
    std::optional<double> handoffs;         ///< per ticket
    std::optional<double> handed_off;       ///< share passed on at least once
    std::optional<double> country_changed;  ///< share whose holder's country changed
    std::optional<double> team_revisited;   ///< share that came back to a team (ping-pong)
    std::optional<double> sla_made;         ///< share of those of which it is known
    std::vector<OfPriority> priorities;
};

}  // namespace meridian
