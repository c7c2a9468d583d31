#pragma once

#include <string>
#include <vector>

#include "model/calendar/zone.h"
#include "sim/measure/summary.h"
#include "tools/report/text_table.h"

namespace meridian {

/// What the first screen needs beside the numbers.
struct Screen {
    Look look;
    Zone zone;                  ///< the report's: its clocks show the dates in the heading
    std::string program;        ///< the release, "0.1.0"; empty: not shown
    std::string results_place;  ///< where everything else is; empty: nothing was written
    std::size_t width = 120;
    std::size_t height = 50;  ///< including the line on which the prompt stands afterwards
};

/// The summary of a run for a planner, on one screen: lines that end in "\n", none wider and not
/// more than asked (of warnings, slices and rows the least important give way, and the text says
/// where they are). Nothing is computed here: `summary` says it all.
[[nodiscard]] std::string first_screen(const Summary& summary, const Screen& screen);

/// In words: "met", "broken", "not proven".
[[nodiscard]] std::string verdict_text(Goal verdict);

/// What a cause of broken promises means, in one clause.
[[nodiscard]] std::string cause_text(Cause cause);

}  // namespace meridian
