#include "sim/experiment/staffing/sheet.h"

namespace meridian {
namespace {

RosterSheet::Line line_of(const Tour& tour, int heads) {
    const auto units = static_cast<std::uint32_t>(heads);
    RosterSheet::Line line{.team = tour.team,
                           .shift = tour.name,
                           .present = tour.present * tour.people,
                           .people = units * tour.people,
                           .kept = tour.kept,
                           .night = tour.night,
                           .weekend = tour.weekend,
                           .part_time = tour.part_time,
                           .money = {.paid_hours = units * tour.paid_hours,
                                     .base = units * tour.base_cost,
                                     .night = units * tour.night_cost,
                                     .weekend = units * tour.weekend_cost},
                           .rows = tour.rows,
                           .turns = {},
                           .calendar = tour.calendar,
                           .breaks = tour.breaks};
    for (std::size_t i = 0; i < tour.other_turns.size(); i += tour.rows.size()) {
        const auto first = tour.other_turns.begin() + static_cast<std::ptrdiff_t>(i);
        line.turns.emplace_back(first, first + static_cast<std::ptrdiff_t>(tour.rows.size()));
    }
    return line;
}

}  // namespace

RosterSheet sheet_of(const Tours& tours, const Requirement& requirement,
                     const std::vector<int>& heads) {
    RosterSheet sheet{.priced = tours.priced, .lines = {}, .pools = {}, .periods = {}, .hours = {}};
    for (std::size_t i = 0; i < heads.size(); ++i) {
        if (heads[i] > 0 || tours.tours[i].present > 0) {
            sheet.lines.push_back(line_of(tours.tours[i], heads[i]));
        }
    }
    for (const Period& period : requirement.periods) {
        sheet.periods.push_back(period.span);
    }
    const auto there = on_duty_for(tours, requirement, heads);
    for (std::size_t p = 0; p < requirement.pools.size(); ++p) {
        sheet.pools.push_back(requirement.pools[p].name);
        for (std::size_t period = 0; period < requirement.periods.size(); ++period) {
            for (std::size_t hour = 0; hour < hours_in_week; ++hour) {
                const bool known = p < requirement.offered.size();
                const RosterSheet::Hour row{
                    .pool = p,
                    .period = period,
                    .hour = static_cast<int>(hour),
                    .offered = known ? requirement.offered[p][period][hour] : 0,
                    .needed = requirement.needed[p][period][hour],
                    .on_duty = there[p][period][hour]};
                if (row.offered > 0 || row.needed > 0 || row.on_duty > 0) {
                    sheet.hours.push_back(row);
                }
            }
        }
    }
    return sheet;
}

}  // namespace meridian
