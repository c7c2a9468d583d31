#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/scenario.h"

namespace meridian {

/// A roster as a planner reads it: who works what, what it costs a week, and how it compares with
/// what is needed. Values only; reports write them.
struct RosterSheet {
    struct Money {
        double paid_hours = 0;
        double base = 0, night = 0, weekend = 0;  ///< what premiums add is told apart

        [[nodiscard]] double all() const { return base + night + weekend; }
        Money& operator+=(const Money& more) {
            paid_hours += more.paid_hours;
            base += more.base;
            night += more.night;
            weekend += more.weekend;
            return *this;
        }
    };
    /// People of a team who work the same.
    struct Line {
        TeamId team;
        std::string shift;  ///< "Mon-Fri 07:00-15:30"
        std::uint32_t present = 0;
        std::uint32_t people = 0;
        bool kept = false;  ///< they keep their shifts, whatever is needed
        bool night = false, weekend = false, part_time = false;
        Money money;  ///< of all of `people`, an ordinary week

        // As the scenario language says it.
        std::vector<PresentDuty::Row> rows;  ///< none: round the clock
        std::vector<std::vector<PresentDuty::Row>>
            turns;  ///< where people take turns: the rows of each of the others
        std::string calendar;
        std::vector<Break> breaks;
    };
    /// An hour of the UTC week of one pool.
    struct Hour {
        std::size_t pool = 0, period = 0;
        int hour = 0;
        double offered = 0;  ///< Erlangs
        double needed = 0;   ///< agents
        double on_duty = 0;  ///< who may serve the pool, whatever else they serve
    };

    bool priced = true;  ///< false: no costs, because some team has none
    std::vector<Line> lines;
    std::vector<std::string> pools;
    std::vector<Interval> periods;
    std::vector<Hour> hours;  ///< by pool, period, hour; those with load, need or people

    /// Of some team, or of all.
    [[nodiscard]] Money money() const {
        Money sum;
        for (const Line& line : lines) {
            sum += line.money;
        }
        return sum;
    }
};

}  // namespace meridian
