#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/scenario.h"
#include "sim/experiment/staffing/requirement.h"

namespace meridian {

/// One stretch of a tour's week, on the clock of a zone.
using TourRow = PresentDuty::Row;

/// What somebody of a team works, week after week, in local time: Mon-Fri 07:00-15:30 with half an
/// hour for lunch. Where people take turns from week to week, as many of them as there are turns
/// are one unit of it.
///
/// Figures are those of an ordinary week: without holidays, and in each period of the week around
/// its middle, so that a change of the clocks moves the tour in the UTC week and nothing else.
struct Tour {
    TeamId team;
    CrewId crew;                       ///< whose languages and skills it has
    std::string name;                  ///< "Mon-Fri 07:00-15:30"
    std::vector<TourRow> rows;         ///< of one person; none: round the clock
    std::vector<TourRow> other_turns;  ///< of the others of a unit, in the same order
    std::string calendar;              ///< the only source of its hours, if it has one
    std::vector<Break> breaks;
    std::uint32_t people = 1;   ///< of one unit
    std::uint32_t present = 0;  ///< units that there are now
    bool kept = false;          ///< as many as there are: members, or shifts of a season
    bool weekend = false;       ///< on a Saturday or Sunday
    bool night = false;         ///< three hours or more of a shift between 22:00 and 06:00
    bool part_time = false;     ///< less than four fifths of the contract

    // Of one unit, a week.
    double paid_hours = 0;
    double base_cost = 0;  ///< without premiums; 0 without prices
    double night_cost = 0;
    double weekend_cost = 0;
    double cost = 0;  ///< all of it; paid hours where prices are not known: see Tours
    std::vector<WeekOfAgents> on_duty;  ///< by period: shifts less breaks, meetings, absence
};

struct Tours {
    std::vector<Tour> tours;  ///< by team, those there are first
    bool priced = true;       ///< false: some team has no `cost`, and costs are paid hours
};

/// All tours that people of the scenario have, or may have by `staffing`.
[[nodiscard]] Tours tours_of(const Draft& scenario, const std::vector<Period>& periods);

/// The runs of days in a row, around the end of the week, on which a pattern is worked.
[[nodiscard]] std::vector<DayMask> day_runs(const ShiftPattern& pattern);

}  // namespace meridian
