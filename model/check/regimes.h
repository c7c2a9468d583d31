#pragma once

#include <string>
#include <vector>

#include "model/scenario.h"

namespace meridian::check {

/// Days on end that look alike to whoever waits: between changes of the clocks. Days are those of
/// UTC, and a week is looked at as its days usually are: of several Mondays that differ (holidays)
/// the pattern that comes most often counts.
struct Regime {
    Date from;                         ///< the first day of it, in UTC
    std::vector<std::string> changes;  ///< "Europe/Stockholm to +02:00", since the last one began
    /// Hours of a kind in an average day of its week, and the times of day (UTC) at which they
    /// begin, most frequent first.
    struct Hours {
        Span a_day{};
        std::vector<Span> begin;
    };
    Hours uncovered;  ///< nobody of the tier is on shift
    Hours overlap;    ///< people of two regions or more are
};

/// What the changes of the clocks make of a tier's coverage over the run: a regime for every
/// stretch that differs from the one before. Breaks, absences, languages and skills are not looked
/// at.
[[nodiscard]] std::vector<Regime> regimes_of(const Scenario& scenario, TierId tier);

/// The hours of the run in which nobody of the tier is on shift.
[[nodiscard]] Span uncovered_of(const Scenario& scenario, TierId tier);

}  // namespace meridian::check
