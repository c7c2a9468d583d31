#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/distribution.h"
#include "model/organisation.h"

namespace meridian {

/// What becomes of a ticket beside the work on it. The numbers are part of every fingerprint.
enum class LifeStage : std::uint8_t {
    document,  // what it is about is written down
    assess,    // … how urgent it is …
    route,     // … and who should have it: then it enters its first tier
    track,     // somebody keeps an eye on it while it is with another tier than it came to
    close,     // what it was is written down, as agents have resolved it
};
inline constexpr std::size_t life_stages = 5;
/// As scenarios and reports name them, by LifeStage.
inline constexpr std::array<std::string_view, life_stages> life_stage_names{
    "document", "assess", "route", "track", "close"};

/// Before a ticket waits for agents.
[[nodiscard]] constexpr bool is_of_intake(LifeStage stage) { return stage <= LifeStage::route; }

/// Each time that a stage is due, it is a task beside the ticket and takes the time of an agent.
struct StageWork {
    TierId tier;  // whose agents; does not exist: where the ticket is, for `track` where it came in
    Distribution handle;  // touch time at speed 1
    Span every{};  // of `track`: since the ticket went to another tier, or the last one was done
};

/// The stages that take time; those of the intake that the same tier does one after another are one
/// task.
struct Lifecycle {
    std::array<std::optional<StageWork>, life_stages> stages;  // by LifeStage

    [[nodiscard]] const std::optional<StageWork>& of(LifeStage stage) const {
        return stages[static_cast<std::size_t>(stage)];
    }
    [[nodiscard]] bool takes_in() const {
        return of(LifeStage::document) || of(LifeStage::assess) || of(LifeStage::route);
    }
    [[nodiscard]] bool is_used() const {
        return takes_in() || of(LifeStage::track) || of(LifeStage::close);
    }
    /// The first stage of the intake that takes time, from this one on; none: it is over.
    [[nodiscard]] std::optional<LifeStage> intake_from(std::size_t stage) const {
        while (stage < life_stages && is_of_intake(static_cast<LifeStage>(stage))) {
            if (stages[stage]) {
                return static_cast<LifeStage>(stage);
            }
            ++stage;
        }
        return std::nullopt;
    }
};

}  // namespace meridian
