#include "sim/experiment/staffing/tours.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/calendar/coverage.h"
#include "model/calendar/weekday.h"
#include "sim/experiment/staffing/tour_week.h"

namespace meridian {
namespace {

constexpr DayMask weekend_days = every_day & ~monday_to_friday;

std::string name_of(const std::vector<TourRow>& rows) {
    std::string text;
    for (const auto& [window, zone] : rows) {
        text += fmt::format("{}{} {}-{}", text.empty() ? "" : " + ", weekdays_text(window.days),
                            to_text(window.from), to_text(window.to));
    }
    return rows.empty() ? "24x7" : text;
}

bool has_season(const std::vector<TourRow>& rows) {
    return std::any_of(rows.begin(), rows.end(), [](const TourRow& row) {
        return row.window.valid_from || row.window.valid_to;
    });
}

std::uint16_t weeks_of(const std::vector<TourRow>& rows) {
    std::uint16_t weeks = 1;
    for (const TourRow& row : rows) {
        weeks = std::max(weeks, row.window.every_weeks);
    }
    return weeks;
}

/// The same but for the week in which it is worked.
bool takes_turns_with(const std::vector<TourRow>& a, const std::vector<TourRow>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const TourRow& x, const TourRow& y) {
                          return x.zone == y.zone && x.window.days == y.window.days &&
                                 x.window.from == y.window.from && x.window.to == y.window.to &&
                                 x.window.every_weeks == y.window.every_weeks;
                      });
}

/// In which of its weeks a rotation is worked; the same for all rows, or none.
std::optional<int> turn_of(const std::vector<TourRow>& rows) {
    std::optional<int> turn;
    for (const TourRow& row : rows) {
        const int weeks = row.window.every_weeks;
        const int of_row = ((week_of(row.window.anchor) % weeks) + weeks) % weeks;
        if (weeks != weeks_of(rows) || (turn && *turn != of_row)) {
            return std::nullopt;
        }
        turn = of_row;
    }
    return turn;
}

class TourMaker {
public:
    TourMaker(const Draft& scenario, const std::vector<Period>& periods)
        : s_(scenario), periods_(periods) {
        for (const Crew& crew : s_.organisation.crews) {
            made_.priced = made_.priced && s_.organisation.teams[crew.team].cost.has_value();
        }
    }

    Tours make() {
        for (std::uint32_t i = 0; i < s_.organisation.teams.size(); ++i) {
            add_present(TeamId{i});
            add_patterns(TeamId{i});
        }
        return std::move(made_);
    }

private:
    [[nodiscard]] std::vector<CrewId> crews_of(TeamId team) const {
        std::vector<CrewId> crews;
        for (std::uint32_t i = 0; i < s_.organisation.crews.size(); ++i) {
            if (s_.organisation.crews[CrewId{i}].team == team) {
                crews.push_back(CrewId{i});
            }
        }
        return crews;
    }

    void add_present(TeamId team) {
        std::vector<CrewId> left = crews_of(team);
        while (!left.empty()) {
            const CrewId id = left.front();
            left.erase(left.begin());
            const Crew& crew = s_.organisation.crews[id];
            const bool known = id.index < s_.staffing.present.size();
            const PresentDuty duty = known ? s_.staffing.present[id.index] : PresentDuty{};
            Tour tour{.team = team,
                      .crew = id,
                      .name = name_of(duty.rows),
                      .rows = duty.rows,
                      .other_turns = {},
                      .calendar = duty.calendar,
                      .breaks = crew.breaks,
                      .present = crew.agents,
                      .kept = !known || !crew.members.empty() || has_season(duty.rows)};
            if (weeks_of(duty.rows) > 1 && !tour.kept) {
                take_turns(tour, left);
            }
            add(std::move(tour), known ? nullptr : &crew);
        }
    }

    /// Finds who else belongs to the rotation: alike crews, one for each week of it.
    void take_turns(Tour& tour, std::vector<CrewId>& left) {
        const auto weeks = weeks_of(tour.rows);
        std::vector<std::optional<int>> turns{turn_of(tour.rows)};
        std::vector<CrewId> others;
        for (const CrewId id : left) {
            const auto& rows = s_.staffing.present[id.index].rows;
            const auto turn = turn_of(rows);
            const Crew& crew = s_.organisation.crews[id];
            if (crew.agents == tour.present && crew.members.empty() && turn &&
                takes_turns_with(tour.rows, rows) && !has_season(rows) &&
                std::find(turns.begin(), turns.end(), turn) == turns.end()) {
                turns.push_back(turn);
                others.push_back(id);
            }
        }
        if (!turns.front() || turns.size() != weeks) {
            tour.kept = true;
            return;
        }
        tour.people = weeks;
        for (const CrewId id : others) {
            const auto& rows = s_.staffing.present[id.index].rows;
            tour.other_turns.insert(tour.other_turns.end(), rows.begin(), rows.end());
            left.erase(std::find(left.begin(), left.end(), id));
        }
    }

    void add_patterns(TeamId team) {
        const std::vector<CrewId> crews = crews_of(team);
        if (crews.empty() || team.index >= s_.staffing.teams.size()) {
            return;
        }
        const ZoneId zone = s_.organisation.regions[s_.organisation.teams[team].region].zone;
        const std::size_t first = made_.tours.size();
        for (const ShiftPattern& pattern : s_.staffing.teams[team.index].patterns) {
            for (const DayMask days : day_runs(pattern)) {
                const std::vector<TourRow> rows{
                    {.window = {.days = days, .from = pattern.from, .to = pattern.to},
                     .zone = zone}};
                if (!is_there(team, rows, pattern.breaks, first)) {
                    add({.team = team,
                         .crew = crews.front(),
                         .name = name_of(rows),
                         .rows = rows,
                         .other_turns = {},
                         .calendar = {},
                         .breaks = pattern.breaks},
                        nullptr);
                }
            }
        }
    }

    /// Somebody of the team works just that.
    [[nodiscard]] bool is_there(TeamId team, const std::vector<TourRow>& rows,
                                const std::vector<Break>& breaks, std::size_t before) const {
        return std::any_of(made_.tours.begin(), made_.tours.end(), [&](const Tour& tour) {
            const auto at = static_cast<std::size_t>(&tour - made_.tours.data());
            return tour.team == team && !tour.kept && tour.people == 1 &&
                   takes_turns_with(tour.rows, rows) && !tour.rows.empty() &&
                   (at < before || same(tour.breaks, breaks));
        });
    }

    static bool same(const std::vector<Break>& a, const std::vector<Break>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [](const Break& x, const Break& y) {
                              return x.kind == y.kind && x.length == y.length &&
                                     x.first == y.first && x.last == y.last && x.paid == y.paid;
                          });
    }

    void add(Tour tour, const Crew* unknown) {
        const Team& team = s_.organisation.teams[tour.team];
        TourWeek week(s_, tour);
        if (unknown != nullptr) {
            week.take_shifts(unknown->shifts);
        }
        double length = 0;
        for (const Period& period : periods_) {
            const auto weight = static_cast<double>(period.span.length().count());
            const TourHours hours = week.in(period);
            tour.on_duty.push_back(hours.on_duty);
            tour.paid_hours += weight * hours.paid;
            tour.night_cost += weight * hours.night;
            tour.weekend_cost += weight * hours.weekend;
            length += weight;
        }
        for (double* sum : {&tour.paid_hours, &tour.night_cost, &tour.weekend_cost}) {
            *sum /= std::max(length, 1.0);
        }
        const LabourCost cost = team.cost.value_or(LabourCost{});
        tour.base_cost = tour.paid_hours * cost.per_hour;
        tour.night_cost *= cost.per_hour * cost.night.share;
        tour.weekend_cost *= cost.per_hour * cost.weekend.share;
        tour.cost =
            made_.priced ? tour.base_cost + tour.night_cost + tour.weekend_cost : tour.paid_hours;
        tour.weekend = tour.rows.empty() || touches_weekend(tour.rows);
        tour.night = tour.rows.empty() || has_night(tour.rows);
        tour.part_time = tour.paid_hours / tour.people < 0.8 * team.contract_hours_per_week;
        made_.tours.push_back(std::move(tour));
    }

    static bool touches_weekend(const std::vector<TourRow>& rows) {
        return std::any_of(rows.begin(), rows.end(), [](const TourRow& row) {
            const bool into_saturday = (row.window.days & only_day(4)) != 0 &&
                                       row.window.to <= row.window.from &&
                                       row.window.to > oclock(0);
            return (row.window.days & weekend_days) != 0 || into_saturday;
        });
    }

    static bool has_night(const std::vector<TourRow>& rows) {
        return std::any_of(rows.begin(), rows.end(), [](const TourRow& row) {
            const int from = row.window.from.minutes;
            const int to = row.window.to.minutes + (row.window.to <= row.window.from ? 1440 : 0);
            int minutes = 0;
            for (const int night : {-120, 1320}) {  // 22:00 to 06:00, of the day before and its own
                minutes += std::max(0, std::min(to, night + 480) - std::max(from, night));
            }
            return minutes >= 180;
        });
    }

    const Draft& s_;
    const std::vector<Period>& periods_;
    Tours made_;
};

}  // namespace

std::vector<DayMask> day_runs(const ShiftPattern& pattern) {
    std::vector<DayMask> runs;
    for (int first = 0; first < 7; ++first) {
        DayMask run = 0;
        for (int i = 0; i < pattern.days_a_week; ++i) {
            run = static_cast<DayMask>(run | only_day((first + i) % 7));
        }
        const bool allowed = (run & pattern.days) == run;
        if (allowed && std::find(runs.begin(), runs.end(), run) == runs.end()) {
            runs.push_back(run);
        }
    }
    return runs;
}

Tours tours_of(const Draft& scenario, const std::vector<Period>& periods) {
    return TourMaker(scenario, periods).make();
}

}  // namespace meridian
