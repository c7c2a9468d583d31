#pragma once

#include <vector>

#include "sim/experiment/staffing/tours.h"

namespace meridian {

/// What one unit of a tour comes to in an ordinary week.
struct TourHours {
    WeekOfAgents on_duty{};
    double paid = 0;     ///< hours
    double night = 0;    ///< hours with the premium of the team, less who is absent
    double weekend = 0;  ///< likewise
};

/// Lays a tour over a week of the run: its shifts become instants by the clocks of that week, so a
/// night shift may be an hour shorter or longer.
class TourWeek {
public:
    TourWeek(const Draft& scenario, const Tour& tour);

    /// Where only the run's shifts are known: the average over each period.
    void take_shifts(const std::vector<Interval>& shifts) { known_shifts_ = &shifts; }

    /// The week around the middle of the period; of what is not the same every week, the average
    /// over all of it.
    [[nodiscard]] TourHours in(const Period& period) const;
    /// That week, or any other; `weeks` of them.
    [[nodiscard]] TourHours in(Interval stretch) const;

private:
    [[nodiscard]] std::vector<Interval> shifts_in(Interval stretch) const;

    const Draft& s_;
    std::vector<TourRow> rows_;
    bool round_the_clock_;
    bool every_week_;
    std::vector<Break> breaks_;
    const Crew& crew_;
    const Team& team_;
    double people_;
    const std::vector<Interval>* known_shifts_ = nullptr;
};

/// The seven days around the middle of a period, from a full hour on.
[[nodiscard]] Interval ordinary_week(const Period& period);

}  // namespace meridian
