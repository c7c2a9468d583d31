#pragma once

#include <string>

namespace meridian::testing {

/// A row of results/validation/staffing.csv: a promise about when work begins, kept by a staffing.
struct ValidationFigure {
    std::string of;    ///< the case
    std::string hour;  ///< of the day, in which the promise falls due; empty: all of them
    double load = 0;   ///< what the formula is asked with, in Erlangs
    int agents = 0;
    double within_s = 0;
    double goal = 0;
    double formula = 0;    ///< share kept, by the formula of a stationary queue
    double exact = 0;      ///< … and by the equations of the queue as it is
    double simulated = 0;  ///< … and by the engine
    double standard_error = 0;
    double tickets = 0;  ///< clocks that were counted, over all replications
};

/// Whether somebody wants the figures, and therefore the long form of the tests.
[[nodiscard]] bool wants_figures();

/// Appends the row to the file that MERIDIAN_STAFFING_CSV names, if any: as wants_figures().
void keep(const ValidationFigure& figure);

}  // namespace meridian::testing
