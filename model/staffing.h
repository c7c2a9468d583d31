#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/calendar/week.h"
#include "model/organisation.h"

namespace meridian {

/// A shift that people of a team may be rostered on, on the clock of the team's region: the same
/// hours on `days_a_week` days in a row.
struct ShiftPattern {
    LocalMinutes from;
    LocalMinutes to;           // at or before `from` it is on the next day
    DayMask days = every_day;  // on which it may start
    int days_a_week = 5;       // at most as many as `days`
    std::vector<Break> breaks;

    [[nodiscard]] Span length() const;
    /// Less what is not paid of its breaks.
    [[nodiscard]] Span paid() const;
};

/// What rosters must respect. Hours are those of the clock face: the nights on which clocks change
/// are an hour shorter or longer.
struct LabourRules {
    Span hours_a_day = std::chrono::hours{10};   // paid, of a shift
    Span hours_a_week = std::chrono::hours{48};  // paid
    Span rest = std::chrono::hours{11};          // between two shifts
    int days_in_a_row = 6;
    double weekends = 1;   // share of a team's people who may work on a Saturday or Sunday
    double nights = 1;     // … whose shifts have three hours or more between 22:00 and 06:00
    double part_time = 1;  // … who have less than four fifths of the team's contract
};

/// The first rule that the pattern breaks, in words; empty: none.
[[nodiscard]] std::string breach_of(const ShiftPattern& pattern, const LabourRules& rules);

/// What a crew works as it is written, for rosters; `Crew::shifts` are the same over the run.
struct PresentDuty {
    struct Row {
        Window window;
        ZoneId zone;
    };
    std::vector<Row> rows;  // none: round the clock
    std::string calendar;   // of the only row, if it takes its hours from one
};

/// What may be done about the people of a team.
struct TeamStaffing {
    std::vector<ShiftPattern> patterns;  // besides the shifts there are
    LabourRules rules;
    std::uint32_t at_least = 0;  // people
    std::optional<std::uint32_t> at_most;
};

/// What `meridian staff` may change. A run does not look at it.
struct Staffing {
    // Where each promise is to be kept; none of them: on average over the run.
    bool every_week = false;
    bool every_interval = false;                  // hour of the week
    bool every_slice = false;                     // region and language
    std::optional<std::uint32_t> change_at_most;  // hired, released, or moved to another shift
    std::vector<TeamStaffing> teams;              // by TeamId
    std::vector<PresentDuty> present;  // by CrewId; empty: not known, nobody's shifts may change
};

}  // namespace meridian
