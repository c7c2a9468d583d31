#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"
#include "tools/load/log_map.h"

namespace meridian {

/// A text of the log as a row of LogNames; `none` where the log says nothing.
using NameIndex = std::uint32_t;
inline constexpr NameIndex no_name = 0xFFFF'FFFFU;

/// One row of an event log.
struct LoggedStep {
    Instant at;
    std::optional<LogStatus> status;  ///< nothing where the map has no word for it
    NameIndex status_name = no_name;
    NameIndex activity = no_name;
    NameIndex team = no_name;
    NameIndex tier = no_name;
    NameIndex agent = no_name;
    NameIndex country = no_name;
    bool robot = false;  ///< the agent is no person
};

/// What happened to one ticket. "Known" leaves out the rows in which the column is missing.
struct LoggedTicket {
    std::string key;
    std::uint64_t line = 0;  ///< where its first row stands
    std::uint64_t nth = 0;   ///< counts the tickets of the file from 0, skipped ones not counted
    Instant created;
    std::optional<Instant>
        handled;  ///< first row that no robot made in a status from in_progress on
    std::optional<Instant> resolved;  ///< for the first time, if the log has events
    std::optional<Instant> closed;
    bool backlog = false;  ///< created before the window and not resolved before it

    /// By LogField: the one value of the row that counts (see LogField), known rows only. For team,
    /// tier, agent, country and status: the first.
    std::array<NameIndex, log_fields> values{};

    std::optional<bool> made_sla;
    std::optional<int> reassigned;
    std::optional<int> reopened;

    /// Bit i: the tier of rank i (LogName::rank); the last bit stands for all ranks from 31 on.
    std::uint32_t tiers_touched = 0;
    int escalations = 0;          ///< moves to a higher tier, between neighbouring known rows
    int hand_offs = 0;            ///< changes of team, between neighbouring known rows
    bool team_revisited = false;  ///< some team had it, lost it and got it back: A…A (ping-pong)
    bool team_bounced = false;    ///< the same at once: A-B-A
    int country_changes = 0;      ///< between neighbouring rows of people whose country is known
    Span waiting_customer{};      ///< from each such row to the next row, whoever made it

    std::vector<LoggedStep> steps;  ///< in their order; empty for logs of one row a ticket

    [[nodiscard]] NameIndex operator[](LogField f) const {
        return values[static_cast<std::size_t>(f)];
    }
};

}  // namespace meridian
