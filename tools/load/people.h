#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/load/workbench.h"

namespace meridian {

/// What a person can do, as a crew holds it.
struct Skilled {
    std::vector<std::optional<Proficiency>> languages;  // by LanguageId; empty: all
    std::vector<std::optional<Proficiency>> skills;     // by SkillId; empty: all
    std::vector<AuthorityId> authority;
};

/// The share that a member, or a team when there is none, gives up without need.
[[nodiscard]] double read_escalates(Workbench& bench, const Node* member, const Node& team);
[[nodiscard]] double read_asks(Workbench& bench, const Node* member, const Node& team);

[[nodiscard]] std::optional<Date> read_joined(Workbench& bench, const Node& member, ZoneId zone);
/// Midnight there; beyond what the zone knows: in UTC, which is near enough.
[[nodiscard]] Instant day_begins(const Workbench& bench, Date date, ZoneId zone);
/// What whoever joined then masters and when, by the team's `ramp_up`.
[[nodiscard]] std::vector<Learning> read_learning(Workbench& bench, const Node& team,
                                                  const std::optional<Date>& joined, ZoneId zone);

/// With the amounts that categories need, for which build_amounts() has made rows.
[[nodiscard]] std::vector<AuthorityId> read_held_authority(Workbench& bench, const Node* node);
[[nodiscard]] std::vector<AuthorityId> read_needed_authority(Workbench& bench, const Node& node);

/// Of a member, or of a team when there is none. What a member does not say is the team's.
[[nodiscard]] Skilled read_skilled(Workbench& bench, const Node* member, const Node& team);

/// Equal for members who stand in for each other: same languages, skills, authority and shifts.
[[nodiscard]] std::string skilled_key(Workbench& bench, const Node* member, const Node& team);

/// When a crew works, and what it does beside tickets.
struct Duty {
    std::vector<Interval> shifts;
    std::vector<Break> breaks;
};

/// One row of `shifts:`, understood.
struct ShiftRow {
    const Node* node = nullptr;
    Hours hours;
    Span length{};                        // of its shortest window
    std::optional<std::uint32_t> agents;  // of its own
    const Node* breaks = nullptr;         // the shift's, else the team's
    std::string calendar = {};            // from which the hours are
};

/// The rows of a team's or member's shifts; empty for 24x7.
[[nodiscard]] std::vector<ShiftRow> read_shift_rows(Workbench& bench, const Node& shifts,
                                                    const Node& team, ZoneId zone,
                                                    const std::vector<Holiday>& holidays);

/// The breaks and other work of people who work all of these rows: at least one.
[[nodiscard]] std::vector<Break> breaks_of(Workbench& bench,
                                           const std::vector<const ShiftRow*>& rows,
                                           const Node& team);

/// The duty of people who work all of these rows; no rows: round the clock.
[[nodiscard]] Duty duty_of(Workbench& bench, const std::vector<const ShiftRow*>& rows,
                           const Node& team);

}  // namespace meridian
